package io.netlink4j.core.link;

import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.error.Utf8;
import org.jspecify.annotations.Nullable;

/** What a link may be called ({@code dev_valid_name} in the kernel's {@code net/core/dev.c}). */
public final class LinkNames {
    /** {@code IFNAMSIZ} without the NUL byte. */
    public static final int MAX_NAME = 15;
    /** {@code ALTIFNAMSIZ} without the NUL byte. */
    public static final int MAX_ALTERNATIVE = 127;

    /** A name, checked before it is sent; whatever the kernel reports is taken as it is. */
    public static final Codec<String> NAME = Codecs.STRING.map(name -> name, LinkNames::check);
    /** An alternative name; the kernel only limits its length. Checked before it is sent. */
    public static final Codec<String> ALTERNATIVE =
            Codecs.STRING.map(name -> name, name -> checkLength(name, 0, MAX_ALTERNATIVE));

    /** The label of an address; the kernel only limits its length. */
    public static final Codec<String> LABEL =
            Codecs.STRING.map(label -> label, label -> checkLength(label, 1, MAX_NAME));

    private LinkNames() {}

    /** Answers {@code name} if a link can be called so. */
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
     * Answers {@code name} if it can mean a link, as every name and nearly every alternative name can: one with a slash is more often an
     * address that took the place of a link.
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

    /** Whether a link can be called so; if not, it may still be an alternative name. */
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

    /** Why no link can be called so, or null. */
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

    /** Whether a name is one of those that nearly all links have, which a glance can tell: every lookup checks a name. */
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
