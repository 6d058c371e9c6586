package io.netlink4j.core.linux;

import static io.netlink4j.core.linux.Downcalls.INT;
import static io.netlink4j.core.linux.Downcalls.LONG;
import static io.netlink4j.core.linux.Downcalls.POINTER;
import static io.netlink4j.core.linux.Downcalls.function;
import static io.netlink4j.core.linux.Downcalls.variadic;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;

/**
 * Linux's C library: each method has the name and the argument order of its man page, behind a segment that receives
 * {@code errno}, and answers the function's result, or the negative error number where the function answers -1. A call that a
 * signal interrupted is repeated. Transfers answer {@code int}, since Linux moves at most 0x7ffff000 bytes at once.
 *
 * <p>Where native access is missing each method throws a {@link io.netlink4j.core.error.NetlinkException} that says why.
 */
public final class Libc {
    private static final int EINTR = 4;

    private static final MethodHandle SOCKET = function("socket", INT, INT, INT, INT);
    private static final MethodHandle CONNECT = function("connect", INT, INT, POINTER, INT);
    private static final MethodHandle SETSOCKOPT = function("setsockopt", INT, INT, INT, INT, POINTER, INT);
    private static final MethodHandle GETSOCKOPT = function("getsockopt", INT, INT, INT, INT, POINTER, POINTER);
    private static final MethodHandle SEND = function("send", LONG, INT, POINTER, LONG, INT);
    private static final MethodHandle RECV = function("recv", LONG, INT, POINTER, LONG, INT);
    private static final MethodHandle RECVMMSG = function("recvmmsg", INT, INT, POINTER, INT, INT, POINTER);
    private static final MethodHandle POLL = function("poll", INT, POINTER, LONG, INT);
    private static final MethodHandle EPOLL_CREATE1 = function("epoll_create1", INT, INT);
    private static final MethodHandle EPOLL_CTL = function("epoll_ctl", INT, INT, INT, INT, POINTER);
    private static final MethodHandle EPOLL_WAIT = function("epoll_wait", INT, INT, POINTER, INT, INT);
    private static final MethodHandle EVENTFD = function("eventfd", INT, INT, INT);
    private static final MethodHandle OPEN = variadic("open", 2, INT, POINTER, INT, INT);
    private static final MethodHandle READ = function("read", LONG, INT, POINTER, LONG);
    private static final MethodHandle WRITE = function("write", LONG, INT, POINTER, LONG);
    private static final MethodHandle CLOSE = function("close", INT, INT);
    private static final MethodHandle UNLINK = function("unlink", INT, POINTER);
    private static final MethodHandle MKDIR = function("mkdir", INT, POINTER, INT);
    private static final MethodHandle FLOCK = function("flock", INT, INT, INT);
    private static final MethodHandle GETDENTS64 = function("getdents64", "getdents", INT, INT, POINTER, LONG);
    private static final MethodHandle FSTATFS = function("fstatfs", INT, INT, POINTER);
    private static final MethodHandle STATX = function("statx", INT, INT, POINTER, INT, INT, POINTER);
    private static final MethodHandle INOTIFY_INIT1 = function("inotify_init1", INT, INT);
    private static final MethodHandle INOTIFY_ADD_WATCH = function("inotify_add_watch", INT, INT, POINTER, INT);
    private static final MethodHandle INOTIFY_RM_WATCH = function("inotify_rm_watch", INT, INT, INT);
    private static final MethodHandle IOCTL = variadic("ioctl", 2, INT, INT, LONG);
    private static final MethodHandle IOCTL_POINTER = variadic("ioctl", 2, INT, INT, LONG, POINTER);
    private static final MethodHandle SETNS = function("setns", INT, INT, INT);
    private static final MethodHandle UNSHARE = function("unshare", INT, INT);
    private static final MethodHandle MOUNT = function("mount", INT, POINTER, POINTER, POINTER, LONG, POINTER);
    private static final MethodHandle UMOUNT2 = function("umount2", INT, POINTER, INT);

    static {
        FreeDescriptors.prepare();
    }

    private Libc() {}

    /** A segment that receives {@code errno}: for one thread at a time. */
    public static MemorySegment newErrno(SegmentAllocator allocator) {
        return Downcalls.newErrno(allocator);
    }

    /** {@code socket(2)}. */
    public static int socket(MemorySegment errno, int domain, int type, int protocol) {
        try {
            return answer(errno, (int) SOCKET.invokeExact(errno, domain, type, protocol));
        } catch (Throwable e) {
            throw unexpected("socket", e);
        }
    }

    /** {@code connect(2)}. */
    public static int connect(MemorySegment errno, int sockfd, MemorySegment addr, int addrlen) {
        try {
            return answer(errno, (int) CONNECT.invokeExact(errno, sockfd, addr, addrlen));
        } catch (Throwable e) {
            throw unexpected("connect", e);
        }
    }

    /** {@code setsockopt(2)}. */
    public static int setsockopt(
            MemorySegment errno, int sockfd, int level, int optname, MemorySegment optval, int optlen) {
        try {
            return answer(errno, (int) SETSOCKOPT.invokeExact(errno, sockfd, level, optname, optval, optlen));
        } catch (Throwable e) {
            throw unexpected("setsockopt", e);
        }
    }

    /** {@code getsockopt(2)}. */
    public static int getsockopt(
            MemorySegment errno, int sockfd, int level, int optname, MemorySegment optval, MemorySegment optlen) {
        try {
            return answer(errno, (int) GETSOCKOPT.invokeExact(errno, sockfd, level, optname, optval, optlen));
        } catch (Throwable e) {
            throw unexpected("getsockopt", e);
        }
    }

    /** {@code send(2)}. */
    public static int send(MemorySegment errno, int sockfd, MemorySegment buf, long len, int flags) {
        int result;
        do {
            try {
                result = answer(errno, (long) SEND.invokeExact(errno, sockfd, buf, len, flags));
            } catch (Throwable e) {
                throw unexpected("send", e);
            }
        } while (result == -EINTR);
        return result;
    }

    /** {@code recv(2)}. */
    public static int recv(MemorySegment errno, int sockfd, MemorySegment buf, long len, int flags) {
        int result;
        do {
            try {
                result = answer(errno, (long) RECV.invokeExact(errno, sockfd, buf, len, flags));
            } catch (Throwable e) {
                throw unexpected("recv", e);
            }
        } while (result == -EINTR);
        return result;
    }

    /** {@code recvmmsg(2)}, without a time limit. */
    public static int recvmmsg(MemorySegment errno, int sockfd, MemorySegment msgvec, int vlen, int flags) {
        int result;
        do {
            try {
                result = answer(
                        errno, (int) RECVMMSG.invokeExact(errno, sockfd, msgvec, vlen, flags, MemorySegment.NULL));
            } catch (Throwable e) {
                throw unexpected("recvmmsg", e);
            }
        } while (result == -EINTR);
        return result;
    }

    /** {@code poll(2)}; interrupted by a signal it goes on with the time that is left. */
    public static int poll(MemorySegment errno, MemorySegment fds, long nfds, int timeout) {
        long deadline = timeout > 0 ? System.nanoTime() + timeout * 1_000_000L : 0;
        int remaining = timeout;
        while (true) {
            int result;
            try {
                result = answer(errno, (int) POLL.invokeExact(errno, fds, nfds, remaining));
            } catch (Throwable e) {
                throw unexpected("poll", e);
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
        try {
            return answer(errno, (int) EPOLL_CREATE1.invokeExact(errno, flags));
        } catch (Throwable e) {
            throw unexpected("epoll_create1", e);
        }
    }

    /** {@code epoll_ctl(2)}. */
    public static int epoll_ctl(MemorySegment errno, int epfd, int op, int fd, MemorySegment event) {
        try {
            return answer(errno, (int) EPOLL_CTL.invokeExact(errno, epfd, op, fd, event));
        } catch (Throwable e) {
            throw unexpected("epoll_ctl", e);
        }
    }

    /** {@code epoll_wait(2)}; interrupted by a signal it begins anew, with the whole {@code timeout}. */
    public static int epoll_wait(MemorySegment errno, int epfd, MemorySegment events, int maxevents, int timeout) {
        int result;
        do {
            try {
                result = answer(errno, (int) EPOLL_WAIT.invokeExact(errno, epfd, events, maxevents, timeout));
            } catch (Throwable e) {
                throw unexpected("epoll_wait", e);
            }
        } while (result == -EINTR);
        return result;
    }

    /** {@code eventfd(2)}. */
    public static int eventfd(MemorySegment errno, int initval, int flags) {
        try {
            return answer(errno, (int) EVENTFD.invokeExact(errno, initval, flags));
        } catch (Throwable e) {
            throw unexpected("eventfd", e);
        }
    }

    /** {@code open(2)}; {@code mode} counts only with {@code O_CREAT}. */
    public static int open(MemorySegment errno, MemorySegment pathname, int flags, int mode) {
        int result;
        do {
            try {
                result = answer(errno, (int) OPEN.invokeExact(errno, pathname, flags, mode));
            } catch (Throwable e) {
                throw unexpected("open", e);
            }
        } while (result == -EINTR);
        return result;
    }

    /** {@code read(2)}. */
    public static int read(MemorySegment errno, int fd, MemorySegment buf, long count) {
        int result;
        do {
            try {
                result = answer(errno, (long) READ.invokeExact(errno, fd, buf, count));
            } catch (Throwable e) {
                throw unexpected("read", e);
            }
        } while (result == -EINTR);
        return result;
    }

    /** {@code write(2)}. */
    public static int write(MemorySegment errno, int fd, MemorySegment buf, long count) {
        int result;
        do {
            try {
                result = answer(errno, (long) WRITE.invokeExact(errno, fd, buf, count));
            } catch (Throwable e) {
                throw unexpected("write", e);
            }
        } while (result == -EINTR);
        return result;
    }

    /** {@code close(2)}; never repeated, since Linux has released the descriptor even when it answers {@code EINTR}. */
    public static int close(MemorySegment errno, int fd) {
        try {
            return answer(errno, (int) CLOSE.invokeExact(errno, fd));
        } catch (Throwable e) {
            throw unexpected("close", e);
        }
    }

    /** {@code unlink(2)}. */
    public static int unlink(MemorySegment errno, MemorySegment pathname) {
        try {
            return answer(errno, (int) UNLINK.invokeExact(errno, pathname));
        } catch (Throwable e) {
            throw unexpected("unlink", e);
        }
    }

    /** {@code mkdir(2)}. */
    public static int mkdir(MemorySegment errno, MemorySegment pathname, int mode) {
        try {
            return answer(errno, (int) MKDIR.invokeExact(errno, pathname, mode));
        } catch (Throwable e) {
            throw unexpected("mkdir", e);
        }
    }

    /** {@code flock(2)}. */
    public static int flock(MemorySegment errno, int fd, int operation) {
        int result;
        do {
            try {
                result = answer(errno, (int) FLOCK.invokeExact(errno, fd, operation));
            } catch (Throwable e) {
                throw unexpected("flock", e);
            }
        } while (result == -EINTR);
        return result;
    }

    /** {@code getdents64(2)}: unlike {@code readdir}, it tells the end from an error; musl has it as {@code getdents}. */
    public static int getdents64(MemorySegment errno, int fd, MemorySegment dirp, long count) {
        try {
            return answer(errno, (int) GETDENTS64.invokeExact(errno, fd, dirp, count));
        } catch (Throwable e) {
            throw unexpected("getdents64", e);
        }
    }

    /** {@code fstatfs(2)}. */
    public static int fstatfs(MemorySegment errno, int fd, MemorySegment buf) {
        int result;
        do {
            try {
                result = answer(errno, (int) FSTATFS.invokeExact(errno, fd, buf));
            } catch (Throwable e) {
                throw unexpected("fstatfs", e);
            }
        } while (result == -EINTR);
        return result;
    }

    /** {@code statx(2)}: unlike {@code fstat}, exported by every supported C library and laid out alike on every machine. */
    public static int statx(
            MemorySegment errno, int dirfd, MemorySegment pathname, int flags, int mask, MemorySegment statxbuf) {
        try {
            return answer(errno, (int) STATX.invokeExact(errno, dirfd, pathname, flags, mask, statxbuf));
        } catch (Throwable e) {
            throw unexpected("statx", e);
        }
    }

    /** {@code inotify_init1(2)}. */
    public static int inotify_init1(MemorySegment errno, int flags) {
        try {
            return answer(errno, (int) INOTIFY_INIT1.invokeExact(errno, flags));
        } catch (Throwable e) {
            throw unexpected("inotify_init1", e);
        }
    }

    /** {@code inotify_add_watch(2)}. */
    public static int inotify_add_watch(MemorySegment errno, int fd, MemorySegment pathname, int mask) {
        try {
            return answer(errno, (int) INOTIFY_ADD_WATCH.invokeExact(errno, fd, pathname, mask));
        } catch (Throwable e) {
            throw unexpected("inotify_add_watch", e);
        }
    }

    /** {@code inotify_rm_watch(2)}. */
    public static int inotify_rm_watch(MemorySegment errno, int fd, int wd) {
        try {
            return answer(errno, (int) INOTIFY_RM_WATCH.invokeExact(errno, fd, wd));
        } catch (Throwable e) {
            throw unexpected("inotify_rm_watch", e);
        }
    }

    /** {@code ioctl(2)} without an argument. */
    public static int ioctl(MemorySegment errno, int fd, long op) {
        try {
            return answer(errno, (int) IOCTL.invokeExact(errno, fd, op));
        } catch (Throwable e) {
            throw unexpected("ioctl", e);
        }
    }

    /** {@code ioctl(2)} with a pointer to its argument. */
    public static int ioctl(MemorySegment errno, int fd, long op, MemorySegment argument) {
        try {
            return answer(errno, (int) IOCTL_POINTER.invokeExact(errno, fd, op, argument));
        } catch (Throwable e) {
            throw unexpected("ioctl", e);
        }
    }

    /** {@code setns(2)}. */
    public static int setns(MemorySegment errno, int fd, int nstype) {
        try {
            return answer(errno, (int) SETNS.invokeExact(errno, fd, nstype));
        } catch (Throwable e) {
            throw unexpected("setns", e);
        }
    }

    /** {@code unshare(2)}. */
    public static int unshare(MemorySegment errno, int flags) {
        try {
            return answer(errno, (int) UNSHARE.invokeExact(errno, flags));
        } catch (Throwable e) {
            throw unexpected("unshare", e);
        }
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
            return answer(errno, (int) MOUNT.invokeExact(errno, source, target, filesystemtype, mountflags, data));
        } catch (Throwable e) {
            throw unexpected("mount", e);
        }
    }

    /** {@code umount2(2)}. */
    public static int umount2(MemorySegment errno, MemorySegment target, int flags) {
        try {
            return answer(errno, (int) UMOUNT2.invokeExact(errno, target, flags));
        } catch (Throwable e) {
            throw unexpected("umount2", e);
        }
    }

    private static int answer(MemorySegment errno, long result) {
        return result == -1 ? -Downcalls.errno(errno) : (int) result;
    }

    private static RuntimeException unexpected(String function, Throwable thrown) {
        if (thrown instanceof RuntimeException e) {
            return e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
        return new IllegalStateException("unexpected failure of the call to " + function, thrown);
    }
}
