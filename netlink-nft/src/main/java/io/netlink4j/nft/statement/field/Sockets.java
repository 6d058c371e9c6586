package io.netlink4j.nft.statement.field;

import io.netlink4j.nft.match.SystemFields;
import io.netlink4j.nft.statement.Selector;

/** The local socket that a packet is for: {@code socket} of nft. */
public final class Sockets {
    static final Sockets HEADER = new Sockets();

    private Sockets() {}

    /** Whether the socket takes packets for foreign addresses: 1 or 0. */
    public Selector transparent() {
        return Fields.of(SystemFields.SOCKET_TRANSPARENT);
    }

    /** The mark of the socket. */
    public Selector mark() {
        return Fields.of(SystemFields.SOCKET_MARK);
    }

    /** Whether the socket is bound to no address: 1 or 0. */
    public Selector wildcard() {
        return Fields.of(SystemFields.SOCKET_WILDCARD);
    }

    /**
     * The control group (version 2) that the socket has at a level of the hierarchy: its path below {@code /sys/fs/cgroup}, which must
     * exist, or its number, which is the inode of its directory.
     *
     * @throws IllegalArgumentException if the level is not in 1 to 255
     */
    public Selector cgroupv2(int level) {
        if (level < 1 || level > 255) {
            throw new IllegalArgumentException("The level of a control group is 1 to 255, not " + level + ".");
        }
        return Fields.of(SystemFields.cgroup(level));
    }
}
