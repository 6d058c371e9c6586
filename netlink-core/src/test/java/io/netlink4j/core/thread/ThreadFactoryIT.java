package io.netlink4j.core.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.Task;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

@KernelTest
final class ThreadFactoryIT {
    @Test
    void aPoolOfSuchThreadsRunsInside(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.named();
        try (ExecutorService pool = Executors.newFixedThreadPool(2, red.threadFactory())) {
            assertThat(pool.submit(Task::here).get()).isEqualTo(red.id().toString());
            Thread thread = pool.submit(Thread::currentThread).get();
            assertThat(thread.getName()).startsWith("netlink4j in " + red + " ");
            assertThat(thread.isDaemon()).isFalse();
            assertThat(thread.isVirtual()).isFalse();
        }
    }

    @Test
    void aVirtualThreadCanCreateAndStartThem(NetworkNamespace red) throws Exception {
        FutureTask<String> inside = new FutureTask<>(Task::here);
        FutureTask<Boolean> making = new FutureTask<>(() -> {
            Thread thread = red.threadFactory().newThread(inside);
            assertThat(thread.isDaemon()).isFalse();
            thread.start();
            return true;
        });
        Thread.ofVirtual().start(making);
        assertThat(making.get()).isTrue();
        assertThat(inside.get()).isEqualTo(red.id().toString());
    }

    @Test
    void aThreadStartedInAnotherNamespaceEntersItsOwn(NetworkNamespace red, Namespaces namespaces) throws Exception {
        NetworkNamespace blue = namespaces.unnamed();
        FutureTask<String> inside = new FutureTask<>(Task::here);
        blue.run(() -> red.threadFactory().newThread(inside).start());
        assertThat(inside.get()).isEqualTo(red.id().toString());
    }

    @Test
    void aClosedHandleCreatesNoThreadsAndKeepsTheExistingOnes(NetworkNamespace red) throws Exception {
        ThreadFactory threads = red.threadFactory();
        try (ExecutorService pool = Executors.newFixedThreadPool(1, threads)) {
            pool.submit(() -> true).get();
            FutureTask<String> early = new FutureTask<>(Task::here);
            Thread late = threads.newThread(early);
            red.close();
            assertThat(pool.submit(Task::here).get()).isEqualTo(red.id().toString());
            assertThatThrownBy(() -> threads.newThread(() -> {})).isInstanceOf(NetlinkException.Closed.class);
            assertThatThrownBy(red::threadFactory).isInstanceOf(NetlinkException.Closed.class);
            late.start();
            assertThat(early.get()).isEqualTo(red.id().toString());
        }
    }
}
