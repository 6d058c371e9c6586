package io.netlink4j.nft.statement;

import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.expression.Bitwise;
import io.netlink4j.nft.expression.Cmp;
import io.netlink4j.nft.expression.Comparison;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.Range;
import io.netlink4j.nft.set.AnonymousSet;
import java.util.Arrays;

/** Executes a rule as the kernel does. Supports the expressions that read headers. */
final class RuleInterpreter {
    private final byte[] network;
    private final byte[] transport;
    private byte[] register = {};

    RuleInterpreter(byte[] network, byte[] transport) {
        this.network = network;
        this.transport = transport;
    }

    /** Whether the packet passes all expressions. Comparisons of metadata are true. */
    boolean passes(Compilation rule) {
        for (Expression expression : rule.expressions()) {
            if (!step(expression, rule)) {
                return false;
            }
        }
        return true;
    }

    private boolean step(Expression expression, Compilation rule) {
        return switch (expression) {
            case Payload load -> {
                byte[] header = load.base().equals(PayloadBase.NETWORK) ? network : transport;
                register = Arrays.copyOfRange(header, load.offset(), load.offset() + load.length());
                yield true;
            }
            case Bitwise bitwise -> {
                byte[] mask = bitwise.mask().orElseThrow();
                for (int i = 0; i < register.length; i++) {
                    register[i] &= mask[i];
                }
                yield true;
            }
            case Cmp cmp -> {
                int order = Arrays.compareUnsigned(register, cmp.value());
                yield cmp.comparison().equals(Comparison.EQUAL) && order == 0
                        || cmp.comparison().equals(Comparison.NOT_EQUAL) && order != 0
                        || cmp.comparison().equals(Comparison.LESS) && order < 0
                        || cmp.comparison().equals(Comparison.AT_MOST) && order <= 0
                        || cmp.comparison().equals(Comparison.GREATER) && order > 0
                        || cmp.comparison().equals(Comparison.AT_LEAST) && order >= 0;
            }
            case Range range -> within(range.from(), range.to()) != range.isNegated();
            case Lookup lookup -> isIn(rule.sets().get(lookup.setId().orElseThrow() - 1)) != lookup.isInverted();
            default -> throw new AssertionError("nothing for this machine: " + expression);
        };
    }

    private boolean isIn(AnonymousSet set) {
        return set.elements().stream().anyMatch(element -> within(element.key(), element.last()));
    }

    private boolean within(byte[] first, byte[] last) {
        return Arrays.compareUnsigned(first, register) <= 0 && Arrays.compareUnsigned(register, last) <= 0;
    }
}
