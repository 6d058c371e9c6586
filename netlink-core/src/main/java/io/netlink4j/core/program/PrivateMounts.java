package io.netlink4j.core.program;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.BytePath;
import io.netlink4j.core.linux.EtcNetns;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gives the calling thread a mount namespace whose {@code /sys} and {@code /etc} fit its network namespace. The thread
 * must end soon.
 */
final class PrivateMounts implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment errno = Libc.newErrno(arena);
    private final Consumer<NetlinkException> missing;

    private PrivateMounts(Consumer<NetlinkException> missing) {
        this.missing = missing;
    }

    /**
     * Makes the mounts.
     *
     * @param name the name of the namespace
     * @param atHome whether the program stays in its parent's network namespace, so that it can do without a mount
     *     namespace
     * @param missing receives the mounts that failed
     */
    static void make(Optional<String> name, boolean atHome, Consumer<NetlinkException> missing) {
        try (PrivateMounts mounts = new PrivateMounts(missing)) {
            boolean separate = mounts.separate(atHome);
            if (separate) {
                mounts.coverSys();
            }
            for (String entry : EtcNetns.entries(name)) {
                String file = EtcNetns.directory(name.orElseThrow()) + "/" + entry;
                mounts.coverEtc(file, EtcNetns.ETC + "/" + entry, separate);
            }
        }
    }

    @Override
    public void close() {
        arena.close();
    }

    /** Returns false if the thread may not have a mount namespace and can do without. */
    private boolean separate(boolean atHome) {
        int result = Libc.unshare(errno, Linux.CLONE_NEWNS);
        if (atHome && result == -Errno.EPERM.number()) {
            return false;
        }
        boolean tooMany = result == -Errno.ENOSPC.number();
        SystemCall.check(
                result,
                "make a mount namespace",
                tooMany ? Errno.ENOSPC : Errno.EPERM,
                tooMany ? "the limit /proc/sys/user/max_mnt_namespaces is reached" : "unshare needs CAP_SYS_ADMIN");
        // Slave: later mounts of other processes propagate into this namespace, but not the other way round.
        SystemCall.check(
                mount("", "/", "none", Linux.MS_SLAVE | Linux.MS_REC),
                "make all mounts private to the program",
                Errno.EPERM,
                "mounting needs CAP_SYS_ADMIN");
        return true;
    }

    // Mounted over the old one and not in its place: if the mount fails, the old one is still there.
    private void coverSys() {
        int result = mount("sysfs", "/sys", "sysfs", 0);
        if (result == -Errno.EPERM.number()) {
            // If the old one is read-only and locked, as in containers, the new one must be read-only, too.
            result = mount("sysfs", "/sys", "sysfs", Linux.MS_RDONLY);
        }
        tell(
                result,
                "mount the namespace's /sys",
                Errno.EPERM,
                "it needs CAP_SYS_ADMIN in the user namespace that owns the network namespace, and a visible /sys");
    }

    private void coverEtc(String file, String covered, boolean separate) {
        tell(
                separate ? mount(file, covered, "none", Linux.MS_BIND) : -Errno.EPERM.number(),
                "bind " + file + " over " + covered,
                separate ? Errno.ENOENT : Errno.EPERM,
                separate
                        ? "there is no " + covered + " to cover"
                        : "it takes a mount namespace for the program, and so CAP_SYS_ADMIN");
    }

    private void tell(int result, String operation, Errno expected, String reason) {
        try {
            SystemCall.check(result, operation, expected, reason);
        } catch (NetlinkException e) {
            missing.accept(e);
        }
    }

    private int mount(String source, String target, String type, long flags) {
        return Libc.mount(
                errno,
                BytePath.allocate(arena, source),
                BytePath.allocate(arena, target),
                arena.allocateFrom(type),
                flags,
                MemorySegment.NULL);
    }
}
