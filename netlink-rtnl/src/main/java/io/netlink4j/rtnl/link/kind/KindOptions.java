package io.netlink4j.rtnl.link.kind;

/**
 * Options that several kinds share. The kinds implement it; programs call the methods of the kinds.
 *
 * @param <K> the kind itself
 */
public interface KindOptions<K extends KnownKind<K>> {
    /** This kind. */
    @SuppressWarnings("unchecked") // only kinds implement it
    default K self() {
        return (K) this;
    }
}
