package io.netlink4j.core.linux;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A network namespace by a descriptor of its file, which stays open until the last visitor has returned. */
public final class OpenNamespace implements Destination {
    /** Visitors that hang in one namespace leave the rest of them to the others. */
    private static final int MOST = NamespaceThread.MOST / 4;

    private final OwnedFd fd;
    private final String name;
    private final Semaphore places = new Semaphore(MOST);

    /** The namespace of {@code fd}, whose owner closes it. */
    public OpenNamespace(OwnedFd fd, String name) {
        this.fd = fd;
        this.name = name;
    }

    boolean isOwn() {
        return fd.use(FileId::isOwnNamespace);
    }

    @Override
    public boolean acquire(long deadline) throws InterruptedException {
        if (!places.tryAcquire() && !places.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            fd.acquire();
            return true;
        } catch (RuntimeException | Error e) {
            places.release();
            throw e;
        }
    }

    @Override
    public void release() {
        fd.release();
        places.release();
    }

    @Override
    public void enter() {
        NamespaceThread.enter(fd.acquired(), name);
    }

    @Override
    public String toString() {
        return name;
    }
}
