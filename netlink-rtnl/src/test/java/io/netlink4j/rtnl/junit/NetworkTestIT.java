package io.netlink4j.rtnl.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.socket.NamespaceSockets;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.lab.Lab;
import io.netlink4j.rtnl.lab.LabNode;
import java.util.concurrent.ThreadFactory;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@NetworkTest
@Cable(from = "red", to = "blue", network = "10.0.0.0/24")
final class NetworkTestIT {
    @Test
    @Bridge(
            name = "lan",
            network = "2001:db8::/64",
            members = {"red", "blue", "green"})
    @DefaultRoute(of = "green", via = "2001:db8::2")
    void methodAnnotationsAddToClassAnnotations(Lab lab, @In("green") Rtnl green) {
        assertThat(lab.nodes()).extracting(LabNode::name).containsExactly("green", "red", "blue", "lan");
        assertThat(lab.node("red").addresses())
                .extracting(Object::toString)
                .containsExactly("10.0.0.1/24", "2001:db8::1/64");
        assertThat(green.routes().lookup("2001:db8:1::1").gateway())
                .hasValueSatisfying(gateway -> assertThat(gateway).hasToString("2001:db8::2"));
        assertThat(lab.node("blue").namespace().sysctl().ipv6Forwarding()).isTrue();
    }

    @Test
    void parametersBelongToTheNode(
            @In("red") LabNode node,
            @In("red") NetworkNamespace namespace,
            @In("red") Rtnl rtnl,
            @In("red") NamespaceSockets sockets,
            @In("red") ServerSocketFactory servers,
            @In("red") ThreadFactory threads,
            @In("alone") LabNode alone)
            throws Exception {
        assertThat(node.namespace()).isSameAs(namespace);
        assertThat(node.rtnl()).isSameAs(rtnl);
        assertThat(alone.addresses()).isEmpty();
        NetworkNamespace[] seen = new NetworkNamespace[1];
        Thread thread = threads.newThread(() -> seen[0] = NetworkNamespace.current());
        thread.start();
        thread.join();
        try (NetworkNamespace current = seen[0];
                var server = servers.createServerSocket(0);
                var channel = sockets.openDatagramChannel()) {
            assertThat(current.isSameAs(namespace)).isTrue();
            assertThat(server.isBound()).isTrue();
            assertThat(channel.isOpen()).isTrue();
        }
    }

    /** They run in parallel. */
    @RepeatedTest(64)
    void manyTestsUseTheSameAddresses(@In("red") NamespaceSockets red, @In("blue") NamespaceSockets blue)
            throws Exception {
        try (var server = blue.listen("10.0.0.2", 80);
                var client = red.connect("10.0.0.2", 80);
                var accepted = server.accept()) {
            assertThat(accepted.getRemoteAddress()).isEqualTo(client.getLocalAddress());
        }
    }
}
