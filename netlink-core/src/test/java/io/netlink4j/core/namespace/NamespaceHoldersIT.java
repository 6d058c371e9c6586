package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

@KernelTest
final class NamespaceHoldersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void nothingButTheFirstSocketHoldsANewNamespace(Namespaces namespaces) {
        NetworkNamespace namespace = namespaces.unnamed();
        assertThat(namespace.holders()).singleElement().asString().startsWith("socket:");
        NetworkNamespace opened = namespaces.named();
        try (NetworkNamespace again = NetworkNamespace.open(opened.name().orElseThrow())) {
            opened.close();
            assertThat(again.holders())
                    .containsExactly("its name '" + opened.name().orElseThrow() + "'");
        }
    }

    @Test
    void eachHolderIsNamed(Namespaces namespaces) throws Exception {
        NetworkNamespace namespace = namespaces.named();
        String name = namespace.name().orElseThrow();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = namespace.threadFactory().newThread(() -> {
            inside.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        Process process = namespace.exec(new ProcessBuilder("sleep", "60"));
        try (var socket = namespace.sockets().openDatagramChannel();
                var handle = NetworkNamespace.open(name)) {
            inside.await();
            assertThat(socket.isOpen()).isTrue();
            List<String> holders = namespace.holders();
            assertThat(holders).contains("its name '" + name + "'", "process " + process.pid());
            assertThat(holders)
                    .anyMatch(holder -> holder.startsWith("thread "))
                    .anyMatch(holder -> holder.startsWith("socket:["))
                    .anyMatch(holder -> holder.startsWith("an open handle, "));
            assertThat(handle.holders()).anyMatch(holder -> holder.startsWith("an open handle, "));
        } finally {
            process.destroyForcibly().waitFor();
            end.countDown();
            thread.join();
        }
        // The kernel removes a thread a moment after its end.
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> left = namespace.holders();
        while (left.stream().anyMatch(holder -> holder.startsWith("thread")) && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
            left = namespace.holders();
        }
        assertThat(left).contains("its name '" + name + "'").noneMatch(holder -> holder.startsWith("thread"));
    }
}
