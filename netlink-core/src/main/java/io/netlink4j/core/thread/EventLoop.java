package io.netlink4j.core.thread;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Architecture;
import io.netlink4j.core.linux.EpollEvent;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.ThreadNamespace;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The loop of the {@link EventThread}: {@code epoll_wait(2)} on all registered descriptors, and on an eventfd that
 * wakes it up. A loop that was idle ends; the next caller starts a new one.
 *
 * <p>Each descriptor is registered for one event ({@code EPOLLONESHOT}). So an event costs the same however many
 * callers wait, and unread data wakes nothing up again.
 */
final class EventLoop {
    private static final int BATCH = 64;
    private static final int FOR_EVER = -1;
    private static final long WAKE = 0;

    private final int idleMillis;
    private final OwnedFd epoll;
    private final OwnedFd wake;
    private final Arena arena = Arena.ofAuto();

    // Used by the thread only.
    private final MemorySegment errno = Libc.newErrno(arena);
    private final MemorySegment drained = arena.allocate(ValueLayout.JAVA_LONG);
    private final MemorySegment happened =
            arena.allocate((long) BATCH * EpollEvent.length(Architecture.HOST), Long.BYTES);

    // Guarded by the lock.
    private final ReentrantLock lock = new ReentrantLock();
    private final MemorySegment callErrno = Libc.newErrno(arena);
    private final MemorySegment one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1);
    private final MemorySegment interest = arena.allocate(EpollEvent.length(Architecture.HOST), Long.BYTES);
    private final Map<Long, EventWaiter> watches = new HashMap<>();
    private long lastId = WAKE;
    private boolean idle = true;
    private boolean ended;

    private EventLoop(Duration idle) {
        this.idleMillis = Math.toIntExact(idle.toMillis());
        this.epoll = new OwnedFd(check(Libc.epoll_create1(callErrno, Linux.EPOLL_CLOEXEC)), "the epoll instance");
        try {
            int fd = check(Libc.eventfd(callErrno, 0, Linux.EFD_CLOEXEC | Linux.EFD_NONBLOCK));
            this.wake = new OwnedFd(fd, "the eventfd");
        } catch (RuntimeException | Error e) {
            epoll.close();
            throw e;
        }
    }

    /** Starts the thread with the descriptors of {@code first}. */
    static EventLoop start(Duration idle, EventWaiter first) {
        EventLoop loop = new EventLoop(idle);
        try {
            loop.wake.<Boolean>use(fd -> {
                loop.register(Interest.readable(fd), WAKE, 0);
                return true;
            });
            loop.add(first);
            Thread.ofPlatform()
                    .name("netlink4j-events")
                    .daemon()
                    .inheritInheritableThreadLocals(false)
                    .start(loop::run);
        } catch (RuntimeException | Error e) {
            loop.close();
            throw e;
        }
        return loop;
    }

    /** Registers the descriptors of one more caller. Returns false if the thread has ended. */
    boolean add(EventWaiter watch) {
        lock.lock();
        try {
            if (ended) {
                return false;
            }
            long id = ++lastId;
            watch.id(id);
            watches.put(id, watch);
            try {
                watch.interests().forEach(each -> register(each, id, Linux.EPOLLONESHOT));
            } catch (RuntimeException | Error e) {
                remove(watch);
                throw e;
            }
            if (idle) {
                wake();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Unregisters the descriptors of a caller. They may be closed afterwards. */
    void remove(EventWaiter watch) {
        lock.lock();
        try {
            boolean waiting = watches.remove(watch.id()) != null;
            if (!ended) {
                watch.interests().forEach(this::unregister);
                if (waiting && watches.isEmpty()) {
                    wake();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void register(Interest wanted, long id, int flags) {
        EpollEvent.put(Architecture.HOST, interest, 0, wanted.events() | flags, id);
        epoll.<Integer>use(
                number -> check(Libc.epoll_ctl(callErrno, number, Linux.EPOLL_CTL_ADD, wanted.fd(), interest)));
    }

    /** Unregisters a descriptor. Does nothing if it was not registered. */
    private void unregister(Interest wanted) {
        epoll.<Integer>use(
                number -> Libc.epoll_ctl(callErrno, number, Linux.EPOLL_CTL_DEL, wanted.fd(), MemorySegment.NULL));
    }

    private void wake() {
        idle = false;
        wake.<Integer>use(fd -> Libc.write(callErrno, fd, one, Long.BYTES));
    }

    private void run() {
        try {
            ThreadNamespace.goHome();
            while (!isOver(dispatch(timeout()))) {
                // The condition does the work.
            }
        } catch (RuntimeException | Error e) {
            end(e);
        } finally {
            close();
        }
    }

    private int timeout() {
        lock.lock();
        try {
            idle = watches.isEmpty();
            return idle ? idleMillis : FOR_EVER;
        } finally {
            lock.unlock();
        }
    }

    /** Waits once and wakes up the callers concerned. Returns the number of events, that of the eventfd included. */
    private int dispatch(int timeout) {
        int count = epoll.<Integer>use(number -> check(Libc.epoll_wait(errno, number, happened, BATCH, timeout)));
        for (int i = 0; i < count; i++) {
            long id = EpollEvent.data(Architecture.HOST, happened, i);
            if (id == WAKE) {
                wake.<Integer>use(fd -> Libc.read(errno, fd, drained, Long.BYTES));
            } else {
                ready(id);
            }
        }
        return count;
    }

    private void ready(long id) {
        lock.lock();
        try {
            EventWaiter watch = watches.remove(id);
            if (watch != null) {
                watch.ready();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver(int count) {
        lock.lock();
        try {
            ended = count == 0 && watches.isEmpty();
            return ended;
        } finally {
            lock.unlock();
        }
    }

    private void end(Throwable failure) {
        lock.lock();
        try {
            ended = true;
            watches.values().forEach(watch -> watch.fail(failure));
            watches.clear();
        } finally {
            lock.unlock();
        }
    }

    private void close() {
        wake.close();
        epoll.close();
    }

    private static int check(int result) {
        if (result < 0) {
            throw NetlinkException.refused("wait for events", Errno.ofNegative(result), null);
        }
        return result;
    }
}
