package io.netlink4j.examples.tour;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netlink4j.core.address.IpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** The JDK's own web server, which knows nothing of namespaces and lives in one. */
final class WebServer implements AutoCloseable {
    private final HttpServer server;

    private WebServer(HttpServer server) {
        this.server = server;
    }

    static WebServer in(Node node, String address) throws IOException {
        // It opens its socket where it is created. It may be started anywhere, and so its threads stay outside.
        InetSocketAddress place = new InetSocketAddress(IpAddress.of(address).toInetAddress(), 80);
        HttpServer server = node.namespace().call(() -> HttpServer.create(place, 0));
        server.createContext("/", exchange -> greet(exchange, node));
        server.start();
        return new WebServer(server);
    }

    private static void greet(HttpExchange exchange, Node node) throws IOException {
        try (exchange) {
            IpAddress visitor = IpAddress.from(exchange.getRemoteAddress().getAddress());
            byte[] page = ("welcome to " + node + ", " + visitor).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
