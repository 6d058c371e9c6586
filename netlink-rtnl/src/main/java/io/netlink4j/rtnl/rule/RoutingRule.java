package io.netlink4j.rtnl.rule;

import static io.netlink4j.core.error.Errno.EEXIST;
import static io.netlink4j.core.error.Errno.ENOENT;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.object.Numbered;
import io.netlink4j.rtnl.object.RtnlGroup;
import io.netlink4j.rtnl.route.RouteProtocol;
import io.netlink4j.rtnl.route.RouteTable;
import java.util.List;
import java.util.Optional;

/**
 * A routing rule: which packets it selects, and what happens to them ({@code struct fib_rule_hdr} of {@code linux/fib_rules.h}; all keys
 * are in {@link RuleAttributes}). The kernel evaluates rules in the order of their priorities, the lowest first.
 *
 * {@snippet :
 * rtnl.rules().add(RoutingRule.of(IPV4).from("10.0.0.0/8").fwmark(1, 0xff).table(100).priority(1000));
 * }
 *
 * <p>A new rule without an action looks up routes, in the table {@code main} if no table was set. If no priority was set, the kernel
 * chooses one below those of all rules that programs added.
 */
public final class RoutingRule extends NetlinkObject<RoutingRule> {
    static final Schema SCHEMA = RuleAttributes.SCHEMA;

    /** The descriptor of {@link RoutingRule}: its messages, groups and identity. */
    public static final ObjectDescriptor<RoutingRule> DESCRIPTOR = ObjectDescriptor.of(
                    "rule", "rules", SCHEMA, RoutingRule::reported)
            .messages(
                    new MessageType(32, "RTM_NEWRULE", SCHEMA),
                    new MessageType(33, "RTM_DELRULE", SCHEMA),
                    new MessageType(34, "RTM_GETRULE", SCHEMA))
            .groups(RtnlGroup.IPV4_RULE, RtnlGroup.IPV6_RULE)
            .accepts(rule -> IpFamily.ofNumber(rule.get(RuleAttributes.FAMILY)).isPresent())
            .identity(RoutingRule::sent)
            .errors(rows -> {
                rows.on(EEXIST).maySay("exists").means("there is such a rule already");
                rows.on(ENOENT).maySay("not found").means("there is no such rule");
            })
            .build();

    private static final int INVERT = 2;
    static final int HIGHEST_LABEL = 0xf_ffff;
    static final int WHOLE_DSCP = 0x3f;
    static final int WHOLE_PORT = 0xffff;
    private static final int NO_LENGTH = -1;

    /** Selectors that a kernel before them ignores: {@code fib_nl2rule} in {@code net/core/fib_rules.c} skips what it does not know. */
    private static final List<Attribute<?>> MAYBE_IGNORED = List.of(
            RuleAttributes.DSCP,
            RuleAttributes.DSCP_MASK,
            RuleAttributes.FLOWLABEL,
            RuleAttributes.FLOWLABEL_MASK,
            RuleAttributes.SPORT_MASK,
            RuleAttributes.DPORT_MASK);

    private RoutingRule(Content content) {
        super(content);
    }

    private RoutingRule(byte[] bytes) {
        super(bytes);
    }

    /**
     * A rule as the kernel reports it, which leaves out the priority 0. It is set, since a request without a priority means another: the
     * kernel chooses one for a new rule, and deletes a rule of any.
     */
    private static RoutingRule reported(byte[] bytes) {
        RoutingRule rule = new RoutingRule(bytes);
        return bytes.length == SCHEMA.headerLength() || rule.has(RuleAttributes.PRIORITY) ? rule : rule.priority(0);
    }

    /** A rule that selects all packets of a family and looks up their routes. */
    public static RoutingRule of(IpFamily family) {
        return DESCRIPTOR.empty().with(RuleAttributes.FAMILY, family.number());
    }

    /** The family of the packets. */
    public IpFamily family() {
        int number = get(RuleAttributes.FAMILY);
        return IpFamily.ofNumber(number)
                .orElseThrow(() -> new NetlinkException.Malformed("a rule of the protocol family " + number));
    }

    /** The priority; 0 comes first. */
    public long priority() {
        return get(RuleAttributes.PRIORITY).orElse(0L);
    }

    /** A copy with a priority of 32 bits. */
    public RoutingRule priority(long priority) {
        return with(RuleAttributes.PRIORITY, priority);
    }

    /** What happens to selected packets; empty if it was not set, or for an action of a newer kernel. */
    public Optional<RuleAction> action() {
        return Numbered.of(RuleAction.class, get(RuleAttributes.ACTION));
    }

    /** A copy with another action. {@link #table} and {@link #gotoPriority} set the actions with a parameter. */
    public RoutingRule action(RuleAction action) {
        return with(RuleAttributes.ACTION, action.number());
    }

    /** The network that packets come from; empty for all. */
    public Optional<IpPrefix> from() {
        return prefix(RuleAttributes.SRC, RuleAttributes.SRC_LEN);
    }

    /** A copy for packets from a network. */
    public RoutingRule from(IpPrefix network) {
        return prefix(RuleAttributes.SRC, RuleAttributes.SRC_LEN, network);
    }

    /** A copy for packets from a network, such as {@code 10.0.0.0/8}. */
    public RoutingRule from(String network) {
        return from(IpPrefix.of(network));
    }

    /** The network that packets go to; empty for all. */
    public Optional<IpPrefix> to() {
        return prefix(RuleAttributes.DST, RuleAttributes.DST_LEN);
    }

    /** A copy for packets to a network. */
    public RoutingRule to(IpPrefix network) {
        return prefix(RuleAttributes.DST, RuleAttributes.DST_LEN, network);
    }

    /** A copy for packets to a network, such as {@code 10.0.0.0/8}. */
    public RoutingRule to(String network) {
        return to(IpPrefix.of(network));
    }

    /** Whether the conditions are inverted. */
    public boolean isInverted() {
        return flag(INVERT);
    }

    /** A copy with inverted conditions ({@code not} of {@code ip rule}). */
    public RoutingRule inverted() {
        return with(RuleAttributes.FLAGS, get(RuleAttributes.FLAGS) | INVERT);
    }

    /** The type of service; empty for all. */
    public Optional<Integer> tos() {
        return Optional.of(get(RuleAttributes.TOS)).filter(tos -> tos != 0);
    }

    /** A copy for packets with a type of service. */
    public RoutingRule tos(int tos) {
        return with(RuleAttributes.TOS, tos);
    }

    /** The firewall mark of the packets. */
    public Optional<Long> fwmark() {
        return get(RuleAttributes.FWMARK).or(() -> fwmask().map(mask -> 0L));
    }

    /** The bits of the mark that are compared; empty for all of them. */
    public Optional<Long> fwmask() {
        return get(RuleAttributes.FWMASK).filter(mask -> mask != 0xffff_ffffL);
    }

    /** A copy for packets with a firewall mark. */
    public RoutingRule fwmark(long mark) {
        return with(RuleAttributes.FWMARK, mark);
    }

    /** A copy for packets with a firewall mark. The bits in {@code mask} are compared. */
    public RoutingRule fwmark(long mark, long mask) {
        return fwmark(mark).with(RuleAttributes.FWMASK, mask);
    }

    /** The name of the incoming link. */
    public Optional<String> iif() {
        return get(RuleAttributes.IIFNAME);
    }

    /** A copy for packets that arrive at the link with a name. The link need not exist. {@code lo} selects packets of this host. */
    public RoutingRule iif(String link) {
        return with(RuleAttributes.IIFNAME, link);
    }

    /** The name of the link to which packets of this host are bound. */
    public Optional<String> oif() {
        return get(RuleAttributes.OIFNAME);
    }

    /** A copy for packets of this host that are bound to the link with a name. The link need not exist. */
    public RoutingRule oif(String link) {
        return with(RuleAttributes.OIFNAME, link);
    }

    /** The table for the lookup, as the {@code int} with the same bits; empty if there is none. */
    public Optional<Integer> table() {
        return get(RuleAttributes.TABLE)
                .map(Long::intValue)
                .or(() -> Optional.of(get(RuleAttributes.HEADER_TABLE)))
                .filter(number -> number != 0);
    }

    /** A copy that looks up routes in the table {@code number}, one of {@link RouteTable} or another. */
    public RoutingRule table(int number) {
        return action(RuleAction.LOOKUP).with(RuleAttributes.TABLE, Integer.toUnsignedLong(number));
    }

    /** The priority of the next rule to evaluate. */
    public Optional<Long> gotoPriority() {
        return get(RuleAttributes.GOTO);
    }

    /** A copy that continues with the rule of a higher priority. */
    public RoutingRule gotoPriority(long priority) {
        return action(RuleAction.GOTO).with(RuleAttributes.GOTO, priority);
    }

    /** The maximum prefix length of routes that are ignored. */
    public Optional<Integer> suppressPrefixLength() {
        return get(RuleAttributes.SUPPRESS_PREFIXLEN).filter(length -> length != NO_LENGTH);
    }

    /** A copy that ignores routes with this prefix length or a shorter one: 0 ignores the default route. */
    public RoutingRule suppressPrefixLength(int length) {
        CheckedCodecs.inRange(length, 0, family().bits(), "the length of an " + family() + " prefix");
        return with(RuleAttributes.SUPPRESS_PREFIXLEN, length);
    }

    /** The link group whose routes are ignored. */
    public Optional<Long> suppressGroup() {
        return get(RuleAttributes.SUPPRESS_IFGROUP).filter(group -> group != 0xffff_ffffL);
    }

    /** A copy that ignores routes through links of a group. */
    public RoutingRule suppressGroup(long group) {
        return with(RuleAttributes.SUPPRESS_IFGROUP, group);
    }

    /** The transport protocol, such as 6 for TCP. */
    public Optional<Integer> ipProtocol() {
        return get(RuleAttributes.IP_PROTO);
    }

    /** A copy for packets of a transport protocol, such as 6 for TCP. */
    public RoutingRule ipProtocol(int number) {
        return with(RuleAttributes.IP_PROTO, number);
    }

    /** The source ports. */
    public Optional<PortRange> sourcePorts() {
        return get(RuleAttributes.SPORT_RANGE);
    }

    /** A copy for packets from a range of ports. */
    public RoutingRule sourcePorts(PortRange ports) {
        return with(RuleAttributes.SPORT_RANGE, ports);
    }

    /** The destination ports. */
    public Optional<PortRange> destinationPorts() {
        return get(RuleAttributes.DPORT_RANGE);
    }

    /** A copy for packets to a range of ports. */
    public RoutingRule destinationPorts(PortRange ports) {
        return with(RuleAttributes.DPORT_RANGE, ports);
    }

    /** A copy for packets to ports whose bits in {@code mask} are those of {@code port}, since Linux 6.15. */
    public RoutingRule destinationPort(int port, int mask) {
        return destinationPorts(PortRange.of(port)).with(RuleAttributes.DPORT_MASK, mask);
    }

    /** A copy for packets from ports whose bits in {@code mask} are those of {@code port}, since Linux 6.15. */
    public RoutingRule sourcePort(int port, int mask) {
        return sourcePorts(PortRange.of(port)).with(RuleAttributes.SPORT_MASK, mask);
    }

    /** The differentiated services code point ({@code FRA_DSCP}). */
    public Optional<Integer> dscp() {
        return get(RuleAttributes.DSCP);
    }

    /** A copy for packets with a code point of 0 to 63, since Linux 6.12. Not beside {@link #tos}. */
    public RoutingRule dscp(int codePoint) {
        return with(RuleAttributes.DSCP, codePoint);
    }

    /** A copy for packets whose code point has the bits of {@code codePoint} in {@code mask}, since Linux 6.15. */
    public RoutingRule dscp(int codePoint, int mask) {
        return dscp(codePoint).with(RuleAttributes.DSCP_MASK, mask);
    }

    /** The flow label of IPv6 ({@code FRA_FLOWLABEL}). */
    public Optional<Long> flowLabel() {
        return get(RuleAttributes.FLOWLABEL);
    }

    /** A copy for IPv6 packets with a flow label of 20 bits, since Linux 6.14. */
    public RoutingRule flowLabel(long label) {
        return flowLabel(label, HIGHEST_LABEL);
    }

    /** A copy for IPv6 packets whose flow label has the bits of {@code label} in {@code mask}, 20 bits, since Linux 6.14. */
    public RoutingRule flowLabel(long label, long mask) {
        if (family() == IpFamily.IPV4) {
            throw new IllegalArgumentException("an IPv4 packet has no flow label");
        }
        if (label < 0 || mask < 1 || Math.max(label, mask) > HIGHEST_LABEL) {
            throw new IllegalArgumentException("a flow label is 0 to " + HIGHEST_LABEL
                    + " and its mask at least 1, not " + label + " and " + mask);
        }
        return with(RuleAttributes.FLOWLABEL, label).with(RuleAttributes.FLOWLABEL_MASK, mask);
    }

    /** The uids of the senders. */
    public Optional<UidRange> uids() {
        return get(RuleAttributes.UID_RANGE);
    }

    /** A copy for packets of this host from senders with these uids. */
    public RoutingRule uids(UidRange users) {
        return with(RuleAttributes.UID_RANGE, users);
    }

    /** The identifier of the tunnel that packets come from, an unsigned 64-bit number. */
    public Optional<Long> tunnelId() {
        return get(RuleAttributes.TUN_ID);
    }

    /** A copy for packets from a tunnel. */
    public RoutingRule tunnelId(long id) {
        return with(RuleAttributes.TUN_ID, id);
    }

    /** Whether the table is that of the VRF of the packet. */
    public boolean isL3mdev() {
        return get(RuleAttributes.L3MDEV).orElse(false);
    }

    /** A copy that looks up routes in the table of the VRF of the packet. */
    public RoutingRule l3mdev() {
        return action(RuleAction.LOOKUP).with(RuleAttributes.L3MDEV, true);
    }

    /** A copy with realms of 0 to 65535; 0 for none. Only for IPv4. */
    public RoutingRule realms(int source, int destination) {
        if (family() == IpFamily.IPV6) {
            throw new IllegalArgumentException("IPv6 has no realms");
        }
        CheckedCodecs.inRange(source, 0, 0xffff, "a realm");
        CheckedCodecs.inRange(destination, 0, 0xffff, "a realm");
        return with(RuleAttributes.FLOW, (long) source << 16 | destination);
    }

    /** The origin of the rule. */
    public RouteProtocol protocol() {
        return new RouteProtocol(get(RuleAttributes.PROTOCOL).orElse(0));
    }

    /** A copy with an origin. */
    public RoutingRule protocol(RouteProtocol protocol) {
        return with(RuleAttributes.PROTOCOL, protocol.number());
    }

    boolean flag(int bit) {
        return (get(RuleAttributes.FLAGS) & bit) != 0;
    }

    private Optional<IpPrefix> prefix(Attribute<IpAddress> key, Field<Integer> length) {
        return get(key).map(address -> {
            if (get(length) > address.family().bits()) {
                throw new NetlinkException.Malformed(key + " " + address + " with " + get(length) + " bits");
            }
            return IpPrefix.containing(address, get(length));
        });
    }

    private RoutingRule prefix(Attribute<IpAddress> key, Field<Integer> length, IpPrefix network) {
        if (network.family() != family()) {
            throw new IllegalArgumentException(network + " is no " + family() + " network, as the rule selects");
        }
        return with(length, network.prefixLength()).with(key, network.address());
    }

    /** The rule with the defaults of a new one: it looks up routes, in the table {@code main} if none was set. */
    RoutingRule complete() {
        RoutingRule acting = get(RuleAttributes.ACTION) == 0 ? action(RuleAction.LOOKUP) : this;
        boolean looksUp = acting.action().filter(RuleAction.LOOKUP::equals).isPresent();
        return looksUp && table().isEmpty() && !isL3mdev() ? acting.table(RouteTable.MAIN) : acting;
    }

    /**
     * The rule without what the kernel only reports, and without masks of all bits. Those are the default, and a kernel before masks selects the same
     * without them.
     */
    RoutingRule sent() {
        return with(RuleAttributes.FLAGS, get(RuleAttributes.FLAGS) & INVERT)
                .withoutWhole(RuleAttributes.DSCP_MASK, WHOLE_DSCP)
                .withoutWhole(RuleAttributes.SPORT_MASK, WHOLE_PORT)
                .withoutWhole(RuleAttributes.DPORT_MASK, WHOLE_PORT);
    }

    private RoutingRule withoutWhole(Attribute<Integer> mask, int whole) {
        return get(mask).filter(bits -> bits == whole).isPresent() ? without(mask) : this;
    }

    /** Whether it has selectors that not every kernel knows. */
    boolean isMaybeIgnored() {
        RoutingRule sent = sent();
        return MAYBE_IGNORED.stream().anyMatch(sent::has);
    }

    /** The first selector that the kernel, which added {@code added} for this rule, does not know. */
    Optional<Attribute<?>> firstIgnored(RoutingRule added) {
        RoutingRule sent = sent();
        return MAYBE_IGNORED.stream()
                .filter(key -> sent.has(key) && !added.has(key))
                .findFirst();
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected RoutingRule copy(Content content) {
        return new RoutingRule(content);
    }

    /** The rule as {@code ip rule} writes it, with a space instead of the tab: {@code 1000: from 10.0.0.0/8 lookup 100}. */
    @Override
    public String toString() {
        try {
            return RoutingRuleText.of(this);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
