package io.netlink4j.core.message;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.Explanation;
import io.netlink4j.core.error.KernelReport;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A netlink protocol: its number, its messages, and the meaning of the kernel's refusals.
 *
 * @param name the kernel's name, such as {@code NETLINK_ROUTE}
 * @param number its number in {@code linux/netlink.h}
 * @param types its messages by their number
 * @param explainer explains refusals
 */
public record Protocol(String name, int number, Map<Integer, MessageType> types, Explainer explainer) {

    /** Explains the refusal of a request. */
    @FunctionalInterface
    public interface Explainer {
        /** The meaning of the refusal; null if the error number or the kernel's message is enough. */
        @Nullable
        Explanation explain(Request request, Errno errno, KernelReport report);
    }

    /** A protocol with known messages. */
    public static Protocol of(String name, int number, Collection<MessageType> types, Explainer explainer) {
        return new Protocol(
                name,
                number,
                types.stream().collect(Collectors.toUnmodifiableMap(MessageType::number, Function.identity())),
                explainer);
    }

    /** A protocol with unknown messages. Any netlink protocol can be used in this way. */
    public static Protocol of(int number) {
        return new Protocol("netlink protocol " + number, number, Map.of(), (request, errno, report) -> null);
    }

    /** A protocol with one message more, such as that of a generic netlink family, whose number the kernel gives at run time. */
    public Protocol with(MessageType type) {
        Map<Integer, MessageType> more = new HashMap<>(types);
        more.put(type.number(), type);
        return new Protocol(name, number, Map.copyOf(more), explainer);
    }

    /** The type with a number, if it is known. */
    public Optional<MessageType> type(int messageType) {
        return Optional.ofNullable(types.get(messageType));
    }

    /** All schemas of its messages and of the nests in them. */
    public Set<Schema> schemas() {
        Set<Schema> found = new LinkedHashSet<>();
        types.values().stream()
                .sorted((a, b) -> Integer.compare(a.number(), b.number()))
                .forEach(type -> type.schemas().forEach(schema -> collect(schema, found)));
        return found;
    }

    private static void collect(Schema schema, Set<Schema> found) {
        if (found.add(schema)) {
            for (Attribute<?> key : schema.attributes()) {
                key.codec().schemas().forEach(inner -> collect(inner, found));
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
