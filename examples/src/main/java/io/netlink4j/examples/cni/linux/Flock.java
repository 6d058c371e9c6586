package io.netlink4j.examples.cni.linux;

import io.netlink4j.examples.cni.protocol.CniException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that other programs take with {@code flock(2)}, as the reference plugins do. The locks of {@code FileChannel} are those of {@code
 * fcntl(2)}, which those do not see. A killed process leaves none behind.
 */
public final class Flock implements AutoCloseable {
    /** {@code O_CREAT | O_RDONLY | O_CLOEXEC}, which a read-only disk allows for a file that exists, and the mode of the file. */
    private static final int OPEN_FLAGS = 0x40 | 0x80000;

    private static final int MODE = 0640;
    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;
    /** How much longer a call waits for others of this process, which come to their end. */
    private static final int QUEUE = 6;

    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(16);

    /** The calls of this process wait here, where the end of one is told to the next. */
    private static final ConcurrentMap<Path, ReentrantLock> MINE = new ConcurrentHashMap<>();

    private final int fd;
    private final ReentrantLock mine;

    private Flock(int fd, ReentrantLock mine) {
        this.fd = fd;
        this.mine = mine;
    }

    /** Waits for the lock on {@code file}, which is made if it is missing, as long as a request of the library may take. */
    public static Flock take(Path file) {
        return take(file, Duration.parse(System.getProperty("io.netlink4j.timeout", "PT10S")));
    }

    /** Waits for the lock on {@code file}, which is made if it is missing. */
    public static Flock take(Path file, Duration longest) {
        ReentrantLock mine = MINE.computeIfAbsent(file, name -> new ReentrantLock());
        try {
            if (!mine.tryLock(QUEUE * longest.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy(file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CniException(CniException.INTERNAL, "interrupted while waiting for the lock " + file);
        }
        try {
            return new Flock(open(file, System.nanoTime() + longest.toNanos()), mine);
        } catch (RuntimeException e) {
            mine.unlock();
            throw e;
        }
    }

    private static CniException busy(Path file) {
        return new CniException(CniException.TRY_AGAIN, "another process keeps the lock " + file);
    }

    private static int open(Path file, long deadline) {
        int fd = Posix.check(Posix.open(file.toString(), OPEN_FLAGS, MODE), "open the lock " + file);
        // Nobody tells when another process ends, and a call that waits for it cannot be given up.
        for (long pause = 500_000; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
            int taken = Posix.flock(fd, LOCK_EX | LOCK_NB);
            if (taken >= 0) {
                return fd;
            }
            if (taken != -Posix.EWOULDBLOCK && taken != -Posix.EINTR) {
                Posix.close(fd);
                throw new CniException(CniException.IO, "cannot take the lock " + file + ": errno " + -taken);
            }
            if (System.nanoTime() - deadline > 0) {
                Posix.close(fd);
                throw busy(file);
            }
            LockSupport.parkNanos(pause);
        }
    }

    @Override
    public void close() {
        Posix.close(fd);
        mine.unlock();
    }
}
