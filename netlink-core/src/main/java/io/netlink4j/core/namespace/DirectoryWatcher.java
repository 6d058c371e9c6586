package io.netlink4j.core.namespace;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Architecture;
import io.netlink4j.core.linux.BytePath;
import io.netlink4j.core.linux.FreeDescriptors;
import io.netlink4j.core.linux.InotifyEvent;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Watches for files that are added to and removed from a directory ({@code inotify(7)}). The directory itself may be
 * created, removed and mounted over. While it is missing, the nearest existing directory above it is watched instead.
 */
final class DirectoryWatcher implements AutoCloseable {
    private static final int WATCHED = Linux.IN_CREATE
            | Linux.IN_DELETE
            | Linux.IN_MOVED_FROM
            | Linux.IN_MOVED_TO
            | Linux.IN_DELETE_SELF
            | Linux.IN_MOVE_SELF
            | Linux.IN_ONLYDIR;
    private static final int CHUNK = 16 * 1024;

    private final String directory;
    private final OwnedFd inotify;
    private int watch = -1;
    private boolean there;

    /** Receives the names that appear and disappear. */
    interface Listener {
        void appeared(String name);

        void disappeared(String name);
    }

    DirectoryWatcher(String directory) {
        this.directory = directory;
        try (Arena arena = Arena.ofConfined()) {
            int fd = Libc.inotify_init1(Libc.newErrno(arena), Linux.IN_CLOEXEC | Linux.IN_NONBLOCK);
            // Two limits have the same error number.
            SystemCall.check(
                    fd,
                    operation(),
                    errno -> errno.equals(Errno.EMFILE)
                                    && FreeDescriptors.shortage(1).isEmpty()
                            ? "the limit /proc/sys/fs/inotify/max_user_instances is reached"
                            : null);
            this.inotify = new OwnedFd(fd, "the watch of " + directory);
        }
    }

    /** The inotify descriptor. It is readable when {@link #read} has something to report. */
    OwnedFd descriptor() {
        return inotify;
    }

    /** Watches the directory that has the path now. Returns whether another one was watched before. */
    boolean rearm() {
        int before = watch;
        int last;
        do {
            last = watch;
            watchNearest();
            // A directory that is created after the first attempt is found by the second, since the one above is
            // watched then.
        } while (watch != last);
        return watch != before;
    }

    /** Reports what happened. Returns false if the kernel dropped events. */
    boolean read(Listener listener) {
        boolean complete = true;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = Libc.newErrno(arena);
            MemorySegment chunk = arena.allocate(CHUNK, Integer.BYTES);
            while (true) {
                int length = inotify.<Integer>use(fd -> Libc.read(errno, fd, chunk, CHUNK));
                if (length == -Errno.EAGAIN.number()) {
                    return complete;
                }
                SystemCall.check(length, operation());
                for (long at = 0; at < length; at = InotifyEvent.next(Architecture.HOST, chunk, at)) {
                    complete &= tell(chunk, at, listener);
                }
            }
        }
    }

    private boolean tell(MemorySegment chunk, long at, Listener listener) {
        int mask = InotifyEvent.mask(Architecture.HOST, chunk, at);
        String name = InotifyEvent.name(Architecture.HOST, chunk, at);
        boolean named = there && InotifyEvent.watch(Architecture.HOST, chunk, at) == watch && !name.isEmpty();
        if (named && (mask & (Linux.IN_CREATE | Linux.IN_MOVED_TO)) != 0) {
            listener.appeared(name);
        } else if (named && (mask & (Linux.IN_DELETE | Linux.IN_MOVED_FROM)) != 0) {
            listener.disappeared(name);
        }
        return (mask & Linux.IN_Q_OVERFLOW) == 0;
    }

    private void watchNearest() {
        String nearest = directory;
        int added = add(nearest);
        while ((added == -Errno.ENOENT.number() || added == -Errno.ENOTDIR.number()) && !nearest.equals("/")) {
            nearest = nearest.substring(0, Math.max(1, nearest.lastIndexOf('/')));
            added = add(nearest);
        }
        if (added == -Errno.ENOSPC.number()) {
            throw NetlinkException.refused(
                    operation(), Errno.ENOSPC, "the limit /proc/sys/fs/inotify/max_user_watches is reached");
        }
        SystemCall.check(added, operation(), Errno.EACCES, "watching " + nearest + " needs the permission to read it");
        int replaced = watch;
        watch = added;
        there = nearest.equals(directory);
        if (replaced >= 0 && replaced != added) {
            try (Arena arena = Arena.ofConfined()) {
                // Refused if the watch was removed together with its directory.
                inotify.<Integer>use(fd -> Libc.inotify_rm_watch(Libc.newErrno(arena), fd, replaced));
            }
        }
    }

    /** Adds a watch and returns its number. The same directory has the same number again. */
    private int add(String path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = BytePath.allocate(arena, path);
            return inotify.<Integer>use(fd -> Libc.inotify_add_watch(Libc.newErrno(arena), fd, name, WATCHED));
        }
    }

    private String operation() {
        return "watch the namespaces in " + directory;
    }

    @Override
    public void close() {
        inotify.close();
    }
}
