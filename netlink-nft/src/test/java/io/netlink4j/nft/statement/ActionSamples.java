package io.netlink4j.nft.statement;

import static io.netlink4j.nft.packet.NfFamily.BRIDGE;
import static io.netlink4j.nft.packet.NfFamily.INET;
import static io.netlink4j.nft.packet.NfFamily.IP;
import static io.netlink4j.nft.packet.NfFamily.IP6;
import static io.netlink4j.nft.packet.NfFamily.NETDEV;
import static io.netlink4j.nft.statement.Lookups.addTo;
import static io.netlink4j.nft.statement.Lookups.concat;
import static io.netlink4j.nft.statement.Lookups.map;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.oif;
import static io.netlink4j.nft.statement.Statements.reject;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.action.Actions.ctCount;
import static io.netlink4j.nft.statement.action.Actions.ctCountOver;
import static io.netlink4j.nft.statement.action.Actions.dnatPrefixTo;
import static io.netlink4j.nft.statement.action.Actions.dnatTo;
import static io.netlink4j.nft.statement.action.Actions.dnatToPort;
import static io.netlink4j.nft.statement.action.Actions.dnatToRange;
import static io.netlink4j.nft.statement.action.Actions.dupTo;
import static io.netlink4j.nft.statement.action.Actions.dupToLink;
import static io.netlink4j.nft.statement.action.Actions.flowAdd;
import static io.netlink4j.nft.statement.action.Actions.fwdTo;
import static io.netlink4j.nft.statement.action.Actions.last;
import static io.netlink4j.nft.statement.action.Actions.masqueradeTo;
import static io.netlink4j.nft.statement.action.Actions.queueTo;
import static io.netlink4j.nft.statement.action.Actions.quota;
import static io.netlink4j.nft.statement.action.Actions.quotaOver;
import static io.netlink4j.nft.statement.action.Actions.redirectTo;
import static io.netlink4j.nft.statement.action.Actions.snatPrefixTo;
import static io.netlink4j.nft.statement.action.Actions.snatTo;
import static io.netlink4j.nft.statement.action.Actions.snatToPort;
import static io.netlink4j.nft.statement.action.Actions.snatToRange;
import static io.netlink4j.nft.statement.action.Actions.synproxy;
import static io.netlink4j.nft.statement.action.Actions.tproxyTo;
import static io.netlink4j.nft.statement.action.Actions.tproxyToAddress;
import static io.netlink4j.nft.statement.action.Actions.use;
import static io.netlink4j.nft.statement.field.Fields.jhash;
import static io.netlink4j.nft.statement.field.Fields.numgenInc;
import static io.netlink4j.nft.statement.field.Fields.symhash;
import static java.util.Map.entry;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import java.util.ArrayList;
import java.util.List;

/** Rules with actions that {@link Samples} does not have, which nft compiles to the same bytecode. */
final class ActionSamples {
    private static final Statement TCP = meta().l4proto(IpProtocol.TCP);

    private final List<Sample> samples = new ArrayList<>();

    private ActionSamples() {}

    private void rule(NfFamily family, String chain, Statement... statements) {
        samples.add(new Sample(family, chain, List.of(statements)));
    }

    /** For both versions of nft. */
    static List<Sample> common() {
        ActionSamples samples = new ActionSamples();
        samples.limits();
        samples.elsewhere();
        samples.proxies();
        samples.objects();
        samples.translations();
        samples.rejects();
        return samples.samples;
    }

    static List<Sample> newer() {
        ActionSamples samples = new ActionSamples();
        samples.rule(IP, "f", last());
        samples.rule(
                IP,
                "f",
                queueTo(map(tcp().dport(), entry(80, 0), entry(443, 2))).bypass());
        samples.rule(IP, "pre", redirectTo(map(tcp().dport(), entry(22, 8000), entry(80, 8080))));
        return samples.samples;
    }

    private void limits() {
        rule(IP, "f", quota(25));
        rule(IP, "f", quotaOver(10 << 20));
        rule(IP, "f", ctCount(10));
        rule(INET, "f", tcp().dport(22), ctCountOver(10));
        rule(IP, "f", addTo("dyn", ip().saddr()).with(ctCountOver(20)));
        rule(IP, "f", addTo("dyn", ip().saddr()).with(quotaOver(1000)));
    }

    private void elsewhere() {
        rule(IP, "f", queueTo(0));
        rule(IP, "f", queueTo(65535));
        rule(IP, "f", queueTo(2).bypass());
        rule(IP, "f", queueTo(1, 5).fanout());
        rule(INET, "f", tcp().dport(80), queueTo(1, 5).bypass().fanout());
        rule(IP, "f", queueTo(symhash(2)));
        rule(IP, "f", queueTo(jhash(concat(oif(), meta().mark()), 32)));
        rule(IP, "f", queueTo(numgenInc(4)).bypass());
        rule(IP, "f", dupTo(IpAddress.of("10.0.0.1")));
        rule(IP, "f", dupTo(IpAddress.of("10.0.0.1"), "eth0"));
        rule(IP6, "f", dupTo(IpAddress.of("fd00::1"), "eth0"));
        rule(IP, "f", dupTo(map(ip().saddr(), entry("10.0.0.1", "10.0.0.2"))));
        MapLookup links = map(tcp().dport(), entry(80, "eth1"));
        rule(IP, "f", dupTo(IpAddress.of("10.0.0.1"), links));
        rule(IP, "f", dupTo(map(ip().saddr(), entry("10.0.0.1", "10.0.0.2")), "eth0"));
        rule(IP, "f", dupTo(map(ip().saddr(), entry("10.0.0.1", "10.0.0.2")), links));
        rule(NETDEV, "f", dupToLink("eth1"));
        rule(NETDEV, "f", dupToLink(links));
        rule(NETDEV, "f", fwdTo("eth1"));
        rule(NETDEV, "f", fwdTo(IpAddress.of("10.0.0.1"), "eth1"));
        rule(NETDEV, "f", fwdTo(IpAddress.of("fd00::1"), "eth1"));
        rule(NETDEV, "f", fwdTo(map(meta().mark(), entry(1, "eth1"))));
        rule(NETDEV, "f", fwdTo(IpAddress.of("10.0.0.1"), links));
        rule(NETDEV, "f", fwdTo(IpFamily.IPV6, map(ip6().saddr(), entry("fd00::1", "fd00::2")), "eth1"));
        rule(NETDEV, "f", fwdTo(IpFamily.IPV4, map(ip().saddr(), entry("10.0.0.1", "10.0.0.2")), links));
        rule(IP, "f", flowAdd("@ft"));
    }

    private void proxies() {
        for (NfFamily family : List.of(IP, INET)) {
            rule(family, "raw", tcp().dport(80), tproxyTo(8080));
            rule(family, "raw", tcp().dport(80), tproxyTo(IpAddress.of("10.0.0.1"), 8080));
            rule(family, "raw", tcp().dport(80), tproxyTo(IpAddress.of("10.0.0.1")));
        }
        rule(INET, "raw", meta().l4proto(IpProtocol.TCP, IpProtocol.UDP), tproxyTo(8080));
        MapLookup ports = map(tcp().dport(), entry(80, 8080));
        MapLookup addresses = map(ip().saddr(), entry("10.0.0.1", "10.0.0.2"));
        rule(INET, "raw", tcp().dport(80), tproxyTo(IpFamily.IPV4, 8080));
        rule(INET, "raw", tcp().dport(80), tproxyTo(IpFamily.IPV6, ports));
        rule(INET, "raw", tcp().dport(80), tproxyToAddress(IpFamily.IPV4, addresses));
        rule(INET, "raw", tcp().dport(80), tproxyToAddress(IpFamily.IPV4, addresses, 8080));
        rule(INET, "raw", tcp().dport(80), tproxyToAddress(IpFamily.IPV4, addresses, ports));
        rule(INET, "raw", tcp().dport(80), tproxyTo(IpAddress.of("fd00::1"), 8080));
        rule(IP, "f", tcp().dport(80), synproxy());
        rule(IP, "f", tcp().dport(80), synproxy().mss(1460));
        rule(
                INET,
                "f",
                tcp().dport(80),
                synproxy().mss(1460).wscale(7).timestamp().sackPerm());
    }

    private void objects() {
        List<ObjectType> types = List.of(
                ObjectType.COUNTER,
                ObjectType.QUOTA,
                ObjectType.LIMIT,
                ObjectType.CT_HELPER,
                ObjectType.CT_TIMEOUT,
                ObjectType.CT_EXPECTATION,
                ObjectType.SYNPROXY,
                ObjectType.SECMARK);
        for (ObjectType type : types) {
            rule(IP, "f", use(type, "x"));
        }
        rule(INET, "f", tcp().dport(22), use(ObjectType.COUNTER, "ssh"));
        rule(IP, "f", use(ObjectType.COUNTER, map(ip().saddr(), entry("10.0.0.1", "a"), entry("10.0.0.2", "b"))));
        rule(IP, "f", use(ObjectType.QUOTA, map(ip().saddr(), entry("10.0.0.0/8", "a"), entry("11.0.0.1", "b"))));
        rule(IP, "f", use(ObjectType.CT_HELPER, map(tcp().dport(), entry(21, "h"))));
        rule(IP, "f", use(ObjectType.LIMIT, map(tcp().dport(), entry(80, "l"))));
        rule(IP, "f", use(ObjectType.SYNPROXY, map(tcp().dport(), entry(80, "s"))));
    }

    private void translations() {
        rule(IP, "post", snatPrefixTo(IpPrefix.of("192.168.2.0/24")));
        rule(IP, "pre", dnatPrefixTo(IpPrefix.of("192.168.2.0/24")));
        rule(IP6, "post", snatPrefixTo(IpPrefix.of("fd00::/64")));
        for (NfFamily family : List.of(IP, INET)) {
            rule(
                    family,
                    "post",
                    snatPrefixTo(IpFamily.IPV4, map(ip().saddr(), entry("10.0.0.0/24", "192.168.2.0/24"))));
        }
        rule(
                IP,
                "pre",
                dnatPrefixTo(
                        IpFamily.IPV4,
                        map(
                                ip().daddr(),
                                entry("10.0.0.0/24", "192.168.2.0/24"),
                                entry("10.0.1.0/24", "192.168.3.0/24"))));
        MapLookup ports = map(tcp().dport(), entry(80, 8080));
        MapLookup addresses = map(ip().saddr(), entry("10.0.0.1", "10.0.0.2"));
        rule(INET, "pre", TCP, dnatTo(IpAddress.of("10.0.0.1"), ports).random());
        rule(INET, "pre", TCP, dnatTo(IpFamily.IPV4, addresses, 8080).persistent());
        rule(IP, "pre", TCP, dnatTo(IpFamily.IPV4, addresses, ports));
        rule(IP, "post", TCP, snatTo(IpAddress.of("10.0.0.1"), ports));
        rule(INET, "post", TCP, snatTo(IpFamily.IPV4, addresses, 8080));
        rule(INET, "post", TCP, snatTo(IpFamily.IPV4, addresses, ports).fullyRandom());
        rule(INET, "pre", TCP, redirectTo(ports).random());
        rule(IP6, "pre", dnatPrefixTo(IpFamily.IPV6, map(ip6().daddr(), entry("fd00::/64", "fd01::/64"))));
        rule(IP, "post", snatToRange(IpFamily.IPV4, map(ip().saddr(), entry("10.0.0.1", "1.2.3.4-1.2.3.8"))));
        rule(IP, "pre", dnatToRange(IpFamily.IPV4, map(ip().saddr(), entry("10.0.0.0/24", "10.0.0.1-10.0.0.4"))));
        rule(IP, "pre", TCP, redirectTo(map(tcp().dport(), entry(22, 8000), entry(80, 8080))));
        rule(IP, "post", TCP, masqueradeTo(map(tcp().dport(), entry(80, 8080))));
        for (NfFamily family : List.of(IP, INET)) {
            rule(family, "pre", TCP, dnatToPort(map(tcp().dport(), entry(80, 8080))));
            rule(family, "post", TCP, snatToPort(map(tcp().sport(), entry("80-90", 8080))));
        }
    }

    private void rejects() {
        for (NfFamily family : List.of(BRIDGE, NETDEV)) {
            rule(family, "f", reject());
            rule(family, "f", reject(RejectReason.ICMP_HOST_UNREACHABLE));
            rule(family, "f", reject(RejectReason.ICMPV6_NO_ROUTE));
            rule(family, "f", reject(RejectReason.ICMPX_ADMIN_PROHIBITED));
            rule(family, "f", reject(RejectReason.TCP_RESET));
            rule(family, "f", ip().saddr("10.0.0.1"), reject());
        }
    }
}
