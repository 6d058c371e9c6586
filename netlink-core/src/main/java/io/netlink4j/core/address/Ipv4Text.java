package io.netlink4j.core.address;

/** The one text of an IPv4 address. */
final class Ipv4Text {

    private static final int NUMBERS = 4;

    private Ipv4Text() {}

    static int parse(Literal literal, int from, int to) {
        String text = literal.text();
        int bits = 0;
        int at = from;
        for (int read = 0; read < NUMBERS; read++) {
            if (read > 0) {
                if (at == to) {
                    throw literal.wrong("it has " + read + (read == 1 ? " number" : " numbers") + ", not 4");
                }
                if (text.charAt(at) != '.') {
                    throw literal.unexpected(at);
                }
                at++;
            }
            int start = at;
            at = endOfNumber(text, start, to);
            bits = (bits << Byte.SIZE) | number(literal, start, at, to);
        }
        if (at < to) {
            throw literal.unexpected(at);
        }
        return bits;
    }

    static StringBuilder append(StringBuilder out, int bits) {
        return out.append(bits >>> 24)
                .append('.')
                .append((bits >>> 16) & 0xff)
                .append('.')
                .append((bits >>> 8) & 0xff)
                .append('.')
                .append(bits & 0xff);
    }

    private static int endOfNumber(String text, int start, int to) {
        int end = start;
        while (end < to && Literal.isDecimal(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int number(Literal literal, int start, int end, int to) {
        int digits = end - start;
        if (digits == 0) {
            throw start == to ? literal.wrong("it ends where a number should be") : literal.unexpected(start);
        }
        String text = literal.text();
        if (digits > 1 && text.charAt(start) == '0') {
            throw literal.wrong(literal.part(start, end) + " has a leading zero");
        }
        int value = 0;
        for (int at = start; at < end && value <= 0xff; at++) {
            value = value * 10 + (text.charAt(at) - '0');
        }
        if (value > 0xff) {
            throw literal.wrong(literal.part(start, end) + " is over 255");
        }
        return value;
    }
}
