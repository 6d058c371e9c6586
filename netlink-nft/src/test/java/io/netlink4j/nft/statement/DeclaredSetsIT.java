package io.netlink4j.nft.statement;

import static io.netlink4j.nft.statement.Lookups.concat;
import static io.netlink4j.nft.statement.Lookups.element;
import static io.netlink4j.nft.statement.Lookups.fib;
import static io.netlink4j.nft.statement.Lookups.mapOf;
import static io.netlink4j.nft.statement.Lookups.setOf;
import static io.netlink4j.nft.statement.Lookups.vmapOf;
import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.ct;
import static io.netlink4j.nft.statement.Statements.drop;
import static io.netlink4j.nft.statement.Statements.iifname;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.NftNamespace;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.FibKey;
import io.netlink4j.nft.packet.TcpOption;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.statement.field.Fields;
import io.netlink4j.nft.statement.field.Ipv4Option;
import io.netlink4j.nft.statement.field.SctpChunk;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sets that are declared by fields, as nft declares them with {@code typeof}. */
@KernelTest
@NeedsCommand({"nft", "ip", NftNamespace.NEWER})
final class DeclaredSetsIT {
    private static final Table TABLE = Table.inet("t");
    private static final List<Selector> FIELDS = List.of(
            ip().saddr(),
            ip().dscp(),
            ip().length(),
            ip().hdrlength(),
            ip6().flowlabel(),
            ip6().dscp(),
            Fields.vlan().id(),
            Fields.vlan().pcp(),
            Fields.ether().type(),
            tcp().dport(),
            tcp().doff(),
            tcp().sequence(),
            Fields.dccp().type(),
            Fields.gre().version(),
            meta().mark(),
            meta().length(),
            meta().day(),
            iifname(),
            ct().state(),
            ct().zone(),
            ct().original().saddr(),
            ct().reply().dport(),
            Fields.socket().mark(),
            Fields.numgenRandom(7, 3),
            Fields.symhash(4),
            Fields.rt().classid(),
            fib(FibKey.DADDR, FibKey.IIF).oif(),
            Fields.ipsecOut().spnum(1).spi(),
            Fields.frag().fragOff(),
            Fields.hbh().nexthdr(),
            Fields.routing().tag(),
            Ipv4Option.RA.value(),
            Ipv4Option.LSRR.ptr(),
            tcp().maxSegmentSize(),
            tcp().option(TcpOption.SACK, "left"),
            tcp().option(TcpOption.MPTCP, "subtype"),
            Fields.sctp().chunk(SctpChunk.Type.DATA).field("tsn"),
            Fields.rawNetwork(10, 4),
            concat(ip().saddr(), Fields.vlan().id()),
            concat(Fields.udpLength(), Fields.rawInner(32, 32)));

    @Test
    void setsAreDeclaredAsNftDeclaresThem(Namespaces namespaces) {
        String newer = Command.require(NftNamespace.NEWER).toString();
        String room = namespaces.named().name().orElseThrow();
        Table theirs = Table.inet("theirs");
        StringBuilder commands = new StringBuilder("add table inet theirs\n");
        for (int i = 0; i < FIELDS.size(); i++) {
            commands.append("add set inet theirs s%d { typeof %s; }\n".formatted(i, FIELDS.get(i)));
        }
        try (NetworkNamespace namespace = NetworkNamespace.open(room);
                Nft nft = Nft.open(namespace)) {
            Command.runIn(room, newer, commands.toString()).ok();
            nft.commit(tx -> {
                tx.add(TABLE);
                for (int i = 0; i < FIELDS.size(); i++) {
                    tx.add(setOf(TABLE, "s" + i, FIELDS.get(i)));
                }
            });

            for (int i = 0; i < FIELDS.size(); i++) {
                NamedSet ours = nft.set(TABLE, "s" + i).orElseThrow();
                NamedSet like = nft.set(theirs, "s" + i).orElseThrow();
                assertThat(ours.get(NamedSet.USERDATA).orElseThrow())
                        .as("%s", FIELDS.get(i))
                        .isEqualTo(like.get(NamedSet.USERDATA).orElseThrow());
                assertThat(ours.key()).as("%s", FIELDS.get(i)).isEqualTo(like.key());
            }
            assertThat(nft.ruleset(TABLE).toText())
                    .contains(FIELDS.stream().map(field -> "typeof " + field).toList());
            Command.runIn(room, "nft", "list", "table", "inet", "t").ok();
        }
    }

    @Test
    void elementsOfFieldsWithoutATypeAreListedByBothVersionsOfNft(Namespaces namespaces) {
        String newer = Command.require(NftNamespace.NEWER).toString();
        String room = namespaces.named().name().orElseThrow();
        Selector pair = concat(Fields.vlan().id(), ip().saddr());
        NamedSet vlans = setOf(TABLE, "vlans", pair);
        NamedSet marks = mapOf(TABLE, "marks", ip().length(), meta().mark()).interval();
        NamedSet verdicts = vmapOf(TABLE, "verdicts", Fields.vlan().id());
        try (NetworkNamespace namespace = NetworkNamespace.open(room);
                Nft nft = Nft.open(namespace)) {
            nft.commit(tx -> {
                tx.add(TABLE);
                tx.add(TABLE.chain("c"));
                List.of(vlans, marks, verdicts).forEach(tx::add);
                tx.addElements(vlans, List.of(element(vlans, "5 . 10.0.0.1")));
                tx.addElements(marks, List.of(element(marks, "100-200", 7)));
                tx.addElements(verdicts, List.of(element(verdicts, 5, drop()), element(verdicts, 6, accept())));
                tx.add(TABLE.chain("c").rule(pair.in(vlans)));
                tx.add(TABLE.chain("c").rule(meta().setMark(Lookups.map(ip().length(), marks))));
                tx.add(TABLE.chain("c").rule(Lookups.vmap(Fields.vlan().id(), verdicts)));
            });

            assertThat(nft.ruleset().toText())
                    .contains(
                            "typeof vlan id . ip saddr",
                            "elements = { 5 . 10.0.0.1 }",
                            "typeof ip length : meta mark",
                            "elements = { 100-200 : 0x00000007 }",
                            "elements = { 5 : drop,",
                            "6 : accept }",
                            "vlan id . ip saddr @vlans",
                            "meta mark set ip length map @marks",
                            "vlan id vmap @verdicts");
            for (String program : List.of("nft", newer)) {
                assertThat(Command.runIn(room, program, "list", "ruleset").ok())
                        .contains("typeof vlan id . ip saddr", "5 . 10.0.0.1", "100-200 : 0x00000007", "5 : drop");
            }
        }
    }
}
