package io.netlink4j.core.attribute;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a request carries an attribute that the kernel reports in one form and accepts in another.
 *
 * <p>It is applied to every object that is sent, so an object that was read can be sent back. The methods of {@link
 * Attribute} create it.
 *
 * @param <T> the type of the attribute's value
 */
public final class RequestForm<T> {
    private static final RequestForm<?> AS_REPORTED = new RequestForm<>(null, null, null, false, null, List.of());

    private final @Nullable BiFunction<T, Nest, T> accepted;
    private final @Nullable Substitute<T, ?> substitute;
    private final @Nullable T absent;
    private final boolean flag;
    private final @Nullable Predicate<Nest> condition;
    private final List<Companion<?>> companions;

    /**
     * An attribute that is sent together with another.
     *
     * @param value what is sent if the object does not have it; null for nothing
     */
    private record Companion<O>(Attribute<O> key, @Nullable O value) {
        void write(AttributeWriter out, MemorySegment source, long first, long end) {
            if (value != null
                    && AttributeHeader.find(source, first, end, key.number()) < 0
                    && key.request().isSentBeside(source, first, end)) {
                out.put(key, value);
            }
        }
    }

    /** The attribute by which the kernel accepts what it reports as another. */
    private record Substitute<T, O>(Attribute<O> key, BiFunction<T, Nest, Optional<O>> value) {
        /** Writes the attribute. Returns whether nothing of the reported attribute remains to be written. */
        boolean write(AttributeWriter out, T reported, MemorySegment source, long first, long end) {
            Optional<O> sent = value.apply(reported, neighbours(source, first, end));
            if (sent.isPresent() && AttributeHeader.find(source, first, end, key.number()) < 0) {
                out.put(key, sent.get());
            }
            return sent.isPresent();
        }
    }

    private RequestForm(
            @Nullable BiFunction<T, Nest, T> accepted,
            @Nullable Substitute<T, ?> substitute,
            @Nullable T absent,
            boolean flag,
            @Nullable Predicate<Nest> condition,
            List<Companion<?>> companions) {
        this.accepted = accepted;
        this.substitute = substitute;
        this.absent = absent;
        this.flag = flag;
        this.condition = condition;
        this.companions = companions;
    }

    /** The attribute as it is. */
    @SuppressWarnings("unchecked") // it holds no value of the type
    static <T> RequestForm<T> asReported() {
        return (RequestForm<T>) AS_REPORTED;
    }

    RequestForm<T> as(BiFunction<T, Nest, T> other) {
        return new RequestForm<>(other, substitute, absent, flag, condition, companions);
    }

    <O> RequestForm<T> by(Attribute<O> other, BiFunction<T, Nest, Optional<O>> value) {
        return new RequestForm<>(accepted, new Substitute<>(other, value), absent, flag, condition, companions);
    }

    RequestForm<T> unless(T value) {
        return new RequestForm<>(accepted, substitute, value, flag, condition, companions);
    }

    RequestForm<T> asFlag() {
        return new RequestForm<>(accepted, substitute, absent, true, condition, companions);
    }

    RequestForm<T> where(Predicate<Nest> neighbours) {
        return new RequestForm<>(
                accepted,
                substitute,
                absent,
                flag,
                condition == null ? neighbours : condition.and(neighbours),
                companions);
    }

    RequestForm<T> with(Attribute<?> other) {
        return new RequestForm<>(accepted, substitute, absent, flag, condition, plus(new Companion<>(other, null)));
    }

    <O> RequestForm<T> with(Attribute<O> other, O value) {
        return new RequestForm<>(accepted, substitute, absent, flag, condition, plus(new Companion<>(other, value)));
    }

    private List<Companion<?>> plus(Companion<?> added) {
        List<Companion<?>> longer = new ArrayList<>(companions);
        longer.add(added);
        return List.copyOf(longer);
    }

    /** Whether the attribute is sent as it is. */
    boolean isAsReported() {
        for (Companion<?> companion : companions) {
            if (companion.value() != null) {
                return false;
            }
        }
        return accepted == null && substitute == null && absent == null && !flag && condition == null;
    }

    /** The keys without which the attribute is not valid. */
    List<Attribute<?>> companions() {
        return companions.stream().<Attribute<?>>map(Companion::key).toList();
    }

    /**
     * Writes what a request carries, if anything.
     *
     * @param key the attribute
     * @param at its position in {@code source}
     * @param length its {@code nla_len}
     * @param first where the attributes of the object begin
     * @param end where those end
     * @return false if the attribute itself must still be written unchanged
     */
    boolean write(
            AttributeWriter out, Attribute<T> key, MemorySegment source, long at, int length, long first, long end) {
        if (!isSentBeside(source, first, end)) {
            return true;
        }
        long payload = at + AttributeHeader.NLA_HDRLEN;
        boolean replaced = flag;
        if (flag) {
            if (isZero(source, payload, at + length)) {
                return true;
            }
            out.put(key.number(), new byte[0]);
        } else if (accepted != null || absent != null || substitute != null) {
            T value = key.codec().read(source, payload, length - AttributeHeader.NLA_HDRLEN);
            if (value.equals(absent)) {
                return true;
            }
            if (substitute != null && substitute.write(out, value, source, first, end)) {
                return true;
            }
            T sent = accepted == null ? value : accepted.apply(value, neighbours(source, first, end));
            replaced = !isSame(sent, value);
            if (replaced) {
                out.put(key, sent);
            }
        }
        companions.forEach(companion -> companion.write(out, source, first, end));
        return replaced;
    }

    /** Objects are equal whether their nests have the flag {@code NLA_F_NESTED} or not, but a request may need it. */
    private static boolean isSame(Object sent, Object reported) {
        return (sent instanceof NetlinkObject<?> ours && reported instanceof NetlinkObject<?> theirs)
                ? Arrays.equals(ours.bytes(), theirs.bytes())
                : sent.equals(reported);
    }

    private boolean isSentBeside(MemorySegment source, long first, long end) {
        return condition == null || condition.test(neighbours(source, first, end));
    }

    /** The attributes from {@code first} to {@code end}, without a header. */
    private static Nest neighbours(MemorySegment source, long first, long end) {
        return new Nest(
                Schema.UNKNOWN, Content.of(source.asSlice(first, end - first).toArray(ValueLayout.JAVA_BYTE)));
    }

    /** Whether the payload is the number zero. An empty payload is a flag already. */
    private static boolean isZero(MemorySegment source, long from, long to) {
        for (long at = from; at < to; at++) {
            if (source.get(ValueLayout.JAVA_BYTE, at) != 0) {
                return false;
            }
        }
        return from < to;
    }
}
