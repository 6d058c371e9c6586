package io.netlink4j.examples.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.object.Table;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.neighbour.Neighbour;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.junit.jupiter.api.Test;

@KernelTest
final class IsolationIT {
    private static final String ADDRESS = "10.99.0.1";
    private static final int PORT = 8080;

    @Test
    void oneAddressAndPortServeInTwoNamespaces(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.unnamed();
        NetworkNamespace blue = namespaces.unnamed();
        addressed(red);
        addressed(blue);
        try (ServerSocketChannel inRed = red.sockets().listen(ADDRESS, PORT);
                ServerSocketChannel inBlue = blue.sockets().listen(ADDRESS, PORT)) {
            assertThat(answer(red, inRed, (byte) 'r')).isEqualTo((byte) 'r');
            assertThat(answer(blue, inBlue, (byte) 'b')).isEqualTo((byte) 'b');
        }
    }

    @Test
    void aPortThatOneNamespaceServesRefusesInAnother(Namespaces namespaces) throws IOException {
        NetworkNamespace red = namespaces.unnamed();
        NetworkNamespace blue = namespaces.unnamed();
        addressed(red);
        addressed(blue);
        try (ServerSocketChannel _ = red.sockets().listen(ADDRESS, PORT);
                SocketChannel client = blue.sockets().openSocketChannel()) {
            assertThatThrownBy(() -> client.connect(server())).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    @NeedsCommand("ip")
    void whatOneNamespaceHasNoOtherSees(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        NetworkNamespace blue = namespaces.named();
        try (Rtnl inRed = Rtnl.open(red);
                Rtnl inBlue = Rtnl.open(blue);
                Nft nftRed = Nft.open(red);
                Nft nftBlue = Nft.open(blue)) {
            List<Object> before = everything(inBlue, nftBlue, blue);
            List<Object> redBefore = everything(inRed, nftRed, red);

            inRed.links().add(Link.named("br0").kind(Bridge.defaults()).up());
            inRed.addresses().add("br0", ADDRESS + "/24");
            inRed.routes().add(Route.to("10.98.0.0/16").via("10.99.0.9"));
            inRed.neighbours().add(Neighbour.of("10.99.0.7").link("br0").at("02:00:00:00:00:07"));
            nftRed.commit(tx -> tx.add(Table.inet("only-red")));
            Command.run("ip", "-n", red.name().orElseThrow(), "rule", "add", "to", "10.97.0.0/16", "table", "97")
                    .ok();

            assertThat(everything(inBlue, nftBlue, blue)).isEqualTo(before);
            List<Object> redNow = everything(inRed, nftRed, red);
            for (int i = 0; i < redBefore.size(); i++) {
                assertThat(redNow.get(i)).isNotEqualTo(redBefore.get(i));
            }
        }
        try (Rtnl here = Rtnl.open()) {
            assertThat(here.routes().list().toString()).doesNotContain("10.98.0.0/16");
            assertThat(here.neighbours().list().toString()).doesNotContain("10.99.0.7");
        }
    }

    private static List<Object> everything(Rtnl rtnl, Nft nft, NetworkNamespace namespace) {
        return List.of(
                rtnl.links().list().stream().map(Link::name).toList(),
                rtnl.addresses().list(),
                rtnl.routes().list(),
                rtnl.neighbours().list(),
                nft.tables().list(),
                Command.run("ip", "-n", namespace.name().orElseThrow(), "rule").ok());
    }

    private static void addressed(NetworkNamespace namespace) {
        try (Rtnl rtnl = Rtnl.open(namespace)) {
            rtnl.links().up("lo");
            rtnl.addresses().add("lo", ADDRESS + "/32");
        }
    }

    private static byte answer(NetworkNamespace namespace, ServerSocketChannel server, byte written)
            throws IOException {
        try (SocketChannel client = namespace.sockets().openSocketChannel()) {
            client.connect(server());
            try (SocketChannel accepted = server.accept()) {
                accepted.write(ByteBuffer.wrap(new byte[] {written}));
                ByteBuffer read = ByteBuffer.allocate(1);
                client.read(read);
                return read.get(0);
            }
        }
    }

    private static InetSocketAddress server() {
        return new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), PORT);
    }
}
