package io.netlink4j.core.object;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.Explanation;
import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.ErrorExplainer;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.message.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Describes one type of objects: everything but their attributes. Decoding, events, collections and the protocol's table of messages are
 * generic over descriptors.
 *
 * {@snippet :
 * public static final ObjectDescriptor<Neighbour> DESCRIPTOR = ObjectDescriptor.of(
 *                 "neighbour", "neighbours", NeighbourAttributes.SCHEMA, Neighbour::new)
 *         .messages(NEWNEIGH, DELNEIGH, GETNEIGH)
 *         .groups(RtnlGroup.NEIGH)
 *         .accepts(neighbour -> neighbour.family().isPresent())
 *         .identity(Neighbour::link, Neighbour::address, Neighbour::isProxy)
 *         .errors(NeighbourErrors::add)
 *         .build();
 * }
 *
 * <p>Descriptors are immutable.
 *
 * @param <T> the type of the objects
 */
public final class ObjectDescriptor<T extends NetlinkObject<T>> implements Protocol.Explainer {
    private final String name;
    private final String plural;
    private final Schema schema;
    private final Function<byte[], T> factory;
    private final Messages messages;
    private final List<MulticastGroup> groups;
    private final Predicate<? super T> accepts;
    private final List<Function<? super T, ?>> identity;
    private final UnaryOperator<T> reference;
    private final @Nullable Field<Integer> linkField;
    private final Class<T> type;
    private final Consumer<ErrorExplainer.Builder<T>> errors;
    private final T empty;
    private volatile @Nullable ErrorExplainer<T> explainer;

    private record Messages(
            MessageType created, MessageType requested, List<MessageType> deletions, List<MessageType> all) {}

    private ObjectDescriptor(Builder<T> from, Class<T> type) {
        this.name = from.name;
        this.plural = from.plural;
        this.schema = from.schema;
        this.factory = from.factory;
        this.messages = from.requireMessages();
        this.groups = from.groups;
        this.accepts = from.accepts;
        this.identity = from.identity;
        this.reference = from.reference;
        this.linkField = from.linkField;
        this.type = type;
        this.errors = from.errors;
        this.empty = from.empty();
    }

    /**
     * Begins a description.
     *
     * @param name the name of one object, such as {@code address}
     * @param plural the name of several, such as {@code addresses}
     * @param schema the header and the attributes
     * @param factory creates an object from a header and attributes; the object owns the bytes
     */
    public static <T extends NetlinkObject<T>> Builder<T> of(
            String name, String plural, Schema schema, Function<byte[], T> factory) {
        return new Builder<>(name, plural, schema, factory);
    }

    /** The name of one object: {@code address}. */
    public String name() {
        return name;
    }

    /** The name of several objects: {@code addresses}. */
    public String plural() {
        return plural;
    }

    /** The header and the attributes. */
    public Schema schema() {
        return schema;
    }

    /** The message that creates an object, and that reports a new or changed one: {@code RTM_NEWADDR}. */
    public MessageType created() {
        return messages.created;
    }

    /**
     * The message that deletes an object, and that reports a deleted one: {@code RTM_DELADDR}.
     *
     * @throws IllegalStateException if nothing deletes such objects
     */
    public MessageType deleted() {
        return deletion(0);
    }

    /**
     * The message that deletes an object if it exists: {@code NFT_MSG_DESTROYTABLE}. It reports deletions as well.
     *
     * @throws IllegalStateException if the protocol has none
     */
    public MessageType deletedIfExists() {
        return deletion(1);
    }

    private MessageType deletion(int index) {
        if (index >= messages.deletions.size()) {
            throw new IllegalStateException("there is no such message about " + plural);
        }
        return messages.deletions.get(index);
    }

    /** The message that requests objects: {@code RTM_GETADDR}. */
    public MessageType requested() {
        return messages.requested;
    }

    /** All messages about such objects. */
    public List<MessageType> messages() {
        return messages.all;
    }

    /** The multicast groups in which the kernel reports changes. */
    public List<MulticastGroup> groups() {
        return groups;
    }

    /** An object with a header of zeros and without attributes. A request for all objects begins with it. */
    public T empty() {
        return empty;
    }

    /**
     * Decodes an object of any family.
     *
     * @param body the header and the attributes; the caller must not change it afterwards
     * @throws NetlinkException.Malformed if it is shorter than the header
     */
    public T decode(byte[] body) {
        if (body.length < schema.headerLength()) {
            throw new NetlinkException.Malformed(
                    name + " of " + body.length + " bytes: its header takes " + schema.headerLength());
        }
        return factory.apply(body);
    }

    /**
     * Decodes the object that a message reports. Families share message types, so the result is null if the message is about something
     * else, such as an entry of a bridge's forwarding table among neighbours.
     *
     * @param type {@code nlmsg_type}
     * @param flags {@code nlmsg_flags}
     * @param body the header and the attributes; the caller must not change it afterwards
     */
    public @Nullable T decode(int type, int flags, byte[] body) {
        if (type != messages.created.number() && !isDeletion(type)) {
            return null;
        }
        T object = decode(body);
        return accepts(object) ? object : null;
    }

    private boolean isDeletion(int type) {
        for (MessageType deletion : messages.deletions) {
            if (type == deletion.number()) {
                return true;
            }
        }
        return false;
    }

    /** Decodes the object of a reply, which has the message of a new object; null for other messages. */
    public @Nullable T decodeCreated(int type, int flags, byte[] body) {
        return type == messages.created.number() ? decode(type, flags, body) : null;
    }

    /** Whether a decoded object is one of this type and not of another that shares its messages. */
    public boolean accepts(T object) {
        return accepts.test(object);
    }

    /**
     * The values that distinguish an object from all others of its type in one namespace. Two objects with equal identities are two states
     * of the same object. The result can be the key of a map.
     */
    public List<Object> identity(T object) {
        List<Object> parts = new ArrayList<>(identity.size());
        for (Function<? super T, ?> part : identity) {
            parts.add(part.apply(object));
        }
        return List.copyOf(parts);
    }

    /**
     * A copy with only the parts of the identity, for a request about one object. If functions define the identity, it is {@code object}
     * itself.
     */
    public T reference(T object) {
        return reference.apply(object);
    }

    /** The field of the header that holds the index of the object's link, such as {@code ifa_index}; empty if the link is an attribute, or if there is none. */
    public Optional<Field<Integer>> linkField() {
        return Optional.ofNullable(linkField);
    }

    @Override
    public @Nullable Explanation explain(Request request, Errno errno, KernelReport report) {
        ErrorExplainer<T> known = explainer;
        if (known == null) {
            // The rows are made for the first error: a program without errors starts faster.
            known = ErrorExplainer.of(type, errors);
            explainer = known;
        }
        return known.explain(request, errno, report);
    }

    /** Explains errors with the first of {@code descriptors} that has an explanation. */
    public static Protocol.Explainer explainer(List<? extends ObjectDescriptor<?>> descriptors) {
        List<ObjectDescriptor<?>> all = List.copyOf(descriptors);
        return (request, errno, report) -> {
            for (ObjectDescriptor<?> descriptor : all) {
                Explanation found = descriptor.explain(request, errno, report);
                if (found != null) {
                    return found;
                }
            }
            return null;
        };
    }

    @Override
    public String toString() {
        return plural;
    }

    /**
     * Builds a descriptor. Only the messages are required.
     *
     * @param <T> the type of the objects
     */
    public static final class Builder<T extends NetlinkObject<T>> {
        private final String name;
        private final String plural;
        private final Schema schema;
        private final Function<byte[], T> factory;
        private @Nullable Messages messages;
        private List<MulticastGroup> groups = List.of();
        private Predicate<? super T> accepts = object -> true;
        private List<Function<? super T, ?>> identity = List.of();
        private UnaryOperator<T> reference = object -> object;
        private @Nullable Field<Integer> linkField;
        private Consumer<ErrorExplainer.Builder<T>> errors = rows -> {};

        private Builder(String name, String plural, Schema schema, Function<byte[], T> factory) {
            this.name = name;
            this.plural = plural;
            this.schema = schema;
            this.factory = factory;
        }

        /** The messages that create, delete and request objects, and further ones about the same objects. */
        public Builder<T> messages(
                MessageType created, MessageType deleted, MessageType requested, MessageType... others) {
            List<MessageType> all = new ArrayList<>(List.of(created, deleted, requested));
            all.addAll(List.of(others));
            messages = new Messages(created, requested, List.of(deleted), List.copyOf(all));
            return this;
        }

        /** The messages about objects that nothing deletes. */
        public Builder<T> messages(MessageType created, MessageType requested) {
            messages = new Messages(created, requested, List.of(), List.of(created, requested));
            return this;
        }

        /** The message that deletes an object if it exists. It must be one of the {@link #messages}. */
        public Builder<T> deletedIfExists(MessageType message) {
            Messages given = requireMessages();
            messages = new Messages(
                    given.created, given.requested, List.of(given.deletions.getFirst(), message), given.all);
            return this;
        }

        /** The multicast groups in which the kernel reports changes. */
        public Builder<T> groups(MulticastGroup... told) {
            groups = List.of(told);
            return this;
        }

        /** The test for decoded objects of this type. By default all are. */
        public Builder<T> accepts(Predicate<? super T> test) {
            accepts = test;
            return this;
        }

        /** The values that distinguish objects of this type from each other. None may be null. */
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final Builder<T> identity(Function<? super T, ?>... parts) {
            identity = List.of(parts);
            return this;
        }

        /** The field of the header and the attributes that distinguish objects of this type from each other. */
        public Builder<T> identity(Field<?> field, Attribute<?>... attributes) {
            List<Function<? super T, ?>> parts = new ArrayList<>(List.of(object -> object.get(field)));
            for (Attribute<?> attribute : attributes) {
                parts.add(object -> object.get(attribute));
            }
            identity = List.copyOf(parts);
            reference = object -> {
                T copy = copied(object, field, empty());
                for (Attribute<?> attribute : attributes) {
                    copy = copied(object, attribute, copy);
                }
                return copy;
            };
            return this;
        }

        private T empty() {
            return factory.apply(new byte[schema.headerLength()]);
        }

        private static <T extends NetlinkObject<T>, V> T copied(T from, Field<V> field, T to) {
            return to.with(field, from.get(field));
        }

        private static <T extends NetlinkObject<T>, V> T copied(T from, Attribute<V> key, T to) {
            return from.get(key).map(value -> to.with(key, value)).orElse(to);
        }

        /** The field of the header that holds the index of the object's link. */
        public Builder<T> link(Field<Integer> index) {
            linkField = index;
            return this;
        }

        /** The explanations of errors. */
        public Builder<T> errors(Consumer<ErrorExplainer.Builder<T>> rows) {
            errors = rows;
            return this;
        }

        /** The descriptor. */
        @SuppressWarnings("unchecked") // the factory makes objects of T alone
        public ObjectDescriptor<T> build() {
            return new ObjectDescriptor<>(this, (Class<T>) empty().getClass());
        }

        private Messages requireMessages() {
            Messages given = messages;
            if (given == null) {
                throw new IllegalStateException("the descriptor of " + plural + " needs messages");
            }
            return given;
        }
    }
}
