package io.netlink4j.nft.statement;

import static io.netlink4j.nft.statement.Lookups.concat;
import static io.netlink4j.nft.statement.Lookups.fib;
import static io.netlink4j.nft.statement.Lookups.map;
import static io.netlink4j.nft.statement.Lookups.tuple;
import static io.netlink4j.nft.statement.Lookups.vmap;
import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.ct;
import static io.netlink4j.nft.statement.Statements.dnatTo;
import static io.netlink4j.nft.statement.Statements.drop;
import static io.netlink4j.nft.statement.Statements.icmpv6;
import static io.netlink4j.nft.statement.Statements.iif;
import static io.netlink4j.nft.statement.Statements.iifname;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.limit;
import static io.netlink4j.nft.statement.Statements.log;
import static io.netlink4j.nft.statement.Statements.masquerade;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.oifname;
import static io.netlink4j.nft.statement.Statements.redirect;
import static io.netlink4j.nft.statement.Statements.reject;
import static io.netlink4j.nft.statement.Statements.returnToCaller;
import static io.netlink4j.nft.statement.Statements.snatTo;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.th;
import static io.netlink4j.nft.statement.Statements.udp;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.packet.AddressType;
import io.netlink4j.nft.packet.CtState;
import io.netlink4j.nft.packet.CtStatus;
import io.netlink4j.nft.packet.FibKey;
import io.netlink4j.nft.packet.Icmpv6Type;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.packet.TcpFlag;
import io.netlink4j.nft.packet.TcpOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of {@code bytecode.tsv}, written as statements, have the same text and the same bytecode. */
class BytecodeTest {
    private static final String NETWORK = "192.168.15.0/24";

    private static final Map<String, List<Statement>> RULES = Map.ofEntries(
            rule("G001", ip().saddr(NETWORK), oifname("eth0"), masquerade()),
            rule("G002", ip().saddr(NETWORK), ip().daddr(NETWORK).not(), masquerade()),
            rule("G003", oifname("eth0"), masquerade().random().persistent()),
            rule("G004", meta().l4proto(IpProtocol.TCP), masquerade().ports(1024, 65535)),
            rule(
                    "G005",
                    meta().l4proto(IpProtocol.TCP),
                    masquerade().ports(1024, 65535).random()),
            rule("G006", ip().saddr(NETWORK), oifname("eth0"), masquerade()),
            rule("G007", ip6().saddr("fd00::/64"), oifname("eth0"), masquerade()),
            rule("G008", tcp().dport(80), dnatTo("192.168.15.2", 80)),
            rule("G009", tcp().dport(80), dnatTo("192.168.15.2")),
            rule("G010", tcp().dport(80), dnatTo("fd00::2", 80)),
            rule("G011", tcp().dport(80), dnatTo("192.168.15.2", 80)),
            rule("G012", tcp().dport(80), dnatTo("fd00::2", 80)),
            rule("G013", ip().daddr("1.2.3.4"), tcp().dport(80), dnatTo("192.168.15.2", 80)),
            rule("G016", ip().saddr("10.0.0.0/24"), snatTo("1.2.3.4-1.2.3.8").random()),
            rule("G019", iifname("eth0"), accept()),
            rule("G022", iif(1), accept()),
            rule("G025", tcp().dport(80, 443), accept()),
            rule("G028", ct().state(CtState.NEW), accept()),
            rule("G031", meta().orMark(0x10)),
            rule("G034", meta().setMarkFromCt()),
            rule(
                    "G037",
                    dnatTo(map(
                            concat(ip().daddr(), tcp().dport()),
                            entry("1.2.3.4 . 80", "192.168.15.2 . 8080"),
                            entry("1.2.3.4 . 443", "192.168.15.3 . 8443")))),
            rule(
                    "G040",
                    dnatTo(map(tcp().dport(), entry(80, "192.168.15.2 . 8080"), entry(443, "192.168.15.3 . 8443")))),
            rule("G043", ip().saddr("10.1.16.0/20"), drop()),
            rule("G046", ip().saddr("10.0.0.0/9"), drop()),
            rule("G049", ip().saddr("10.0.0.0/8", "192.168.0.0/16"), drop()),
            rule("G052", ip6().saddr("2001:db8::/33"), drop()),
            rule("G055", icmpv6().type(Icmpv6Type.ND_NEIGHBOR_SOLICIT, Icmpv6Type.ND_ROUTER_ADVERT), accept()),
            rule("G058", reject()),
            rule("G061", log("hello ")),
            rule("G064", limit(10, Per.SECOND), accept()),
            rule("G067", counter()),
            rule("G070", tcp().flags(TcpFlag.SYN), accept()),
            rule(
                    "G100",
                    fib(FibKey.DADDR, FibKey.IIF)
                            .type(AddressType.LOCAL, AddressType.BROADCAST)
                            .not(),
                    drop()),
            rule("G130", tcp().flagsAre(TcpFlag.SYN).not(), drop()),
            rule("G073", meta().l4proto(IpProtocol.TCP, IpProtocol.UDP), th().dport(53), accept()),
            rule("G076", tcp().dport().below(1024), accept()),
            rule("G079", returnToCaller()),
            rule("G085", ip().ttl().set(64)),
            rule("G088", tcp().maxSegmentSize().set(1400)),
            rule("G151", tcp().has(TcpOption.TIMESTAMP), accept()),
            rule("G094", ct().status(CtStatus.DNAT), accept()),
            rule("G103", ip().saddr("10.0.0.1"), ip().daddr("10.0.0.2"), accept()),
            rule("G115", concat(ip6().saddr(), ip6().daddr(), tcp().dport()).oneOf("fd00::1 . fd00::2 . 80"), accept()),
            rule("G118", concat(meta().mark(), ct().mark()).oneOf(tuple(1, 2)), accept()),
            rule("G142", meta().setMark(map(ip().saddr(), entry("10.0.0.1", 1), entry("10.0.0.2", 2)))),
            rule(
                    "G190",
                    vmap(
                            ct().state(),
                            entry(CtState.INVALID, drop()),
                            entry(CtState.ESTABLISHED, accept()),
                            entry(CtState.RELATED, accept()))),
            rule("G121", tcp().dport(80, 443), counter(), accept()),
            rule(
                    "G124",
                    udp().dport(53),
                    ct().state(CtState.NEW),
                    limit(10, Per.SECOND).burst(20),
                    accept()),
            rule("G133", ct().state(CtState.ESTABLISHED).not(), drop()),
            rule("G169", ip().saddr("@blk"), drop()),
            rule("G175", ip().protocol(IpProtocol.TCP, IpProtocol.UDP), accept()),
            rule("G178", th().sport(22), accept()),
            rule("G181", udp().dport(53), redirect()),
            rule(
                    "G184",
                    meta().l4proto(IpProtocol.UDP),
                    snatTo("10.0.0.1").ports(1000, 2000).persistent().fullyRandom()),
            rule("G187", iifname("eth0", "wg0"), accept()));

    private static Map.Entry<String, List<Statement>> rule(String number, Statement... statements) {
        return Map.entry(number, List.of(statements));
    }

    /** A line of the file, and the actual result. */
    record Row(Sample sample, String text, String bytecode) {
        @Override
        public String toString() {
            return sample.toString();
        }
    }

    static List<Row> rows() throws IOException {
        try (InputStream in = BytecodeTest.class.getResourceAsStream("bytecode.tsv")) {
            List<Row> rows = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.startsWith("#")) {
                    String[] cells = line.split("\t");
                    NfFamily family = NfFamily.valueOf(cells[1].toUpperCase(Locale.ROOT));
                    rows.add(new Row(new Sample(family, cells[2], RULES.get(cells[0])), cells[3], cells[4]));
                }
            }
            return rows;
        }
    }

    static Stream<Sample> samples() {
        try {
            return rows().stream().map(Row::sample);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void compilesToTheBytecodeOfNft(Row row) {
        assertThat(row.sample().bytecode()).isEqualTo(row.bytecode());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void formatsAsNft(Row row) {
        assertThat(row.sample().text()).isEqualTo(row.text());
    }

    @Test
    void coversEachRuleOfTheFile() throws IOException {
        assertThat(rows()).hasSameSizeAs(RULES.keySet());
    }
}
