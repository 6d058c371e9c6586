package io.netlink4j.nft.statement;

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
import static io.netlink4j.nft.statement.Statements.limitBytes;
import static io.netlink4j.nft.statement.Statements.log;
import static io.netlink4j.nft.statement.Statements.masquerade;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.notrack;
import static io.netlink4j.nft.statement.Statements.oif;
import static io.netlink4j.nft.statement.Statements.oifname;
import static io.netlink4j.nft.statement.Statements.redirect;
import static io.netlink4j.nft.statement.Statements.reject;
import static io.netlink4j.nft.statement.Statements.returnToCaller;
import static io.netlink4j.nft.statement.Statements.snatTo;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.th;
import static io.netlink4j.nft.statement.Statements.udp;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.packet.CtState;
import io.netlink4j.nft.packet.CtStatus;
import io.netlink4j.nft.packet.IcmpType;
import io.netlink4j.nft.packet.Icmpv6Type;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.LogFlag;
import io.netlink4j.nft.packet.LogLevel;
import io.netlink4j.nft.packet.NfFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many rules: every match in every family, plain and negated, pairs of matches, and every statement. */
final class Samples {
    private Samples() {}

    /** The samples that compile in a table of the family. */
    static List<Sample> accepted(NfFamily family) {
        return all(family).filter(Samples::compiles).toList();
    }

    /** The samples that do not compile in a table of the family. */
    static List<Sample> refused(NfFamily family) {
        return all(family).filter(sample -> !compiles(sample)).toList();
    }

    private static Stream<Sample> all(NfFamily family) {
        return Stream.of(matches().map(match -> List.<Statement>of(match, accept())), pairs(), statements())
                .flatMap(rules -> rules)
                .map(rule -> new Sample(family, chain(rule.getLast().toString()), rule));
    }

    private static String chain(String action) {
        if (action.startsWith("masquerade") || action.startsWith("snat") || action.endsWith("rt mtu")) {
            return "post";
        }
        return action.startsWith("redirect") || action.startsWith("dnat") ? "pre" : "f";
    }

    private static boolean compiles(Sample sample) {
        try {
            sample.compile();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Stream<Match> matches() {
        return Stream.of(addresses(), ports(), others(), LookupSamples.matches())
                .flatMap(matches -> matches)
                .flatMap(match -> Stream.of(match, match.not()));
    }

    private static Stream<Match> addresses() {
        Stream<Match> v4 = IntStream.rangeClosed(0, 32)
                .mapToObj(length -> IpPrefix.containing(IpAddress.of("203.255.113.77"), length))
                .flatMap(prefix -> Stream.of(ip().saddr(prefix), ip().daddr(prefix)));
        Stream<Match> v6 = IntStream.rangeClosed(0, 128)
                .mapToObj(
                        length -> IpPrefix.containing(IpAddress.of("fdab:cdef:7fff:8001:1234:5678:9abc:def1"), length))
                .flatMap(prefix -> Stream.of(ip6().saddr(prefix), ip6().daddr(prefix)));
        Stream<Match> more = Stream.of(
                ip().saddr("10.0.0.1-10.0.0.9"),
                ip().daddr("0.0.0.0-255.255.255.254"),
                ip().saddr("10.0.0.1", "10.0.0.2", "0.0.0.0"),
                ip().saddr("10.0.0.7", "10.0.0.0/29"),
                ip().daddr("10.0.0.1-10.0.0.3", "10.0.0.4", "10.0.0.6"),
                ip().daddr("0.0.0.0/8", "224.0.0.0/3", "127.0.0.1"),
                ip().daddr("0.0.0.0/1", "128.0.0.0/1"),
                ip().daddr("@blk"),
                ip().protocol(IpProtocol.UDP),
                ip().protocol(IpProtocol.TCP, IpProtocol.UDP, IpProtocol.ESP),
                ip6().saddr("fd00::1-fd00::9"),
                ip6().saddr("fd00::1", "fd00::2"),
                ip6().daddr("fd00::/8", "fe80::1", "::1"),
                ip6().daddr("::/1", "8000::/1"),
                ip6().nexthdr(IpProtocol.UDP),
                ip6().nexthdr(IpProtocol.TCP, IpProtocol.ICMPV6));
        return Stream.of(v4, v6, more).flatMap(each -> each);
    }

    private static Stream<Match> ports() {
        return Stream.of(tcp(), udp(), th())
                .flatMap(header -> Stream.of(header.sport(), header.dport()))
                .flatMap(port -> Stream.of(
                        port.is(0),
                        port.is(65535),
                        port.is("1-1023"),
                        port.is("0-65534"),
                        port.is(80, 443, 8080),
                        port.is("22", "8000-8080"),
                        port.is("0-79", "81-65535"),
                        port.is("1-2", "3", "5-7"),
                        port.below(1024),
                        port.atMost(1024),
                        port.above(1024),
                        port.atLeast(1024)));
    }

    private static Stream<Match> others() {
        return Stream.of(
                iif("lo"),
                iif("lo", "eth0"),
                iif(77),
                oif("eth0"),
                iifname("eth0"),
                iifname("eth*"),
                iifname("e\\*"),
                iifname("abcdefghijklmno"),
                iifname("eth0", "lo"),
                iifname("eth*", "lo"),
                oifname("wg0"),
                oifname("abcdefghijklmn*"),
                oifname("a*", "b*", "c"),
                meta().l4proto(IpProtocol.TCP),
                meta().l4proto(IpProtocol.TCP, IpProtocol.UDP, IpProtocol.SCTP),
                meta().nfproto(IpFamily.IPV4),
                meta().nfproto(IpFamily.IPV6),
                meta().mark(0x10),
                meta().mark(0xffffffffL),
                meta().mark(1, 2, 0x80000000L),
                meta().mark().between(1, 10),
                meta().mark().below(5),
                meta().mark().above(5),
                meta().mark().masked(0xff, 0x10),
                meta().mark().masked(0xff, 0),
                meta().mark().masked(0xff, 1, 2),
                ct().mark(7),
                ct().mark().masked(0xff00, 0x100),
                ct().mark().between(1, 10),
                ct().state(CtState.NEW),
                ct().state(CtState.ESTABLISHED, CtState.RELATED),
                ct().state(CtState.INVALID, CtState.values()),
                ct().stateIs(CtState.ESTABLISHED),
                ct().stateIs(CtState.ESTABLISHED, CtState.NEW),
                ct().stateIs(CtState.ESTABLISHED, CtState.RELATED),
                ct().status(CtStatus.DNAT),
                ct().status(CtStatus.EXPECTED, CtStatus.values()),
                ct().statusIs(CtStatus.SNAT),
                ct().statusIs(CtStatus.SNAT, CtStatus.DNAT),
                icmp().type(IcmpType.ECHO_REQUEST),
                icmp().type(IcmpType.ECHO_REQUEST, IcmpType.ECHO_REPLY),
                icmp().code(3),
                icmpv6().type(Icmpv6Type.PACKET_TOO_BIG),
                icmpv6().type(Icmpv6Type.ECHO_REQUEST, Icmpv6Type.ND_NEIGHBOR_SOLICIT),
                icmpv6().code(4));
    }

    /** Pairs, since guards, known protocols and merged loads depend on the statement before. */
    private static Stream<List<Statement>> pairs() {
        List<Match> all = List.of(
                ip().saddr("10.0.0.1"),
                ip().daddr("10.0.0.0/9"),
                ip().protocol(IpProtocol.TCP),
                ip().protocol(IpProtocol.TCP).not(),
                ip6().saddr("fd00::/64"),
                ip6().daddr("fd00::1"),
                ip6().nexthdr(IpProtocol.UDP),
                tcp().sport(1),
                tcp().dport(2),
                tcp().dport(2).not(),
                tcp().dport(2, 3),
                udp().sport(1),
                udp().dport("2-3"),
                th().sport(1),
                th().dport(2),
                icmp().type(IcmpType.ECHO_REQUEST),
                icmp().code(0),
                icmpv6().type(Icmpv6Type.ECHO_REQUEST),
                icmpv6().code(0),
                meta().l4proto(IpProtocol.TCP),
                meta().l4proto(IpProtocol.ICMP),
                meta().l4proto(IpProtocol.TCP, IpProtocol.UDP),
                meta().l4proto(IpProtocol.UDP).not(),
                meta().mark(1),
                ct().state(CtState.NEW),
                iifname("eth0"));
        List<List<Statement>> pairs = new ArrayList<>();
        for (Match first : all) {
            for (Match second : all) {
                if (first != second) {
                    pairs.add(List.of(first, second, accept()));
                    pairs.add(List.of(first, iifname("lo"), second, drop()));
                }
            }
        }
        return pairs.stream();
    }

    private static Stream<List<Statement>> statements() {
        Stream<List<Statement>> plain = Stream.of(
                        accept(),
                        drop(),
                        continueBelow(),
                        returnToCaller(),
                        jump("foo"),
                        goTo("foo"),
                        counter(),
                        counter(5, 600),
                        notrack(),
                        meta().setMark(0x10),
                        meta().setMark(0xffffffffL),
                        meta().orMark(0x10),
                        meta().andMark(0x10),
                        meta().xorMark(0x10),
                        meta().setMarkFromCt(),
                        ct().setMark(0x10),
                        ct().orMark(0x10),
                        ct().andMark(0x10),
                        ct().xorMark(0x10),
                        ct().setMarkFromMeta(),
                        limit(10, Per.MINUTE),
                        limit(10, Per.HOUR).over(),
                        limit(1, Per.DAY).burst(7),
                        limit(1, Per.WEEK).over().burst(1),
                        limitBytes(10, Per.SECOND),
                        limitBytes(10 << 10, Per.SECOND).burst(20 << 10),
                        limitBytes(10 << 20, Per.SECOND).over().burst(7000))
                .map(List::of);
        return Stream.of(plain, logs(), rejects(), nats(), LookupSamples.statements())
                .flatMap(rules -> rules);
    }

    private static Stream<List<Statement>> logs() {
        Stream<Statement> levels = Stream.of(LogLevel.values()).map(level -> log().level(level));
        Stream<Statement> flags = Stream.of(LogFlag.values()).map(flag -> log().flags(flag));
        Stream<Statement> more = Stream.of(
                log(),
                log("x y").level(LogLevel.DEBUG).allFlags(),
                log().flags(LogFlag.TCP_SEQUENCE, LogFlag.TCP_OPTIONS),
                log().flags(LogFlag.SKUID, LogFlag.ETHER),
                log().group(0),
                log("to a group").group(5).snaplen(100).queueThreshold(10),
                log().group(65535).queueThreshold(3),
                log("p".repeat(127)));
        return Stream.of(levels, flags, more).flatMap(each -> each).map(List::of);
    }

    private static Stream<List<Statement>> rejects() {
        List<Statement> rejects = new ArrayList<>(List.of(reject()));
        Stream.of(RejectReason.values())
                .filter(reason -> reason != RejectReason.ICMP_FRAG_NEEDED)
                .map(Statements::reject)
                .forEach(rejects::add);
        List<List<Match>> before = List.of(
                List.of(),
                List.of(tcp().dport(80)),
                List.of(th().dport(80)),
                List.of(ip().saddr("10.0.0.1")),
                List.of(ip6().saddr("fd00::1")),
                List.of(icmp().type(IcmpType.ECHO_REQUEST)),
                List.of(meta().nfproto(IpFamily.IPV6)),
                List.of(iifname("eth0"), tcp().sport(1)),
                List.of(ip().protocol(IpProtocol.TCP)));
        return before.stream().flatMap(matches -> rejects.stream().map(reject -> with(matches, reject)));
    }

    private static Stream<List<Statement>> nats() {
        List<NatStatement> nats = List.of(
                masquerade(),
                masquerade().random(),
                masquerade().fullyRandom().persistent().random(),
                masquerade().port(1024),
                masquerade().ports(1024, 2048).random(),
                redirect(),
                redirect().persistent(),
                redirect(8080),
                redirect(8080).fullyRandom(),
                redirect().ports(8080, 8090).random(),
                snatTo("1.2.3.4"),
                snatTo("1.2.3.4-1.2.3.8").persistent(),
                snatTo("10.0.0.0/24"),
                snatTo("1.2.3.4").ports(80, 90),
                snatTo("1.2.3.4-1.2.3.8").ports(80, 90).random(),
                snatTo(PortRange.of(80, 90)),
                snatTo("fd00::1"),
                snatTo("fd00::1-fd00::5").port(80),
                snatTo("fd00::/64").random(),
                dnatTo("1.2.3.4"),
                dnatTo("1.2.3.4", 0),
                dnatTo("1.2.3.4-1.2.3.8", 8080),
                dnatTo("1.2.3.4").ports(80, 90).persistent().random(),
                dnatTo(PortRange.of(8080)),
                dnatTo("fd00::2", 65535),
                dnatTo("fd00::2-fd00::3").ports(1, 2),
                dnatTo("fd00::2"));
        List<List<Match>> before = List.of(
                List.of(),
                List.of(tcp().dport(80)),
                List.of(meta().l4proto(IpProtocol.TCP, IpProtocol.UDP), ct().state(CtState.NEW)),
                List.of(ip().protocol(IpProtocol.UDP)),
                List.of(ip().daddr("10.0.0.1")),
                List.of(ip6().daddr("fd00::1"), udp().dport(53)));
        return before.stream().flatMap(matches -> nats.stream().map(nat -> with(matches, nat)));
    }

    private static List<Statement> with(List<Match> matches, Statement last) {
        List<Statement> rule = new ArrayList<>(matches);
        rule.add(last);
        return rule;
    }
}
