package io.netlink4j.nft.statement;

import io.netlink4j.nft.match.SystemFields;
import io.netlink4j.nft.packet.AddressType;
import io.netlink4j.nft.packet.FibKey;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A lookup of a packet's address in the routing tables ({@code fib} in nft).
 *
 * {@snippet :
 * chain.rule(fib(FibKey.DADDR).type(AddressType.LOCAL), accept());
 * chain.rule(fib(FibKey.SADDR, FibKey.IIF).missing(), drop()); // a strict reverse path filter
 * }
 */
public final class FibLookup {
    private final Set<FibKey> keys;

    FibLookup(Collection<FibKey> keys) {
        this.keys = EnumSet.copyOf(keys);
        if (has(FibKey.SADDR) == has(FibKey.DADDR) || (has(FibKey.IIF) && has(FibKey.OIF))) {
            throw new IllegalArgumentException(
                    "'" + this + "' is no lookup; it needs saddr or daddr, and has at most one of iif and oif.");
        }
    }

    private boolean has(FibKey key) {
        return keys.contains(key);
    }

    private int flags() {
        return keys.stream().mapToInt(FibKey::flag).sum();
    }

    /** The type of the address is one of these. */
    public Match type(AddressType first, AddressType... more) {
        return type().oneOf(first, (Object[]) more);
    }

    /** The type of the address, for other comparisons, sets and maps. */
    public Selector type() {
        return new Selector(SystemFields.fibType(this + " type", flags()));
    }

    /** The link of the route, by its index. */
    public Selector oif() {
        return new Selector(SystemFields.fibLink(this + " oif", flags()));
    }

    /** The link of the route, by its name. */
    public Selector oifname() {
        return new Selector(SystemFields.fibLinkName(this + " oifname", flags()));
    }

    /** There is a route. */
    public Match exists() {
        return route(true);
    }

    /** There is no route. */
    public Match missing() {
        return route(false);
    }

    private Match route(boolean exists) {
        return new Selector(SystemFields.fibExists(this + " oif", flags())).oneOf(exists);
    }

    /** The lookup in the syntax of nft, without its result: {@code fib saddr . iif}. */
    @Override
    public String toString() {
        return "fib " + keys.stream().map(FibKey::toString).collect(Collectors.joining(" . "));
    }
}
