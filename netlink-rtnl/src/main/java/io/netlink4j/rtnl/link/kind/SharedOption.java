package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.rtnl.internal.KindSchema;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * An option that several kinds have, each with a number of its own: {@code IFLA_GRE_TTL} and {@code IFLA_IPTUN_TTL}.
 *
 * @param name the end of the kernel's name, such as {@code TTL}
 * @param codec its values
 * @param text the text that {@code ip -d link} shows
 */
record SharedOption<T>(String name, Codec<T> codec, BiFunction<? super T, NetlinkObject<?>, String> text) {
    /** Adds the option to those of a kind, as a row after the previous ones. */
    Attribute<T> addTo(KindSchema keys, String prefix, int number) {
        return addTo(keys, prefix, number, UnaryOperator.identity());
    }

    /** As above, with a key that is sent in its own way. */
    Attribute<T> addTo(KindSchema keys, String prefix, int number, UnaryOperator<Attribute<T>> form) {
        return keys.shared(this, keys.add(form.apply(key(prefix, number)), text));
    }

    /** As the first, for an option with several parts, of which a change may set one. */
    void addTo(KindSchema keys, String prefix, int number, BinaryOperator<T> merge) {
        keys.merged(addTo(keys, prefix, number), merge);
    }

    Attribute<T> key(String prefix, int number) {
        return Attribute.of(number, prefix + name, codec);
    }

    /** The value that a kind has. */
    Optional<T> of(NetlinkObject<?> kind) {
        return kind.get(((KnownKind<?>) kind).type().key(this));
    }

    /** The value that a kind has. */
    <K extends KnownKind<K>> Optional<T> get(KindOptions<K> kind) {
        return of(kind.self());
    }

    /** A copy of a kind with a value. */
    <K extends KnownKind<K>> K with(KindOptions<K> kind, T value) {
        return set(kind.self(), value);
    }

    /** A copy of a kind with a value. */
    <K extends KnownKind<K>> K set(K kind, T value) {
        return kind.with(kind.type().key(this), value);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
