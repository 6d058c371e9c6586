package io.netlink4j.nft.statement;

import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.th;
import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.address.Ipv6Address;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.nft.match.Numbers;
import io.netlink4j.nft.packet.NfFamily;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The bytecode of a match passes exactly the packets that the match describes. */
class MatchPropertyTest {
    private static final byte[] NO_HEADER = {};

    @Property
    void anIpv4PrefixOfAnyLength(@ForAll int network, @ForAll @IntRange(max = 32) int length, @ForAll int flipped) {
        IpPrefix prefix = IpPrefix.containing(new Ipv4Address(network), length);
        // half of the addresses share the first bits, since random addresses would hardly ever be inside
        for (int address :
                new int[] {network ^ flipped, network ^ (length == 0 ? flipped : flipped >>> length - 1 >>> 1)}) {
            Ipv4Address tried = new Ipv4Address(address);
            assertThat(passes(ip().saddr(prefix), ipv4(tried))).isEqualTo(prefix.contains(tried));
            assertThat(passes(ip().saddr(prefix).not(), ipv4(tried))).isNotEqualTo(prefix.contains(tried));
        }
    }

    @Property
    void anIpv6PrefixOfAnyLength(
            @ForAll long high,
            @ForAll long low,
            @ForAll @IntRange(max = 128) int length,
            @ForAll @IntRange(max = 127) int bit) {
        Ipv6Address network = new Ipv6Address(high, low);
        IpPrefix prefix = IpPrefix.containing(network, length);
        Ipv6Address tried = bit < 64
                ? new Ipv6Address(high ^ Long.MIN_VALUE >>> bit, low)
                : new Ipv6Address(high, low ^ Long.MIN_VALUE >>> bit - 64);

        assertThat(passes(ip6().daddr(prefix), ipv6(network))).isTrue();
        assertThat(passes(ip6().daddr(prefix), ipv6(tried))).isEqualTo(bit >= length);
        assertThat(passes(ip6().daddr(prefix).not(), ipv6(tried))).isEqualTo(bit < length);
    }

    @Property
    void matchesSetsOfPortsAndRanges(
            @ForAll("ranges") @Size(min = 1, max = 6) List<PortRange> ranges,
            @ForAll @IntRange(max = 0xffff) int port) {
        Match match =
                th().dport(ranges.getFirst(), ranges.subList(1, ranges.size()).toArray(new PortRange[0]));
        boolean inside = ranges.stream().anyMatch(range -> range.first() <= port && port <= range.last());

        assertThat(passes(match, NO_HEADER, ports(0, port))).isEqualTo(inside);
        assertThat(passes(match.not(), NO_HEADER, ports(0, port))).isNotEqualTo(inside);
    }

    @Property
    void matchesTwoPorts(@ForAll @IntRange(max = 3) int source, @ForAll @IntRange(max = 3) int destination) {
        byte[] header = ports(1, 2);
        boolean both = source == 1 && destination == 2;

        assertThat(passes(NO_HEADER, header, th().sport(source), th().dport(destination)))
                .isEqualTo(both);
        assertThat(passes(NO_HEADER, header, th().dport(destination), th().sport(source)))
                .isEqualTo(both);
        assertThat(passes(
                        NO_HEADER,
                        header,
                        th().sport(source).not(),
                        th().dport(destination).not()))
                .isEqualTo(source != 1 && destination != 2);
    }

    @Provide
    Arbitrary<List<PortRange>> ranges() {
        Arbitrary<Integer> port = Arbitraries.integers().between(0, 0xffff);
        return Combinators.combine(port, port)
                .as((a, b) -> PortRange.of(Math.min(a, b), Math.min(Math.max(a, b), Math.min(a, b) + 5000)))
                .list();
    }

    private static boolean passes(Match match, byte[] network) {
        return passes(network, NO_HEADER, match);
    }

    private static boolean passes(Match match, byte[] network, byte[] transport) {
        return passes(network, transport, match);
    }

    private static boolean passes(byte[] network, byte[] transport, Match... matches) {
        NfFamily family = network.length == 40 ? NfFamily.IP6 : NfFamily.IP;
        return new RuleInterpreter(network, transport).passes(new Sample(family, "f", List.of(matches)).compile());
    }

    private static byte[] ipv4(IpAddress source) {
        byte[] header = new byte[20];
        System.arraycopy(source.toByteArray(), 0, header, 12, 4);
        return header;
    }

    private static byte[] ipv6(IpAddress destination) {
        byte[] header = new byte[40];
        System.arraycopy(destination.toByteArray(), 0, header, 24, 16);
        return header;
    }

    private static byte[] ports(int source, int destination) {
        byte[] header = Arrays.copyOf(Numbers.of(source, 2), 4);
        System.arraycopy(Numbers.of(destination, 2), 0, header, 2, 2);
        return header;
    }
}
