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
 * Reports the names that namespaces get and lose, by this or any other process. It reports the changes after its start;
 * those of one name come in the order in which they happened.
 *
 * <p>A name is reported when a namespace can be opened by it: not when its file appears ({@code inotify(7)}), but when
 * the namespace is mounted on it ({@code poll(2)} on {@code /proc/self/mountinfo}). A name that is added and removed
 * between two checks is not reported, nor is a file that is no namespace. The directory may be missing, removed and
 * created again.
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
 * <p>Any thread, virtual ones included, may wait; each event goes to one of the waiting threads. The watch has no
 * thread of its own. The library's event thread runs while a thread waits.
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
    // Whether names may have been added or removed without an event.
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

    /** The names at the start of the watch, sorted. The events are changes to this state. */
    public List<String> existing() {
        return existing;
    }

    /**
     * Waits for the next event. Empty if there is none within {@code timeout}.
     *
     * @throws NetlinkException.Closed if the watch is closed, before or while this waits
     * @throws NetlinkException.Interrupted if the waiting thread is interrupted; no event is lost
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

    /** Checks once more after the registration, since the kernel may have reported an earlier change to no one. */
    private boolean isOver() {
        if (!closed) {
            look();
        }
        return closed || !events.isEmpty();
    }

    private NetlinkException interrupted() {
        return new NetlinkException.Interrupted("interrupted while it waited for names in " + directory);
    }

    /** Ends the watch. Waiting threads get {@link NetlinkException.Closed}. */
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

    /** Finds changes for which there was no event. */
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
        // The calling thread's file, since a thread may have a mount namespace of its own.
        String path = "/proc/thread-self/mountinfo";
        return SystemCall.check(KernelFile.open(path, Linux.O_RDONLY), "open " + path);
    }
}
