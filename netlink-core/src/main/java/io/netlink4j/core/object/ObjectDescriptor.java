package io.netlink4j.core.object;

import io.netlink4j.core.attribute.Access;
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
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Describes one type of objects: what is true of all of them and is not an attribute. Decoding, events, collections and the protocol's table of
 * messages are generic over descriptors.
 *
 * {@snippet :
 * public static final ObjectDescriptor<Neighbour> DESCRIPTOR = ObjectDescriptor.of(
 *                 "neighbour", "neighbours", NeighbourAttributes.SCHEMA, Neighbour::new)
 *         .messages(NEWNEIGH, DELNEIGH, GETNEIGH)
 *         .groups(RtnlGroup.NEIGH)
 *         .accepts(neighbour -> neighbour.family().isPresent())
 *         .identity(Neighbour::link, Neighbour::address, Neighbour::isProxy)
 *         .refusals(NeighbourErrors::add)
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
    private final @Nullable Field<Integer> linkField;
    private final Set<Attribute<?>> fixed;
    private final Set<Attribute<?>> derived;
    private final Protocol.Explainer refusals;
    private final T empty;

    private record Messages(MessageType created, MessageType deleted, MessageType requested, List<MessageType> all) {}

    private ObjectDescriptor(Builder<T> from, Class<T> type) {
        this.name = from.name;
        this.plural = from.plural;
        this.schema = from.schema;
        this.factory = from.factory;
        this.messages = from.requireMessages();
        this.groups = from.groups;
        this.accepts = from.accepts;
        this.identity = from.identity;
        this.linkField = from.linkField;
        this.fixed = from.fixed;
        this.derived = from.derived;
        this.refusals = ErrorExplainer.of(type, from.refusals);
        this.empty = factory.apply(new byte[schema.headerLength()]);
    }

    /**
     * Begins a description.
     *
     * @param name what one object is called, such as {@code address}
     * @param plural what several are called, such as {@code addresses}
     * @param schema the header and the attributes
     * @param factory makes an object of a header and attributes; the bytes are then the object's own
     */
    public static <T extends NetlinkObject<T>> Builder<T> of(
            String name, String plural, Schema schema, Function<byte[], T> factory) {
        return new Builder<>(name, plural, schema, factory);
    }

    /** What one object is called: {@code address}. */
    public String name() {
        return name;
    }

    /** What several objects are called: {@code addresses}. */
    public String plural() {
        return plural;
    }

    /** The header and the attributes. */
    public Schema schema() {
        return schema;
    }

    /** The message that creates an object, and that tells of one that is new or changed: {@code RTM_NEWADDR}. */
    public MessageType created() {
        return messages.created;
    }

    /** The message that deletes an object, and that tells of a deleted one: {@code RTM_DELADDR}. */
    public MessageType deleted() {
        return messages.deleted;
    }

    /** The message that asks for objects: {@code RTM_GETADDR}. */
    public MessageType requested() {
        return messages.requested;
    }

    /** All messages about such objects. */
    public List<MessageType> messages() {
        return messages.all;
    }

    /** The multicast groups in which the kernel tells of changes. */
    public List<MulticastGroup> groups() {
        return groups;
    }

    /** An object with a header of zeros and without attributes: what a request for all objects begins with. */
    public T empty() {
        return empty;
    }

    /**
     * The object that a message holds, of whatever family it is.
     *
     * @param body the header and the attributes, which nobody may change any more
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
     * The object that a message tells of. Families share message types: a message about something else, such as an entry of a bridge's
     * forwarding table among neighbours, gives null.
     *
     * @param type {@code nlmsg_type}
     * @param flags {@code nlmsg_flags}
     * @param body the header and the attributes, which nobody may change any more
     */
    public @Nullable T decode(int type, int flags, byte[] body) {
        if (type != messages.created.number() && type != messages.deleted.number()) {
            return null;
        }
        T object = decode(body);
        return accepts(object) ? object : null;
    }

    /** The object of an answer, which is told as a new one; null for other messages. */
    public @Nullable T decodeCreated(int type, int flags, byte[] body) {
        return type == messages.created.number() ? decode(type, flags, body) : null;
    }

    /** Whether a decoded object is one of this type and not of another that shares its messages. */
    public boolean accepts(T object) {
        return accepts.test(object);
    }

    /**
     * What distinguishes an object from all others of its type in one namespace. Two objects with equal identities are two states of the same
     * object. The answer can be a key of a map.
     */
    public List<Object> identity(T object) {
        List<Object> parts = new ArrayList<>(identity.size());
        for (Function<? super T, ?> part : identity) {
            parts.add(part.apply(object));
        }
        return List.copyOf(parts);
    }

    /** The field of the header that holds the index of the object's link, such as {@code ifa_index}; empty where it is an attribute or none. */
    public Optional<Field<Integer>> linkField() {
        return Optional.ofNullable(linkField);
    }

    /** Whether the kernel can change an attribute of an object that exists. Others need a new object. */
    public boolean isChangeable(Attribute<?> key) {
        return key.access() != Access.READ_ONLY && !fixed.contains(key);
    }

    /** Whether the kernel changes an attribute by itself, as counters and timestamps. Comparisons of two states leave it out. */
    public boolean isDerived(Attribute<?> key) {
        return key.access() == Access.READ_ONLY || derived.contains(key);
    }

    @Override
    public @Nullable Explanation explain(Request request, Errno errno, KernelReport report) {
        return refusals.explain(request, errno, report);
    }

    /** Explains a refusal with the descriptor that fits the request. */
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
     * Collects what a descriptor says. Only the messages are required.
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
        private @Nullable Field<Integer> linkField;
        private Set<Attribute<?>> fixed = Set.of();
        private Set<Attribute<?>> derived = Set.of();
        private Consumer<ErrorExplainer.Builder<T>> refusals = rows -> {};

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
            messages = new Messages(created, deleted, requested, List.copyOf(all));
            return this;
        }

        /** The multicast groups in which the kernel tells of changes. */
        public Builder<T> groups(MulticastGroup... told) {
            groups = List.of(told);
            return this;
        }

        /** Which decoded objects are of this type; all of them if this is not called. */
        public Builder<T> accepts(Predicate<? super T> test) {
            accepts = test;
            return this;
        }

        /** What distinguishes objects of this type from each other. No part may be null. */
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final Builder<T> identity(Function<? super T, ?>... parts) {
            identity = List.of(parts);
            return this;
        }

        /** The field of the header that holds the index of the object's link. */
        public Builder<T> link(Field<Integer> index) {
            linkField = index;
            return this;
        }

        /** Attributes that the kernel does not change in an object that exists. */
        public Builder<T> fixed(Attribute<?>... keys) {
            fixed = Set.of(keys);
            return this;
        }

        /** Attributes that the kernel changes by itself although a request may set them. */
        public Builder<T> derived(Attribute<?>... keys) {
            derived = Set.of(keys);
            return this;
        }

        /** What refusals of requests about such objects mean. */
        public Builder<T> refusals(Consumer<ErrorExplainer.Builder<T>> rows) {
            refusals = rows;
            return this;
        }

        /** The descriptor. */
        @SuppressWarnings("unchecked") // the factory makes objects of T alone
        public ObjectDescriptor<T> build() {
            T sample = factory.apply(new byte[schema.headerLength()]);
            return new ObjectDescriptor<>(this, (Class<T>) sample.getClass());
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
