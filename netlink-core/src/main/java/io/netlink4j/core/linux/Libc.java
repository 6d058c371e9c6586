package io.netlink4j.core.linux;

import static java.lang.ref.Reference.reachabilityFence;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * The C library. Each method has the name and the argument order of its man page, after a segment that receives {@code
 * errno}. It returns the function's result, or the negative error number if the function returns -1. A call that a
 * signal interrupts is repeated. Reads and writes return {@code int}, since Linux transfers at most 0x7ffff000 bytes at
 * once.
 *
 * <p>All functions are called with five 64-bit arguments, of which each function reads those it has: an {@code int} is
 * in the lower half of a register, signed, and a pointer is an address. So the JDK generates the classes for a call
 * only once (once more for variadic functions), which takes several milliseconds for each shape of arguments.
 *
 * <p>If native access is missing, each method throws a {@link io.netlink4j.core.error.NetlinkException} that says why.
 */
public final class Libc {
    private static final int EINTR = 4;

    private static final CFunction SOCKET = CFunction.of("socket");
    private static final CFunction CONNECT = CFunction.of("connect");
    private static final CFunction SETSOCKOPT = CFunction.of("setsockopt");
    private static final CFunction GETSOCKOPT = CFunction.of("getsockopt");
    private static final CFunction SEND = CFunction.of("send");
    private static final CFunction RECV = CFunction.of("recv");
    private static final CFunction RECVMMSG = CFunction.of("recvmmsg");
    private static final CFunction POLL = CFunction.of("poll");
    private static final CFunction EPOLL_CREATE1 = CFunction.of("epoll_create1");
    private static final CFunction EPOLL_CTL = CFunction.of("epoll_ctl");
    private static final CFunction EPOLL_WAIT = CFunction.of("epoll_wait");
    private static final CFunction EVENTFD = CFunction.of("eventfd");
    private static final CFunction OPEN = CFunction.variadic("open");
    private static final CFunction READ = CFunction.of("read");
    private static final CFunction WRITE = CFunction.of("write");
    private static final CFunction CLOSE = CFunction.of("close");
    private static final CFunction UNLINK = CFunction.of("unlink");
    private static final CFunction MKDIR = CFunction.of("mkdir");
    private static final CFunction FLOCK = CFunction.of("flock");
    private static final CFunction GETDENTS64 = CFunction.of("getdents64", "getdents");
    private static final CFunction FSTATFS = CFunction.of("fstatfs");
    private static final CFunction STATX = CFunction.of("statx");
    private static final CFunction INOTIFY_INIT1 = CFunction.of("inotify_init1");
    private static final CFunction INOTIFY_ADD_WATCH = CFunction.of("inotify_add_watch");
    private static final CFunction INOTIFY_RM_WATCH = CFunction.of("inotify_rm_watch");
    private static final CFunction IOCTL = CFunction.variadic("ioctl");
    private static final CFunction SETNS = CFunction.of("setns");
    private static final CFunction UNSHARE = CFunction.of("unshare");
    private static final CFunction MOUNT = CFunction.of("mount");
    private static final CFunction UMOUNT2 = CFunction.of("umount2");

    static {
        FreeDescriptors.prepare();
    }

    private Libc() {}

    /** A segment that receives {@code errno}. One thread at a time may use it. */
    public static MemorySegment newErrno(SegmentAllocator allocator) {
        return Downcalls.newErrno(allocator);
    }

    /** {@code socket(2)}. */
    public static int socket(MemorySegment errno, int domain, int type, int protocol) {
        return call(SOCKET, errno, domain, type, protocol, 0, 0);
    }

    /** {@code connect(2)}. */
    public static int connect(MemorySegment errno, int sockfd, MemorySegment addr, int addrlen) {
        try {
            return call(CONNECT, errno, sockfd, at(addr), addrlen, 0, 0);
        } finally {
            reachabilityFence(addr);
        }
    }

    /** {@code setsockopt(2)}. */
    public static int setsockopt(
            MemorySegment errno, int sockfd, int level, int optname, MemorySegment optval, int optlen) {
        try {
            return call(SETSOCKOPT, errno, sockfd, level, optname, at(optval), optlen);
        } finally {
            reachabilityFence(optval);
        }
    }

    /** {@code getsockopt(2)}. */
    public static int getsockopt(
            MemorySegment errno, int sockfd, int level, int optname, MemorySegment optval, MemorySegment optlen) {
        try {
            return call(GETSOCKOPT, errno, sockfd, level, optname, at(optval), at(optlen));
        } finally {
            reachabilityFence(optval);
            reachabilityFence(optlen);
        }
    }

    /** {@code send(2)}. */
    public static int send(MemorySegment errno, int sockfd, MemorySegment buf, long len, int flags) {
        try {
            return repeat(SEND, errno, sockfd, at(buf), len, flags, 0);
        } finally {
            reachabilityFence(buf);
        }
    }

    /** {@code recv(2)}. */
    public static int recv(MemorySegment errno, int sockfd, MemorySegment buf, long len, int flags) {
        try {
            return repeat(RECV, errno, sockfd, at(buf), len, flags, 0);
        } finally {
            reachabilityFence(buf);
        }
    }

    /** {@code recvmmsg(2)} without a timeout. */
    public static int recvmmsg(MemorySegment errno, int sockfd, MemorySegment msgvec, int vlen, int flags) {
        try {
            return repeat(RECVMMSG, errno, sockfd, at(msgvec), vlen, flags, 0);
        } finally {
            reachabilityFence(msgvec);
        }
    }

    /** {@code poll(2)}. After a signal it continues with the remaining time. */
    public static int poll(MemorySegment errno, MemorySegment fds, long nfds, int timeout) {
        long deadline = timeout > 0 ? System.nanoTime() + timeout * 1_000_000L : 0;
        int remaining = timeout;
        while (true) {
            int result;
            try {
                result = call(POLL, errno, at(fds), nfds, remaining, 0, 0);
            } finally {
                reachabilityFence(fds);
            }
            if (result != -EINTR) {
                return result;
            }
            if (timeout > 0) {
                remaining = (int) Math.max(0, (deadline - System.nanoTime() + 999_999) / 1_000_000);
            }
        }
    }

    /** {@code epoll_create1(2)}. */
    public static int epoll_create1(MemorySegment errno, int flags) {
        return call(EPOLL_CREATE1, errno, flags, 0, 0, 0, 0);
    }

    /** {@code epoll_ctl(2)}. */
    public static int epoll_ctl(MemorySegment errno, int epfd, int op, int fd, MemorySegment event) {
        try {
            return call(EPOLL_CTL, errno, epfd, op, fd, at(event), 0);
        } finally {
            reachabilityFence(event);
        }
    }

    /** {@code epoll_wait(2)}. After a signal it starts again, with the whole {@code timeout}. */
    public static int epoll_wait(MemorySegment errno, int epfd, MemorySegment events, int maxevents, int timeout) {
        try {
            return repeat(EPOLL_WAIT, errno, epfd, at(events), maxevents, timeout, 0);
        } finally {
            reachabilityFence(events);
        }
    }

    /** {@code eventfd(2)}. */
    public static int eventfd(MemorySegment errno, int initval, int flags) {
        return call(EVENTFD, errno, initval, flags, 0, 0, 0);
    }

    /** {@code open(2)}. {@code mode} is used only with {@code O_CREAT}. */
    public static int open(MemorySegment errno, MemorySegment pathname, int flags, int mode) {
        try {
            return repeat(OPEN, errno, at(pathname), flags, mode, 0, 0);
        } finally {
            reachabilityFence(pathname);
        }
    }

    /** {@code read(2)}. */
    public static int read(MemorySegment errno, int fd, MemorySegment buf, long count) {
        try {
            return repeat(READ, errno, fd, at(buf), count, 0, 0);
        } finally {
            reachabilityFence(buf);
        }
    }

    /** {@code write(2)}. */
    public static int write(MemorySegment errno, int fd, MemorySegment buf, long count) {
        try {
            return repeat(WRITE, errno, fd, at(buf), count, 0, 0);
        } finally {
            reachabilityFence(buf);
        }
    }

    /** {@code close(2)}. Never repeated: Linux has released the descriptor even if it returns {@code EINTR}. */
    public static int close(MemorySegment errno, int fd) {
        return call(CLOSE, errno, fd, 0, 0, 0, 0);
    }

    /** {@code unlink(2)}. */
    public static int unlink(MemorySegment errno, MemorySegment pathname) {
        try {
            return call(UNLINK, errno, at(pathname), 0, 0, 0, 0);
        } finally {
            reachabilityFence(pathname);
        }
    }

    /** {@code mkdir(2)}. */
    public static int mkdir(MemorySegment errno, MemorySegment pathname, int mode) {
        try {
            return call(MKDIR, errno, at(pathname), mode, 0, 0, 0);
        } finally {
            reachabilityFence(pathname);
        }
    }

    /** {@code flock(2)}. */
    public static int flock(MemorySegment errno, int fd, int operation) {
        return repeat(FLOCK, errno, fd, operation, 0, 0, 0);
    }

    /**
     * {@code getdents64(2)}. Unlike {@code readdir}, it distinguishes the end from an error. musl calls it {@code
     * getdents}.
     */
    public static int getdents64(MemorySegment errno, int fd, MemorySegment dirp, long count) {
        try {
            return call(GETDENTS64, errno, fd, at(dirp), count, 0, 0);
        } finally {
            reachabilityFence(dirp);
        }
    }

    /** {@code fstatfs(2)}. */
    public static int fstatfs(MemorySegment errno, int fd, MemorySegment buf) {
        try {
            return repeat(FSTATFS, errno, fd, at(buf), 0, 0, 0);
        } finally {
            reachabilityFence(buf);
        }
    }

    /**
     * {@code statx(2)}. Unlike {@code fstat}, every supported C library exports it, and its struct is the same on every
     * machine.
     */
    public static int statx(
            MemorySegment errno, int dirfd, MemorySegment pathname, int flags, int mask, MemorySegment statxbuf) {
        try {
            return call(STATX, errno, dirfd, at(pathname), flags, mask, at(statxbuf));
        } finally {
            reachabilityFence(pathname);
            reachabilityFence(statxbuf);
        }
    }

    /** {@code inotify_init1(2)}. */
    public static int inotify_init1(MemorySegment errno, int flags) {
        return call(INOTIFY_INIT1, errno, flags, 0, 0, 0, 0);
    }

    /** {@code inotify_add_watch(2)}. */
    public static int inotify_add_watch(MemorySegment errno, int fd, MemorySegment pathname, int mask) {
        try {
            return call(INOTIFY_ADD_WATCH, errno, fd, at(pathname), mask, 0, 0);
        } finally {
            reachabilityFence(pathname);
        }
    }

    /** {@code inotify_rm_watch(2)}. */
    public static int inotify_rm_watch(MemorySegment errno, int fd, int wd) {
        return call(INOTIFY_RM_WATCH, errno, fd, wd, 0, 0, 0);
    }

    /** {@code ioctl(2)} without an argument. */
    public static int ioctl(MemorySegment errno, int fd, long op) {
        return call(IOCTL, errno, fd, op, 0, 0, 0);
    }

    /** {@code ioctl(2)} with a pointer to its argument. */
    public static int ioctl(MemorySegment errno, int fd, long op, MemorySegment argument) {
        try {
            return call(IOCTL, errno, fd, op, at(argument), 0, 0);
        } finally {
            reachabilityFence(argument);
        }
    }

    /** {@code setns(2)}. */
    public static int setns(MemorySegment errno, int fd, int nstype) {
        return call(SETNS, errno, fd, nstype, 0, 0, 0);
    }

    /** {@code unshare(2)}. */
    public static int unshare(MemorySegment errno, int flags) {
        return call(UNSHARE, errno, flags, 0, 0, 0, 0);
    }

    /** {@code mount(2)}. */
    public static int mount(
            MemorySegment errno,
            MemorySegment source,
            MemorySegment target,
            MemorySegment filesystemtype,
            long mountflags,
            MemorySegment data) {
        try {
            return call(MOUNT, errno, at(source), at(target), at(filesystemtype), mountflags, at(data));
        } finally {
            reachabilityFence(source);
            reachabilityFence(target);
            reachabilityFence(filesystemtype);
            reachabilityFence(data);
        }
    }

    /** {@code umount2(2)}. */
    public static int umount2(MemorySegment errno, MemorySegment target, int flags) {
        try {
            return call(UMOUNT2, errno, at(target), flags, 0, 0, 0);
        } finally {
            reachabilityFence(target);
        }
    }

    /** Calls {@code function} and repeats the call while a signal interrupts it. */
    private static int repeat(CFunction function, MemorySegment errno, long a, long b, long c, long d, long e) {
        int result;
        do {
            result = call(function, errno, a, b, c, d, e);
        } while (result == -EINTR);
        return result;
    }

    private static int call(CFunction function, MemorySegment errno, long a, long b, long c, long d, long e) {
        // of an int, the upper half is undefined
        int result = (int) function.call(errno, a, b, c, d, e);
        return result == -1 ? -Downcalls.errno(errno) : result;
    }

    /** The address of {@code memory}. The caller keeps it reachable until the call has returned. */
    private static long at(MemorySegment memory) {
        if (!memory.isNative()) {
            throw new IllegalArgumentException("the C library takes no memory of the heap");
        }
        if (!memory.scope().isAlive()) {
            throw new IllegalStateException("the memory is freed already");
        }
        return memory.address();
    }
}
