package io.netlink4j.nft.statement;

import static io.netlink4j.nft.statement.Lookups.addTo;
import static io.netlink4j.nft.statement.Lookups.concat;
import static io.netlink4j.nft.statement.Lookups.deleteFrom;
import static io.netlink4j.nft.statement.Lookups.fib;
import static io.netlink4j.nft.statement.Lookups.map;
import static io.netlink4j.nft.statement.Lookups.tuple;
import static io.netlink4j.nft.statement.Lookups.update;
import static io.netlink4j.nft.statement.Lookups.vmap;
import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.continueBelow;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.ct;
import static io.netlink4j.nft.statement.Statements.dnatTo;
import static io.netlink4j.nft.statement.Statements.drop;
import static io.netlink4j.nft.statement.Statements.goTo;
import static io.netlink4j.nft.statement.Statements.icmp;
import static io.netlink4j.nft.statement.Statements.icmpv6;
import static io.netlink4j.nft.statement.Statements.iif;
import static io.netlink4j.nft.statement.Statements.iifname;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.jump;
import static io.netlink4j.nft.statement.Statements.limit;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.oifname;
import static io.netlink4j.nft.statement.Statements.returnToCaller;
import static io.netlink4j.nft.statement.Statements.snatTo;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.th;
import static io.netlink4j.nft.statement.Statements.udp;
import static java.util.Map.entry;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.packet.AddressType;
import io.netlink4j.nft.packet.CtState;
import io.netlink4j.nft.packet.CtStatus;
import io.netlink4j.nft.packet.FibKey;
import io.netlink4j.nft.packet.IcmpType;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.TcpFlag;
import io.netlink4j.nft.packet.TcpOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Concatenations and maps of the tables of {@link InstalledNft}, and of rules. */
final class LookupSamples {
    private static final Selector PAIR = concat(ip().saddr(), tcp().dport());
    private static final Selector PAIR6 = concat(ip6().saddr(), tcp().dport());

    private LookupSamples() {}

    static Stream<Match> matches() {
        return Stream.of(
                PAIR.oneOf("10.0.0.1 . 80"),
                PAIR.oneOf("10.0.0.1 . 80", tuple(IpAddress.of("10.0.0.2"), 443)),
                PAIR.oneOf("10.0.0.0/8 . 22", "192.168.0.1 . 80-90", tuple("1.2.3.4-1.2.3.9", PortRange.of(1, 5))),
                PAIR.oneOf("@pairs"),
                concat(ip().saddr(), ip().daddr(), udp().dport()).oneOf("10.0.0.1 . 10.0.0.2 . 53"),
                concat(ip6().saddr(), ip6().daddr(), tcp().dport()).oneOf("fd00::1 . fd00::2 . 80"),
                concat(ip6().saddr(), tcp().dport(), ip6().daddr()).oneOf("fd00::/64 . 1-80 . fd00::2"),
                concat(meta().mark(), ct().mark()).oneOf(tuple(1, 2L), "0x3 . 4"),
                concat(meta().mark(), tcp().dport()).oneOf("1-5 . 80"),
                concat(tcp().dport(), meta().mark()).oneOf("80 . 1-5", "81-90 . 7"),
                concat(iifname(), ip().saddr()).oneOf("eth0 . 10.0.0.1", "lo . 10.0.0.2"),
                concat(iifname(), oifname()).oneOf("eth0 . eth1"),
                concat(ct().state(), tcp().dport()).oneOf(tuple(CtState.NEW, 80), "established . 22"),
                concat(meta().l4proto(), th().dport()).oneOf("tcp . 80", tuple(IpProtocol.UDP, 53)),
                concat(ip().protocol(), ip().saddr()).oneOf("udp . 10.0.0.1"),
                concat(icmp().type(), ip().saddr()).oneOf("echo-request . 10.0.0.1"),
                ip().saddr().oneOf("10.0.0.1"),
                ip().saddr().oneOf(IpPrefix.of("10.0.0.0/8"), "11.0.0.1-11.0.0.5"),
                ip6().nexthdr().oneOf("tcp", IpProtocol.UDP),
                tcp().dport().oneOf(80),
                tcp().dport().oneOf("80-90", 443),
                meta().mark().oneOf("0x10", 17),
                meta().nfproto().oneOf(IpFamily.IPV4),
                iif().oneOf("lo", "eth0"),
                ct().status().oneOf(CtStatus.DNAT, "snat"),
                ct().status().and("dnat | snat").oneOf("snat"),
                icmp().type().oneOf(IcmpType.ECHO_REPLY, "echo-request"),
                tcp().flags(TcpFlag.SYN),
                tcp().flags(TcpFlag.SYN, TcpFlag.ACK, TcpFlag.CWR),
                tcp().flagsAre(TcpFlag.SYN),
                tcp().flagsAre(TcpFlag.SYN, TcpFlag.ACK),
                tcp().flags(Set.of(TcpFlag.FIN, TcpFlag.SYN, TcpFlag.RST, TcpFlag.ACK), Set.of(TcpFlag.SYN)),
                tcp().flags(Set.of(TcpFlag.FIN, TcpFlag.SYN), Set.of(TcpFlag.FIN, TcpFlag.SYN)),
                tcp().flags(Set.of(TcpFlag.FIN, TcpFlag.SYN), Set.of()),
                tcp().flags().oneOf(TcpFlag.SYN, "syn|ack"),
                tcp().has(TcpOption.TIMESTAMP),
                tcp().lacks(TcpOption.SACK_PERMITTED),
                tcp().has(TcpOption.WINDOW.number()),
                tcp().has(123),
                tcp().lacks(255),
                tcp().option(TcpOption.WINDOW, "count").oneOf(5),
                tcp().option(TcpOption.SACK, "left").oneOf(1, 2),
                tcp().option(TcpOption.TIMESTAMP, "tsval").oneOf("1-5"),
                tcp().option(TcpOption.MPTCP, "subtype").oneOf(12),
                tcp().option(TcpOption.MPTCP, "subtype").oneOf(12, 13),
                tcp().option(TcpOption.MD5SIG, "length").oneOf(18),
                tcp().option(255, 8, 8).oneOf(255),
                tcp().maxSegmentSize().oneOf(1400),
                tcp().maxSegmentSize().oneOf("1-500"),
                tcp().maxSegmentSize().oneOf(1400, 1460),
                tcp().window().below(1000),
                ip().saddr().below("10.0.0.9"),
                ip6().saddr().atLeast("fd00::5"),
                ip().ttl().oneOf(64),
                ip().ttl().oneOf(1, "3-5"),
                ip().ttl().atMost(5),
                ip().length().oneOf("20-100"),
                ip6().hoplimit().above(7),
                ip6().length().oneOf(50),
                fib(FibKey.DADDR).type(AddressType.LOCAL),
                fib(FibKey.DADDR, FibKey.IIF).type(AddressType.LOCAL, AddressType.BROADCAST),
                fib(FibKey.SADDR, FibKey.IIF).missing(),
                fib(FibKey.SADDR, FibKey.MARK, FibKey.IIF).exists(),
                fib(FibKey.SADDR).oif().oneOf(77),
                fib(FibKey.DADDR).oifname().oneOf("eth0"),
                fib(FibKey.SADDR, FibKey.IIF).type().oneOf("unicast", "local"));
    }

    static Stream<List<Statement>> statements() {
        Stream<Statement> verdicts = Stream.of(
                vmap(ct().state(), entry(CtState.INVALID, drop()), entry("established", accept())),
                vmap(tcp().dport(), entry(22, jump("foo")), entry("80-90", goTo("bar")), entry("*", drop())),
                vmap(udp().sport(), entry(53, returnToCaller()), entry(54, continueBelow())),
                vmap(meta().mark(), entry("1-5", accept()), entry(7, drop())),
                vmap(iifname(), entry("eth*", accept()), entry("lo", drop())),
                vmap(ip().saddr(), entry("10.0.0.0/8", jump("foo")), entry("0.0.0.0/8", drop())),
                vmap(ip6().daddr(), entry("fd00::1", jump("foo"))),
                vmap(PAIR, entry("10.0.0.1 . 80", accept()), entry(tuple("10.0.0.2", 81), drop())),
                vmap(PAIR, entry("10.0.0.0/8 . 80-90", accept())),
                vmap(PAIR6, entry("fd00::1 . 80", accept())),
                vmap(PAIR, "@verdicts"),
                vmap(tcp().dport(), "@ports"),
                vmap(concat(meta().l4proto(), th().dport()), entry("tcp . 22", accept()), entry("udp . 53", drop())),
                vmap(icmpv6().type(), entry("nd-neighbor-solicit", accept())),
                vmap(tcp().flags(), entry(TcpFlag.SYN, accept()), entry("syn | ack", drop())),
                vmap(fib(FibKey.DADDR).type(), entry(AddressType.LOCAL, accept()), entry("broadcast", drop())));
        Stream<Statement> sets = Stream.of(
                addTo("dyn", ip().saddr()),
                addTo("@dyn", ip().saddr()).timeout(Duration.ofSeconds(90)),
                update("dyn", ip().saddr()).timeout(Duration.ofHours(25).plusMillis(5)),
                update("dyn", ip().saddr()).with(limit(10, Per.SECOND)),
                addTo("dyn", ip().daddr()).timeout(Duration.ofSeconds(10)).with(counter()),
                deleteFrom("dyn", ip().saddr()),
                addTo("dynpairs", PAIR).timeout(Duration.ofHours(1)),
                addTo("dynmap", ip().saddr()).value(tcp().dport()),
                update("dynmap", ip().saddr()).value(udp().dport()).timeout(Duration.ofMinutes(5)));
        Stream<Statement> marks = Stream.of(
                meta().setMark(map(ip().saddr(), entry("10.0.0.1", 1), entry("10.0.0.2", "0x2"))),
                meta().setMark(map(ip().saddr(), entry("10.0.0.0/8", 1), entry("*", 2))),
                meta().setMark(map(ip().saddr(), "@marks")),
                ct().setMark(map(tcp().dport(), entry(80, 1), entry("81-90", 0xffffffffL))),
                ct().setMark(map(PAIR, entry("10.0.0.1 . 80", 1))),
                meta().setMark(map(ct().mark(), entry(1, 2))));
        Stream<Statement> nats = Stream.of(
                dnatTo(map(tcp().dport(), entry(80, "10.0.0.1 . 8080"), entry(443, tuple("10.0.0.2", 8443)))),
                dnatTo(map(tcp().dport(), entry(80, "fd00::1 . 8080"))),
                dnatTo(map(ip().saddr(), entry("10.0.0.0/24", "10.0.0.1"), entry("10.0.1.0/24", "10.0.1.1")))
                        .random(),
                dnatTo(map(concat(ip().daddr(), tcp().dport()), entry("1.2.3.4 . 80", "192.168.15.2 . 8080"))),
                dnatTo(map(concat(meta().l4proto(), th().dport()), entry("tcp . 80", "10.0.0.1 . 8080"))),
                dnatTo(map(udp().dport(), entry(53, IpAddress.of("10.0.0.1")))).persistent(),
                snatTo(map(ip().saddr(), entry("10.0.0.1", "1.2.3.4"))),
                snatTo(map(ip6().saddr(), entry("fd00::1", "fd00::2"))));
        Stream<Statement> fields = Stream.of(
                ip().ttl().set(64),
                ip().id().set("5"),
                ip().saddr().set("10.0.0.1"),
                ip().daddr().set(map(ip().daddr(), entry("10.0.0.1", "10.0.0.2"))),
                ip6().hoplimit().set(5),
                ip6().daddr().set("fd00::1"),
                tcp().dport().set(80),
                tcp().sport().set(map(tcp().sport(), entry("1-5", 7))),
                udp().sport().set(53),
                meta().mark().set("0x5"),
                ct().mark().set(7),
                tcp().maxSegmentSize().set(1400),
                tcp().maxSegmentSizeOfRoute(),
                tcp().reset(TcpOption.MAXSEG));
        return Stream.of(verdicts, sets, marks, nats, fields)
                .flatMap(each -> each)
                .map(List::of);
    }
}
