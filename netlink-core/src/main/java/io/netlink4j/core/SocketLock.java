package io.netlink4j.core;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Deadlines;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread at a time use a socket. What an exchange left unread is discarded before the next one. */
final class SocketLock {
    private final ReentrantLock lock = new ReentrantLock();
    private final Channel channel;
    private final KernelConnection connection;
    private final String socket;
    /** Whether the last exchange did not reach its end. */
    private boolean unfinished;
    /** Whether the exchanges that did may have left replies unread. */
    private boolean leftovers;

    SocketLock(Channel channel, KernelConnection connection, String socket) {
        this.channel = channel;
        this.connection = connection;
        this.socket = socket;
    }

    /**
     * Locks the socket for this thread until {@link #leave}, and returns the descriptor's number. The exchange that
     * follows is unfinished until {@link #finished}.
     */
    int enter() {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    "this socket is in the middle of a dump: a visitor needs another socket, or a list");
        }
        takeTurn();
        try {
            int fd = channel.acquire();
            if (channel.isSending()) {
                awaitSent();
            }
            if (unfinished) {
                // The kernel refuses another dump until the first is read to its end.
                channel.discard(fd);
                leftovers = false;
            }
            unfinished = true;
            return fd;
        } catch (NetlinkException refused) {
            lock.unlock();
            throw refused;
        }
    }

    private void awaitSent() {
        long deadline = System.nanoTime() + Deadlines.nanos(connection.timeout());
        while (channel.isSending()) {
            if (deadline - System.nanoTime() <= 0) {
                channel.release();
                throw new NetlinkException.TimedOut(
                        "the kernel has not returned yet from the last request of " + socket);
            }
            LockSupport.parkNanos(100_000);
        }
    }

    private void takeTurn() {
        try {
            if (!lock.tryLock() && !lock.tryLock(Deadlines.nanos(connection.timeout()), TimeUnit.NANOSECONDS)) {
                throw new NetlinkException.TimedOut(
                        socket + " was in use by another thread for " + connection.timeout());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetlinkException.Interrupted("interrupted while another thread used " + socket);
        }
    }

    /** All that was wanted of the exchange is read, and the kernel sent nothing after that. */
    void finished() {
        unfinished = false;
    }

    /** All that was wanted of the exchange is read, but the kernel may have sent more. */
    void finishedEarly() {
        unfinished = false;
        leftovers = true;
    }

    /** Discards what earlier exchanges left unread, so that the whole receive buffer is free. */
    void empty(int fd) {
        if (leftovers) {
            channel.discard(fd);
            leftovers = false;
        }
    }

    void leave() {
        channel.release();
        lock.unlock();
    }
}
