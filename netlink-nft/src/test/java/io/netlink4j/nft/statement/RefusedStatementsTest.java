package io.netlink4j.nft.statement;

import static io.netlink4j.nft.packet.NfFamily.ARP;
import static io.netlink4j.nft.packet.NfFamily.INET;
import static io.netlink4j.nft.packet.NfFamily.IP;
import static io.netlink4j.nft.packet.NfFamily.IP6;
import static io.netlink4j.nft.statement.Lookups.addTo;
import static io.netlink4j.nft.statement.Lookups.concat;
import static io.netlink4j.nft.statement.Lookups.element;
import static io.netlink4j.nft.statement.Lookups.fib;
import static io.netlink4j.nft.statement.Lookups.map;
import static io.netlink4j.nft.statement.Lookups.vmap;
import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.ct;
import static io.netlink4j.nft.statement.Statements.dnatTo;
import static io.netlink4j.nft.statement.Statements.icmp;
import static io.netlink4j.nft.statement.Statements.icmpv6;
import static io.netlink4j.nft.statement.Statements.iif;
import static io.netlink4j.nft.statement.Statements.iifname;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.limit;
import static io.netlink4j.nft.statement.Statements.limitBytes;
import static io.netlink4j.nft.statement.Statements.log;
import static io.netlink4j.nft.statement.Statements.masquerade;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.redirect;
import static io.netlink4j.nft.statement.Statements.reject;
import static io.netlink4j.nft.statement.Statements.snatTo;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.th;
import static io.netlink4j.nft.statement.Statements.udp;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.expression.Verdict;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.CtState;
import io.netlink4j.nft.packet.FibKey;
import io.netlink4j.nft.packet.IcmpType;
import io.netlink4j.nft.packet.Icmpv6Type;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.LogLevel;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.packet.TcpFlag;
import io.netlink4j.nft.packet.TcpOption;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.nft.statement.field.Fields;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements that cannot be correct are refused with a message before anything is sent. */
class RefusedStatementsTest {

    /** An attempt and the expected message. */
    record Attempt(String message, ThrowingCallable attempt) {
        @Override
        public String toString() {
            return message;
        }
    }

    private static Attempt refused(String message, ThrowingCallable attempt) {
        return new Attempt(message, attempt);
    }

    private static Attempt compiled(String message, NfFamily family, RulePart... rule) {
        return new Attempt(message, () -> Sample.of(family, "f", rule).compile());
    }

    static Stream<Attempt> maps() {
        return Stream.of(
                refused(
                        "'fib saddr . daddr' is no lookup; it needs saddr or daddr, and has at most one of iif and"
                                + " oif.",
                        () -> fib(FibKey.SADDR, FibKey.DADDR)),
                refused(
                        "'tcp flags & [fin]' is never [syn], which has flags outside of the mask.",
                        () -> tcp().flags(Set.of(TcpFlag.FIN), Set.of(TcpFlag.SYN))),
                refused(
                        "'ip saddr' can only be set to one value, not to '10.0.0.0/8'.",
                        () -> ip().saddr().set("10.0.0.0/8")),
                refused(
                        "'ip saddr' can only be compared with one value, not with '10.0.0.0/8'.",
                        () -> ip().saddr().below("10.0.0.0/8")),
                compiled(
                        "'fib daddr type' cannot be set.",
                        NfFamily.IP,
                        fib(FibKey.DADDR).type().set("local")),
                compiled(
                        "'ip ttl set tcp dport map { 80 : 5 }' is not possible: one byte can only be set to a"
                                + " constant.",
                        NfFamily.IP,
                        ip().ttl().set(map(tcp().dport(), entry(80, 5)))),
                compiled(
                        "'accept' cannot be the state of an element; a counter, a limit or a quota can.",
                        NfFamily.IP,
                        addTo("s", ip().saddr()).with(accept())),
                compiled(
                        "'masquerade' is no verdict; a vmap has accept(), drop(), jump(..) and the like.",
                        NfFamily.IP,
                        vmap(tcp().dport(), entry(80, masquerade()))),
                compiled(
                        "'10.0.0.0/24' cannot be the value of a map: it is more than one ip daddr",
                        NfFamily.IP,
                        dnatTo(map(tcp().dport(), entry(80, "10.0.0.1"), entry(81, "10.0.0.0/24")))),
                compiled(
                        "'dnat to tcp dport map { 80 : 10.0.0.1 }:80' has a port beside a map; write it into the map's"
                                + " values: \"10.0.0.1 . 80\".",
                        NfFamily.IP,
                        dnatTo(map(tcp().dport(), entry(80, "10.0.0.1"))).port(80)),
                compiled(
                        "'dnat to ip saddr map { 10.0.0.1 : 10.0.0.2 . 80 }' changes a port, so the rule must match the"
                                + " transport protocol first, as with 'tcp dport 80' or 'meta l4proto { tcp, udp }'.",
                        NfFamily.IP,
                        dnatTo(map(ip().saddr(), entry("10.0.0.1", "10.0.0.2 . 80")))),
                compiled(
                        "'dnat to tcp dport map @m' does not say whether the map has IPv4 or IPv6 addresses; give it"
                                + " the NamedSet.",
                        NfFamily.INET,
                        dnatTo(map(tcp().dport(), "@m"))),
                compiled(
                        "-1 is not a value of 'meta mark', whose values are 0 to 4294967295.",
                        NfFamily.IP,
                        meta().setMark(map(tcp().dport(), entry(80, -1)))));
    }

    static Stream<Attempt> values() {
        return Stream.of(
                refused("The TCP option 'window' has no field 'left'.", () -> tcp().option(TcpOption.WINDOW, "left")),
                refused("256 is no TCP option: their numbers are 0 to 255.", () -> tcp().has(256)),
                refused(
                        "'tcp option @5,4,8' names no bytes of an option; there are 1 to 16, and their bits begin at a"
                                + " multiple of 8.",
                        () -> tcp().option(5, 4, 8)),
                refused(
                        "nft has no 'typeof meta mark & 0x00000005'.",
                        () -> Lookups.setOf(Table.ip("t"), "s", meta().mark().and(5))),
                refused(
                        "A burst has 1 packet or more.",
                        () -> limit(5, Per.SECOND).burst(0)),
                refused("The log prefix 'a\"b' has a quotation mark, which nft could not read.", () -> log("a\"b")),
                refused(
                        "5 is not a value of 'numgen inc mod 2', whose values are 0 to 1.",
                        () -> Fields.numgenInc(2).oneOf(5)),
                refused(
                        "4 is not a value of 'jhash ip saddr mod 2 seed 0x1 offset 2', whose values are 0 to 3.",
                        () -> Fields.jhash(ip().saddr(), 2, 1, 2).oneOf(4)),
                refused(
                        "'10.1.2.3/8' is no prefix: bits after the first 8 are set; 10.0.0.0/8 was probably meant",
                        () -> ip().saddr("10.1.2.3/8")),
                refused("'ip saddr' is an IPv4 address, but fd00::1/128 is IPv6.", () -> ip().saddr("fd00::1")),
                refused(
                        "'ip6 daddr' is an IPv6 address, but 10.0.0.0/8 is IPv4.",
                        () -> ip6().daddr(IpPrefix.of("10.0.0.0/8"))),
                refused(
                        "The addresses 10.0.0.9-10.0.0.1 are in the wrong order; 10.0.0.1-10.0.0.9 was probably meant.",
                        () -> ip().saddr("10.0.0.9-10.0.0.1")),
                refused(
                        "No addresses lie between 10.0.0.1 and fd00::1: they are of two families.",
                        () -> ip().saddr("10.0.0.1-fd00::1")),
                refused(
                        "The set '@blk' cannot be one of several values of 'ip saddr'.",
                        () -> ip().saddr("10.0.0.1", "@blk")),
                refused(
                        "'ip saddr . tcp dport' has 2 fields, but 10.0.0.1 has 1 values; write tuple(..) or"
                                + " \"10.0.0.1 . 80\".",
                        () -> concat(ip().saddr(), tcp().dport()).oneOf("10.0.0.1")),
                refused(
                        "'new' (CtState) is not a value of 'tcp dport'.",
                        () -> tcp().dport().oneOf(CtState.NEW)),
                refused(
                        "'web' is not a value of 'tcp dport': pass the number of the port, since names of services"
                                + " differ by machine.",
                        () -> tcp().dport().oneOf("web")),
                refused(
                        "'x y' (String) is not a value of 'inet_service'.",
                        () -> element(Table.ip("t").set("s", SetKey.INET_SERVICE), "x y")),
                refused(
                        "A rule without statements does nothing, and nft refuses it.",
                        () -> Table.ip("t").chain("c").rule()),
                refused(
                        "'no' (String) is not a value of 'ct state'.",
                        () -> ct().state().oneOf("no")),
                refused(
                        "'ip saddr . tcp dport' cannot be looked up in the map '@m', whose keys are ipv4_addr, not"
                                + " ipv4_addr . inet_service.",
                        () -> vmap(
                                concat(ip().saddr(), tcp().dport()),
                                Table.ip("t").map("m", SetKey.IPV4_ADDR, SetKey.VERDICT))),
                refused("A map without entries for 'tcp dport' would never match.", () -> vmap(tcp().dport())),
                refused("'@' does not name a set: a name has 1 to 255 characters.", () -> ip().saddr("@")),
                refused(
                        "'tcp dport' cannot be looked up in the set '@blk', whose keys are ipv4_addr, not"
                                + " inet_service.",
                        () -> tcp().dport(Table.ip("t").set("blk", SetKey.IPV4_ADDR))),
                refused("70000 is no port: ports are 0 to 65535.", () -> tcp().dport(70000)),
                refused(
                        "-1 is no port: ports are 0 to 65535.",
                        () -> udp().sport().below(-1)),
                refused("65536 is no port: ports are 0 to 65535.", () -> dnatTo("10.0.0.1", 65536)),
                refused(
                        "The ports 90-80 are in the wrong order; 80-90 was probably meant.",
                        () -> tcp().dport("90-80")),
                refused("'http' is neither a port such as 80 nor ports such as 8000-8080.", () -> tcp().dport("http")),
                refused(
                        "'a-veth-of-red-br' cannot be compared with 'iifname': the name of an interface has 1 to 15"
                                + " bytes, not 16.",
                        () -> iifname("a-veth-of-red-br")),
                refused(
                        "'' cannot be compared with 'iif': the name of an interface has 1 to 15 bytes, not 0.",
                        () -> iif("")),
                refused(
                        "'a/b' cannot be compared with 'iifname': no interface has such a character in its name.",
                        () -> iifname("a/b")),
                refused("'iifname \"*\"' would match every interface; leave it out.", () -> iifname("*")),
                refused("'iif' takes no wildcard such as 'eth*'; 'iifname' does.", () -> iif("eth*")),
                refused("-1 is not a value of 'iif', whose values are 0 to 4294967295.", () -> iif(-1)),
                refused("256 is not a value of 'icmp code', whose values are 0 to 255.", () -> icmp().code(256)),
                refused("256 is not an ICMP type: types are 0 to 255.", () -> icmp().type(new IcmpType(256))),
                refused(
                        "300 is not an IP protocol: protocols are 0 to 255.",
                        () -> meta().l4proto(new IpProtocol(300))),
                refused(
                        "'meta mark & 0xff' is never 0x100, which has bits outside of the mask.",
                        () -> meta().mark().masked(0xff, 0x100)),
                refused(
                        "-1 is not a value of 'meta mark', whose values are 0 to 4294967295.",
                        () -> meta().setMark(-1)),
                refused(
                        "4294967296 is not a value of 'ct mark', whose values are 0 to 4294967295.",
                        () -> ct().mark(1, 0x1_0000_0000L)),
                refused("-1 is not a value of 'ct mark', whose values are 0 to 4294967295.", () -> ct().orMark(-1)),
                refused("a number of 32 bits is between 0 and 4294967295, not -1", () -> SetElement.number(-1)),
                refused(
                        "The range 10-1 of 'ct mark' is in the wrong order; 1-10 was probably meant.",
                        () -> ct().mark().between(10, 1)),
                refused(
                        "The log prefix '" + "p".repeat(128) + "' has 128 bytes; the maximum is 127.",
                        () -> log("p".repeat(128))),
                refused("A log group is 0 to 65535, not 65536.", () -> log().group(65536)),
                refused("A limit of 0 packets lets nothing pass; the minimum is 1.", () -> limit(0, Per.SECOND)),
                refused("A burst of -1 is negative.", () -> limit(1, Per.SECOND).burst(-1)));
    }

    static Stream<Attempt> rules() {
        return Stream.of(
                compiled(
                        "'counter packets 0 bytes 0' has no effect after 'accept', which ends the rule; it must come"
                                + " before.",
                        IP,
                        accept(),
                        counter()),
                compiled(
                        "'tcp dport 80' has no effect after 'dnat to 10.0.0.1', which ends the rule; it must come"
                                + " before.",
                        IP,
                        dnatTo("10.0.0.1"),
                        tcp().dport(80)),
                compiled(
                        "'[ counter pkts 0 bytes 0 ]' has no effect after '[ immediate reg 0 drop ]', which ends the"
                                + " rule; it must come before.",
                        IP,
                        Immediate.verdict(Verdict.DROP),
                        Counter.zero()),
                compiled(
                        "'ip6 saddr fd00::1' needs IPv6, but a table of family ip sees no such packets.",
                        IP,
                        ip6().saddr("fd00::1")),
                compiled(
                        "'ip saddr 10.0.0.1' needs IPv4, but a table of family ip6 sees no such packets.",
                        IP6,
                        ip().saddr("10.0.0.1")),
                compiled(
                        "'ip saddr 10.0.0.1' needs IPv4, but a table of family arp sees no such packets.",
                        ARP,
                        ip().saddr("10.0.0.1")),
                compiled(
                        "'ip6 saddr fd00::1' needs IPv6, but earlier matches of the rule allow only IPv4.",
                        INET,
                        ip().daddr("10.0.0.1"),
                        ip6().saddr("fd00::1")),
                compiled(
                        "'icmpv6 type echo-request' needs IPv6, but a table of family ip sees no such packets.",
                        IP,
                        icmpv6().type(Icmpv6Type.ECHO_REQUEST)),
                compiled(
                        "'udp dport 53' needs transport protocol udp, but earlier matches of the rule allow only tcp.",
                        IP,
                        tcp().dport(53),
                        udp().dport(53)),
                compiled(
                        "'tcp dport 80' needs transport protocol tcp, but earlier matches of the rule allow tcp and"
                                + " udp.",
                        INET,
                        meta().l4proto(IpProtocol.UDP, IpProtocol.TCP),
                        tcp().dport(80)),
                compiled(
                        "'meta nfproto ipv4' makes sense only in a table of family inet, not in one of ip.",
                        IP,
                        meta().nfproto(IpFamily.IPV4)),
                compiled(
                        "'dnat to fd00::2' needs IPv6, but a table of family ip sees no such" + " packets.",
                        IP,
                        dnatTo("fd00::2")),
                compiled(
                        "'snat to 10.0.0.1' needs IPv4, but a table of family ip6 sees no such packets.",
                        IP6,
                        snatTo("10.0.0.1")),
                compiled(
                        "'dnat to [fd00::2]:80' needs IPv6, but earlier matches of the rule allow only IPv4.",
                        INET,
                        ip().saddr("10.0.0.0/8"),
                        tcp().dport(80),
                        dnatTo("fd00::2", 80)),
                compiled(portless("dnat to 10.0.0.1:80"), IP, dnatTo("10.0.0.1", 80)),
                compiled(portless("redirect to :80"), IP, th().dport(8080), redirect(80)),
                compiled(portless("masquerade to :1-2"), INET, masquerade().ports(1, 2)),
                compiled(
                        portless("redirect to :80"),
                        IP,
                        meta().l4proto(IpProtocol.UDP).not(),
                        redirect(80)),
                compiled(
                        "'masquerade' cannot be in a table of family arp; only ip, ip6 and inet have address"
                                + " translation.",
                        ARP,
                        masquerade()),
                compiled(
                        "'reject with tcp reset' needs transport protocol tcp, but earlier matches of the rule allow"
                                + " only udp.",
                        INET,
                        udp().dport(53),
                        reject(RejectReason.TCP_RESET)),
                compiled(
                        "'reject with icmpv6 no-route' needs IPv6, but a table of family ip sees no such packets.",
                        IP,
                        reject(RejectReason.ICMPV6_NO_ROUTE)),
                compiled(
                        "'reject with icmpx no-route' is for tables that see both IP versions; in a table of family"
                                + " ip6 use icmpv6.",
                        IP6,
                        reject(RejectReason.ICMPX_NO_ROUTE)),
                compiled(
                        "'log group 1 level info' has two targets: level and flags are for the kernel log, group,"
                                + " snaplen and queue-threshold for a listener.",
                        IP,
                        log().group(1).level(LogLevel.INFO)),
                compiled(
                        "'log prefix \"x\" level audit' goes to the audit system, which takes neither prefix nor"
                                + " flags.",
                        IP,
                        log("x").level(LogLevel.AUDIT)),
                compiled(
                        "'limit rate 10 mbytes/hour' is more than the kernel can count; use a shorter unit of time"
                                + " for the same rate, or a smaller burst.",
                        IP,
                        limitBytes(10 << 20, Per.HOUR)));
    }

    private static String portless(String statement) {
        return "'" + statement + "' changes a port, so the rule must match the transport protocol first, as with 'tcp"
                + " dport 80' or 'meta l4proto { tcp, udp }'.";
    }

    @ParameterizedTest
    @MethodSource({"values", "maps", "rules"})
    void refusesWithTheMessage(Attempt attempt) {
        assertThatIllegalArgumentException().isThrownBy(attempt.attempt()).withMessage(attempt.message());
    }

    @ParameterizedTest
    @MethodSource("alike")
    void acceptsStatementsThatCanMatch(Sample sample) {
        sample.compile();
    }

    static Stream<Sample> alike() {
        return Stream.of(
                Sample.of(INET, "f", meta().nfproto(IpFamily.IPV6), dnatTo("fd00::1")),
                Sample.of(INET, "f", ip6().saddr("fd00::1"), icmpv6().type(Icmpv6Type.ECHO_REQUEST), reject()),
                Sample.of(IP, "f", meta().l4proto(IpProtocol.UDP, IpProtocol.TCP), redirect(80)),
                Sample.of(IP, "f", ip().protocol(IpProtocol.TCP), tcp().dport(80), reject(RejectReason.TCP_RESET)));
    }
}
