package io.netlink4j.rtnl.link.kind;

import java.util.Optional;

/**
 * The options of GRE: keys, sequence numbers and checksums, separate for received and sent packets ({@code IFLA_GRE_*} of {@code
 * linux/if_tunnel.h}).
 *
 * @param <K> the kind itself
 */
public interface GreTunnel<K extends KnownKind<K>> extends UdpTunnel<K> {
    /** The key that received packets must have ({@code IFLA_GRE_IKEY}), an unsigned 32-bit number; empty for none. */
    default Optional<Long> inputKey() {
        return TunnelOptions.IKEY.get(this).filter(key -> input(TunnelOptions.KEY));
    }

    /** A copy that requires a key of received packets, an unsigned 32-bit number. */
    default K inputKey(long key) {
        return TunnelOptions.IKEY.set(input(TunnelOptions.KEY, true), key);
    }

    /** The key of sent packets ({@code IFLA_GRE_OKEY}), an unsigned 32-bit number; empty for none. */
    default Optional<Long> outputKey() {
        return TunnelOptions.OKEY.get(this).filter(key -> output(TunnelOptions.KEY));
    }

    /** A copy with a key in sent packets, an unsigned 32-bit number. */
    default K outputKey(long key) {
        return TunnelOptions.OKEY.set(output(TunnelOptions.KEY, true), key);
    }

    /** A copy with the same key for received and sent packets, an unsigned 32-bit number. */
    default K key(long key) {
        K keyed = inputKey(key);
        K flagged =
                TunnelOptions.OFLAGS.set(keyed, TunnelOptions.OFLAGS.get(this).orElse(0) | TunnelOptions.KEY);
        return TunnelOptions.OKEY.set(flagged, key);
    }

    /** Whether received packets must be in sequence ({@code iseq}). */
    default boolean inputSequence() {
        return input(TunnelOptions.SEQUENCE);
    }

    /** A copy that requires sequence numbers in received packets or does not. */
    default K inputSequence(boolean on) {
        return input(TunnelOptions.SEQUENCE, on);
    }

    /** Whether sent packets have sequence numbers ({@code oseq}). */
    default boolean outputSequence() {
        return output(TunnelOptions.SEQUENCE);
    }

    /** A copy that sends sequence numbers or does not. */
    default K outputSequence(boolean on) {
        return output(TunnelOptions.SEQUENCE, on);
    }

    /** Whether received packets must have a checksum ({@code icsum}). */
    default boolean inputChecksum() {
        return input(TunnelOptions.CHECKSUM);
    }

    /** A copy that requires checksums in received packets or does not. */
    default K inputChecksum(boolean on) {
        return input(TunnelOptions.CHECKSUM, on);
    }

    /** Whether sent packets have a checksum ({@code ocsum}). */
    default boolean outputChecksum() {
        return output(TunnelOptions.CHECKSUM);
    }

    /** A copy that sends checksums or does not. */
    default K outputChecksum(boolean on) {
        return output(TunnelOptions.CHECKSUM, on);
    }

    private boolean input(int flag) {
        return (TunnelOptions.IFLAGS.get(this).orElse(0) & flag) != 0;
    }

    private K input(int flag, boolean on) {
        int flags = TunnelOptions.IFLAGS.get(this).orElse(0);
        return TunnelOptions.IFLAGS.with(this, on ? flags | flag : flags & ~flag);
    }

    private boolean output(int flag) {
        return (TunnelOptions.OFLAGS.get(this).orElse(0) & flag) != 0;
    }

    private K output(int flag, boolean on) {
        int flags = TunnelOptions.OFLAGS.get(this).orElse(0);
        return TunnelOptions.OFLAGS.with(this, on ? flags | flag : flags & ~flag);
    }
}
