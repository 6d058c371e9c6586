package io.netlink4j.rtnl.object;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A constant with a number of the kernel. */
public interface Numbered {
    /** The number of the kernel. */
    int number();

    /** The word of {@code ip} for it, such as {@code bridge}. */
    default String word() {
        return toString().toLowerCase(Locale.ROOT);
    }

    /** The constant with a number; empty for a number of a newer kernel. */
    static <E extends Enum<E> & Numbered> Optional<E> of(Class<E> type, long number) {
        return Arrays.stream(type.getEnumConstants())
                .filter(known -> known.number() == number)
                .findFirst();
    }

    /** The names of the constants in the kernel's headers, by number. */
    static <E extends Enum<E> & Numbered> Map<Long, String> names(Class<E> type, Function<E, String> name) {
        return Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toUnmodifiableMap(constant -> (long) constant.number(), name));
    }

    /** Formats an option as its name and the constant of its value, as {@code ip} does: {@code mode bridge}. */
    static <E extends Enum<E> & Numbered> Function<Number, String> word(String name, Class<E> type) {
        return number ->
                name + " " + of(type, number.longValue()).map(Numbered::word).orElse("[" + number + "]");
    }
}
