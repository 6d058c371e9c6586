package io.netlink4j.examples.gallery;

import static io.netlink4j.core.address.IpFamily.IPV4;
import static io.netlink4j.nft.object.Hook.FORWARD;
import static io.netlink4j.nft.object.Hook.INPUT;
import static io.netlink4j.nft.object.Hook.OUTPUT;
import static io.netlink4j.nft.object.Hook.POSTROUTING;
import static io.netlink4j.nft.object.Hook.PREROUTING;
import static io.netlink4j.nft.packet.CtState.ESTABLISHED;
import static io.netlink4j.nft.packet.CtState.INVALID;
import static io.netlink4j.nft.packet.CtState.NEW;
import static io.netlink4j.nft.packet.CtState.RELATED;
import static io.netlink4j.nft.statement.Lookups.element;
import static io.netlink4j.nft.statement.Lookups.map;
import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.ct;
import static io.netlink4j.nft.statement.Statements.iifname;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.log;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.notrack;
import static io.netlink4j.nft.statement.Statements.oifname;
import static io.netlink4j.nft.statement.Statements.returnToCaller;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.udp;
import static io.netlink4j.nft.statement.action.Actions.flowAdd;
import static io.netlink4j.nft.statement.action.Actions.queueTo;
import static io.netlink4j.nft.statement.action.Actions.tproxyTo;
import static io.netlink4j.nft.statement.action.Actions.use;
import static io.netlink4j.nft.statement.field.Fields.numgenInc;
import static io.netlink4j.nft.statement.field.Fields.socket;
import static java.util.Map.entry;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.nft.TransactionBuilder;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Flowtable;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Priority;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.LogFlag;
import io.netlink4j.nft.packet.LogLevel;
import io.netlink4j.nft.packet.TcpFlag;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Marks for routing and for queues, proxies, helpers of connection tracking, and what else changes the way of packets. */
final class Routing {
    private Routing() {}

    static Map<String, Consumer<TransactionBuilder>> all() {
        return Map.of(
                "mss-clamping", Routing::mssClamping,
                "policy-routing", Routing::policyRouting,
                "two-uplinks", Routing::twoUplinks,
                "traffic-classes", Routing::trafficClasses,
                "transparent-proxy", Routing::transparentProxy,
                "conntrack-helpers", Routing::conntrackHelpers,
                "conntrack-zones", Routing::conntrackZones,
                "flow-offload", Routing::flowOffload,
                "tracing", Routing::tracing,
                "intrusion-detection", Routing::intrusionDetection);
    }

    /** Segments of forwarded connections fit the route, where answers that packets are too big get lost. */
    static void mssClamping(TransactionBuilder tx) {
        Table mangle = tx.add(Table.inet("mss_clamping"));
        Chain forward = tx.add(mangle.chain("forward").filter(FORWARD).priority(Priority.MANGLE));
        tx.add(forward.rule(
                oifname("ppp0"),
                tcp().flags(Set.of(TcpFlag.SYN, TcpFlag.RST), Set.of(TcpFlag.SYN)),
                tcp().maxSegmentSizeOfRoute()));
        tx.add(forward.rule(
                iifname("ppp0"),
                tcp().flags(Set.of(TcpFlag.SYN, TcpFlag.RST), Set.of(TcpFlag.SYN)),
                tcp().maxSegmentSize().above(1400),
                tcp().maxSegmentSize().set(1400)));
    }

    /** Marks that routing rules select tables by: for users, ports and networks. */
    static void policyRouting(TransactionBuilder tx) {
        Table mangle = tx.add(Table.ip("policy_routing"));
        NamedSet marks = tx.add(
                mangle.map("mark_of_network", SetKey.IPV4_ADDR, SetKey.MARK).interval());
        tx.addElements(marks, List.of(element(marks, "10.1.0.0/16", 0x1), element(marks, "10.2.0.0-10.2.0.255", 0x2)));
        Chain output = tx.add(mangle.chain("output").route());
        Chain pre = tx.add(mangle.chain("prerouting").filter(PREROUTING).priority(Priority.MANGLE));
        tx.add(output.rule(meta().skuid().oneOf(1000), meta().setMark(0x10)));
        tx.add(output.rule(tcp().dport(25, 587), meta().setMark(0x20)));
        tx.add(pre.rule(meta().setMark(map(ip().saddr(), marks))));
        tx.add(pre.rule(meta().mark(0), ip().dscp().oneOf("af41"), meta().orMark(0x30)));
    }

    /** Connections are spread over two uplinks, and each stays on its own. */
    static void twoUplinks(TransactionBuilder tx) {
        Table mangle = tx.add(Table.inet("two_uplinks"));
        Chain pre = tx.add(mangle.chain("prerouting").filter(PREROUTING).priority(Priority.MANGLE));
        Chain post = tx.add(mangle.chain("postrouting").filter(POSTROUTING).priority(Priority.MANGLE));
        tx.add(pre.rule(ct().mark(0).not(), meta().setMarkFromCt(), accept()));
        tx.add(pre.rule(iifname("wan0"), ct().setMark(1)));
        tx.add(pre.rule(iifname("wan1"), ct().setMark(2)));
        tx.add(pre.rule(iifname("lan0"), ct().state(NEW), ct().setMark(map(numgenInc(2), entry(0, 1), entry(1, 2)))));
        tx.add(pre.rule(meta().setMarkFromCt()));
        tx.add(post.rule(meta().mark().masked(0xff, 1), counter()));
    }

    /** Code points and classes by protocol and port; the code points of others are removed. */
    static void trafficClasses(TransactionBuilder tx) {
        Table mangle = tx.add(Table.ip("traffic_classes"));
        Chain post = tx.add(mangle.chain("postrouting").filter(POSTROUTING).priority(Priority.MANGLE));
        Chain pre = tx.add(mangle.chain("prerouting").filter(PREROUTING).priority(Priority.MANGLE));
        tx.add(pre.rule(iifname("guest0"), ip().dscp().set("cs0")));
        tx.add(post.rule(udp().dport("5060-5061", "10000-20000"), ip().dscp().set("ef")));
        tx.add(post.rule(ip().dscp().oneOf("ef", "cs5"), meta().priority().set("1:10"), accept()));
        tx.add(post.rule(
                tcp().dport(22), ip().length().below(200), meta().priority().set("1:11")));
        tx.add(post.rule(ct().bytes().above(10_000_000), meta().priority().set("1:30")));
    }

    /** A proxy of this host takes connections to others, and sees where they were to go. */
    static void transparentProxy(TransactionBuilder tx) {
        Table mangle = tx.add(Table.inet("transparent_proxy"));
        Chain pre = tx.add(mangle.chain("prerouting").filter(PREROUTING).priority(Priority.MANGLE));
        tx.add(pre.rule(ip().daddr("10.0.0.0/8", "127.0.0.0/8", "192.168.0.0/16", "224.0.0.0/3"), returnToCaller()));
        tx.add(pre.rule(meta().l4proto(IpProtocol.TCP), socket().transparent().oneOf(1), meta().setMark(1), accept()));
        tx.add(pre.rule(tcp().dport(80, 443), tproxyTo(50080), meta().setMark(1), accept()));
        tx.add(pre.rule(
                meta().nfproto(IPV4),
                udp().dport(53),
                tproxyTo(IpAddress.of("127.0.0.1"), 5353),
                meta().setMark(1),
                accept()));
    }

    /** Helpers for protocols with a second connection, and timeouts for some services. */
    static void conntrackHelpers(TransactionBuilder tx) {
        Table filter = tx.add(Table.ip("conntrack_helpers"));
        NamedObject ftp = tx.add(filter.ctHelper("ftp-standard", "ftp", IpProtocol.TCP));
        NamedObject impatient = tx.add(filter.ctTimeout(
                "impatient",
                IpProtocol.TCP,
                Map.of("established", Duration.ofMinutes(2), "close", Duration.ofSeconds(10))));
        NamedObject second = tx.add(filter.ctExpectation("second", IpProtocol.UDP, 9876, Duration.ofSeconds(30), 4));
        Chain pre = tx.add(filter.chain("prerouting").filter(PREROUTING));
        Chain input = tx.add(filter.chain("input").filter(INPUT));
        tx.add(pre.rule(tcp().dport(21), use(ftp)));
        tx.add(pre.rule(tcp().dport(8080), use(impatient)));
        tx.add(input.rule(tcp().dport(8888), use(second)));
        tx.add(input.rule(ct().state(RELATED), ct().helper().oneOf("ftp"), accept()));
    }

    /** Customers with the same addresses are tracked apart. */
    static void conntrackZones(TransactionBuilder tx) {
        Table raw = tx.add(Table.inet("conntrack_zones"));
        Chain pre = tx.add(raw.chain("prerouting").filter(PREROUTING).priority(Priority.RAW));
        Chain output = tx.add(raw.chain("output").filter(OUTPUT).priority(Priority.RAW));
        tx.add(pre.rule(ct().zone().set(map(iifname(), entry("eth0", 1), entry("eth1", 2)))));
        tx.add(output.rule(oifname("eth1"), ct().zone().set(2)));
        tx.add(output.rule(udp().dport(53), notrack()));
    }

    /** Established connections take the short way past the rules. */
    static void flowOffload(TransactionBuilder tx) {
        Table filter = tx.add(Table.inet("flow_offload"));
        Flowtable flows = tx.add(filter.flowtable("fast", 0, List.of("eth0", "eth1")));
        Chain forward = tx.add(filter.chain("forward").filter(FORWARD));
        tx.add(forward.rule(meta().l4proto(IpProtocol.TCP, IpProtocol.UDP), flowAdd(flows)));
        tx.add(forward.rule(ct().state(ESTABLISHED), accept()));
    }

    /** Packets of one client are traced, and what is refused goes to a program that writes it down. */
    static void tracing(TransactionBuilder tx) {
        Table debug = tx.add(Table.inet("tracing"));
        Chain pre = tx.add(debug.chain("prerouting").filter(PREROUTING).priority(Priority.RAW, -50));
        Chain input = tx.add(debug.chain("input").filter(INPUT).priority(Priority.FILTER, 90));
        tx.add(pre.rule(
                ip().saddr("10.0.0.5"), tcp().dport(443), meta().nftrace().set(1)));
        tx.add(input.rule(
                ct().state(INVALID), log("invalid ").group(5).snaplen(128).queueThreshold(10)));
        tx.add(input.rule(
                tcp().flags(TcpFlag.SYN),
                log().level(LogLevel.DEBUG).flags(LogFlag.TCP_SEQUENCE, LogFlag.TCP_OPTIONS)));
    }

    /** Programs inspect packets; if none listens, the packets pass. */
    static void intrusionDetection(TransactionBuilder tx) {
        Table filter = tx.add(Table.inet("intrusion_detection"));
        Chain forward = tx.add(filter.chain("forward").filter(FORWARD).priority(Priority.FILTER, -10));
        tx.add(forward.rule(tcp().dport(80, 443), queueTo(0, 3).fanout().bypass()));
        tx.add(forward.rule(udp().dport(53), queueTo(4).bypass()));
    }
}
