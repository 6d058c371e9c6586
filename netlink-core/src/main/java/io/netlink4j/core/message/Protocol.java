package io.netlink4j.core.message;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.Explanation;
import io.netlink4j.core.error.KernelReport;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A netlink protocol: its number, its messages and what it knows of the kernel's refusals.
 *
 * @param name the kernel's name, such as {@code NETLINK_ROUTE}
 * @param number its number in {@code linux/netlink.h}
 * @param types its messages by their number
 * @param explainer says of a refusal what the error number does not
 */
public record Protocol(String name, int number, Map<Integer, MessageType> types, Explainer explainer) {

    /** Says what a refusal means for one request. */
    @FunctionalInterface
    public interface Explainer {
        /** What the refusal means, where that is more than the number or the kernel's words say; or null. */
        @Nullable
        Explanation explain(Request request, Errno errno, KernelReport report);
    }

    /** A protocol whose messages are described. */
    public static Protocol of(String name, int number, Collection<MessageType> types, Explainer explainer) {
        return new Protocol(
                name,
                number,
                types.stream().collect(Collectors.toUnmodifiableMap(MessageType::number, Function.identity())),
                explainer);
    }

    /** A protocol about whose messages nothing is known: every netlink protocol can be spoken to. */
    public static Protocol of(int number) {
        return new Protocol("netlink protocol " + number, number, Map.of(), (request, errno, report) -> null);
    }

    /** The description of a message, if there is one. */
    public Optional<MessageType> type(int messageType) {
        return Optional.ofNullable(types.get(messageType));
    }

    /** Every schema of its messages and of the nests in them. */
    public Set<Schema> schemas() {
        Set<Schema> found = new LinkedHashSet<>();
        types.values().stream()
                .sorted((a, b) -> Integer.compare(a.number(), b.number()))
                .forEach(type -> collect(type.schema(), found));
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
