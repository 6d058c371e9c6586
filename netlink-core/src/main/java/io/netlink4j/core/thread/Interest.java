package io.netlink4j.core.thread;

import io.netlink4j.core.linux.Linux;

/**
 * What is waited for at a file descriptor. An error or the end of the other side is told in any case.
 *
 * @param fd the descriptor, which must stay open meanwhile
 * @param events {@code EPOLLIN} and the like
 */
public record Interest(int fd, int events) {
    /** Something to read ({@code EPOLLIN}). */
    public static Interest readable(int fd) {
        return new Interest(fd, Linux.EPOLLIN);
    }

    /**
     * A change of what a file of {@code /proc} says ({@code EPOLLPRI}): such files are always readable. The kernel may tell of a change once only, to the
     * registration itself, so look once more when you wait already.
     */
    public static Interest changed(int fd) {
        return new Interest(fd, Linux.EPOLLPRI);
    }
}
