package io.netlink4j.nft.statement;

import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Limit;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** Matches up to a rate, or only above it ({@code limit rate} of nft). */
public final class LimitStatement implements Statement {
    private static final int DEFAULT_PACKET_BURST = 5;
    private static final int DEFAULT_BYTE_BURST = 0;
    private static final int STEP = 1024;
    private static final String[] BYTE_UNITS = {"bytes", "kbytes", "mbytes"};

    private final long rate;
    private final Per unit;
    private final boolean bytes;
    private final boolean over;
    private final int burst;
    private final boolean burstSaid;

    private LimitStatement(long rate, Per unit, boolean bytes, boolean over, int burst, boolean burstSaid) {
        this.rate = rate;
        this.unit = unit;
        this.bytes = bytes;
        this.over = over;
        this.burst = burst;
        this.burstSaid = burstSaid;
    }

    static LimitStatement packets(long rate, Per unit) {
        return new LimitStatement(positive(rate, "packets"), unit, false, false, DEFAULT_PACKET_BURST, false);
    }

    static LimitStatement bytes(long rate, Per unit) {
        return new LimitStatement(positive(rate, "bytes"), unit, true, false, DEFAULT_BYTE_BURST, false);
    }

    private static long positive(long rate, String what) {
        if (rate <= 0) {
            throw new IllegalArgumentException(
                    "A limit of " + rate + " " + what + " lets nothing pass; the minimum is 1.");
        }
        return rate;
    }

    /** A copy that matches if the rate is exceeded. */
    public LimitStatement over() {
        return new LimitStatement(rate, unit, bytes, true, burst, burstSaid);
    }

    /**
     * A copy with a burst of packets or bytes; the default is 5 packets.
     *
     * @throws IllegalArgumentException if it is negative, or of 0 packets, for which the kernel would take the default
     */
    public LimitStatement burst(int more) {
        if (more == 0 && !bytes) {
            throw new IllegalArgumentException("A burst has 1 packet or more.");
        }
        if (more < 0) {
            throw new IllegalArgumentException("A burst of " + more + " is negative.");
        }
        return new LimitStatement(rate, unit, bytes, over, more, burst != more);
    }

    /** The kernel stores the burst as 64-bit nanoseconds. */
    private void requireCountable() {
        BigInteger nanoseconds = BigInteger.valueOf(unit.duration().toNanos());
        BigInteger tokens = bytes
                ? nanoseconds.multiply(BigInteger.valueOf(rate).add(BigInteger.valueOf(burst)))
                : nanoseconds.divide(BigInteger.valueOf(rate)).multiply(BigInteger.valueOf(burst));
        if (tokens.bitLength() > Long.SIZE) {
            throw new IllegalArgumentException(
                    "'" + this + "' is more than the kernel can count; use a shorter unit of time for the same rate,"
                            + " or a smaller burst.");
        }
    }

    @Override
    public void compile(Compilation compilation) {
        requireCountable();
        Limit limit = bytes ? Limit.bytes(rate, unit.duration(), burst) : Limit.packets(rate, unit.duration(), burst);
        compilation.add(over ? limit.over() : limit);
    }

    /** The statement as nft lists it, with its burst. */
    static Optional<LimitStatement> decode(Limit limit) {
        return Arrays.stream(Per.values())
                .filter(unit -> unit.duration().equals(limit.unit()))
                .findFirst()
                .map(unit -> new LimitStatement(
                        limit.rate(),
                        unit,
                        limit.get(Limit.TYPE).orElse(0) != 0,
                        limit.get(Limit.FLAGS).orElse(0) != 0,
                        limit.get(Limit.BURST).orElse(0),
                        true));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LimitStatement that
                && rate == that.rate
                && unit == that.unit
                && bytes == that.bytes
                && over == that.over
                && burst == that.burst;
    }

    @Override
    public int hashCode() {
        return Objects.hash(rate, unit, bytes, over, burst);
    }

    /** The statement in the syntax of nft. */
    @Override
    public String toString() {
        String text = "limit rate " + (over ? "over " : "") + (bytes ? byteText(rate) : rate) + "/" + unit;
        if (bytes) {
            return burst == DEFAULT_BYTE_BURST ? text : text + " burst " + byteText(burst);
        }
        return burst == DEFAULT_PACKET_BURST && !burstSaid ? text : text + " burst " + burst + " packets";
    }

    static String byteText(long count) {
        int power = 0;
        long left = count;
        while (power < BYTE_UNITS.length - 1 && left != 0 && left % STEP == 0) {
            left /= STEP;
            power++;
        }
        return left + " " + BYTE_UNITS[power];
    }
}
