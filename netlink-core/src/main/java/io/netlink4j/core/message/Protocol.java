package io.netlink4j.core.message;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.Explanation;
import io.netlink4j.core.error.KernelReport;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A netlink protocol: its number, its messages, and the meaning of the kernel's refusals. */
public final class Protocol {
    private final String name;
    private final int number;
    private final Supplier<? extends Collection<MessageType>> messages;
    private final Explainer explainer;
    private @Nullable Map<Integer, MessageType> types;

    private Protocol(
            String name, int number, Supplier<? extends Collection<MessageType>> messages, Explainer explainer) {
        this.name = name;
        this.number = number;
        this.messages = messages;
        this.explainer = explainer;
    }

    /** Explains the refusal of a request. */
    @FunctionalInterface
    public interface Explainer {
        /** The meaning of the refusal; null if the error number or the kernel's message is enough. */
        @Nullable
        Explanation explain(Request request, Errno errno, KernelReport report);
    }

    /**
     * A protocol with known messages.
     *
     * @param name the kernel's name, such as {@code NETLINK_ROUTE}
     * @param number its number in {@code linux/netlink.h}
     * @param messages its messages; no two have the same number
     * @param explainer explains refusals
     */
    public static Protocol of(String name, int number, Collection<MessageType> messages, Explainer explainer) {
        return new Protocol(name, number, () -> messages, explainer);
    }

    /**
     * A protocol with many messages. They are made when a message is shown: a program that asks for one type of objects does not wait for the
     * schemas of all others.
     */
    public static Protocol of(
            String name, int number, Supplier<? extends Collection<MessageType>> messages, Explainer explainer) {
        return new Protocol(name, number, messages, explainer);
    }

    /** A protocol with unknown messages. Any netlink protocol can be used in this way. */
    public static Protocol of(int number) {
        return of("netlink protocol " + number, number, List.of(), (request, errno, report) -> null);
    }

    /** A protocol with one message more, such as that of a generic netlink family, whose number the kernel gives at run time. */
    public Protocol with(MessageType type) {
        return new Protocol(
                name,
                number,
                () -> {
                    Map<Integer, MessageType> more = new HashMap<>(types());
                    more.put(type.number(), type);
                    return more.values();
                },
                explainer);
    }

    /** The kernel's name, such as {@code NETLINK_ROUTE}. */
    public String name() {
        return name;
    }

    /** Its number in {@code linux/netlink.h}. */
    public int number() {
        return number;
    }

    /** Its messages by their number. */
    public Map<Integer, MessageType> types() {
        // Two threads may make it at once, and make the same.
        Map<Integer, MessageType> known = types;
        if (known == null) {
            Map<Integer, MessageType> byNumber = new HashMap<>();
            for (MessageType type : messages.get()) {
                MessageType other = byNumber.put(type.number(), type);
                if (other != null) {
                    throw new IllegalStateException(type + " and " + other + " have the same number");
                }
            }
            known = Map.copyOf(byNumber);
            types = known;
        }
        return known;
    }

    /** Explains refusals. */
    public Explainer explainer() {
        return explainer;
    }

    /** The type with a number, if it is known. */
    public Optional<MessageType> type(int messageType) {
        return Optional.ofNullable(types().get(messageType));
    }

    /** All schemas of its messages and of the nests in them. */
    public Set<Schema> schemas() {
        Set<Schema> found = new LinkedHashSet<>();
        types().values().stream()
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
