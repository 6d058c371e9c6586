package io.netlink4j.rtnl.rule;

import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.rtnl.internal.TextRows;
import io.netlink4j.rtnl.route.RouteProtocol;
import io.netlink4j.rtnl.route.RouteTable;
import java.util.Optional;

/** Routing rules in the words of {@code ip rule}, in its order. */
final class RoutingRuleText {
    /** {@code FIB_RULE_*} of {@code linux/fib_rules.h}, which the kernel only reports. */
    private static final int UNRESOLVED = 4;

    private static final int WHOLE_PORT = 0xffff;
    private static final int WHOLE_DSCP = 0x3f;
    private static final int WHOLE_LABEL = 0xf_ffff;
    private static final int IIF_DETACHED = 8;
    private static final int OIF_DETACHED = 16;

    private static final TextRows<RoutingRule> ROWS = new TextRows<RoutingRule>()
            .addIf(RoutingRule::isInverted, "not")
            .addAlways("from", rule -> rule.from().map(RoutingRuleText::text).orElse("all"))
            .add("to", RoutingRule::to, RoutingRuleText::text)
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
            .add("ipproto", RoutingRule::ipProtocol, RoutingRuleText::protocolName)
            .add("sport", rule -> rule.sourcePorts().map(ports -> ports(rule, ports, RuleAttributes.SPORT_MASK)))
            .add("dport", rule -> rule.destinationPorts().map(ports -> ports(rule, ports, RuleAttributes.DPORT_MASK)))
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
                            .filter(protocol -> protocol.number() != 0 && !protocol.equals(RouteProtocol.KERNEL)))
            .add(
                    "dscp",
                    rule -> rule.dscp()
                            .map(point -> masked(rule, point, RuleAttributes.DSCP_MASK, WHOLE_DSCP)
                                    .orElse(Integer.toString(point))))
            .add(
                    "flowlabel",
                    rule -> rule.flowLabel()
                            .map(label -> masked(rule, label, RuleAttributes.FLOWLABEL_MASK, WHOLE_LABEL)
                                    .orElse("0x" + Long.toHexString(label))));

    private RoutingRuleText() {}

    static String of(RoutingRule rule) {
        // The kernel does not report a priority of 0.
        boolean known = rule.has(RuleAttributes.PRIORITY)
                || (rule.has(RuleAttributes.PROTOCOL) && rule.action().isPresent());
        return (known ? rule.priority() + ": " : "") + ROWS.text(rule);
    }

    private static String text(IpPrefix network) {
        return network.isHost() ? network.address().toString() : network.toString();
    }

    private static String ports(RoutingRule rule, PortRange ports, Attribute<Integer> mask) {
        return masked(rule, ports.first(), mask, WHOLE_PORT)
                .orElseGet(() -> ports.first() == ports.last() ? Integer.toString(ports.first()) : ports.toString());
    }

    /** A value with its mask; empty if all bits are compared. */
    private static Optional<String> masked(
            RoutingRule rule, Number value, Attribute<? extends Number> mask, long complete) {
        return rule.get(mask)
                .map(Number::longValue)
                .filter(bits -> bits != complete)
                .map(bits -> "0x" + Long.toHexString(value.longValue()) + "/0x" + Long.toHexString(bits));
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
}
