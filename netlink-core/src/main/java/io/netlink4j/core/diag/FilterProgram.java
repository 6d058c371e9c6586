package io.netlink4j.core.diag;

import io.netlink4j.core.diag.FilterNode.And;
import io.netlink4j.core.diag.FilterNode.Not;
import io.netlink4j.core.diag.FilterNode.Or;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiles filters for the kernel ({@code INET_DIAG_REQ_BYTECODE}). Code that matches runs to its end; code that does not match jumps 4 bytes
 * beyond it. The kernel rejects a socket there at the end of the program. Between two parts, a jump of 4 bytes fits exactly:
 *
 * <pre>
 *   a and b     a b          what jumped beyond a now jumps beyond b
 *   a or b      a JMP b      JMP leads to the end of b; what jumps beyond a arrives at b
 *   not a       a JMP        JMP leads beyond itself; what jumps beyond a arrives at the end
 * </pre>
 */
final class FilterProgram {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final int OP = FilterCondition.OP;
    /** Jumps have 16 bits. The kernel limits a message to less than that, too. */
    private static final int LONGEST = 0xfff0;

    private FilterProgram() {}

    /** The program; null if it would select all sockets, or if it is too long: then the kernel does not filter. */
    static byte @Nullable [] compile(FilterNode node) {
        byte[] code = compile(node, false);
        return code != null && code.length > LONGEST ? null : code;
    }

    private static byte @Nullable [] compile(FilterNode node, boolean negated) {
        return switch (node) {
            case Not not -> compile(not.part(), !negated);
            case And and -> negated ? either(and.parts(), true) : both(and.parts(), false);
            case Or or -> negated ? both(or.parts(), true) : either(or.parts(), false);
            case FilterCondition condition -> condition(condition, negated);
        };
    }

    private static byte @Nullable [] condition(FilterCondition condition, boolean negated) {
        byte[] op = condition.op();
        if (op == null) {
            return null;
        }
        byte[] code = op.clone();
        jump(code, 0, code.length + OP);
        return negated ? join(code, jump(2 * OP), new byte[0]) : code;
    }

    private static byte @Nullable [] both(List<FilterNode> parts, boolean negated) {
        byte[] all = null;
        for (FilterNode part : parts) {
            byte[] next = compile(part, negated);
            if (all == null || next == null) {
                all = all == null ? next : all;
            } else {
                for (int at = 0; at < all.length; at += Byte.toUnsignedInt(all[at + 1])) {
                    int target = at + jumpAt(all, at);
                    if (target == all.length + OP) {
                        jump(all, at, target + next.length - at);
                    }
                }
                all = join(all, next, new byte[0]);
            }
        }
        return all;
    }

    private static byte @Nullable [] either(List<FilterNode> parts, boolean negated) {
        byte[] any = null;
        for (FilterNode part : parts) {
            byte[] next = compile(part, negated);
            if (next == null) {
                return null;
            }
            any = any == null ? next : join(any, jump(OP + next.length), next);
        }
        return any;
    }

    /** A jump over {@code distance} bytes. */
    private static byte[] jump(int distance) {
        byte[] code = FilterCondition.op(FilterCondition.JMP, OP).toArray(ValueLayout.JAVA_BYTE);
        jump(code, 0, distance);
        return code;
    }

    private static void jump(byte[] code, int at, int distance) {
        MemorySegment.ofArray(code).set(SHORT, at + 2, (short) distance);
    }

    private static int jumpAt(byte[] code, int at) {
        return Short.toUnsignedInt(MemorySegment.ofArray(code).get(SHORT, at + 2));
    }

    private static byte[] join(byte[] first, byte[] second, byte[] third) {
        byte[] all = Arrays.copyOf(first, first.length + second.length + third.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        System.arraycopy(third, 0, all, first.length + second.length, third.length);
        return all;
    }
}
