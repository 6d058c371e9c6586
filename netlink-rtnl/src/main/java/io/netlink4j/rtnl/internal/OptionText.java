package io.netlink4j.rtnl.internal;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.link.LinkReference;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Formats the options of link kinds as {@code ip -d link} shows them: one row for each option. */
public final class OptionText {
    private static final List<String> PORT_STATES =
            List.of("disabled", "listening", "learning", "forwarding", "blocking");

    private OptionText() {}

    /** The name of the kind, and the texts of its options. */
    public static String words(String kind, NetlinkObject<?> object, List<Row<?>> rows) {
        StringBuilder out = new StringBuilder(kind);
        for (Row<?> row : rows) {
            Optional<String> text = row.text(object).filter(words -> !words.isEmpty());
            text.ifPresent(words -> out.append(' ').append(words));
            if (row.alone() && text.isPresent()) {
                break;
            }
        }
        return out.toString();
    }

    /**
     * Formats an option from its value and the other options. An empty text is omitted. No text follows that of a row that is {@code
     * alone}.
     */
    public record Row<T>(Attribute<T> key, BiFunction<? super T, NetlinkObject<?>, String> format, boolean alone) {
        public Row(Attribute<T> key, BiFunction<? super T, NetlinkObject<?>, String> format) {
            this(key, format, false);
        }

        public Row(Attribute<T> key, Function<? super T, String> format) {
            this(key, (value, options) -> format.apply(value));
        }

        /** The text for an object; empty if it has no such option. */
        public Optional<String> text(NetlinkObject<?> object) {
            return object.get(key).map(value -> format.apply(value, object));
        }
    }

    /** The name of an option and its value. */
    public static <T> Function<T, String> word(String name) {
        return value -> name + " " + value;
    }

    /** The name of an option and its value; empty if the value is 0, which means none. */
    public static <T extends Number> Function<T, String> unlessZero(String name) {
        return value -> value.longValue() == 0 ? "" : name + " " + value;
    }

    /** The name of an option and its value in hexadecimal. */
    public static Function<Integer, String> hex(String name) {
        return value -> value == 0 ? "" : name + " 0x" + Integer.toHexString(value);
    }

    /** The name of an option and its value in hexadecimal; empty if it is 0. */
    public static Function<Long, String> longHex(String name) {
        return value -> value == 0 ? "" : name + " 0x" + Long.toHexString(value);
    }

    /** The name of an option and {@code on} or {@code off}. */
    public static Function<Boolean, String> toggle(String name) {
        return on -> name + (on ? " on" : " off");
    }

    /** The name of an option and 1 or 0. */
    public static Function<Boolean, String> bit(String name) {
        return on -> name + (on ? " 1" : " 0");
    }

    /** The name of an option and that of a link; empty if it is none. */
    public static Function<LinkReference, String> link(String name) {
        return link -> link.ifindex().orElse(1) == 0 ? "" : name + " " + Words.LINKS.apply(link);
    }

    /** The state of a bridge port, or of a VLAN of one, in the spanning tree ({@code BR_STATE_*} of {@code linux/if_bridge.h}). */
    public static String portState(int state) {
        return state < PORT_STATES.size() ? PORT_STATES.get(state) : Integer.toString(state);
    }

    /** The name of an option that is on. */
    public static Function<Boolean, String> ifOn(String name) {
        return on -> on ? name : "";
    }

    /** The name of an option that is off. */
    public static Function<Boolean, String> ifOff(String name) {
        return on -> on ? "" : "no" + name;
    }

    /** The name of an option, with {@code no} before it if it is off. */
    public static Function<Boolean, String> onOrOff(String name) {
        return on -> on ? name : "no" + name;
    }
}
