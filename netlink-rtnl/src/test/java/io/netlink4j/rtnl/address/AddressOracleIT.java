package io.netlink4j.rtnl.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.route.RouteScope;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code ip addr} and this library read the addresses of each other. */
@EachIpVersion
@KernelTest
@NeedsCommand("ip")
final class AddressOracleIT {
    private static final Duration LONG = Duration.ofSeconds(10);

    private static LinkTestNamespace room(Namespaces namespaces) {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        room.ip(
                "link set lo up",
                "link add v0 type veth peer name v1",
                "link set v0 addrgenmode none",
                "link set v1 addrgenmode none",
                "link set v0 up",
                "link set v1 up");
        return room;
    }

    @Test
    void printsWhatIpMadeLikeIp(Namespaces namespaces) {
        LinkTestNamespace room = room(namespaces);
        room.ip(
                "addr add 10.0.0.1/24 brd + dev v0",
                "addr add 10.6.0.2/24 dev v0 label v0:two scope link",
                "addr add 10.9.0.1 peer 10.9.0.2/30 dev v0 metric 9",
                "addr add 10.8.0.1/24 dev v1 valid_lft 1000 preferred_lft 500 noprefixroute",
                "addr add 127.1.1.1/8 dev v1",
                "addr add 2001:db8::1/64 dev v0 nodad",
                "addr add 2001:db8::3 peer 2001:db8::4/127 dev v0 nodad home",
                "addr add 2001:db8:1::1/64 dev v1 nodad valid_lft 1000 preferred_lft 0 mngtmpaddr",
                "addr add fe80::1/64 dev v1 nodad");
        if (room.runsNewerIp()) {
            room.ip("addr add 10.5.0.1/24 dev v0 proto 77", "addr add 2001:db8:5::1/64 dev v0 nodad proto 78");
        }
        Map<Integer, String> names = room.names();
        List<String> shown =
                room.sh("ip -d -o addr").lines().map(AddressOracleIT::steady).toList();
        List<String> read = room.addresses().list().stream()
                .map(address -> address.link().flatMap(LinkReference::ifindex).orElseThrow() + ": "
                        + names.get(
                                address.link().flatMap(LinkReference::ifindex).orElseThrow()) + " " + address)
                .map(AddressOracleIT::steady)
                .map(address -> room.asShown(address, String.join("\n", shown)))
                .toList();
        assertThat(read).containsExactlyInAnyOrderElementsOf(shown);
    }

    @Test
    void ipShowsOursLikeItsOwn(Namespaces namespaces) {
        LinkTestNamespace his = room(namespaces);
        his.ip(
                "addr add 10.0.0.1/24 brd + dev v0",
                "addr add 10.6.0.2/24 dev v0 label v0:two scope link",
                "addr add 10.9.0.1 peer 10.9.0.2/30 dev v0 metric 9",
                "addr add 10.8.0.1/24 dev v1 valid_lft 1000 preferred_lft 500 noprefixroute",
                "addr add 127.1.1.1/8 dev v1",
                "addr add 2001:db8::1/64 dev v0 nodad",
                "addr add 2001:db8::3 peer 2001:db8::4/127 dev v0 nodad home",
                "addr add 10.7.0.1 dev v1",
                "addr del 10.7.0.1 dev v1");
        LinkTestNamespace mine = room(namespaces);
        Addresses addresses = mine.addresses();
        addresses.add("v0", Address.of("10.0.0.1/24").withBroadcast());
        addresses.add("v0", Address.of("10.6.0.2/24").label("v0:two").scope(RouteScope.LINK));
        addresses.add("v0", Address.of("10.9.0.1").peer("10.9.0.2/30").metric(9));
        addresses.add(
                "v1",
                Address.of("10.8.0.1/24")
                        .lifetime(Duration.ofSeconds(500), Duration.ofSeconds(1000))
                        .flag(AddressFlag.NOPREFIXROUTE, true));
        addresses.add("v1", "127.1.1.1/8");
        addresses.add("v0", Address.of("2001:db8::1/64").flag(AddressFlag.NODAD, true));
        addresses.add(
                "v0",
                Address.of("2001:db8::3")
                        .peer("2001:db8::4/127")
                        .flag(AddressFlag.NODAD, true)
                        .flag(AddressFlag.HOMEADDRESS, true));
        addresses.add("v1", "10.7.0.1");
        addresses.delete("v1", "10.7.0.1");
        assertThat(steady(mine.sh("ip -d -o addr"))).isEqualTo(steady(his.sh("ip -d -o addr")));
        long deadline = System.nanoTime() + LONG.toNanos();
        // The kernel adds the routes of an IPv6 address after it has answered, and no flag of the address tells of it.
        while (!routes(mine).equals(routes(his)) && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }
        assertThat(routes(mine)).isEqualTo(routes(his));
    }

    private static String routes(LinkTestNamespace room) {
        return room.sh("ip route show table all | sort");
    }

    @Test
    void broadcastAsIpComputesIt(Namespaces namespaces) {
        LinkTestNamespace his = room(namespaces);
        LinkTestNamespace mine = room(namespaces);
        for (int length = 0; length <= 32; length++) {
            String address = "10." + length + ".0.1";
            // ip takes a peer with the prefix length 0 for one without a prefix length.
            String peer = "10." + length + ".77.5/" + Math.max(length, 1);
            his.ip(
                    "addr add " + address + "/" + length + " brd + dev v0",
                    "addr add " + address + " peer " + peer + " brd + dev v1");
            mine.addresses().add("v0", Address.of(address + "/" + length).withBroadcast());
            mine.addresses().add("v1", Address.of(address).peer(peer).withBroadcast());
        }
        assertThat(mine.sh("ip -o addr")).isEqualTo(his.sh("ip -o addr"));
    }

    private static String steady(String line) {
        return line.replace('\\', ' ')
                .replaceAll("_lft \\d+sec", "_lft some")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
