package io.netlink4j.examples.cni.protocol;

import io.netlink4j.nft.Nft;
import java.util.Optional;

/**
 * What is closed when a call has been answered. The kernel ends the socket of a transaction only when it has freed all deleted rules, and that
 * takes longer than the rest of the call.
 */
public final class Later {
    private static final ThreadLocal<Optional<Nft>> OPEN = ThreadLocal.withInitial(Optional::empty);

    private Later() {}

    /** The rules of the calling thread's namespace, until {@link #close}. */
    public static Nft nft() {
        Nft nft = OPEN.get().orElseGet(Nft::open);
        OPEN.set(Optional.of(nft));
        return nft;
    }

    /** Closes what the calling thread's call has opened. */
    public static void close() {
        Optional<Nft> open = OPEN.get();
        OPEN.remove();
        open.ifPresent(Nft::close);
    }
}
