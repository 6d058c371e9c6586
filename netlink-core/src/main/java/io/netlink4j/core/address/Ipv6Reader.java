package io.netlink4j.core.address;

import java.util.HexFormat;

/**
 * Reads the forms of RFC 4291 in one pass and without buffers.
 *
 * <p>Groups are shifted into the low end of 128 bits, which is where those after {@code ::} belong. Those before it are
 * moved to the high end once it is met.
 */
final class Ipv6Reader {

    private static final int GROUPS = 8;
    private static final int BITS = 16;
    private static final int MOST_DIGITS = 4;

    private final Literal literal;
    private final String text;
    private final int to;

    private int at;
    private int groups;
    private long high;
    private long low;

    private boolean gap;
    private long headHigh;
    private long headLow;

    private Ipv6Reader(Literal literal, int from, int to) {
        this.literal = literal;
        this.text = literal.text();
        this.at = from;
        this.to = to;
    }

    static Ipv6Address parse(Literal literal, int from, int to) {
        return new Ipv6Reader(literal, from, to).read();
    }

    private Ipv6Address read() {
        while (at < to) {
            if (text.startsWith("::", at)) {
                gap();
            } else {
                if (groups > 0) {
                    colon();
                }
                group();
            }
        }
        if (gap ? groups >= GROUPS : groups != GROUPS) {
            throw literal.wrong(
                    gap
                            ? "'::' stands for no group beside " + groups + " others"
                            : "it has " + groups + " groups, not 8");
        }
        return new Ipv6Address(headHigh | high, headLow | low);
    }

    private void gap() {
        if (gap) {
            throw literal.wrong("'::' is in it twice");
        }
        gap = true;
        int shift = BITS * (GROUPS - groups);
        // A long shifts by its distance modulo 64, so distances from 64 on are a move and a shift.
        if (shift >= Long.SIZE) {
            headHigh = low << (shift - Long.SIZE);
        } else if (shift > 0) {
            headHigh = (high << shift) | (low >>> (Long.SIZE - shift));
            headLow = low << shift;
        }
        high = 0;
        low = 0;
        at += 2;
        if (at < to) {
            group();
        }
    }

    private void colon() {
        if (text.charAt(at) != ':') {
            throw literal.unexpected(at);
        }
        at++;
        if (at == to) {
            throw literal.wrong("it ends with a single ':'");
        }
    }

    private void group() {
        if (groups == GROUPS) {
            throw literal.wrong("it has more than 8 groups");
        }
        int start = at;
        while (at < to && HexFormat.isHexDigit(text.charAt(at))) {
            at++;
        }
        if (at < to && text.charAt(at) == '.') {
            int ipv4 = Ipv4Text.parse(literal, start, to);
            push(ipv4 >>> BITS);
            push(ipv4 & 0xffff);
            at = to;
        } else if (at == start) {
            throw literal.unexpected(at);
        } else if (at - start > MOST_DIGITS) {
            throw literal.wrong("the group " + literal.part(start, at) + " has more than 4 digits");
        } else {
            push(HexFormat.fromHexDigits(text, start, at));
        }
    }

    private void push(int group) {
        high = (high << BITS) | (low >>> (Long.SIZE - BITS));
        low = (low << BITS) | group;
        groups++;
    }
}
