package io.netlink4j.core.namespace;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Gives the calling thread, which must end soon, a view of the files that fits the network namespace it is in. */
final class PrivateMounts implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment errno = Libc.newErrno(arena);
    private final Consumer<NetlinkException> missing;

    private PrivateMounts(Consumer<NetlinkException> missing) {
        this.missing = missing;
    }

    /**
     * Makes the view.
     *
     * @param name of the namespace
     * @param missing is told what could not be mounted
     */
    static void make(Optional<String> name, Consumer<NetlinkException> missing) {
        try (PrivateMounts mounts = new PrivateMounts(missing)) {
            mounts.separate();
            mounts.coverSys();
            EtcNetns.entries(name).forEach(mounts::coverEtc);
        }
    }

    @Override
    public void close() {
        arena.close();
    }

    private void separate() {
        int result = Libc.unshare(errno, Linux.CLONE_NEWNS);
        boolean tooMany = result == -Errno.ENOSPC.number();
        Refusal.check(
                result,
                "make a mount namespace",
                tooMany ? Errno.ENOSPC : Errno.EPERM,
                tooMany ? "the limit /proc/sys/user/max_mnt_namespaces is reached" : "unshare needs CAP_SYS_ADMIN");
        // Slave: what others mount later is seen in here, what is mounted in here is not seen by others.
        Refusal.check(
                mount("", "/", "none", Linux.MS_SLAVE | Linux.MS_REC),
                "make all mounts private to the program",
                Errno.EPERM,
                "mounting needs CAP_SYS_ADMIN");
    }

    // Mounted over the old one rather than in its place: if that is refused, the old one is still there.
    private void coverSys() {
        int result = mount("sysfs", "/sys", "sysfs", 0);
        if (result == -Errno.EPERM.number()) {
            // Where the old one is read-only and locked, as in containers, the new one has to be so, too.
            result = mount("sysfs", "/sys", "sysfs", Linux.MS_RDONLY);
        }
        tell(
                result,
                "mount the namespace's /sys",
                Errno.EPERM,
                "it needs CAP_SYS_ADMIN in the user namespace that owns the network namespace, and a visible /sys");
    }

    private void coverEtc(Path file) {
        Path covered = EtcNetns.ETC.resolve(file.getFileName());
        tell(
                mount(file.toString(), covered.toString(), "none", Linux.MS_BIND),
                "bind " + file + " over " + covered,
                Errno.ENOENT,
                "there is no " + covered + " to cover");
    }

    private void tell(int result, String operation, Errno expected, String reason) {
        try {
            Refusal.check(result, operation, expected, reason);
        } catch (NetlinkException e) {
            missing.accept(e);
        }
    }

    private int mount(String source, String target, String type, long flags) {
        return Libc.mount(
                errno,
                arena.allocateFrom(source),
                arena.allocateFrom(target),
                arena.allocateFrom(type),
                flags,
                MemorySegment.NULL);
    }
}
