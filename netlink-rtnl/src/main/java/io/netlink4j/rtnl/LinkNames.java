package io.netlink4j.rtnl;

import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** What a link may be called ({@code dev_valid_name} in the kernel's {@code net/core/dev.c}). */
final class LinkNames {
    /** {@code IFNAMSIZ} without the NUL byte. */
    static final int MAX_NAME = 15;
    /** {@code ALTIFNAMSIZ} without the NUL byte. */
    static final int MAX_ALTERNATIVE = 127;

    /** A name, checked before it is sent; whatever the kernel reports is taken as it is. */
    static final Codec<String> NAME = Codecs.STRING.map(name -> name, LinkNames::check);
    /** An alternative name, checked before it is sent. */
    static final Codec<String> ALTERNATIVE = Codecs.STRING.map(name -> name, LinkNames::checkAny);

    /** The label of an address, which may have a colon. */
    static final Codec<String> LABEL = Codecs.STRING.map(label -> label, label -> check(label, MAX_NAME));

    private LinkNames() {}

    /** Answers {@code name} if a link can be called so. */
    static String check(String name) {
        if (name.indexOf(':') >= 0) {
            throw new IllegalArgumentException("'" + name + "' is no name for a link: it contains ':'");
        }
        return check(name, MAX_NAME);
    }

    /** Answers {@code name} if it can be a name or an alternative name. */
    static String checkAny(String name) {
        return check(name, MAX_ALTERNATIVE);
    }

    static boolean isShort(String name) {
        return name.length() <= MAX_NAME / 3 || name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME;
    }

    /** Whether the kernel is to put a number into a name. */
    static boolean isNumbered(String name) {
        return name.indexOf('%') >= 0;
    }

    /** A name that no link has, for the moment before it gets its own. */
    static String provisional() {
        return "new-%011x".formatted(ThreadLocalRandom.current().nextLong(1L << 44));
    }

    private static String check(String name, int longest) {
        if (name.length() <= longest && isPlain(name)) {
            return name;
        }
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        String wrong = null;
        if (length == 0) {
            wrong = "it is empty";
        } else if (length > longest) {
            wrong = "it has " + length + " bytes, and " + longest + " is the most";
        } else if (name.equals(".") || name.equals("..")) {
            wrong = "it means a directory";
        } else if (name.indexOf('/') >= 0) {
            wrong = "it contains '/'";
        } else if (name.chars().anyMatch(c -> Character.isWhitespace(c) || c == 0)) {
            wrong = "it contains white space";
        }
        if (wrong != null) {
            throw new IllegalArgumentException("'" + name.replace('\0', '?') + "' is no name for a link: " + wrong);
        }
        return name;
    }

    /** Whether a name is one of those that nearly all links have, which a glance can tell: every lookup checks a name. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c <= '/' && c != '-') || c >= 0x7f) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
