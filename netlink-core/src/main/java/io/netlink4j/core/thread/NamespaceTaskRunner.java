package io.netlink4j.core.thread;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Deadlines;
import io.netlink4j.core.linux.FreeDescriptors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs this library's own tasks (such as opening a socket) in other network namespaces, on a pool of {@link NamespaceWorker}s that work
 * side by side. After each task a worker returns home and checks by device and inode number that it arrived. Idle workers end.
 *
 * <p>A caller waits until its deadline or until it is interrupted. The kernel may hold the worker for longer; the worker then undoes what
 * it made. The number of workers, held ones included, is limited.
 */
final class NamespaceTaskRunner {
    // For the way home, what a task opens, and class files: a class that could not be loaded once is lost for the life
    // of the JVM.
    private static final int DESCRIPTORS = 6;

    private final int most;
    private final Semaphore permits;
    private final Duration idle;
    private final WayHome wayHome;
    // A stack, so that the workers at its bottom become idle and end.
    private final ConcurrentLinkedDeque<NamespaceWorker> waiting = new ConcurrentLinkedDeque<>();

    NamespaceTaskRunner(int most, Duration idle, WayHome wayHome) {
        this.most = most;
        this.permits = new Semaphore(most);
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

    void add(NamespaceWorker worker) {
        waiting.addFirst(worker);
    }

    void remove(NamespaceWorker worker) {
        waiting.remove(worker);
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
            try {
                boolean alone = permits.availablePermits() == most;
                if (!permits.tryAcquire() && !permits.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    throw busy(target, longest);
                }
                try {
                    NamespaceTask<T> task = new NamespaceTask<>(target, body, longest, alone, () -> {
                        permits.release();
                        target.release();
                    });
                    assign(task, target);
                    return task;
                } catch (RuntimeException | Error e) {
                    permits.release();
                    throw e;
                }
            } catch (InterruptedException | RuntimeException | Error e) {
                target.release();
                throw e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetlinkException.Interrupted("interrupted while other tasks ran in " + target);
        }
    }

    private static NetlinkException busy(TargetNamespace target, Duration longest) {
        return new NetlinkException.TimedOut(
                "cannot run a task in " + target + ": the kernel held all threads for such tasks for " + longest);
    }

    private void assign(NamespaceTask<?> task, TargetNamespace target) {
        NamespaceWorker worker = waiting.pollFirst();
        while (worker != null) {
            if (worker.accept(task)) {
                return;
            }
            worker = waiting.pollFirst();
        }
        FreeDescriptors.require(DESCRIPTORS, "run a task in " + target);
        new NamespaceWorker(this, task).start();
    }
}
