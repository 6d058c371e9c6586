package io.netlink4j.core.attribute;

import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fixed header and the keys of one object or nest, in order. Decoding, encoding, printing, comparison, the
 * annotated dump and the attribute path of an error use it.
 */
public final class Schema {
    /** The schema of a nest of unknown structure. */
    public static final Schema UNKNOWN = builder("unknown").build();

    private final String name;
    private final int headerLength;
    private final List<Field<?>> fields;
    private final List<Attribute<?>> attributes;
    private final @Nullable Attribute<?>[] byNumber;
    private final @Nullable Attribute<?> every;
    private final boolean whole;
    private @Nullable Boolean filtered;
    private @Nullable Sendable sendable;

    private Schema(
            String name,
            int headerLength,
            List<Field<?>> fields,
            List<Attribute<?>> attributes,
            @Nullable Attribute<?> every,
            boolean whole) {
        this.name = name;
        this.headerLength = headerLength;
        this.fields = List.copyOf(fields);
        this.attributes = List.copyOf(attributes);
        int highest = -1;
        for (Attribute<?> key : attributes) {
            highest = Math.max(highest, key.number());
        }
        this.byNumber = new Attribute<?>[highest + 1];
        for (Attribute<?> key : attributes) {
            if (byNumber[key.number()] != null) {
                throw new IllegalStateException(name + " has two attributes with the number " + key.number());
            }
            byNumber[key.number()] = key;
        }
        this.every = every;
        this.whole = whole;
    }

    /** A schema without a header. */
    public static Builder builder(String name) {
        return new Builder(name, "", 0);
    }

    /** A schema of an object that begins with the {@code length} bytes of the C struct {@code struct}. */
    public static Builder builder(String name, String struct, int length) {
        return new Builder(name, struct, length);
    }

    /** The name of the object: {@code link}, {@code bridge} ... */
    public String name() {
        return name;
    }

    /** The length of the fixed header in bytes; 0 if there is none. */
    public int headerLength() {
        return headerLength;
    }

    /** The fields of the fixed header, in order. */
    public List<Field<?>> fields() {
        return fields;
    }

    /** The keys, in the order of the kernel's header file. */
    public List<Attribute<?>> attributes() {
        return attributes;
    }

    /** The key with {@code number}; null if this library does not know it. */
    public @Nullable Attribute<?> attribute(int number) {
        return number >= 0 && number < byNumber.length ? byNumber[number] : every;
    }

    /** Whether anything is known about the structure. */
    boolean isKnown() {
        return headerLength > 0 || !attributes.isEmpty() || every != null;
    }

    /** Whether it describes the elements of a list, which have no names. */
    boolean isList() {
        return every != null || attributes.stream().anyMatch(key -> key.name().isEmpty());
    }

    /** Whether a request replaces the whole nest, so that a difference contains all of its attributes or none. */
    public boolean isWhole() {
        return whole;
    }

    /**
     * The schema inside {@code key}; null if its payload is no nest with a readable schema.
     *
     * @param key the attribute, if it is known
     * @param payload the length of its payload
     * @param first where the attributes of the object begin
     * @param end where those end
     */
    static @Nullable Schema inside(
            @Nullable Attribute<?> key, int payload, MemorySegment memory, long first, long end) {
        if (key == null) {
            return null;
        }
        try {
            Schema inner = key.codec().schema(memory, first, end);
            return inner == null || payload < inner.headerLength ? null : inner;
        } catch (NetlinkException.Malformed unreadable) {
            return null; // the attribute that names the kind of the nest
        }
    }

    /** Whether it has attributes, at any depth, that the kernel does not accept as it reports them. */
    public boolean isFiltered() {
        Boolean known = filtered;
        if (known == null) {
            known = isFiltered(new HashSet<>());
            filtered = known;
        }
        return known;
    }

    /** A schema may contain itself, so each is checked once. */
    private boolean isFiltered(Set<Schema> seen) {
        if (!seen.add(this)) {
            return false;
        }
        for (Attribute<?> key : attributes) {
            if (isFiltered(key, seen)) {
                return true;
            }
        }
        return every != null && isFiltered(every, seen);
    }

    private static boolean isFiltered(Attribute<?> key, Set<Schema> seen) {
        if (key.access() == Access.READ_ONLY || !key.request().isAsReported()) {
            return true;
        }
        for (Schema inner : key.codec().schemas()) {
            if (inner.isFiltered(seen)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the kernel may not accept {@code key}, or an attribute inside it, as it reports it. */
    static boolean isFiltered(Attribute<?> key) {
        return isFiltered(key, new HashSet<>());
    }

    /** Tells which objects of this schema can be sent unchanged. */
    Sendable sendable() {
        Sendable known = sendable;
        if (known == null) {
            known = new Sendable(this, byNumber.length);
            sendable = known;
        }
        return known;
    }

    /**
     * The path of the attribute at the offset {@code target}, such as {@code IFLA_LINKINFO.IFLA_INFO_DATA}; empty if
     * there is none.
     */
    public String path(MemorySegment memory, long offset, long end, long target) {
        StringBuilder path = new StringBuilder();
        Schema schema = this;
        long position = offset + headerLength;
        long first = position;
        int index = 0;
        while (AttributeHeader.isAttribute(memory, position, end)) {
            int length = AttributeHeader.attributeLength(memory, position, end);
            long next = AttributeHeader.next(position, length, end);
            if (target >= next) {
                position = next;
                index++;
                continue;
            }
            if (target < position) {
                break;
            }
            int number = AttributeHeader.rawType(memory, position) & AttributeHeader.NLA_TYPE_MASK;
            Attribute<?> key = schema.attribute(number);
            if (key != null && key.name().isEmpty()) {
                path.append('[').append(index).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(key == null ? schema.name + "#" + number : key.name());
            }
            index = 0;
            Schema inner = inside(key, length - AttributeHeader.NLA_HDRLEN, memory, first, end);
            if (inner == null || target == position) {
                break;
            }
            schema = inner;
            end = position + length;
            position += AttributeHeader.NLA_HDRLEN + inner.headerLength;
            first = position;
        }
        return path.toString();
    }

    /**
     * The path of the attribute {@code number} that the kernel missed in the nest at {@code nest}, or in the object
     * itself if {@code nest} is negative.
     */
    public String missing(MemorySegment memory, long offset, long end, long nest, int number) {
        Schema schema = this;
        String path = "";
        if (nest >= 0) {
            path = path(memory, offset, end, nest);
            path += path.isEmpty() ? "" : ".";
            schema = nestAt(memory, offset, end, nest);
        }
        Attribute<?> key = schema.attribute(number);
        return path + (key == null ? schema.name + "#" + number : key.name());
    }

    private Schema nestAt(MemorySegment memory, long offset, long end, long nest) {
        Schema schema = this;
        long at = offset + headerLength;
        long first = at;
        while (AttributeHeader.isAttribute(memory, at, end)) {
            int length = AttributeHeader.attributeLength(memory, at, end);
            long next = AttributeHeader.next(at, length, end);
            if (nest >= next) {
                at = next;
                continue;
            }
            Attribute<?> key = schema.attribute(AttributeHeader.rawType(memory, at) & AttributeHeader.NLA_TYPE_MASK);
            Schema inner = inside(key, length - AttributeHeader.NLA_HDRLEN, memory, first, end);
            if (inner == null || nest <= at) {
                return inner == null || nest < at ? UNKNOWN : inner;
            }
            schema = inner;
            end = at + length;
            at += AttributeHeader.NLA_HDRLEN + inner.headerLength;
            first = at;
        }
        return UNKNOWN;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Builds a schema, with one line for each field and key. */
    public static final class Builder {
        private final String name;
        private final String struct;
        private final int headerLength;
        private final List<Field<?>> fields = new ArrayList<>();
        private final List<Attribute<?>> attributes = new ArrayList<>();
        private @Nullable Attribute<?> every;
        private boolean whole;

        private Builder(String name, String struct, int headerLength) {
            this.name = name;
            this.struct = struct;
            this.headerLength = headerLength;
        }

        /** Adds a field of the fixed header. */
        public <T> Field<T> field(String field, int offset, int size, Codec<T> codec) {
            if (offset + size > headerLength) {
                throw new IllegalStateException(field + " does not lie in struct " + struct);
            }
            Field<T> added = new Field<>(field, offset, size, codec);
            fields.add(added);
            return added;
        }

        /** Adds a key that the kernel reports and accepts. */
        public <T> Attribute<T> add(int number, String attribute, Codec<T> codec) {
            return add(Attribute.of(number, attribute, codec));
        }

        /** Adds a key that the kernel only reports. */
        public <T> Attribute<T> reported(int number, String attribute, Codec<T> codec) {
            return add(Attribute.of(number, attribute, codec).access(Access.READ_ONLY));
        }

        /** Adds a key of statistics, a timer or a time stamp ({@link Attribute#derived}). */
        public <T> Attribute<T> derived(int number, String attribute, Codec<T> codec) {
            return add(Attribute.of(number, attribute, codec).derived());
        }

        /** Adds a key that the kernel only accepts. */
        public <T> Attribute<T> requested(int number, String attribute, Codec<T> codec) {
            return add(Attribute.of(number, attribute, codec).access(Access.WRITE_ONLY));
        }

        /** Adds a key. */
        public <T> Attribute<T> add(Attribute<T> key) {
            attributes.add(key);
            return key;
        }

        /** Marks a nest that a request replaces as a whole: attributes that are left out get the kernel's default. */
        public Builder whole() {
            whole = true;
            return this;
        }

        /** Adds the element of a list, which attributes of all other numbers have. */
        Builder every(Codec<?> element) {
            every = Attribute.of(-1, "", element);
            return this;
        }

        /** Adds a key of a nest with a Java type of its own. */
        public <T extends NetlinkObject<T>> Attribute<T> nest(
                int number, String attribute, Supplier<Schema> schema, Function<Content, T> factory) {
            return add(number, attribute, new NestCodec<>(schema, factory));
        }

        /** Adds a key of a nest whose schema depends on the attribute {@code selector} of the same object. */
        public <K> Attribute<Nest> selected(
                int number, String attribute, Attribute<K> selector, Map<K, Supplier<Schema>> schemas) {
            Map<K, Supplier<Schema>> kinds = new LinkedHashMap<>(schemas);
            return selected(number, attribute, selector, kinds.keySet(), kind -> {
                Supplier<Schema> schema = kinds.get(kind);
                return schema == null ? null : schema.get();
            });
        }

        /**
         * Adds a key of a nest whose schema depends on the attribute {@code selector} of the same object.
         *
         * @param kinds the known values of {@code selector}
         * @param schemas the schema for a value; null if it is not known. A switch costs less at start than a function for each value.
         */
        public <K> Attribute<Nest> selected(
                int number,
                String attribute,
                Attribute<K> selector,
                Collection<K> kinds,
                Function<? super K, ? extends @Nullable Schema> schemas) {
            return add(number, attribute, new SelectedCodec<>(selector, kinds, schemas));
        }

        /** The schema. */
        public Schema build() {
            return new Schema(name, headerLength, fields, attributes, every, whole);
        }
    }
}
