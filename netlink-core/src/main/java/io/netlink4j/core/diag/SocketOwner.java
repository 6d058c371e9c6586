package io.netlink4j.core.diag;

import io.netlink4j.core.error.Printable;

/**
 * A process that has a socket open.
 *
 * @param pid the process
 * @param fd its file descriptor
 * @param name the name of its first thread ({@code /proc/PID/comm}); empty if it has ended meanwhile
 */
public record SocketOwner(long pid, int fd, String name) {
    /** The form of {@code ss}: {@code ("sshd",pid=812,fd=3)}. */
    @Override
    public String toString() {
        return "(\"" + Printable.of(name) + "\",pid=" + pid + ",fd=" + fd + ")";
    }
}
