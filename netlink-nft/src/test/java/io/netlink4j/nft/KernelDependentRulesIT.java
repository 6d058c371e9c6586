package io.netlink4j.nft;

import static io.netlink4j.nft.statement.Lookups.map;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.action.Actions.queueTo;
import static io.netlink4j.nft.statement.field.Fields.socket;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.expression.Cmp;
import io.netlink4j.nft.expression.Comparison;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.expression.Socket;
import io.netlink4j.nft.expression.Tunnel;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.object.TunnelKey;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules and objects that not every kernel has: queues, tunnels, sockets by their cgroup. */
@KernelTest
@VariesByKernel
@NeedsCommand({"nft", "ip"})
final class KernelDependentRulesIT {
    private static final Table TABLE = Table.ip("t");
    private static final Chain CHAIN = TABLE.chain("f").filter(Hook.INPUT);

    @Test
    void packetsAreQueued(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        add(
                house,
                TABLE,
                CHAIN,
                List.of(
                        List.of(queueTo(3).bypass()),
                        List.of(queueTo(1, 4).fanout()),
                        List.of(queueTo(map(tcp().dport(), entry(80, 1), entry(443, 2)))
                                .bypass())));

        assertThat(house.ruleset())
                .contains(
                        "queue flags bypass to 3", "queue flags fanout to 1-4", "queue flags bypass to tcp dport map");
    }

    @Test
    void tunnelsOfPacketsAreLoaded(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        Tunnel id = ((Tunnel) Expression.of("tunnel", new byte[0]))
                .with(Tunnel.KEY, 1)
                .with(Tunnel.DREG, 1);
        List<RulePart> loads = List.of(id.with(Tunnel.MODE, 1), Cmp.of(Comparison.EQUAL, 1, new byte[] {0, 0, 0, 5}));
        Table table = Table.netdev("t");
        add(house, table, table.chain("f").filter(Hook.INGRESS).device("lo"), List.of(loads));

        Rule read = house.nft().rules().list(table).getFirst();
        assertThat(read.expressions()).isEqualTo(loads);
    }

    @Test
    void cgroupsOfSocketsAreLoaded(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        List<RulePart> loads = List.of(
                Socket.load(3, 1).with(Socket.LEVEL, 1),
                Cmp.of(Comparison.EQUAL, 1, new byte[] {1, 0, 0, 0, 0, 0, 0, 0}));
        add(house, TABLE, CHAIN, List.of(loads));

        Rule read = house.nft().rules().list(TABLE).getFirst();
        assertThat(read.expressions()).isEqualTo(loads);
    }

    /** The number of a control group is the inode of its directory, which only root can make. */
    @Test
    @NeedsCommand("nsenter")
    void cgroupsOfSocketsHavePaths(Namespaces namespaces) throws IOException {
        NftNamespace house = NftNamespace.in(namespaces);
        Path group = Path.of("/sys/fs/cgroup", "n4j-" + ProcessHandle.current().pid());
        if (!Files.exists(Path.of("/sys/fs/cgroup/cgroup.procs")) || !Files.isWritable(group.getParent())) {
            abort("no control groups of version 2 can be made at /sys/fs/cgroup");
        }
        Files.createDirectory(group);
        try {
            String name = group.getFileName().toString();
            add(house, TABLE, CHAIN, List.of(List.of(socket().cgroupv2(1).oneOf(name))));

            String words = "socket cgroupv2 level 1 \"" + name + "\"";
            assertThat(house.nft().ruleset().toText()).contains(words);
            // ip netns exec would hide /sys/fs/cgroup from nft
            assertThat(Command.run("nsenter", "--net=/run/netns/" + house.namespace(), "nft", "list", "ruleset")
                            .ok())
                    .contains(words);
        } finally {
            Files.delete(group);
        }
    }

    /** Linux 6.18 with checked copies fails in the kernel at options of tunnels. */
    @Test
    void tunnelsAreRead(Namespaces namespaces) {
        String release = System.getProperty("os.version");
        assumeThat(Integer.parseInt(release.substring(0, release.indexOf('.'))))
                .as(release)
                .isGreaterThanOrEqualTo(7);
        NftNamespace house = NftNamespace.in(namespaces);
        TunnelKey ipv4 = TunnelKey.to(IpAddress.of("192.0.2.7"), 42).from(IpAddress.of("192.0.2.1"));
        TunnelKey ipv6 = TunnelKey.to(IpAddress.of("2001:db8::7"), 43).from(IpAddress.of("2001:db8::1"));
        Table table = Table.netdev("t");
        house.nft().commit(tx -> tx.add(table));
        try {
            house.nft().commit(tx -> {
                tx.add(table.tunnel(
                        "one", ipv4.ports(1, 4789).ttl(64).withoutChecksum().vxlan(0x101)));
                tx.add(table.tunnel(
                        "two",
                        ipv6.flowLabel(5)
                                .tos(8)
                                .geneve(0x102, 0x80, (byte) 1, (byte) 2, (byte) 3, (byte) 4)
                                .geneve(0x103, 1, new byte[8])));
                tx.add(table.tunnel("three", ipv4.sequenceNumbers().erspan(7)));
                tx.add(table.tunnel("four", ipv4.doNotFragment().erspan(3, 1)));
            });
        } catch (NetlinkException.NotFound | NetlinkException.NotSupported e) {
            abort("this kernel has no tunnel objects: " + e.getMessage());
        }

        List<NamedObject> read = house.nft().objects().list(table);
        assertThat(read).hasSize(4).allMatch(object -> object.type().equals(ObjectType.TUNNEL));
        assertThat(read)
                .extracting(object -> object.tunnel().orElseThrow().toString())
                .satisfiesExactly(
                        one -> assertThat(one).contains("VXLAN_GBP=257", "KEY_DPORT=4789", "KEY_TTL=64"),
                        two -> assertThat(two).contains("GENEVE_CLASS=258", "KEY_TOS=8", "IP6_DST=2001:db8::7"),
                        three -> assertThat(three).contains("ERSPAN_V1_INDEX=7", "IP_SRC=192.0.2.1"),
                        four -> assertThat(four).contains("ERSPAN_V2_HWID=3", "ERSPAN_V2_DIR=1"));

        NftNamespace elsewhere = NftNamespace.in(namespaces);
        elsewhere.nft().commit(tx -> {
            tx.add(table);
            read.forEach(tx::add);
        });
        assertThat(elsewhere.nft().objects().list(table))
                .extracting(object -> object.tunnel().orElseThrow())
                .isEqualTo(read.stream()
                        .map(object -> object.tunnel().orElseThrow())
                        .toList());
    }

    private static void add(
            NftNamespace house, Table table, Chain chain, List<? extends List<? extends RulePart>> rules) {
        try {
            house.nft().commit(tx -> {
                tx.add(table);
                tx.add(chain);
                rules.forEach(parts -> tx.add(chain.rule(parts)));
            });
        } catch (NetlinkException.NotFound | NetlinkException.NotSupported e) {
            abort("this kernel has no such expression: " + e.getMessage());
        }
    }
}
