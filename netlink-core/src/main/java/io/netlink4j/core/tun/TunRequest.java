package io.netlink4j.core.tun;

import io.netlink4j.core.error.Printable;
import io.netlink4j.core.link.LinkNames;
import io.netlink4j.core.linux.Linux;
import java.util.OptionalLong;

/**
 * Which device to open, for {@link io.netlink4j.core.namespace.NetworkNamespace#openTun}. Immutable.
 *
 * <p>Packets have no header before them ({@code IFF_NO_PI}), unless the request asks for one.
 */
public final class TunRequest {
    private final String name;
    private final int flags;
    private final boolean persistent;
    private final OptionalLong owner;
    private final OptionalLong group;

    private TunRequest(String name, int flags, boolean persistent, OptionalLong owner, OptionalLong group) {
        this.name = name;
        this.flags = flags;
        this.persistent = persistent;
        this.owner = owner;
        this.group = group;
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
        int pattern = LinkNames.check(name).indexOf('%');
        if (pattern >= 0 && (!name.startsWith("%d", pattern) || name.indexOf('%', pattern + 1) >= 0)) {
            throw new IllegalArgumentException("'" + Printable.of(name)
                    + "' is no name for a link: the kernel replaces one %d by a number, and takes no other %");
        }
        return new TunRequest(name, mode | Linux.IFF_NO_PI, false, OptionalLong.empty(), OptionalLong.empty());
    }

    private TunRequest flags(int changed) {
        return new TunRequest(name, changed, persistent, owner, group);
    }

    /** A device with several queues ({@code IFF_MULTI_QUEUE}): it may be opened again, and each flow of packets goes to one of the channels. */
    public TunRequest multiQueue() {
        return flags(flags | Linux.IFF_MULTI_QUEUE);
    }

    /** A device with the flags and the protocol before each packet, {@code struct tun_pi} of 4 bytes, as by default without {@code IFF_NO_PI}. */
    public TunRequest packetInformation() {
        return flags(flags & ~Linux.IFF_NO_PI);
    }

    /** A device with a {@code struct virtio_net_hdr} of 10 bytes before each packet, and behind the packet information ({@code IFF_VNET_HDR}). */
    public TunRequest virtioHeader() {
        return flags(flags | Linux.IFF_VNET_HDR);
    }

    /** A device that stays when its last channel is closed ({@code TUNSETPERSIST}). Deleting the link ends it. */
    public TunRequest persistent() {
        return new TunRequest(name, flags, true, owner, group);
    }

    /** A device that a user may open without {@code CAP_NET_ADMIN}, given by a uid ({@code TUNSETOWNER}). It is for one that is persistent. */
    public TunRequest owner(long uid) {
        return new TunRequest(name, flags, persistent, OptionalLong.of(id(uid)), group);
    }

    /** A device that the members of a group may open without {@code CAP_NET_ADMIN}, given by a gid ({@code TUNSETGROUP}). */
    public TunRequest group(long gid) {
        return new TunRequest(name, flags, persistent, owner, OptionalLong.of(id(gid)));
    }

    /** The highest number means nobody. */
    private static long id(long number) {
        if (number < 0 || number >= 0xffff_ffffL) {
            throw new IllegalArgumentException("a user or group is 0 to 4294967294, not " + number);
        }
        return number;
    }

    String name() {
        return name;
    }

    int flags() {
        return flags;
    }

    OptionalLong owner() {
        return owner;
    }

    OptionalLong group() {
        return group;
    }

    boolean isPersistent() {
        return persistent;
    }

    /** A copy for the name that the kernel has chosen. */
    TunRequest named(String chosen) {
        return new TunRequest(chosen, flags, persistent, owner, group);
    }

    /** {@code tun device 'tun0'}. */
    @Override
    public String toString() {
        return ((flags & Linux.IFF_TAP) == 0 ? "tun" : "tap") + " device '" + name + "'";
    }
}
