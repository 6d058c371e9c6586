package io.netlink4j.core.link;

import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.error.Printable;
import java.util.Optional;

/**
 * Refers to a link by index, by name or alternative name, or by {@code Link}.
 *
 * <p>A name is resolved when a request is sent, in the namespace of the socket that sends it. An index is sent as it is: it is valid in the
 * namespace that it was read in. A {@code Link} that was read from the kernel refers to its index.
 */
public interface LinkReference {
    /** An ifindex in 32 bits, or the name of a link until it is sent; for {@code IFLA_MASTER}, {@code RTA_OIF} and the like. */
    Codec<LinkReference> CODEC = new LinkCodec();

    /**
     * The link with an index.
     *
     * @throws IllegalArgumentException if it is negative
     */
    static LinkReference of(int ifindex) {
        return new ByIndex(ifindex);
    }

    /**
     * The link with a name or an alternative name. The kernel allows any bytes in alternative names.
     *
     * @throws IllegalArgumentException if it is empty, has more than 127 bytes, or contains a NUL character or a slash
     */
    static LinkReference of(String name) {
        return new ByName(name);
    }

    /** The index; empty if only a name is known. */
    Optional<Integer> ifindex();

    /** The name; empty if only an index is known. */
    Optional<String> name();

    /** The text for messages: {@code link 'red'}, or {@code link 7} if only the index is known. */
    default String label() {
        return name().map(name -> "link '" + Printable.of(name) + "'")
                .orElseGet(() -> "link " + ifindex().orElse(0));
    }

    /**
     * The link with an index.
     *
     * @param number the index, counted from 1 in each namespace; 0 means no link
     */
    record ByIndex(int number) implements LinkReference {
        /** Checks that it is not negative. */
        public ByIndex {
            if (number < 0) {
                throw new IllegalArgumentException("a link's index is not negative, as " + number + " is");
            }
        }

        @Override
        public Optional<Integer> ifindex() {
            return Optional.of(number);
        }

        @Override
        public Optional<String> name() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return label();
        }
    }

    /**
     * The link with a name.
     *
     * @param text the name or an alternative one
     */
    record ByName(String text) implements LinkReference {
        /** Checks that a link can have the name. */
        public ByName {
            LinkNames.checkAny(text);
        }

        @Override
        public Optional<Integer> ifindex() {
            return Optional.empty();
        }

        @Override
        public Optional<String> name() {
            return Optional.of(text);
        }

        @Override
        public String toString() {
            return label();
        }
    }
}
