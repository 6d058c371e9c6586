package io.netlink4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Link;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.Veth;
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
    private static final int PORT = 8080;

    @Test
    void okHttpConnectsFromTheNamespaceOfItsSocketFactory(Namespaces namespaces) throws IOException {
        try (Site site = new Site(namespaces)) {
            OkHttpClient client = new OkHttpClient.Builder()
                    .socketFactory(site.blue.sockets().socketFactory())
                    .callTimeout(Duration.ofSeconds(20))
                    .build();
            assertThat(get(client, "http://" + RED + ":" + PORT)).isEqualTo("192.0.2.2 was here");
            client.connectionPool().evictAll();
            client.dispatcher().executorService().shutdown();
        }
    }

    @Test
    void okHttpResolvesWhereItIsToldTo(Namespaces namespaces) throws IOException {
        try (Site site = new Site(namespaces)) {
            OkHttpClient client = new OkHttpClient.Builder()
                    .socketFactory(site.blue.sockets().socketFactory())
                    .dns(name -> List.of(InetAddress.ofLiteral(RED)))
                    .callTimeout(Duration.ofSeconds(20))
                    .build();
            assertThat(get(client, "http://shop.example:" + PORT)).isEqualTo("192.0.2.2 was here");
            client.connectionPool().evictAll();
            client.dispatcher().executorService().shutdown();
        }
    }

    @Test
    void theHttpClientConnectsFromTheNamespaceOfItsThreads(Namespaces namespaces) throws Exception {
        try (Site site = new Site(namespaces);
                ExecutorService inside = Executors.newFixedThreadPool(2, site.blue.threadFactory());
                HttpClient client = site.blue.call(() -> HttpClient.newBuilder()
                        .executor(inside)
                        .followRedirects(HttpClient.Redirect.ALWAYS)
                        .build())) {
            for (int i = 0; i < 10; i++) {
                assertThat(get(client, "/")).isEqualTo("192.0.2.2 was here");
            }
            assertThat(get(client, "/moved")).isEqualTo("192.0.2.2 was there");
            FutureTask<String> onVirtualThread = new FutureTask<>(() -> get(client, "/"));
            Thread.ofVirtual().start(onVirtualThread);
            assertThat(onVirtualThread.get()).isEqualTo("192.0.2.2 was here");
        }
    }

    @Test
    void theHttpClientConnectsFromItsExecutorWhereverItWasBuilt(Namespaces namespaces) throws Exception {
        try (Site site = new Site(namespaces);
                ExecutorService inside = Executors.newFixedThreadPool(2, site.blue.threadFactory());
                ExecutorService outside = Executors.newSingleThreadExecutor();
                HttpClient good = HttpClient.newBuilder().executor(inside).build();
                HttpClient bad = site.blue.call(
                        () -> HttpClient.newBuilder().executor(outside).build())) {
            assertThat(get(good, "/")).isEqualTo("192.0.2.2 was here");
            assertThatThrownBy(() -> get(bad, "/")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void anHttpServerAnswersWithVirtualThreadsFromItsNamespace(Namespaces namespaces) throws Exception {
        String home = Task.here();
        try (Site site = new Site(namespaces);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            HttpServer server = site.blue.call(() -> {
                HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.2"), 80), 0);
                made.createContext("/", exchange -> answer(exchange, Task.here()));
                made.setExecutor(threads);
                made.start();
                return made;
            });
            OkHttpClient client = new OkHttpClient.Builder()
                    .socketFactory(site.red.sockets().socketFactory())
                    .build();
            assertThat(get(client, "http://192.0.2.2")).isEqualTo(home);
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

    private static String get(HttpClient client, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + RED + ":" + PORT + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
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
        private final HttpServer server;
        private final HttpServer other;

        Site(Namespaces namespaces) throws IOException {
            red = namespaces.unnamed();
            blue = namespaces.unnamed();
            try (Rtnl inRed = Rtnl.open(red);
                    Rtnl inBlue = Rtnl.open(blue)) {
                inRed.links()
                        .create(Link.named("cable")
                                .up()
                                .kind(Veth.to(Link.named("cable").in(blue))));
                inBlue.links().up("cable");
                inRed.addresses().add("cable", RED + "/24");
                inBlue.addresses().add("cable", "192.0.2.2/24");
            }
            server = serve(PORT, " was here");
            other = serve(PORT + 1, " was there");
            server.createContext("/moved", exchange -> {
                exchange.getResponseHeaders().add("Location", "http://" + RED + ":" + (PORT + 1));
                exchange.sendResponseHeaders(302, -1);
                exchange.close();
            });
        }

        private HttpServer serve(int port, String what) throws IOException {
            HttpServer made =
                    red.call(() -> HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(RED), port), 0));
            made.createContext(
                    "/",
                    exchange -> answer(
                            exchange, exchange.getRemoteAddress().getAddress().getHostAddress() + what));
            made.start();
            return made;
        }

        @Override
        public void close() {
            server.stop(0);
            other.stop(0);
        }
    }
}
