package io.netlink4j.core.thread;

import io.netlink4j.core.linux.Linux;

/**
 * The event that a caller waits for at a file descriptor. Errors and hang-ups are reported in any case.
 *
 * @param fd the descriptor; it must stay open meanwhile
 * @param events {@code EPOLLIN} and the like
 */
public record Interest(int fd, int events) {
    /** The descriptor is readable ({@code EPOLLIN}). */
    public static Interest readable(int fd) {
        return new Interest(fd, Linux.EPOLLIN);
    }

    /** The descriptor is writable ({@code EPOLLOUT}). */
    public static Interest writable(int fd) {
        return new Interest(fd, Linux.EPOLLOUT);
    }

    /**
     * The content of a file of {@code /proc} changed ({@code EPOLLPRI}); such files are always readable. The kernel may
     * report a change only once, at the registration itself. So read the file once more after the wait has begun.
     */
    public static Interest changed(int fd) {
        return new Interest(fd, Linux.EPOLLPRI);
    }
}
