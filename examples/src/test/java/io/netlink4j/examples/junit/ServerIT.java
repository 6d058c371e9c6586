package io.netlink4j.examples.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.junit.Cable;
import io.netlink4j.rtnl.junit.In;
import io.netlink4j.rtnl.junit.NetworkTest;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;

@NetworkTest
@Cable(from = "red", to = "blue", network = "10.0.0.0/24")
public final class ServerIT {
    @Test
    void aServerInOneNodeAnswersAClientInAnother(@In("blue") NetworkNamespace blue, @In("red") SocketFactory red)
            throws Exception {
        InetSocketAddress address = new InetSocketAddress("10.0.0.2", 80);
        HttpServer server = blue.call(() -> HttpServer.create(address, 0));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try (Socket client = red.createSocket("10.0.0.2", 80)) {
            client.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .contains(" 204 ");
        } finally {
            server.stop(0);
        }
    }
}
