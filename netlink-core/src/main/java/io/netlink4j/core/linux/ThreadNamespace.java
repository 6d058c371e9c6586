package io.netlink4j.core.linux;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.Arena;

/** Moves the calling thread to another network namespace ({@code setns(2)}, {@code unshare(2)}). */
public final class ThreadNamespace {
    private ThreadNamespace() {}

    /**
     * Moves the calling thread, or the carrier of the calling virtual thread, to the namespace of the process's first thread, if it is
     * elsewhere and has the right to go there. A thread starts in the namespace of its creator and would keep that namespace alive.
     */
    public static void goHome() {
        if (FileId.find(FileId.OWN_NAMESPACE).equals(FileId.find(FileId.FIRST_NAMESPACE))) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            int home = Libc.open(
                    Libc.newErrno(arena),
                    arena.allocateFrom(FileId.FIRST_NAMESPACE),
                    Linux.O_RDONLY | Linux.O_CLOEXEC,
                    0);
            if (home >= 0) {
                set(home);
                new OwnedFd(home, "the first thread's namespace").close();
            }
        }
    }

    /**
     * Moves the calling thread into a namespace. Nobody else may use the thread afterwards. A thread that is there already needs no
     * privilege.
     *
     * @param where the namespace as a message names it
     */
    public static void enter(int namespaceFd, String where) {
        int result = set(namespaceFd);
        if (result < 0 && !FileId.isOwnNamespace(namespaceFd)) {
            Errno errno = Errno.ofNegative(result);
            throw NetlinkException.refused(
                    "enter " + where,
                    errno,
                    errno.equals(Errno.EPERM)
                            ? "setns needs CAP_SYS_ADMIN, also in the user namespace that owns the network namespace"
                            : FreeDescriptors.reason(errno));
        }
    }

    /** Moves the calling thread into a new network namespace. Nobody else may use the thread afterwards. */
    public static void enterNew() {
        int result;
        try (Arena arena = Arena.ofConfined()) {
            result = Libc.unshare(Libc.newErrno(arena), Linux.CLONE_NEWNET);
        }
        if (result < 0) {
            Errno errno = Errno.ofNegative(result);
            String reason = errno.equals(Errno.EPERM)
                    ? "unshare needs CAP_SYS_ADMIN"
                    : errno.equals(Errno.ENOSPC) ? "the limit /proc/sys/user/max_net_namespaces is reached" : null;
            throw NetlinkException.refused("create a network namespace", errno, reason);
        }
    }

    /** Calls {@code setns(2)}. Returns 0 or the negative error number. */
    public static int set(int namespaceFd) {
        try (Arena arena = Arena.ofConfined()) {
            return Libc.setns(Libc.newErrno(arena), namespaceFd, Linux.CLONE_NEWNET);
        }
    }
}
