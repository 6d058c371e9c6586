package io.netlink4j.core.link;

import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.error.Utf8;
import org.jspecify.annotations.Nullable;

/** The names that a link may have ({@code dev_valid_name} in the kernel's {@code net/core/dev.c}). */
public final class LinkNames {
    /** {@code IFNAMSIZ} without the NUL byte. */
    public static final int MAX_NAME = 15;
    /** {@code ALTIFNAMSIZ} without the NUL byte. */
    public static final int MAX_ALTERNATIVE = 127;

    /** A name. It is checked before it is sent; a name from the kernel is not checked. */
    public static final Codec<String> NAME = Codecs.STRING.map(name -> name, LinkNames::check);
    /** An alternative name; the kernel only limits its length. Checked before it is sent. An empty one may be there, and can be deleted. */
    public static final Codec<String> ALTERNATIVE =
            Codecs.STRING.map(name -> name, name -> checkLength(name, 0, MAX_ALTERNATIVE));

    /** The label of an address; the kernel only limits its length. */
    public static final Codec<String> LABEL =
            Codecs.STRING.map(label -> label, label -> checkLength(label, 1, MAX_NAME));

    private LinkNames() {}

    /** Returns {@code name} if it can become an alternative name. The kernel also takes an empty one, by which no program finds the link. */
    public static String checkAlternative(String name) {
        return checkLength(name, 1, MAX_ALTERNATIVE);
    }

    /** Returns {@code name} if a link can have it. */
    public static String check(String name) {
        if (name.length() <= MAX_NAME && isPlain(name)) {
            return name;
        }
        checkLength(name, 1, MAX_NAME);
        String wrong = wrong(name);
        if (wrong != null) {
            throw refused(name, wrong);
        }
        return name;
    }

    /**
     * Returns {@code name} if it can refer to a link, as every name and nearly every alternative name can. A name with a slash is refused,
     * since it is more often an address in the wrong place.
     */
    public static String checkAny(String name) {
        if (name.length() <= MAX_NAME && isPlain(name)) {
            return name;
        }
        if (name.indexOf('/') >= 0) {
            throw refused(name, "it contains '/'");
        }
        return checkLength(name, 1, MAX_ALTERNATIVE);
    }

    /** Whether a link can have the name. If not, the name may still be an alternative name. */
    public static boolean isName(String name) {
        return name.length() <= MAX_NAME
                && (isPlain(name) || (Utf8.encode(name).length <= MAX_NAME && wrong(name) == null));
    }

    private static String checkLength(String name, int shortest, int longest) {
        int length = Utf8.encode(name).length;
        if (length < shortest) {
            throw refused(name, "it is empty");
        }
        if (length > longest) {
            throw refused(name, "it has " + length + " bytes, and " + longest + " is the most");
        }
        if (name.indexOf('\0') >= 0) {
            throw refused(name, "it contains a NUL character");
        }
        return name;
    }

    /** The reason why no link can have the name, or null. */
    private static @Nullable String wrong(String name) {
        if (name.equals(".") || name.equals("..")) {
            return "it means a directory";
        }
        if (name.indexOf('/') >= 0) {
            return "it contains '/'";
        }
        if (name.indexOf(':') >= 0) {
            return "it contains ':'";
        }
        if (name.chars().anyMatch(c -> c == ' ' || (c >= '\t' && c <= '\r'))) {
            return "it contains white space";
        }
        for (byte part : Utf8.encode(name)) {
            if (part == (byte) 0xa0) {
                return "it contains the byte a0, also as a part of a character, which the kernel takes for white space";
            }
        }
        return null;
    }

    private static IllegalArgumentException refused(String name, String why) {
        return new IllegalArgumentException("'" + Printable.of(name) + "' is no name for a link: " + why);
    }

    /** Whether a name has only ASCII characters that need no closer look, as most names have. Fast, since every lookup calls it. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c <= '/' && c != '-') || c == ':' || c >= 0x7f) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
