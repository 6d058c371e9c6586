package io.netlink4j.core.linux;

/**
 * Constants of Linux's headers, under their names there. {@link Architecture} has those that differ between machines.
 */
public final class Linux {
    // <sys/socket.h>
    public static final int AF_NETLINK = 16;
    public static final int NETLINK_ROUTE = 0;
    public static final int SOCK_RAW = 3;
    public static final int SOCK_CLOEXEC = 0x80000;
    public static final int SOL_SOCKET = 1;
    public static final int SO_SNDBUF = 7;
    public static final int SO_RCVBUF = 8;
    public static final int SO_REUSEPORT = 15;
    public static final int SO_BINDTODEVICE = 25;
    public static final int SO_SNDBUFFORCE = 32;
    public static final int SO_RCVBUFFORCE = 33;
    public static final int SO_MARK = 36;
    public static final int SO_NETNS_COOKIE = 71;
    public static final int MSG_PEEK = 0x2;
    public static final int MSG_TRUNC = 0x20;
    public static final int MSG_DONTWAIT = 0x40;

    // <linux/if.h>
    public static final int IFNAMSIZ = 16;

    // <linux/sockios.h>
    public static final int SIOCGIFINDEX = 0x8933;
    public static final int SIOCGSKNS = 0x894c;

    // <linux/netlink.h>
    public static final int SOL_NETLINK = 270;
    public static final int NETLINK_ADD_MEMBERSHIP = 1;
    public static final int NETLINK_LISTEN_ALL_NSID = 8;
    public static final int NETLINK_CAP_ACK = 10;
    public static final int NETLINK_EXT_ACK = 11;
    public static final int NETLINK_GET_STRICT_CHK = 12;

    // <fcntl.h>
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 0x1;
    public static final int O_RDWR = 0x2;
    public static final int O_CREAT = 0x40;
    public static final int O_EXCL = 0x80;
    public static final int O_NONBLOCK = 0x800;
    public static final int O_DIRECTORY = Architecture.HOST.oDirectory();
    public static final int O_NOFOLLOW = Architecture.HOST.oNofollow();
    public static final int O_CLOEXEC = 0x80000;
    public static final int AT_FDCWD = -100;
    public static final int AT_SYMLINK_NOFOLLOW = 0x100;
    public static final int AT_EMPTY_PATH = 0x1000;

    // <sys/file.h>
    public static final int LOCK_EX = 2;
    public static final int LOCK_NB = 4;

    // <poll.h>
    public static final short POLLIN = 0x1;

    // <sys/epoll.h>
    public static final int EPOLL_CLOEXEC = 0x80000;
    public static final int EPOLL_CTL_ADD = 1;
    public static final int EPOLL_CTL_DEL = 2;
    public static final int EPOLLIN = 0x1;
    public static final int EPOLLPRI = 0x2;
    public static final int EPOLLOUT = 0x4;
    public static final int EPOLLONESHOT = 0x4000_0000;

    // <sys/eventfd.h>
    public static final int EFD_CLOEXEC = 0x80000;
    public static final int EFD_NONBLOCK = 0x800;

    // <sys/inotify.h>
    public static final int IN_CLOEXEC = 0x80000;
    public static final int IN_NONBLOCK = 0x800;
    public static final int IN_MOVED_FROM = 0x40;
    public static final int IN_MOVED_TO = 0x80;
    public static final int IN_CREATE = 0x100;
    public static final int IN_DELETE = 0x200;
    public static final int IN_DELETE_SELF = 0x400;
    public static final int IN_MOVE_SELF = 0x800;
    public static final int IN_Q_OVERFLOW = 0x4000;
    public static final int IN_ONLYDIR = 0x1000000;

    // <sched.h>
    public static final int CLONE_NEWNS = 0x20000;
    public static final int CLONE_NEWNET = 0x40000000;

    // <sys/mount.h>
    public static final long MS_RDONLY = 0x1;
    public static final long MS_BIND = 0x1000;
    public static final long MS_REC = 0x4000;
    public static final long MS_PRIVATE = 0x40000;
    public static final long MS_SLAVE = 0x80000;
    public static final long MS_SHARED = 0x100000;
    public static final int MNT_DETACH = 2;
    public static final int UMOUNT_NOFOLLOW = 8;

    // <sys/stat.h>
    public static final int S_IFMT = 0xf000;
    public static final int S_IFDIR = 0x4000;
    public static final int STATX_TYPE = 0x1;
    public static final int STATX_INO = 0x100;

    // <linux/magic.h>
    public static final long NSFS_MAGIC = 0x6e736673;

    // <linux/nsfs.h>
    public static final long NS_GET_NSTYPE = Architecture.HOST.io(0xb7, 3);

    // <linux/if_tun.h>
    public static final int IFF_TUN = 0x1;
    public static final int IFF_TAP = 0x2;
    public static final int IFF_MULTI_QUEUE = 0x100;
    public static final int IFF_NO_PI = 0x1000;
    public static final int IFF_VNET_HDR = 0x4000;
    public static final long TUNSETIFF = Architecture.HOST.iow('T', 202, Integer.BYTES);
    public static final long TUNSETPERSIST = Architecture.HOST.iow('T', 203, Integer.BYTES);
    public static final long TUNSETOWNER = Architecture.HOST.iow('T', 204, Integer.BYTES);
    public static final long TUNSETGROUP = Architecture.HOST.iow('T', 206, Integer.BYTES);

    private Linux() {}
}
