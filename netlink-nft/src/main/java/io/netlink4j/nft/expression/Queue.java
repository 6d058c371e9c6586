package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Hands the packet to a program ({@code NFTA_QUEUE_*}). */
public final class Queue extends NetlinkObject<Queue> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("queue");

    /** The first queue. */
    public static final Attribute<Integer> NUM = KEYS.add(1, "NFTA_QUEUE_NUM", BE16);

    /** The number of queues. */
    public static final Attribute<Integer> TOTAL = KEYS.add(2, "NFTA_QUEUE_TOTAL", BE16);

    /** Bit 0: let the packet pass if no program listens; bit 1: choose the queue by processor. */
    public static final Attribute<Integer> FLAGS = KEYS.add(3, "NFTA_QUEUE_FLAGS", BE16);

    /** The register that holds the queue's number. */
    public static final Attribute<Integer> SREG_QNUM = KEYS.add(4, "NFTA_QUEUE_SREG_QNUM", BE_COUNT);

    private static final int BYPASS = 1;
    private static final int FANOUT = 2;

    static final Schema SCHEMA = KEYS.build();

    Queue(Content content) {
        super(content);
    }

    @Override
    public boolean isTerminal() {
        return true;
    }

    /** The flag "bypass": packets pass if no program listens. */
    public static final int FLAG_BYPASS = BYPASS;

    /** The flag "fanout": the processor chooses the queue. */
    public static final int FLAG_FANOUT = FANOUT;

    /** Hands packets to {@code total} queues from {@code first} on. */
    public static Queue of(int first, int total, int flags) {
        ExpressionBytes bytes = new ExpressionBytes(24).put(NUM, first).put(TOTAL, total);
        return new Queue((flags == 0 ? bytes : bytes.put(FLAGS, flags)).content());
    }

    /** Hands packets to the queue whose number {@code register} holds. */
    public static Queue fromRegister(int register, int flags) {
        ExpressionBytes bytes = new ExpressionBytes(16).put(SREG_QNUM, register);
        return new Queue((flags == 0 ? bytes : bytes.put(FLAGS, flags)).content());
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Queue copy(Content content) {
        return new Queue(content);
    }

    @Override
    public String toString() {
        int first = get(NUM).orElse(0);
        int total = get(TOTAL).orElse(1);
        int flags = get(FLAGS).orElse(0);
        return "[ queue "
                + get(SREG_QNUM).map(register -> "sreg_qnum " + register).orElseGet(() -> "num " + first)
                + (total > 1 ? "-" + (first + total - 1) : "")
                + ((flags & BYPASS) != 0 ? " bypass" : "")
                + ((flags & FANOUT) != 0 ? " fanout" : "")
                + " ]";
    }
}
