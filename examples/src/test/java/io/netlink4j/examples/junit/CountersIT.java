package io.netlink4j.examples.junit;

import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.udp;
import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NamespaceReport;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.Table;
import io.netlink4j.rtnl.junit.Cable;
import io.netlink4j.rtnl.junit.In;
import io.netlink4j.rtnl.junit.NetworkTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

@NetworkTest
@Cable(from = "red", to = "blue", network = "10.0.0.0/24")
final class CountersIT {
    @Test
    void aReportOfANodeHasTheCountersOfItsRules(@In("red") NetworkNamespace red, @In("blue") NetworkNamespace blue)
            throws IOException {
        try (Nft nft = Nft.open(blue)) {
            nft.commit(tx -> {
                Table table = tx.add(Table.ip("filter"));
                Chain input = tx.add(table.chain("input").filter(Hook.INPUT));
                tx.add(input.rule(udp().dport(9), counter(), accept()));
            });
        }
        try (var server = blue.sockets().bind("10.0.0.2", 9);
                var client = red.sockets().openDatagramChannel()) {
            client.send(ByteBuffer.allocate(4), new InetSocketAddress("10.0.0.2", 9));
            server.receive(ByteBuffer.allocate(4));
        }
        NamespaceReport report =
                ServiceLoader.load(NamespaceReport.class).findFirst().orElseThrow();
        assertThat(report.subject()).isEqualTo("nftables");
        assertThat(report.lines(blue))
                .anyMatch(line -> line.contains("input"))
                .anyMatch(line -> line.contains("packets 1 bytes 32") || line.contains("32"));
    }
}
