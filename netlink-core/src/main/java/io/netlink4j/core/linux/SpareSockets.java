package io.netlink4j.core.linux;

import java.lang.foreign.Arena;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * Who makes a namespace mostly wants a {@code NETLINK_ROUTE} socket in it next, and would have to send a thread there again. So one is
 * opened on the way out of a new namespace and kept here, until it is wanted or the namespace's handle is closed.
 */
public final class SpareSockets {
    private static final int TYPE = Linux.SOCK_RAW | Linux.SOCK_CLOEXEC;

    /** By the descriptor of the namespace, whose number is nobody else's while it is open. */
    private static final Map<Integer, Integer> SPARE = new ConcurrentHashMap<>();

    private SpareSockets() {}

    /** Opens one in the calling thread's namespace, or does without. */
    public static void open(int namespaceFd) {
        try (Arena arena = Arena.ofConfined()) {
            int socket = Libc.socket(Libc.newErrno(arena), Linux.AF_NETLINK, TYPE, Linux.NETLINK_ROUTE);
            if (socket >= 0) {
                SPARE.put(namespaceFd, socket);
            }
        }
    }

    /** The one that was kept for a namespace, if it speaks {@code protocol}, and else what {@code opener} opens inside. */
    public static int takeOrOpen(int namespaceFd, String where, int protocol, IntSupplier opener) {
        Integer spare = protocol == Linux.NETLINK_ROUTE ? SPARE.remove(namespaceFd) : null;
        return spare != null ? spare : NamespaceThread.openInside(namespaceFd, where, opener);
    }

    /** Closes the one that was kept for a namespace, whose own descriptor is to be closed next. */
    public static void close(int namespaceFd) {
        Integer spare = SPARE.remove(namespaceFd);
        if (spare != null) {
            new OwnedFd(spare, "a spare socket").close();
        }
    }
}
