package io.netlink4j.examples.gallery;

import static io.netlink4j.nft.object.Hook.FORWARD;
import static io.netlink4j.nft.object.Hook.INGRESS;
import static io.netlink4j.nft.object.Hook.INPUT;
import static io.netlink4j.nft.object.Hook.OUTPUT;
import static io.netlink4j.nft.object.Hook.PREROUTING;
import static io.netlink4j.nft.statement.Lookups.concat;
import static io.netlink4j.nft.statement.Lookups.elements;
import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.drop;
import static io.netlink4j.nft.statement.Statements.icmp;
import static io.netlink4j.nft.statement.Statements.icmpv6;
import static io.netlink4j.nft.statement.Statements.iifname;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.limit;
import static io.netlink4j.nft.statement.Statements.limitBytes;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.oifname;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.udp;
import static io.netlink4j.nft.statement.action.Actions.dupToLink;
import static io.netlink4j.nft.statement.action.Actions.fwdTo;
import static io.netlink4j.nft.statement.field.Fields.arp;
import static io.netlink4j.nft.statement.field.Fields.ether;
import static io.netlink4j.nft.statement.field.Fields.vlan;

import io.netlink4j.nft.TransactionBuilder;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Policy;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.IcmpType;
import io.netlink4j.nft.packet.Icmpv6Type;
import io.netlink4j.nft.packet.TcpFlag;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.nft.statement.Per;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Filters of bridges, of devices and of ARP. */
final class Frames {
    private Frames() {}

    static Map<String, Consumer<TransactionBuilder>> all() {
        return Map.of(
                "bridge-filter", Frames::bridgeFilter,
                "guest-antispoofing", Frames::guestAntispoofing,
                "vlan-filter", Frames::vlanFilter,
                "arp-guard", Frames::arpGuard,
                "early-drop", Frames::earlyDrop,
                "mirror", Frames::mirror,
                "quiet-bridge", Frames::quietBridge);
    }

    /** A bridge that forwards IP and ARP, and only some services to one port. */
    static void bridgeFilter(TransactionBuilder tx) {
        Table bridge = tx.add(Table.bridge("bridge_filter"));
        Chain forward = tx.add(bridge.chain("forward").filter(FORWARD).policy(Policy.DROP));
        tx.add(forward.rule(ether().type().oneOf("arp"), accept()));
        tx.add(forward.rule(iifname("server0"), accept()));
        tx.add(forward.rule(oifname("server0"), ip().daddr("10.0.0.2"), tcp().dport(80, 443), accept()));
        tx.add(forward.rule(oifname("server0"), icmp().type(IcmpType.ECHO_REQUEST), limit(10, Per.SECOND), accept()));
        tx.add(forward.rule(meta().pkttype().oneOf("multicast"), ether().daddr().oneOf("33:33:00:00:00:01"), accept()));
    }

    /** A virtual machine speaks with its own addresses only. */
    static void guestAntispoofing(TransactionBuilder tx) {
        Table bridge = tx.add(Table.bridge("guest_antispoofing"));
        NamedSet guests =
                tx.add(bridge.set("guests", SetKey.concat(SetKey.IFNAME, SetKey.ETHER_ADDR, SetKey.IPV4_ADDR)));
        tx.addElements(
                guests,
                elements(guests, "vnet0 . 02:00:00:00:00:10 . 10.0.0.10", "vnet1 . 02:00:00:00:00:11 . 10.0.0.11"));
        Chain pre = tx.add(bridge.chain("prerouting").filter(PREROUTING));
        tx.add(pre.rule(iifname("vnet*").not(), accept()));
        tx.add(pre.rule(concat(iifname(), ether().saddr(), ip().saddr()).in(guests), accept()));
        tx.add(pre.rule(concat(iifname(), ether().saddr(), arp().saddrIp()).in(guests), accept()));
        tx.add(pre.rule(counter(), drop()));
    }

    /** Frames of some VLANs pass between trunks. */
    static void vlanFilter(TransactionBuilder tx) {
        Table bridge = tx.add(Table.bridge("vlan_filter"));
        Chain forward = tx.add(bridge.chain("forward").filter(FORWARD).policy(Policy.DROP));
        tx.add(forward.rule(vlan().id().oneOf(10), accept()));
        tx.add(forward.rule(vlan().id().oneOf(20), ip().saddr("10.20.0.0/16"), tcp().dport(443), accept()));
    }

    /** The address of the router is not claimed by others, and requests do not flood. */
    static void arpGuard(TransactionBuilder tx) {
        Table guard = tx.add(Table.arp("arp_guard"));
        Chain input = tx.add(guard.chain("input").filter(INPUT));
        tx.add(input.rule(
                arp().saddrIp().oneOf("10.0.0.1"),
                arp().saddrEther().oneOf("02:00:00:00:00:01").not(),
                counter(),
                drop()));
        tx.add(input.rule(
                arp().operation().oneOf("request"),
                limit(50, Per.SECOND).burst(100).over(),
                drop()));
        tx.add(input.rule(arp().htype().oneOf(1).not(), drop()));
    }

    /** What a server under attack drops first, before routing and connection tracking. */
    static void earlyDrop(TransactionBuilder tx) {
        Table filter = tx.add(Table.netdev("early_drop"));
        Chain ingress =
                tx.add(filter.chain("ingress").filter(INGRESS).device("eth0").priority(-500));
        tx.add(ingress.rule(ip().fragOff().and(0x1fff).oneOf(0).not(), counter(), drop()));
        tx.add(ingress.rule(ip().saddr("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"), counter(), drop()));
        tx.add(ingress.rule(
                udp().sport(53, 123, 389, 1900, 11211),
                limitBytes(1 << 20, Per.SECOND).over(),
                drop()));
        tx.add(ingress.rule(
                tcp().flags(Set.of(TcpFlag.FIN, TcpFlag.SYN), Set.of(TcpFlag.FIN, TcpFlag.SYN)), counter(), drop()));
    }

    /** Copies of frames for a monitor, and frames that go straight to another device. */
    static void mirror(TransactionBuilder tx) {
        Table filter = tx.add(Table.netdev("mirror"));
        Chain ingress =
                tx.add(filter.chain("ingress").filter(INGRESS).device("eth0").priority(0));
        tx.add(ingress.rule(tcp().dport(80), dupToLink("eth1")));
        tx.add(ingress.rule(ip().daddr("10.0.0.9"), fwdTo("eth1")));
    }

    /** A bridge without the chatter that wireless links suffer from. */
    static void quietBridge(TransactionBuilder tx) {
        Table bridge = tx.add(Table.bridge("quiet_bridge"));
        Chain output = tx.add(bridge.chain("output").filter(OUTPUT));
        Chain forward = tx.add(bridge.chain("forward").filter(FORWARD));
        tx.add(forward.rule(
                oifname("wlan0"),
                ether().daddr().oneOf("ff:ff:ff:ff:ff:ff"),
                ether().type().oneOf("arp"),
                limit(20, Per.SECOND).over(),
                drop()));
        tx.add(forward.rule(oifname("wlan0"), udp().dport(137, 138, 1900, 5353), drop()));
        tx.add(output.rule(
                oifname("wlan0"), ether().type().oneOf("ip6"), icmpv6().type(Icmpv6Type.ND_ROUTER_ADVERT), accept()));
    }
}
