package io.netlink4j.nft.statement.action;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Connlimit;
import io.netlink4j.nft.expression.FlowOffload;
import io.netlink4j.nft.expression.Last;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.expression.Quota;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.match.Operands;
import io.netlink4j.nft.object.Flowtable;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.statement.MapLookup;
import io.netlink4j.nft.statement.Selector;
import java.util.List;
import java.util.Optional;

/**
 * Actions beside those of {@link io.netlink4j.nft.statement.Statements}, for {@code import static}.
 *
 * {@snippet :
 * chain.rule(tcp().dport(22), ctCountOver(10), reject());
 * chain.rule(tcp().dport(80), use(ObjectType.COUNTER, "web"), accept());
 * chain.rule(use(ObjectType.COUNTER, map(tcp().dport(), entry(80, "web"), entry(443, "secure"))));
 * chain.rule(tcp().dport(80), tproxyTo(8080), accept());
 * chain.rule(dnatPrefixTo(IpFamily.IPV4, map(ip().daddr(), entry("10.0.0.0/24", "192.168.2.0/24"))));
 * }
 */
public final class Actions {
    private Actions() {}

    /** Matches until this number of bytes has passed: {@code quota 25 mbytes}. */
    public static Statement quota(long bytes) {
        return new PlainAction(Quota.until(positive(bytes)), "quota " + bytes + " bytes");
    }

    /** Matches once this number of bytes has passed: {@code quota over 25 mbytes}. */
    public static Statement quotaOver(long bytes) {
        return new PlainAction(Quota.over(positive(bytes)), "quota over " + bytes + " bytes");
    }

    private static long positive(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("A quota has 1 byte or more, not " + bytes + ".");
        }
        return bytes;
    }

    /** Remembers when the last packet came; since Linux 5.14 and nft 1.0.7. */
    public static Statement last() {
        return new PlainAction(Last.never(), "last");
    }

    /** Matches while there are at most this number of connections: {@code ct count 10}. */
    public static Statement ctCount(int connections) {
        return new PlainAction(Connlimit.until(notNegative(connections)), "ct count " + connections);
    }

    /** Matches while there are more connections: {@code ct count over 10}. */
    public static Statement ctCountOver(int connections) {
        return new PlainAction(Connlimit.over(notNegative(connections)), "ct count over " + connections);
    }

    private static int notNegative(int connections) {
        if (connections < 0) {
            throw new IllegalArgumentException("A number of connections is not negative, as " + connections + " is.");
        }
        return connections;
    }

    /**
     * Hands the packet to the program that listens to a queue.
     *
     * @throws IllegalArgumentException if the number is not in 0 to 65535
     */
    public static QueueStatement queueTo(int number) {
        return QueueStatement.of(number, number);
    }

    /**
     * Hands the packet to a program that listens to one of these queues.
     *
     * @throws IllegalArgumentException if a number is not in 0 to 65535, or they are in the wrong order
     */
    public static QueueStatement queueTo(int first, int last) {
        return QueueStatement.of(first, last);
    }

    /** Hands the packet to the queue with that number: {@code queue to symhash mod 4}. */
    public static QueueStatement queueTo(Selector number) {
        return QueueStatement.of(number);
    }

    /** Hands the packet to the queue that a map has for it. */
    public static QueueStatement queueTo(MapLookup numbers) {
        return QueueStatement.of(numbers);
    }

    /** Sends a copy to a host, over the link of the route to it; in tables of one IP version. */
    public static Statement dupTo(IpAddress gateway) {
        return new DupStatement(Optional.of(gateway), Optional.empty(), Optional.empty());
    }

    /** Sends a copy to a host on a link, which must exist when the rule is sent. */
    public static Statement dupTo(IpAddress gateway, String link) {
        return new DupStatement(Optional.of(gateway), Optional.empty(), Optional.of(Target.Link.named(link)));
    }

    /** Sends a copy to a host on the link that a map has for the packet. */
    public static Statement dupTo(IpAddress gateway, MapLookup links) {
        return new DupStatement(Optional.of(gateway), Optional.empty(), Optional.of(Target.link(links)));
    }

    /** Sends a copy to the host that a map has for the packet. */
    public static Statement dupTo(MapLookup gateways) {
        return new DupStatement(Optional.empty(), Optional.of(gateways), Optional.empty());
    }

    /** Sends a copy to the host that a map has, on a link, which must exist when the rule is sent. */
    public static Statement dupTo(MapLookup gateways, String link) {
        return new DupStatement(Optional.empty(), Optional.of(gateways), Optional.of(Target.Link.named(link)));
    }

    /** Sends a copy to the host and on the link that two maps have. */
    public static Statement dupTo(MapLookup gateways, MapLookup links) {
        return new DupStatement(Optional.empty(), Optional.of(gateways), Optional.of(Target.link(links)));
    }

    /** Sends a copy out of a link, which must exist when the rule is sent; in tables of family netdev. */
    public static Statement dupToLink(String link) {
        return new DupStatement(Optional.empty(), Optional.empty(), Optional.of(Target.Link.named(link)));
    }

    /** Sends a copy out of the link that a map has for the packet; in tables of family netdev. */
    public static Statement dupToLink(MapLookup links) {
        return new DupStatement(Optional.empty(), Optional.empty(), Optional.of(Target.link(links)));
    }

    /** Sends the packet out of a link, which must exist when the rule is sent; in tables of family netdev. */
    public static Statement fwdTo(String link) {
        return new FwdStatement(Target.Link.named(link), Optional.empty(), Optional.empty());
    }

    /** Sends the packet out of the link that a map has for it. */
    public static Statement fwdTo(MapLookup links) {
        return new FwdStatement(Target.link(links), Optional.empty(), Optional.empty());
    }

    /** Sends the packet to a host on a link. */
    public static Statement fwdTo(IpAddress gateway, String link) {
        return new FwdStatement(
                Target.Link.named(link), Optional.of(Target.of(gateway)), Optional.of(gateway.family()));
    }

    /** Sends the packet to a host on the link that a map has for it. */
    public static Statement fwdTo(IpAddress gateway, MapLookup links) {
        return new FwdStatement(Target.link(links), Optional.of(Target.of(gateway)), Optional.of(gateway.family()));
    }

    /** Sends the packet to the host that a map of addresses of that version has, on a link. */
    public static Statement fwdTo(IpFamily version, MapLookup gateways, String link) {
        return new FwdStatement(
                Target.Link.named(link), Optional.of(Target.of(version, gateways)), Optional.of(version));
    }

    /** Sends the packet to the host and on the link that two maps have: {@code fwd ip to .. map {..} device .. map {..}}. */
    public static Statement fwdTo(IpFamily version, MapLookup gateways, MapLookup links) {
        return new FwdStatement(Target.link(links), Optional.of(Target.of(version, gateways)), Optional.of(version));
    }

    /**
     * Hands the packet to the local socket at this port. The rule must match tcp or udp before.
     *
     * @throws IllegalArgumentException if it is not in 0 to 65535
     */
    public static Statement tproxyTo(int port) {
        return TproxyStatement.to(Optional.empty(), Optional.of(port));
    }

    /** Hands the packet to the local socket at this address and the port of the packet. */
    public static Statement tproxyTo(IpAddress address) {
        return TproxyStatement.to(Optional.of(address), Optional.empty());
    }

    /** Hands the packet to the local socket at this address and port. */
    public static Statement tproxyTo(IpAddress address, int port) {
        return TproxyStatement.to(Optional.of(address), Optional.of(port));
    }

    /** Hands the packet to the local socket at the port that a map has: {@code tproxy to :symhash mod 2 map { 0 : 23, 1 : 42 }}. */
    public static Statement tproxyTo(MapLookup ports) {
        return TproxyStatement.to(Optional.empty(), ports);
    }

    /** Hands the packet to the local socket at this address and the port that a map has. */
    public static Statement tproxyTo(IpAddress address, MapLookup ports) {
        return TproxyStatement.to(Optional.of(address), ports);
    }

    /** Hands packets of this IP version to the local socket at this port: {@code tproxy ip to :8080} in tables of both versions. */
    public static Statement tproxyTo(IpFamily version, int port) {
        return TproxyStatement.to(Optional.empty(), Optional.of(port)).of(version);
    }

    /** Hands packets of this IP version to the local socket at the port that a map has. */
    public static Statement tproxyTo(IpFamily version, MapLookup ports) {
        return TproxyStatement.to(Optional.empty(), ports).of(version);
    }

    /** Hands packets of this IP version to the local socket at the address that a map has, and the port of the packet. */
    public static Statement tproxyToAddress(IpFamily version, MapLookup addresses) {
        return TproxyStatement.to(version, addresses, TproxyStatement.to(Optional.empty(), Optional.empty()));
    }

    /** Hands packets of this IP version to the local socket at the address that a map has, and this port. */
    public static Statement tproxyToAddress(IpFamily version, MapLookup addresses, int port) {
        return TproxyStatement.to(version, addresses, TproxyStatement.to(Optional.empty(), Optional.of(port)));
    }

    /** Hands packets of this IP version to the local socket at the address and the port that two maps have. */
    public static Statement tproxyToAddress(IpFamily version, MapLookup addresses, MapLookup ports) {
        return TproxyStatement.to(version, addresses, TproxyStatement.to(Optional.empty(), ports));
    }

    /** Answers TCP handshakes in place of the server. */
    public static SynproxyStatement synproxy() {
        return new SynproxyStatement(0, 0, 0);
    }

    /** Lets the flowtable with this name take the connection over: {@code flow add @ft}; at forward. */
    public static Statement flowAdd(String flowtable) {
        String name = Operands.nameOf(flowtable);
        return new PlainAction(FlowOffload.to(name), "flow add @" + name);
    }

    /** Lets a flowtable take the connection over. */
    public static Statement flowAdd(Flowtable flowtable) {
        return flowAdd(flowtable.name());
    }

    /**
     * Continues in a chain that belongs to the rule, and returns at its end: {@code jump { ip saddr 10.0.0.1 accept; drop; }}.
     *
     * @param rules the statements of each rule of the chain
     * @throws IllegalArgumentException if there are none
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static Statement jumpInto(List<? extends RulePart>... rules) {
        return InlineChain.of(true, List.of(rules));
    }

    /** Continues in a chain that belongs to the rule, and does not return: {@code goto { drop; }}. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static Statement goInto(List<? extends RulePart>... rules) {
        return InlineChain.of(false, List.of(rules));
    }

    /** Uses an object of the table: counts, limits, sets a helper of connection tracking ... */
    public static Statement use(NamedObject object) {
        return use(object.type(), object.name());
    }

    /** Uses the object with that name: {@code counter name "web"}, {@code ct helper set "ftp"}. */
    public static Statement use(ObjectType type, String name) {
        return new ObjectStatement(type, Optional.of(name), Optional.empty());
    }

    /** Uses the object that a map has for the packet: {@code counter name tcp dport map { 80 : "web" }}. */
    public static Statement use(ObjectType type, MapLookup objects) {
        return new ObjectStatement(type, Optional.empty(), Optional.of(objects));
    }

    /** Translates the source address to that of another network and keeps the rest: {@code snat prefix to}. */
    public static Translation snatPrefixTo(IpPrefix network) {
        return new RangeNat(true, true, network.family(), Optional.of(network), Optional.empty());
    }

    /** Translates the source address to that of the network that a map has, and keeps the rest. */
    public static Translation snatPrefixTo(IpFamily version, MapLookup networks) {
        return new RangeNat(true, true, version, Optional.empty(), Optional.of(networks));
    }

    /** Translates the destination address to that of another network and keeps the rest: {@code dnat prefix to}. */
    public static Translation dnatPrefixTo(IpPrefix network) {
        return new RangeNat(false, true, network.family(), Optional.of(network), Optional.empty());
    }

    /** Translates the destination address to that of the network that a map has, and keeps the rest. */
    public static Translation dnatPrefixTo(IpFamily version, MapLookup networks) {
        return new RangeNat(false, true, version, Optional.empty(), Optional.of(networks));
    }

    /** Translates the source address to one of the range that a map has: {@code snat to ip saddr map { 10.0.0.1 : 1.2.3.4-1.2.3.8 }}. */
    public static Translation snatToRange(IpFamily version, MapLookup ranges) {
        return new RangeNat(true, false, version, Optional.empty(), Optional.of(ranges));
    }

    /** Translates the destination address to one of the range that a map has. */
    public static Translation dnatToRange(IpFamily version, MapLookup ranges) {
        return new RangeNat(false, false, version, Optional.empty(), Optional.of(ranges));
    }

    /** Translates the destination to the port of this host that a map has: {@code redirect to :tcp dport map { 80 : 8080 }}. */
    public static Translation redirectTo(MapLookup ports) {
        return new PortNat(PortNat.Kind.REDIRECT, ports);
    }

    /** Translates the source to an address of the outgoing link and the port that a map has. */
    public static Translation masqueradeTo(MapLookup ports) {
        return new PortNat(PortNat.Kind.MASQUERADE, ports);
    }

    /** Translates the source port to that which a map has. The address stays. */
    public static Translation snatToPort(MapLookup ports) {
        return new PortNat(PortNat.Kind.SNAT, ports);
    }

    /** Translates the destination port to that which a map has. The address stays. */
    public static Translation dnatToPort(MapLookup ports) {
        return new PortNat(PortNat.Kind.DNAT, ports);
    }

    /** Translates the source to this address and the port that a map has: {@code snat to 10.0.0.1:tcp dport map { 80 : 8080 }}. */
    public static Translation snatTo(IpAddress address, MapLookup ports) {
        return new SplitNat(true, address.family(), Target.of(address), Target.port(ports));
    }

    /** Translates the source to the address that a map has, and this port. */
    public static Translation snatTo(IpFamily version, MapLookup addresses, int port) {
        return new SplitNat(true, version, Target.of(version, addresses), Target.of(PortRange.of(port)));
    }

    /** Translates the source to the address and the port that two maps have. */
    public static Translation snatTo(IpFamily version, MapLookup addresses, MapLookup ports) {
        return new SplitNat(true, version, Target.of(version, addresses), Target.port(ports));
    }

    /** Translates the destination to this address and the port that a map has: {@code dnat to 10.0.0.1:tcp dport map { 80 : 8080 }}. */
    public static Translation dnatTo(IpAddress address, MapLookup ports) {
        return new SplitNat(false, address.family(), Target.of(address), Target.port(ports));
    }

    /** Translates the destination to the address that a map has, and this port. */
    public static Translation dnatTo(IpFamily version, MapLookup addresses, int port) {
        return new SplitNat(false, version, Target.of(version, addresses), Target.of(PortRange.of(port)));
    }

    /** Translates the destination to the address and the port that two maps have. */
    public static Translation dnatTo(IpFamily version, MapLookup addresses, MapLookup ports) {
        return new SplitNat(false, version, Target.of(version, addresses), Target.port(ports));
    }
}
