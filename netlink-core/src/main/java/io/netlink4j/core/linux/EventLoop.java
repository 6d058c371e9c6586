package io.netlink4j.core.linux;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** One life of the {@link EventThread}: {@code poll(2)} on all that is waited for, and on an eventfd that says when that changed. */
final class EventLoop {
    private static final int FOR_EVER = -1;

    private final int idleMillis;
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment errno = Libc.newErrno(arena);
    private final MemorySegment drained = arena.allocate(ValueLayout.JAVA_LONG);
    private MemorySegment polled = arena.allocate(16 * PollFd.LENGTH, Long.BYTES);

    private final ReentrantLock lock = new ReentrantLock();
    private final MemorySegment wakeErrno = Libc.newErrno(arena);
    private final MemorySegment one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1);
    private final List<Watch> watches = new ArrayList<>();
    private final OwnedFd wake;
    private boolean ended;

    private EventLoop(Duration idle, Watch first) {
        this.idleMillis = Math.toIntExact(idle.toMillis());
        int fd = Libc.eventfd(wakeErrno, 0, Linux.EFD_CLOEXEC | Linux.EFD_NONBLOCK);
        if (fd < 0) {
            throw NetlinkException.refused("wait for events", Errno.ofNegative(fd), null);
        }
        this.wake = new OwnedFd(fd, "the eventfd");
        watches.add(first);
    }

    static EventLoop start(Duration idle, Watch first) {
        EventLoop loop = new EventLoop(idle, first);
        try {
            Thread.ofPlatform()
                    .name("netlink4j-events")
                    .daemon()
                    .inheritInheritableThreadLocals(false)
                    .start(loop::run);
        } catch (RuntimeException | Error e) {
            loop.wake.close();
            throw e;
        }
        return loop;
    }

    /** Looks at one more descriptor, unless the thread has ended. */
    boolean add(Watch watch) {
        lock.lock();
        try {
            if (ended) {
                return false;
            }
            watches.add(watch);
            wake();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Looks at a descriptor no longer; a poll under way still holds its file, so it is ended. */
    void remove(Watch watch) {
        lock.lock();
        try {
            if (watches.remove(watch) && !ended) {
                wake();
            }
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        wake.<Integer>use(fd -> Libc.write(wakeErrno, fd, one, Long.BYTES));
    }

    private void run() {
        NamespaceThread.settle();
        try {
            while (!isOver(poll())) {
                // the work is in the condition
            }
        } catch (RuntimeException | Error e) {
            end(e);
        } finally {
            wake.close();
        }
    }

    /** One poll: how many descriptors had something to tell, the eventfd included. */
    private int poll() {
        List<Watch> current = current();
        int count = 1;
        for (Watch watch : current) {
            count += watch.size();
        }
        if (polled.byteSize() < (long) count * PollFd.LENGTH) {
            polled = arena.allocate(2L * count * PollFd.LENGTH, Long.BYTES);
        }
        wake.<Integer>use(fd -> put(0, fd));
        int place = 1;
        for (Watch watch : current) {
            for (int i = 0; i < watch.size(); i++) {
                put(place++, watch.fd(i));
            }
        }
        int result = Libc.poll(errno, polled, count, current.isEmpty() ? idleMillis : FOR_EVER);
        if (result < 0) {
            throw NetlinkException.refused("wait for events", Errno.ofNegative(result), null);
        }
        if (hasNews(0)) {
            wake.<Integer>use(fd -> Libc.read(errno, fd, drained, Long.BYTES));
        }
        place = 1;
        for (Watch watch : current) {
            for (int i = 0; i < watch.size(); i++) {
                if (hasNews(place++)) {
                    watch.ready();
                }
            }
        }
        return result;
    }

    private List<Watch> current() {
        lock.lock();
        try {
            return List.copyOf(watches);
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver(int news) {
        lock.lock();
        try {
            watches.removeIf(Watch::isReady);
            ended = news == 0 && watches.isEmpty();
            return ended;
        } finally {
            lock.unlock();
        }
    }

    private void end(Throwable failure) {
        lock.lock();
        try {
            ended = true;
            watches.forEach(watch -> watch.fail(failure));
        } finally {
            lock.unlock();
        }
    }

    private int put(int index, int fd) {
        PollFd.put(Architecture.HOST, polled, index, fd, Linux.POLLIN | Linux.POLLPRI);
        return fd;
    }

    private boolean hasNews(int index) {
        return PollFd.revents(Architecture.HOST, polled, index) != 0;
    }
}
