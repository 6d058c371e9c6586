package io.netlink4j.nft.expression;

import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Schema;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * One instruction of a rule, as the kernel executes it ({@code NFTA_EXPR_NAME} and {@code NFTA_EXPR_DATA} of {@code
 * linux/netfilter/nf_tables.h}). A rule may mix expressions with statements.
 *
 * <p>An expression that this library does not know is an {@link UnknownExpression}, which keeps its bytes.
 */
public sealed interface Expression extends RulePart
        permits Bitwise,
                Byteorder,
                Cmp,
                Connlimit,
                Counter,
                Ct,
                Dup,
                Dynset,
                Exthdr,
                Fib,
                FlowOffload,
                Fwd,
                Hash,
                Immediate,
                Inner,
                Last,
                Limit,
                Log,
                Lookup,
                Masq,
                Meta,
                Nat,
                Notrack,
                Numgen,
                Objref,
                Osf,
                Payload,
                Queue,
                Quota,
                Range,
                Redir,
                Reject,
                Rt,
                Socket,
                Synproxy,
                Tproxy,
                Tunnel,
                Xfrm,
                UnknownExpression {

    /** A single expression, {@code NFTA_EXPR_NAME} and {@code NFTA_EXPR_DATA}. */
    Codec<Expression> ELEMENT = ExpressionCodec.ELEMENT;

    /** The expressions of a rule, {@code NFTA_RULE_EXPRESSIONS}. */
    Codec<List<Expression>> LIST = ExpressionCodec.LIST;

    /** The expression {@code name} with the attributes {@code data}, the payload of {@code NFTA_EXPR_DATA}. */
    static Expression of(String name, byte[] data) {
        byte[] element = UnknownExpression.of(name, data).element();
        return ELEMENT.read(MemorySegment.ofArray(element), 0, element.length);
    }

    /**
     * Writes what {@link #LIST} writes, the payload of {@code NFTA_RULE_EXPRESSIONS}, into zero bytes of {@code target}, and returns its
     * length.
     */
    static int encode(List<Expression> expressions, byte[] target, int position) {
        return ExpressionListCodec.encode(expressions, target, position);
    }

    /** The keys of its attributes; the schema's name is the expression's. */
    Schema schema();

    /** The kernel's name for it, such as {@code payload}. */
    default String name() {
        return schema().name();
    }

    /** Its attributes, the payload of {@code NFTA_EXPR_DATA}. */
    byte[] toByteArray();

    /**
     * Whether the expression ends the rule, so that later expressions have no effect: verdicts except "continue", address translation,
     * reject ...
     */
    default boolean isTerminal() {
        return false;
    }
}
