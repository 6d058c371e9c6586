package io.netlink4j.core.diag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.PerlSockets;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who listens, and waiting for it. */
@KernelTest
final class SockDiagIT {
    @Test
    void waitingEndsWhenTheSocketListens(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        try (SockDiag sockets = SockDiag.open(red)) {
            CompletableFuture<InetSocket> found = CompletableFuture.supplyAsync(
                    () -> sockets.awaitListening(8123, Duration.ofSeconds(30)), Thread.ofVirtual()::start);
            try (ServerSocketChannel server = red.sockets().listen("127.0.0.1", 8123)) {
                assertThat(found.get().localPort()).isEqualTo(8123);
                assertThat(server.isOpen()).isTrue();
            }
            assertThatThrownBy(() -> sockets.awaitListening(8124, Duration.ofMillis(5)))
                    .isInstanceOf(NetlinkException.TimedOut.class)
                    .hasMessage(
                            "timed out after PT0.005S waiting for a tcp socket that listens on port 8124 in " + red);
        }
    }

    @Test
    @NeedsCommand("perl")
    void aConnectionIsNoListener(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        String script = "socket(A, AF_INET, SOCK_STREAM, 6); bind(A, sockaddr_in(8123, INADDR_LOOPBACK)); listen(A,"
            + " 1); socket(B, AF_INET, SOCK_STREAM, 6); connect(B, sockaddr_in(8123, INADDR_LOOPBACK)); accept(C, A);"
            + " close(A)";
        try (var process = new PerlSockets(red, script);
                var sockets = SockDiag.open(red)) {
            assertThat(sockets.tcp().list()).hasSize(2);
            assertThatThrownBy(() -> sockets.awaitListening(8123, Duration.ZERO))
                    .isInstanceOf(NetlinkException.TimedOut.class);
            assertThat(process.pid()).isPositive();
        }
    }

    @Test
    void waitingCanBeInterrupted(Namespaces namespaces) {
        NetworkNamespace red = namespaces.withLoopback();
        try (SockDiag sockets = SockDiag.open(red)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> sockets.awaitListening(8123, Duration.ofSeconds(30)))
                    .isInstanceOf(NetlinkException.Interrupted.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    @NeedsCommand("perl")
    void aSocketIsFoundInTheNamespaceOfTheSocketAndItsProcessAnywhere(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        NetworkNamespace blue = namespaces.withLoopback();
        try (var here = red.sockets().listen("127.0.0.1", 8123);
                var process = new PerlSockets(
                        blue,
                        "socket(A, AF_INET, SOCK_STREAM, 6); bind(A, sockaddr_in(8124, INADDR_LOOPBACK)); listen(A, 1);"
                                + " if (!fork) { sleep 1000 if <STDIN>; exit }")) {
            assertThat(SockDiag.listening(red)).singleElement().satisfies(listener -> {
                assertThat(listener.socket().localPort()).isEqualTo(8123);
                assertThat(listener.owners())
                        .extracting(SocketOwner::pid)
                        .contains(ProcessHandle.current().pid());
            });
            assertThat(SockDiag.listening(blue))
                    .singleElement()
                    .satisfies(listener -> assertThat(listener.owners()).anySatisfy(owner -> {
                        assertThat(owner.pid()).isEqualTo(process.pid());
                        assertThat(owner.name()).isEqualTo("perl");
                    }));
            assertThat(here.isOpen()).isTrue();
        }
    }

    @Test
    void processesThatEndMeanwhileDoNotDisturb(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        try (var server = red.sockets().listen("127.0.0.1", 8123)) {
            CompletableFuture<Void> churn = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < 60; i++) {
                        new ProcessBuilder("true").start().waitFor();
                    }
                } catch (java.io.IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            while (!churn.isDone()) {
                assertThat(SockDiag.listening(red))
                        .singleElement()
                        .satisfies(listener -> assertThat(listener.owners()).isNotEmpty());
            }
            churn.get();
            assertThat(server.isOpen()).isTrue();
        }
    }
}
