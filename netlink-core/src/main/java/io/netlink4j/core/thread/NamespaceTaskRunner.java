package io.netlink4j.core.thread;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Deadlines;
import io.netlink4j.core.linux.FreeDescriptors;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs this library's own tasks (such as opening a socket) in other network namespaces, on a pool of {@link NamespaceWorker}s that work
 * side by side. After each task a worker returns home and checks by device and inode number that it arrived. Idle workers end.
 *
 * <p>A caller waits until its deadline or until it is interrupted. The kernel may hold the worker for longer; the worker then undoes what
 * it made. The number of workers, held ones included, is limited. More tasks wait in a queue, from which a worker takes its next task
 * without falling asleep.
 */
final class NamespaceTaskRunner {
    // For the way home, what a task opens, and class files: a class that could not be loaded once is lost for the life
    // of the JVM.
    private static final int DESCRIPTORS = 6;

    private final int most;
    private final Duration idle;
    private final WayHome wayHome;

    private final ReentrantLock lock = new ReentrantLock();
    // Tasks that have a worker, those that the kernel holds included. Guarded by the lock, as what follows.
    private int running;
    private final Deque<NamespaceTask<?>> queue = new ArrayDeque<>();
    // A stack, so that the workers at its bottom stay idle and end.
    private final Deque<NamespaceWorker> idleWorkers = new ArrayDeque<>();

    NamespaceTaskRunner(int most, Duration idle, WayHome wayHome) {
        this.most = most;
        this.idle = idle;
        this.wayHome = wayHome;
    }

    /** Returns a worker to its home namespace. Tests replace it by one that fails. */
    interface WayHome {
        boolean go(int homeFd);
    }

    /** How long a worker waits for its next task before it ends. */
    Duration idle() {
        return idle;
    }

    WayHome wayHome() {
        return wayHome;
    }

    <T, X extends Exception> T run(TargetNamespace target, Duration longest, CheckedSupplier<T, X> body) throws X {
        return run(target, longest, () -> {}, body);
    }

    /**
     * Has a worker run {@code body} in {@code target}, and waits.
     *
     * @param longest how long the caller waits
     * @param meanwhile what the calling thread does in that time; if it throws, the work of {@code body} is undone
     * @throws NetlinkException.TimedOut if the worker has not returned in that time
     * @throws NetlinkException.Interrupted if the calling thread is interrupted
     */
    <T, X extends Exception> T run(
            TargetNamespace target, Duration longest, Runnable meanwhile, CheckedSupplier<T, X> body) throws X {
        if (Thread.currentThread() instanceof NamespaceWorker) {
            throw new IllegalStateException("a task in " + target + " was started by another task");
        }
        long deadline = System.nanoTime() + Deadlines.nanos(longest);
        NamespaceTask<T> task = submit(target, longest, deadline, body);
        try {
            meanwhile.run();
        } catch (RuntimeException | Error e) {
            undo(task, deadline, e);
            throw e;
        }
        return task.await(deadline).<X>get();
    }

    /**
     * Has workers run {@code body} in {@code target} {@code count} times, side by side, and waits for all of them. If one of them throws, the
     * work of the others is undone.
     */
    <T, X extends Exception> List<T> runAll(
            int count, TargetNamespace target, Duration longest, CheckedSupplier<T, X> body) throws X {
        long deadline = System.nanoTime() + Deadlines.nanos(longest);
        List<NamespaceTask<T>> tasks = new ArrayList<>(count);
        try {
            while (tasks.size() < count) {
                tasks.add(submit(target, longest, deadline, body));
            }
            List<T> answers = new ArrayList<>(count);
            for (NamespaceTask<T> task : tasks) {
                answers.add(task.await(deadline).<X>get());
            }
            return answers;
        } catch (Exception | Error e) {
            tasks.forEach(task -> undo(task, deadline, e));
            throw e;
        }
    }

    private static void undo(NamespaceTask<?> task, long deadline, Throwable failure) {
        try {
            task.await(deadline).undo().ifPresent(failure::addSuppressed);
        } catch (NetlinkException late) {
            failure.addSuppressed(late);
        }
    }

    private <T> NamespaceTask<T> submit(
            TargetNamespace target, Duration longest, long deadline, CheckedSupplier<T, ?> body) {
        try {
            if (!target.acquire(deadline)) {
                throw busy(target, longest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(target);
        }
        try {
            NamespaceTask<T> task = new NamespaceTask<>(this, target, body, longest);
            assign(task);
            return task;
        } catch (RuntimeException | Error e) {
            target.release();
            throw e;
        }
    }

    static NetlinkException busy(TargetNamespace target, Duration longest) {
        return new NetlinkException.TimedOut(
                "cannot run a task in " + target + ": the kernel held all threads for such tasks for " + longest);
    }

    static NetlinkException interrupted(TargetNamespace target) {
        return new NetlinkException.Interrupted("interrupted while other tasks ran in " + target);
    }

    private void assign(NamespaceTask<?> task) {
        lock.lock();
        try {
            if (running == most) {
                queue.addLast(task);
                return;
            }
            task.spins(running == 0);
            if (assignToIdle(task)) {
                return;
            }
        } finally {
            lock.unlock();
        }
        start(task);
    }

    /**
     * Finds a worker for a task that is in the queue, if another one has ended. Its caller does that: a thread that could not return home
     * would start the worker in a foreign namespace.
     */
    void assignQueued(NamespaceTask<?> task) {
        lock.lock();
        try {
            if (running == most || !queue.remove(task) || assignToIdle(task)) {
                return;
            }
        } finally {
            lock.unlock();
        }
        try {
            start(task);
        } catch (RuntimeException | Error e) {
            task.end(Result.failed(e));
        }
    }

    private boolean assignToIdle(NamespaceTask<?> task) {
        running++;
        NamespaceWorker worker = idleWorkers.pollFirst();
        if (worker != null) {
            worker.accept(task);
        }
        return worker != null;
    }

    private void start(NamespaceTask<?> task) {
        try {
            FreeDescriptors.require(DESCRIPTORS, "run a task in " + task.target());
            new NamespaceWorker(this, task).start();
        } catch (RuntimeException | Error e) {
            lost();
            throw e;
        }
    }

    /** Takes back a task that no worker has yet. Returns false if one has it. */
    boolean withdraw(NamespaceTask<?> task) {
        lock.lock();
        try {
            boolean queued = queue.remove(task);
            wakeFirst();
            return queued;
        } finally {
            lock.unlock();
        }
    }

    /** The task that has waited longest for a worker. Without one, {@code worker} becomes idle. */
    @Nullable
    NamespaceTask<?> nextFor(NamespaceWorker worker) {
        lock.lock();
        try {
            NamespaceTask<?> task = queue.pollFirst();
            if (task == null) {
                running--;
                idleWorkers.addFirst(worker);
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    /** Removes an idle worker, which may end then. Returns false if it is not idle: it has a task. */
    boolean retire(NamespaceWorker worker) {
        lock.lock();
        try {
            return idleWorkers.remove(worker);
        } finally {
            lock.unlock();
        }
    }

    /** Notes that a worker which was not idle ends. */
    void lost() {
        lock.lock();
        try {
            running--;
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    private void wakeFirst() {
        NamespaceTask<?> first = queue.peekFirst();
        if (first != null && running < most) {
            first.wakeCaller();
        }
    }
}
