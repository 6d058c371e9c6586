package io.netlink4j.core.address;

/**
 * A text and what it should be, both for error messages.
 *
 * <p>Characters are compared with ASCII ones only: {@link Character#digit} would take the digits of every script.
 */
record Literal(String text, String what) {

    private static final int MOST_QUOTED = 80;

    /** The address that the whole text is. */
    IpAddress bareAddress() {
        return address(text.length());
    }

    /** The address before the slash, if there is one. */
    IpAddress address() {
        int slash = text.indexOf('/');
        return address(slash < 0 ? text.length() : slash);
    }

    /** The prefix length after the slash, or that of one address if there is none. */
    int prefixLength(IpFamily family) {
        int slash = text.indexOf('/');
        return slash < 0 ? family.bits() : prefixLength(slash + 1, family);
    }

    private IpAddress address(int to) {
        if (to == 0) {
            throw wrong(text.isEmpty() ? "it is empty" : "there is no address before the '/'");
        }
        int colon = text.indexOf(':');
        if (colon >= 0 && colon < to) {
            return Ipv6Reader.parse(this, 0, to);
        }
        if (Character.isLetter(text.charAt(0))) {
            throw wrong("names are not looked up");
        }
        return new Ipv4Address(Ipv4Text.parse(this, 0, to));
    }

    private int prefixLength(int from, IpFamily family) {
        int value = 0;
        for (int at = from; at < text.length(); at++) {
            char digit = text.charAt(at);
            if (!isDecimal(digit)) {
                throw wrong("the prefix length '" + part(from, text.length()) + "' is no decimal number");
            }
            value = Math.min(value * 10 + (digit - '0'), Short.MAX_VALUE);
        }
        if (from == text.length()) {
            throw wrong("there is no prefix length after the '/'");
        }
        if (text.charAt(from) == '0' && text.length() > from + 1) {
            throw wrong("the prefix length " + part(from, text.length()) + " has a leading zero");
        }
        if (value > family.bits()) {
            throw wrong("the prefix length " + part(from, text.length()) + " is over " + family.bits());
        }
        return value;
    }

    /** The refusal because of the character at that index. */
    IllegalArgumentException unexpected(int at) {
        char c = text.charAt(at);
        return wrong(
                switch (c) {
                    case '%' -> "a scope id ('%') is no part of an address";
                    case '[', ']' -> "brackets are no part of an address";
                    case '/' -> "a prefix length ('/') is no part of an address";
                    default ->
                        Character.isWhitespace(c)
                                ? "there is whitespace at index " + at
                                : "'" + c + "' at index " + at + " is out of place";
                });
    }

    IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("'" + part(0, text.length()) + "' is no " + what + ": " + why);
    }

    static boolean isDecimal(char c) {
        return c >= '0' && c <= '9';
    }

    /** A piece of the text for a message, cut where nobody would read on. */
    String part(int from, int to) {
        return to - from <= MOST_QUOTED ? text.substring(from, to) : text.substring(from, from + MOST_QUOTED) + "...";
    }
}
