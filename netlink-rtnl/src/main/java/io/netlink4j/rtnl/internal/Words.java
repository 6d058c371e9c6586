package io.netlink4j.rtnl.internal;

import io.netlink4j.core.error.Printable;
import io.netlink4j.core.link.LinkReference;
import java.util.Optional;
import java.util.function.Function;

/** Words with a blank between them, without those that are empty. */
public final class Words {
    /** Names links by their names, or by {@code if} and the index where only that is known. */
    public static final Function<LinkReference, String> LINKS = link ->
            link.name().map(Printable::of).orElseGet(() -> "if" + link.ifindex().orElse(0));

    private final StringBuilder text = new StringBuilder();

    /** The name of a routing table ({@code RT_TABLE_*}), or its number. */
    public static String table(long number) {
        return switch ((int) number) {
            case 253 -> "default";
            case 254 -> "main";
            case 255 -> "local";
            default -> Integer.toUnsignedString((int) number);
        };
    }

    /** Adds a word. */
    public void add(String word) {
        if (!word.isEmpty()) {
            text.append(text.isEmpty() ? "" : " ").append(word);
        }
    }

    /** Adds a name, which may be empty, and a value, where there is one. */
    public void add(String name, Optional<?> value) {
        value.ifPresent(present -> add(name.isEmpty() ? present.toString() : name + " " + present));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
