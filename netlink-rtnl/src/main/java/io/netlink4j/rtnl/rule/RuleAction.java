package io.netlink4j.rtnl.rule;

import io.netlink4j.rtnl.object.Numbered;
import java.util.Locale;

/** What happens to a packet that a routing rule selects ({@code FR_ACT_*}). More constants may come, so end a {@code switch} with {@code default}. */
public enum RuleAction implements Numbered {
    /** Its route is looked up in a table. */
    LOOKUP(1),
    /** The rule with a priority is the next one. */
    GOTO(2),
    /** The next rule is looked at. */
    NOP(3),
    /** It is dropped. */
    BLACKHOLE(6),
    /** It is dropped, and its sender is told that the destination is unreachable. */
    UNREACHABLE(7),
    /** It is dropped, and its sender is told that this is prohibited. */
    PROHIBIT(8);

    private final int number;

    RuleAction(int number) {
        this.number = number;
    }

    @Override
    public int number() {
        return number;
    }

    /** The word of {@code ip rule}: {@code blackhole}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
