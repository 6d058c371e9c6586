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
import io.netlink4j.rtnl.internal.TextRows;
import io.netlink4j.rtnl.object.Numbered;
import io.netlink4j.rtnl.object.RtnlGroup;
import io.netlink4j.rtnl.route.RouteProtocol;
import io.netlink4j.rtnl.route.RouteTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A routing rule: which packets it selects, and what happens to them ({@code struct fib_rule_hdr} of {@code linux/fib_rules.h}; all keys are in
 * {@link RuleAttributes}). Rules are looked at in the order of their priorities, the lowest first.
 *
 * {@snippet :
 * rtnl.rules().add(RoutingRule.of(IPV4).from("10.0.0.0/8").fwmark(1, 0xff).table(100).priority(1000));
 * }
 *
 * <p>A new rule for which no action is set looks a route up, in the table {@code main} if none is set. The kernel chooses a priority below those
 * of all other rules that programs made.
 */
public final class RoutingRule extends NetlinkObject<RoutingRule> {
    static final Schema SCHEMA = RuleAttributes.SCHEMA;

    /** What is true of all routing rules. */
    public static final ObjectDescriptor<RoutingRule> DESCRIPTOR = ObjectDescriptor.of(
                    "rule", "rules", SCHEMA, RoutingRule::new)
            .messages(
                    new MessageType(32, "RTM_NEWRULE", SCHEMA),
                    new MessageType(33, "RTM_DELRULE", SCHEMA),
                    new MessageType(34, "RTM_GETRULE", SCHEMA))
            .groups(RtnlGroup.IPV4_RULE, RtnlGroup.IPV6_RULE)
            .accepts(rule -> IpFamily.ofNumber(rule.get(RuleAttributes.FAMILY)).isPresent())
            .identity(RoutingRule::sent)
            .refusals(rows -> {
                rows.on(EEXIST).maySay("exists").means("there is such a rule already");
                rows.on(ENOENT).maySay("not found").means("there is no such rule");
            })
            .build();

    private static final int INVERT = 2;
    private static final int UNRESOLVED = 4;
    private static final int IIF_DETACHED = 8;
    private static final int OIF_DETACHED = 16;
    private static final int NO_LENGTH = -1;

    private static final List<Function<RoutingRule, Optional<?>>> CONDITIONS = List.of(
            rule -> rule.get(RuleAttributes.PRIORITY),
            rule -> rule.get(RuleAttributes.PROTOCOL),
            RoutingRule::action,
            RoutingRule::from,
            RoutingRule::to,
            RoutingRule::tos,
            RoutingRule::fwmark,
            RoutingRule::fwmask,
            RoutingRule::iif,
            RoutingRule::oif,
            RoutingRule::table,
            RoutingRule::gotoPriority,
            RoutingRule::suppressPrefixLength,
            RoutingRule::suppressGroup,
            RoutingRule::ipProtocol,
            RoutingRule::sourcePorts,
            RoutingRule::destinationPorts,
            RoutingRule::uids,
            RoutingRule::tunnelId,
            rule -> rule.get(RuleAttributes.L3MDEV),
            rule -> rule.get(RuleAttributes.FLOW));

    private static final TextRows<RoutingRule> TEXT = new TextRows<RoutingRule>()
            .addIf(RoutingRule::isInverted, "not")
            .addAlways("from", rule -> rule.from().map(RoutingRule::text).orElse("all"))
            .add("to", RoutingRule::to, RoutingRule::text)
            .add("tos", RoutingRule::tos, tos -> "0x" + Integer.toHexString(tos))
            .add(
                    "fwmark",
                    rule -> rule.fwmark()
                            .map(mark -> hex(mark)
                                    + rule.fwmask()
                                            .map(mask -> "/0x" + Long.toHexString(mask))
                                            .orElse("")))
            .add("iif", RoutingRule::iif)
            .addIf(rule -> rule.flag(IIF_DETACHED), "[detached]")
            .add("oif", RoutingRule::oif)
            .addIf(rule -> rule.flag(OIF_DETACHED), "[detached]")
            .addIf(RoutingRule::isL3mdev, "lookup [l3mdev-table]")
            .add("uidrange", RoutingRule::uids)
            .add("ipproto", RoutingRule::ipProtocol, RoutingRule::protocolName)
            .add("sport", RoutingRule::sourcePorts, RoutingRule::text)
            .add("dport", RoutingRule::destinationPorts, RoutingRule::text)
            .add("tun_id", RoutingRule::tunnelId, Long::toUnsignedString)
            .add("lookup", RoutingRule::table, RouteTable::name)
            .add("suppress_prefixlength", RoutingRule::suppressPrefixLength)
            .add("suppress_ifgroup", RoutingRule::suppressGroup)
            .add("realms", RuleAttributes.FLOW, flow -> (flow >>> 16) + "/" + (flow & 0xffff))
            .add("goto", RoutingRule::gotoPriority)
            .addIf(rule -> rule.flag(UNRESOLVED), "[unresolved]")
            .add("", rule -> rule.action().filter(action -> action.number() > RuleAction.GOTO.number()))
            .add(
                    "proto",
                    rule -> Optional.of(rule.protocol())
                            .filter(protocol -> protocol.number() != 0 && !protocol.equals(RouteProtocol.KERNEL)));

    private RoutingRule(Content content) {
        super(content);
    }

    private RoutingRule(byte[] bytes) {
        super(bytes);
    }

    /** A rule that selects all packets of a family and looks their routes up. */
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

    /** What happens to selected packets; empty where it was not set or a newer kernel has an action that is not known here. */
    public Optional<RuleAction> action() {
        return Numbered.of(RuleAction.class, get(RuleAttributes.ACTION));
    }

    /** A copy with another action. {@link #table} and {@link #gotoPriority} set the ones that need more. */
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

    /** Whether all packets are selected that the conditions do not describe. */
    public boolean isInverted() {
        return flag(INVERT);
    }

    /** A copy that selects the packets that the conditions do not describe ({@code not} of {@code ip rule}). */
    public RoutingRule inverted() {
        return with(RuleAttributes.FLAGS, get(RuleAttributes.FLAGS) | INVERT);
    }

    /** The type of service; empty for all. */
    public Optional<Integer> tos() {
        return Optional.of(get(RuleAttributes.TOS)).filter(tos -> tos != 0);
    }

    /** A copy for packets of a type of service. */
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

    /** A copy for packets with a firewall mark, of which the bits in {@code mask} are compared. */
    public RoutingRule fwmark(long mark, long mask) {
        return fwmark(mark).with(RuleAttributes.FWMASK, mask);
    }

    /** The name of the link that packets come in by. */
    public Optional<String> iif() {
        return get(RuleAttributes.IIFNAME);
    }

    /** A copy for packets that come in by the link with a name. The link need not exist; {@code lo} stands for packets of this host. */
    public RoutingRule iif(String link) {
        return with(RuleAttributes.IIFNAME, link);
    }

    /** The name of the link that packets of this host are bound to. */
    public Optional<String> oif() {
        return get(RuleAttributes.OIFNAME);
    }

    /** A copy for packets of this host that are bound to the link with a name, which need not exist. */
    public RoutingRule oif(String link) {
        return with(RuleAttributes.OIFNAME, link);
    }

    /** The table that routes are looked up in, as the {@code int} with the same bits; empty where none is. */
    public Optional<Integer> table() {
        return get(RuleAttributes.TABLE)
                .map(Long::intValue)
                .or(() -> Optional.of(get(RuleAttributes.HEADER_TABLE)))
                .filter(number -> number != 0);
    }

    /** A copy that looks routes up in the table {@code number}, one of {@link RouteTable} or another. */
    public RoutingRule table(int number) {
        return action(RuleAction.LOOKUP).with(RuleAttributes.TABLE, Integer.toUnsignedLong(number));
    }

    /** The priority of the rule that comes next. */
    public Optional<Long> gotoPriority() {
        return get(RuleAttributes.GOTO);
    }

    /** A copy after which the rule with a higher priority comes next. */
    public RoutingRule gotoPriority(long priority) {
        return action(RuleAction.GOTO).with(RuleAttributes.GOTO, priority);
    }

    /** The length of the prefixes that are ignored, with all shorter ones. */
    public Optional<Integer> suppressPrefixLength() {
        return get(RuleAttributes.SUPPRESS_PREFIXLEN).filter(length -> length != NO_LENGTH);
    }

    /** A copy that ignores routes whose prefix has this length or a shorter one: 0 ignores the default route. */
    public RoutingRule suppressPrefixLength(int length) {
        return with(RuleAttributes.SUPPRESS_PREFIXLEN, length);
    }

    /** The group of links; routes out of them are ignored. */
    public Optional<Long> suppressGroup() {
        return get(RuleAttributes.SUPPRESS_IFGROUP).filter(group -> group != 0xffff_ffffL);
    }

    /** A copy that ignores routes out of links of a group. */
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

    /** A copy for packets from some ports. */
    public RoutingRule sourcePorts(PortRange ports) {
        return with(RuleAttributes.SPORT_RANGE, ports);
    }

    /** The destination ports. */
    public Optional<PortRange> destinationPorts() {
        return get(RuleAttributes.DPORT_RANGE);
    }

    /** A copy for packets to some ports. */
    public RoutingRule destinationPorts(PortRange ports) {
        return with(RuleAttributes.DPORT_RANGE, ports);
    }

    /** The users who send. */
    public Optional<UidRange> uids() {
        return get(RuleAttributes.UID_RANGE);
    }

    /** A copy for packets that some users of this host send. */
    public RoutingRule uids(UidRange users) {
        return with(RuleAttributes.UID_RANGE, users);
    }

    /** The identifier of the tunnel that packets come from; 64 bits without a sign. */
    public Optional<Long> tunnelId() {
        return get(RuleAttributes.TUN_ID);
    }

    /** A copy for packets from a tunnel. */
    public RoutingRule tunnelId(long id) {
        return with(RuleAttributes.TUN_ID, id);
    }

    /** Whether the table is that of the virtual routing domain of the packet's link. */
    public boolean isL3mdev() {
        return get(RuleAttributes.L3MDEV).orElse(false);
    }

    /** A copy that looks routes up in the table of the virtual routing domain of the packet's link. */
    public RoutingRule l3mdev() {
        return action(RuleAction.LOOKUP).with(RuleAttributes.L3MDEV, true);
    }

    /** A copy with realms, each 0 to 65535, 0 being none; IPv4 only. */
    public RoutingRule realms(int source, int destination) {
        return with(RuleAttributes.FLOW, (long) source << 16 | destination);
    }

    /** Who made the rule. */
    public RouteProtocol protocol() {
        return new RouteProtocol(get(RuleAttributes.PROTOCOL).orElse(0));
    }

    /** A copy that says who made it. */
    public RoutingRule protocol(RouteProtocol protocol) {
        return with(RuleAttributes.PROTOCOL, protocol.number());
    }

    private boolean flag(int bit) {
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

    /** The rule as a new one is completed: it looks routes up, in the table main if nothing else was said. */
    RoutingRule complete() {
        RoutingRule acting = get(RuleAttributes.ACTION) == 0 ? action(RuleAction.LOOKUP) : this;
        boolean looksUp = acting.action().filter(RuleAction.LOOKUP::equals).isPresent();
        return looksUp && table().isEmpty() && !isL3mdev() ? acting.table(RouteTable.MAIN) : acting;
    }

    /** The rule without what the kernel only reports. */
    RoutingRule sent() {
        return with(RuleAttributes.FLAGS, get(RuleAttributes.FLAGS) & INVERT);
    }

    /** Whether {@code other} agrees in everything that was set here, as the kernel compares rules to delete one. */
    boolean agrees(RoutingRule other) {
        return family() == other.family()
                && (!isInverted() || other.isInverted())
                && CONDITIONS.stream()
                        .allMatch(condition -> condition.apply(this).isEmpty()
                                || condition.apply(this).equals(condition.apply(other)));
    }

    private static String text(IpPrefix network) {
        return network.isHost() ? network.address().toString() : network.toString();
    }

    private static String text(PortRange ports) {
        return ports.first() == ports.last() ? Integer.toString(ports.first()) : ports.toString();
    }

    private static String hex(long number) {
        return number == 0 ? "0" : "0x" + Long.toHexString(number);
    }

    private static String protocolName(int number) {
        return switch (number) {
            case 1 -> "icmp";
            case 6 -> "tcp";
            case 17 -> "udp";
            case 58 -> "ipv6-icmp";
            case 132 -> "sctp";
            default -> "ipproto-" + number;
        };
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected RoutingRule copy(Content content) {
        return new RoutingRule(content);
    }

    /** The rule as {@code ip rule} writes it, without a tab: {@code 1000: from 10.0.0.0/8 lookup 100}. */
    @Override
    public String toString() {
        try {
            // The kernel reports no priority of 0.
            boolean known = has(RuleAttributes.PRIORITY) || (has(RuleAttributes.PROTOCOL) && action().isPresent());
            return (known ? priority() + ": " : "") + TEXT.text(this);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
