package io.netlink4j.core.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@KernelTest
final class NamespaceThreadIT {
    private static final Duration LONG = Duration.ofSeconds(2);

    @Test
    void aVisitSeesTheNamespaceAndTheNextOneStartsAtHome(NetworkNamespace namespace) {
        NamespaceThread visits = new NamespaceThread(LONG, NamespaceThreadIT::setns);
        Seen first = visit(visits, namespace);
        assertThat(first.namespace()).isEqualTo(namespace.id().toString());
        assertThat(first.thread().isDaemon()).isTrue();
        assertThat(namespaceOf(first.path())).isEqualTo(ofLeader());
        assertThat(visit(visits, namespace).thread()).isSameAs(first.thread());
    }

    @Test
    void idleTheThreadEndsAndAnotherOneIsMade(NetworkNamespace namespace) throws InterruptedException {
        NamespaceThread visits = new NamespaceThread(Duration.ZERO, NamespaceThreadIT::setns);
        Thread first = visit(visits, namespace).thread();
        first.join(Duration.ofSeconds(10));
        assertThat(first.isAlive()).isFalse();
        assertThat(visit(visits, namespace).thread()).isNotSameAs(first);
    }

    @Test
    void aThreadBornInsideGoesHome(NetworkNamespace birthplace, Namespaces namespaces) {
        NetworkNamespace target = namespaces.unnamed();
        NamespaceThread visits = new NamespaceThread(LONG, NamespaceThreadIT::setns);
        Seen seen = birthplace.call(() -> visit(visits, target));
        assertThat(seen.namespace()).isEqualTo(target.id().toString());
        assertThat(namespaceOf(seen.path())).isEqualTo(ofLeader());
    }

    @Test
    void whoCannotReturnIsEndedAndItsWorkUndone(NetworkNamespace namespace) throws InterruptedException {
        AtomicBoolean broken = new AtomicBoolean();
        NamespaceThread visits = new NamespaceThread(LONG, home -> !broken.get() && setns(home));
        Thread first = visit(visits, namespace).thread();
        AtomicBoolean undone = new AtomicBoolean();
        broken.set(true);
        assertThatThrownBy(() -> namespace.withFileDescriptor(fd -> visits.<AutoCloseable, RuntimeException>visit(
                        () -> NamespaceThread.enter(fd, "there"), "there", () -> () -> undone.set(true))))
                .isInstanceOf(NetlinkException.class)
                .hasMessage("cannot return from there: the thread that went there was ended, and its work was undone");
        assertThat(undone).isTrue();
        first.join(Duration.ofSeconds(10));
        assertThat(first.isAlive()).isFalse();
        broken.set(false);
        assertThat(visit(visits, namespace).namespace())
                .isEqualTo(namespace.id().toString());
    }

    @Test
    void aReturnToTheWrongPlaceIsNoticed(NetworkNamespace namespace) {
        AtomicBoolean lying = new AtomicBoolean();
        NamespaceThread visits = new NamespaceThread(LONG, home -> lying.get() || setns(home));
        visit(visits, namespace);
        lying.set(true);
        assertThatThrownBy(() -> visit(visits, namespace)).hasMessageContaining("cannot return");
    }

    @Test
    void whatTheBodyThrowsComesOutAsItIs(NetworkNamespace namespace) {
        NamespaceThread visits = new NamespaceThread(LONG, NamespaceThreadIT::setns);
        IOException failure = new IOException("failed inside");
        assertThatThrownBy(() -> visits.visit(() -> {}, "here", () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(visit(visits, namespace).namespace())
                .isEqualTo(namespace.id().toString());
    }

    @Test
    void aVisitDuringAVisitIsRefused() {
        NamespaceThread visits = new NamespaceThread(LONG, NamespaceThreadIT::setns);
        assertThatThrownBy(() -> visits.visit(() -> {}, "here", () -> visits.visit(() -> {}, "there", () -> true)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a visit to there was asked for during another visit");
    }

    @Test
    void anInterruptedCallerGetsItsAnswerAndStaysInterrupted(NetworkNamespace namespace) {
        NamespaceThread visits = new NamespaceThread(LONG, NamespaceThreadIT::setns);
        Thread.currentThread().interrupt();
        Seen seen = visit(visits, namespace);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(seen.namespace()).isEqualTo(namespace.id().toString());
    }

    private record Seen(String namespace, Thread thread, Path path) {}

    private static Seen visit(NamespaceThread visits, NetworkNamespace namespace) {
        return namespace.withFileDescriptor(fd -> visits.<Seen, RuntimeException>visit(
                () -> NamespaceThread.enter(fd, namespace.toString()),
                namespace.toString(),
                () -> new Seen(
                        read(Path.of(FileId.OWN_NAMESPACE)),
                        Thread.currentThread(),
                        Path.of("/proc").resolve(read(Path.of("/proc/thread-self"))))));
    }

    private static String namespaceOf(Path thread) {
        return read(thread.resolve("ns/net"));
    }

    private static String ofLeader() {
        return read(Path.of("/proc/self/ns/net"));
    }

    private static String read(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean setns(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            return Libc.setns(Libc.newErrno(arena), fd, Linux.CLONE_NEWNET) == 0;
        }
    }
}
