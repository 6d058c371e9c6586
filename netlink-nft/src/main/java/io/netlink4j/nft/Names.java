package io.netlink4j.nft;

import java.nio.charset.StandardCharsets;

/** What the names of tables, chains and sets may be. */
final class Names {
    /** {@code NFT_NAME_MAXLEN} without the NUL byte. */
    private static final int LONGEST = 255;

    private static final int LONGEST_INTERFACE = 15;

    private Names() {}

    static String check(String what, String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the name of a " + what + " cannot be empty");
        }
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST) {
            throw new IllegalArgumentException(
                    "the name of a " + what + " takes at most " + LONGEST + " bytes, not " + length);
        }
        return printable(what, name);
    }

    static String checkInterface(String name) {
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_INTERFACE) {
            throw new IllegalArgumentException(
                    "the name of an interface takes 1 to " + LONGEST_INTERFACE + " bytes, unlike '" + name + "'");
        }
        return printable("interface", name);
    }

    private static String printable(String what, String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c == 0x7f || c == '"') {
                throw new IllegalArgumentException("the name of a " + what
                        + " cannot have spaces, quotes or control characters, unlike '"
                        + name.replaceAll("\\p{Cntrl}", "?") + "'");
            }
        }
        return name;
    }
}
