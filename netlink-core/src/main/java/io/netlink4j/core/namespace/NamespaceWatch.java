package io.netlink4j.core.namespace;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.BytePath;
import io.netlink4j.core.linux.FileId;
import io.netlink4j.core.linux.FreeDescriptors;
import io.netlink4j.core.linux.KernelFile;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.linux.SystemCall;
import io.netlink4j.core.thread.EventThread;
import io.netlink4j.core.thread.Interest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tells which names namespaces get and lose, whoever gives and takes them: the changes after the names that are there at its
 * beginning, each name's in the order in which they happened.
 *
 * <p>A name is told when a namespace can be opened by it: not when its file appears ({@code inotify(7)}) but when it is mounted
 * there ({@code poll(2)} on {@code /proc/self/mountinfo}). A name that comes and goes between two looks is not told at all,
 * nor is a file that somebody left and that is no namespace. The directory may be missing, removed and made again.
 *
 * {@snippet :
 * try (NamespaceWatch watch = NetworkNamespace.watch()) {
 *     watch.existing().forEach(this::begin);
 *     while (true) {
 *         switch (watch.next(Duration.ofMinutes(1)).orElse(null)) {
 *             case NamespaceEvent.Created created -> begin(created.name());
 *             case NamespaceEvent.Deleted deleted -> end(deleted.name());
 *             case null -> log.info("nothing new");
 *         }
 *     }
 * }
 * }
 *
 * <p>It may be used by any thread, virtual ones included; each event goes to one of those that wait. It has no thread of its
 * own, but one for as long as somebody waits.
 */
public final class NamespaceWatch implements AutoCloseable {
    private static final int DESCRIPTORS = 4;

    private final ReentrantLock turn = new ReentrantLock(true);
    private final Queue<NamespaceEvent> events = new ArrayDeque<>();
    private final Map<String, FileId> told = new HashMap<>();
    private final Set<String> pending = new LinkedHashSet<>();
    private final String directory;
    private final DirectoryWatcher notices;
    private final OwnedFd mounts;
    private final List<String> existing;
    // Whether names may have come or gone without a notice.
    private boolean unsure;
    private volatile boolean closed;
    private volatile @Nullable Thread waiter;

    NamespaceWatch(Path directory) {
        this.directory = BytePath.text(directory);
        FreeDescriptors.require(DESCRIPTORS, "watch the namespaces in " + this.directory);
        DirectoryWatcher noticed = new DirectoryWatcher(this.directory);
        this.notices = noticed;
        try {
            this.mounts = OwnedFd.watched(
                    openMounts(), "the watch of the namespaces in " + this.directory, _ -> noticed.close());
        } catch (RuntimeException | Error e) {
            notices.close();
            throw e;
        }
        try {
            look();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        events.clear();
        existing = told.keySet().stream().sorted().toList();
    }

    /** The names that there were when the watch began, sorted: the state to which the first event is a change. */
    public List<String> existing() {
        return existing;
    }

    /**
     * The next event, waited for if there is none yet; empty when {@code timeout} is over.
     *
     * @throws NetlinkException.Closed if the watch is closed, before or while this waits
     * @throws NetlinkException.Interrupted if the waiting thread is interrupted; no event is lost by that
     */
    public Optional<NamespaceEvent> next(Duration timeout) {
        long nanos = TimeUnit.NANOSECONDS.convert(timeout);
        long start = System.nanoTime();
        if (!takeTurn(nanos)) {
            return Optional.empty();
        }
        try {
            while (true) {
                if (closed) {
                    throw new NetlinkException.Closed("the watch of " + directory + " is closed");
                }
                if (events.isEmpty()) {
                    look();
                }
                long remaining = nanos - (System.nanoTime() - start);
                if (!events.isEmpty() || remaining <= 0) {
                    return Optional.ofNullable(events.poll());
                }
                await(start + nanos);
            }
        } finally {
            turn.unlock();
        }
    }

    private boolean takeTurn(long nanos) {
        try {
            return turn.tryLock(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    private void await(long deadline) {
        waiter = Thread.currentThread();
        try {
            notices.descriptor()
                    .use(names -> mounts.use(list -> EventThread.await(
                            deadline, this::isOver, Interest.readable(names), Interest.changed(list))));
        } finally {
            waiter = null;
        }
        if (events.isEmpty() && !closed && Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
    }

    /** Looks once more when a change wakes this thread up already: the one before that may have been told to nobody. */
    private boolean isOver() {
        if (!closed) {
            look();
        }
        return closed || !events.isEmpty();
    }

    private NetlinkException interrupted() {
        return new NetlinkException.Interrupted("interrupted while it waited for names in " + directory);
    }

    /** Ends the watch, and every wait for it. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        LockSupport.unpark(waiter);
        turn.lock();
        try {
            mounts.close();
        } finally {
            turn.unlock();
        }
    }

    private void look() {
        unsure |= notices.rearm();
        unsure |= !notices.read(new DirectoryWatcher.Listener() {
            @Override
            public void appeared(String name) {
                if (BytePath.isText(name) && !told.containsKey(name)) {
                    pending.add(name);
                }
            }

            @Override
            public void disappeared(String name) {
                forget(name);
            }
        });
        if (unsure) {
            compare();
            unsure = false;
        }
        for (Iterator<String> names = pending.iterator(); names.hasNext(); ) {
            String name = names.next();
            identify(name).ifPresent(id -> {
                names.remove();
                told.put(name, id);
                events.add(new NamespaceEvent.Created(name));
            });
        }
    }

    /** Finds out what happened unseen. */
    private void compare() {
        Set<String> present = new HashSet<>(NamespaceDirectory.names(directory));
        pending.retainAll(present);
        for (Map.Entry<String, FileId> known : List.copyOf(told.entrySet())) {
            if (!identify(known.getKey()).equals(Optional.of(known.getValue()))) {
                forget(known.getKey());
            }
        }
        present.removeAll(told.keySet());
        pending.addAll(present);
    }

    private void forget(String name) {
        pending.remove(name);
        if (told.remove(name) != null) {
            events.add(new NamespaceEvent.Deleted(name));
        }
    }

    private Optional<FileId> identify(String name) {
        return NamespaceFile.find(NamespaceDirectory.file(directory, name));
    }

    private static int openMounts() {
        // That of the thread, since a thread may have a mount namespace of its own.
        String path = "/proc/thread-self/mountinfo";
        return SystemCall.check(KernelFile.open(path, Linux.O_RDONLY), "open " + path);
    }
}
