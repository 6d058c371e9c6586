package io.netlink4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.lab.Lab;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.Task;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** Servers and clients that know nothing of namespaces: one serves in red, the others call from blue, or try to. */
@KernelTest
final class RealClientsIT {
    private static final String RED = "192.0.2.1";
    private static final String FROM_BLUE = "192.0.2.2";
    private static final int PORT = 8080;

    @Test
    void okHttpConnectsFromTheNamespaceOfItsSocketFactory() throws IOException {
        try (Site site = new Site()) {
            OkHttpClient client = new OkHttpClient.Builder()
                    .socketFactory(site.blue.sockets().socketFactory())
                    .callTimeout(Duration.ofSeconds(20))
                    .build();
            assertThat(get(client, "http://" + RED + ":" + PORT)).isEqualTo(FROM_BLUE + " was here");
            client.connectionPool().evictAll();
            client.dispatcher().executorService().shutdown();
        }
    }

    @Test
    void okHttpResolvesWhereItIsToldTo() throws IOException {
        try (Site site = new Site()) {
            OkHttpClient client = new OkHttpClient.Builder()
                    .socketFactory(site.blue.sockets().socketFactory())
                    .dns(name -> List.of(InetAddress.ofLiteral(RED)))
                    .callTimeout(Duration.ofSeconds(20))
                    .build();
            assertThat(get(client, "http://shop.example:" + PORT)).isEqualTo(FROM_BLUE + " was here");
            client.connectionPool().evictAll();
            client.dispatcher().executorService().shutdown();
        }
    }

    @Test
    void theHttpClientSendsAsynchronouslyFromTheNamespaceOfItsThreads() throws Exception {
        try (Site site = new Site();
                ExecutorService inside = Executors.newFixedThreadPool(2, site.blue.threadFactory());
                HttpClient client = site.blue.call(() -> HttpClient.newBuilder()
                        .executor(inside)
                        .followRedirects(HttpClient.Redirect.ALWAYS)
                        .build())) {
            for (int i = 0; i < 10; i++) {
                assertThat(getLater(client, "/")).isEqualTo(FROM_BLUE + " was here");
            }
            assertThat(getLater(client, "/moved")).isEqualTo(FROM_BLUE + " was there");
            FutureTask<String> onVirtualThread = new FutureTask<>(() -> getLater(client, "/"));
            Thread.ofVirtual().start(onVirtualThread);
            assertThat(onVirtualThread.get()).isEqualTo(FROM_BLUE + " was here");
        }
    }

    @Test
    void theHttpClientSendsSynchronouslyFromTheNamespaceOfTheCaller(Namespaces namespaces) throws Exception {
        try (Site site = new Site();
                ExecutorService inside = Executors.newFixedThreadPool(2, site.blue.threadFactory());
                HttpClient client = site.blue.call(
                        () -> HttpClient.newBuilder().executor(inside).build())) {
            NetworkNamespace green = namespaces.unnamed();
            try (Rtnl inGreen = Rtnl.open(green)) {
                inGreen.links().up("lo");
                inGreen.addresses().add("lo", RED + "/32");
            }
            HttpServer decoy = serve(green, PORT, " met the wrong server");
            assertThat(green.call(() -> get(client))).isEqualTo(RED + " met the wrong server");
            decoy.stop(0);
            assertThat(site.blue.call(() -> getLater(client, "/"))).isEqualTo(FROM_BLUE + " was here");
        }
    }

    @Test
    void anHttpServerAnswersWithVirtualThreadsFromItsNamespace() throws Exception {
        String home = Task.here();
        try (Site site = new Site();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            HttpServer server = site.blue.call(() -> {
                HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(FROM_BLUE), 80), 0);
                made.createContext("/", exchange -> answer(exchange, Task.here()));
                made.setExecutor(threads);
                made.start();
                return made;
            });
            OkHttpClient client = new OkHttpClient.Builder()
                    .socketFactory(site.red.sockets().socketFactory())
                    .build();
            assertThat(get(client, "http://" + FROM_BLUE)).isEqualTo(home);
            client.connectionPool().evictAll();
            client.dispatcher().executorService().shutdown();
            server.stop(0);
        }
    }

    private static String get(OkHttpClient client, String url) throws IOException {
        try (Response response =
                client.newCall(new Request.Builder().url(url).build()).execute()) {
            return response.body().string();
        }
    }

    private static String get(HttpClient client) throws IOException, InterruptedException {
        return client.send(request("/"), BodyHandlers.ofString()).body();
    }

    private static String getLater(HttpClient client, String path) {
        return client.sendAsync(request(path), BodyHandlers.ofString()).join().body();
    }

    private static HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + RED + ":" + PORT + path))
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    private static HttpServer serve(NetworkNamespace namespace, int port, String what) throws IOException {
        HttpServer made =
                namespace.call(() -> HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(RED), port), 0));
        made.createContext(
                "/",
                exchange -> answer(
                        exchange, exchange.getRemoteAddress().getAddress().getHostAddress() + what));
        made.start();
        return made;
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Red, with a server, and blue, with a cable between them and a way to nobody else. */
    private static final class Site implements AutoCloseable {
        final NetworkNamespace red;
        final NetworkNamespace blue;
        private final Lab lab =
                Lab.builder().cable("red", "blue", "192.0.2.0/24").build();
        private final HttpServer server;
        private final HttpServer other;

        Site() throws IOException {
            red = lab.node("red").namespace();
            blue = lab.node("blue").namespace();
            server = serve(red, PORT, " was here");
            other = serve(red, PORT + 1, " was there");
            server.createContext("/moved", exchange -> {
                exchange.getResponseHeaders().add("Location", "http://" + RED + ":" + (PORT + 1));
                exchange.sendResponseHeaders(302, -1);
                exchange.close();
            });
        }

        @Override
        public void close() {
            server.stop(0);
            other.stop(0);
            lab.close();
        }
    }
}
