package io.netlink4j.core.attribute;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a request carries in place of an attribute that the kernel reports in one form and accepts in another.
 *
 * <p>It is applied to every object that is sent, so an object that was read can be sent back. The methods of {@link Attribute} make it.
 *
 * @param <T> the type of the attribute's value
 */
public final class RequestForm<T> {
    private static final RequestForm<?> AS_REPORTED = new RequestForm<>(null, null, false, List.of(), List.of());

    private final @Nullable UnaryOperator<T> accepted;
    private final @Nullable T absent;
    private final boolean flag;
    private final List<Attribute<?>> rivals;
    private final List<Companion<?>> companions;

    /**
     * An attribute that is sent together with another.
     *
     * @param value what is sent where the object has none; null where nothing is
     */
    private record Companion<O>(Attribute<O> key, @Nullable O value) {
        void write(AttributeWriter out, MemorySegment source, long first, long end) {
            if (value != null && Wire.find(source, first, end, key.number()) < 0) {
                out.put(key, value);
            }
        }
    }

    private RequestForm(
            @Nullable UnaryOperator<T> accepted,
            @Nullable T absent,
            boolean flag,
            List<Attribute<?>> rivals,
            List<Companion<?>> companions) {
        this.accepted = accepted;
        this.absent = absent;
        this.flag = flag;
        this.rivals = rivals;
        this.companions = companions;
    }

    /** The attribute as it is. */
    @SuppressWarnings("unchecked") // it holds no value of the type
    static <T> RequestForm<T> asReported() {
        return (RequestForm<T>) AS_REPORTED;
    }

    RequestForm<T> as(UnaryOperator<T> other) {
        return new RequestForm<>(other, absent, flag, rivals, companions);
    }

    RequestForm<T> unless(T value) {
        return new RequestForm<>(accepted, value, flag, rivals, companions);
    }

    RequestForm<T> asFlag() {
        return new RequestForm<>(accepted, absent, true, rivals, companions);
    }

    RequestForm<T> notBeside(Attribute<?> other) {
        return new RequestForm<>(accepted, absent, flag, plus(rivals, other), companions);
    }

    RequestForm<T> with(Attribute<?> other) {
        return new RequestForm<>(accepted, absent, flag, rivals, plus(companions, new Companion<>(other, null)));
    }

    <O> RequestForm<T> with(Attribute<O> other, O value) {
        return new RequestForm<>(accepted, absent, flag, rivals, plus(companions, new Companion<>(other, value)));
    }

    private static <E> List<E> plus(List<E> list, E added) {
        List<E> longer = new ArrayList<>(list);
        longer.add(added);
        return List.copyOf(longer);
    }

    /** Whether the attribute is sent as it is. */
    boolean isAsReported() {
        return accepted == null
                && absent == null
                && !flag
                && rivals.isEmpty()
                && companions.stream().allMatch(companion -> companion.value() == null);
    }

    /** The keys without which the attribute says nothing. */
    List<Attribute<?>> companions() {
        return companions.stream().<Attribute<?>>map(Companion::key).toList();
    }

    /**
     * Writes what a request carries, if anything.
     *
     * @param key the attribute
     * @param at where it lies in {@code source}
     * @param length its {@code nla_len}
     * @param first where the attributes beside it begin
     * @param end where those end
     * @return false where the attribute itself is to be written as it is, which remains to be done
     */
    boolean write(
            AttributeWriter out, Attribute<T> key, MemorySegment source, long at, int length, long first, long end) {
        for (Attribute<?> rival : rivals) {
            if (Wire.find(source, first, end, rival.number()) >= 0) {
                return true;
            }
        }
        long payload = at + Wire.NLA_HDRLEN;
        if (flag) {
            if (isZero(source, payload, at + length)) {
                return true;
            }
            out.put(key.number(), new byte[0]);
        } else if (accepted != null || absent != null) {
            T value = key.codec().read(source, payload, length - Wire.NLA_HDRLEN);
            if (value.equals(absent)) {
                return true;
            }
            out.put(key, accepted == null ? value : accepted.apply(value));
        }
        companions.forEach(companion -> companion.write(out, source, first, end));
        return flag || accepted != null || absent != null;
    }

    /** Whether the payload is a number that is zero; an empty one is a flag already. */
    private static boolean isZero(MemorySegment source, long from, long to) {
        for (long at = from; at < to; at++) {
            if (source.get(ValueLayout.JAVA_BYTE, at) != 0) {
                return false;
            }
        }
        return from < to;
    }
}
