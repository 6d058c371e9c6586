package io.netlink4j.core.tun;

import io.netlink4j.core.link.LinkNames;
import io.netlink4j.core.linux.Linux;

/**
 * Which device to open, for {@link io.netlink4j.core.namespace.NetworkNamespace#openTun}. Immutable.
 *
 * <p>Packets have no header before them ({@code IFF_NO_PI}).
 */
public final class TunRequest {
    private final String name;
    private final int flags;
    private final boolean persistent;

    private TunRequest(String name, int flags, boolean persistent) {
        this.name = name;
        this.flags = flags;
        this.persistent = persistent;
    }

    /**
     * A device whose packets are IP packets ({@code IFF_TUN}).
     *
     * @param name the name of the link, of up to 15 bytes; in one such as {@code tun%d} the kernel replaces {@code %d} by the first number
     *     that is free
     */
    public static TunRequest tun(String name) {
        return of(name, Linux.IFF_TUN);
    }

    /** A device whose packets are Ethernet frames ({@code IFF_TAP}). The name is as for {@link #tun}. */
    public static TunRequest tap(String name) {
        return of(name, Linux.IFF_TAP);
    }

    private static TunRequest of(String name, int mode) {
        return new TunRequest(LinkNames.check(name), mode | Linux.IFF_NO_PI, false);
    }

    /** A device with several queues ({@code IFF_MULTI_QUEUE}): it may be opened again, and each flow of packets goes to one of the channels. */
    public TunRequest multiQueue() {
        return new TunRequest(name, flags | Linux.IFF_MULTI_QUEUE, persistent);
    }

    /** A device that stays when its last channel is closed ({@code TUNSETPERSIST}). Deleting the link ends it. */
    public TunRequest persistent() {
        return new TunRequest(name, flags, true);
    }

    String name() {
        return name;
    }

    int flags() {
        return flags;
    }

    boolean isPersistent() {
        return persistent;
    }

    /** A copy for the name that the kernel has chosen. */
    TunRequest named(String chosen) {
        return new TunRequest(chosen, flags, persistent);
    }

    /** {@code tun device 'tun0'}. */
    @Override
    public String toString() {
        return ((flags & Linux.IFF_TAP) == 0 ? "tun" : "tap") + " device '" + name + "'";
    }
}
