package io.netlink4j.rtnl.rule;

import io.netlink4j.rtnl.object.Numbered;
import java.util.Locale;

/**
 * What happens to a packet that a routing rule selects ({@code FR_ACT_*}). Later releases may add constants, so end a {@code switch} with
 * {@code default}.
 */
public enum RuleAction implements Numbered {
    /** A table is looked up. */
    LOOKUP(1),
    /** The evaluation continues with the rule of another priority. */
    GOTO(2),
    /** The evaluation continues with the next rule. */
    NOP(3),
    /** It is dropped. */
    BLACKHOLE(6),
    /** It is dropped, and its sender gets the error "destination unreachable". */
    UNREACHABLE(7),
    /** It is dropped, and its sender gets the error "administratively prohibited". */
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
