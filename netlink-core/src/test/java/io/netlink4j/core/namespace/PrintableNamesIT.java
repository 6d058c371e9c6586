package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netlink4j.core.sysctl.InterfaceSysctl;
import io.netlink4j.core.sysctl.SysctlKey;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of namespaces with control characters are escaped in logs and on terminals. */
@KernelTest
final class PrintableNamesIT {
    private static final String EVIL = "\u001b]0;owned\u0007\n\u202e";
    private static final String SHOWN = "\\x1b]0;owned\\x07\\x0a\\u202e";

    @Test
    void textsWithNamesAreEscaped(Namespaces namespaces) throws Exception {
        String name = evil(namespaces);
        String shown = shown(name);
        try (NamespaceWatch watch = NetworkNamespace.watch();
                NetworkNamespace red = NetworkNamespace.create(name)) {
            assertThat(red.name()).contains(name);
            assertThat(red).hasToString("namespace '" + shown + "'");
            assertThat(red.names()).containsExactly(name);
            assertThat(NetworkNamespace.list()).contains(name);
            assertThat(red.sockets()).hasToString("sockets of namespace '" + shown + "'");
            assertThat(red.sockets().socketFactory().toString()).endsWith("'" + shown + "'");
            assertThat(red.<String, RuntimeException>call(
                            () -> Thread.currentThread().getName()))
                    .isEqualTo("netlink4j in namespace '" + shown + "'");
            FutureTask<String> task =
                    new FutureTask<>(() -> Thread.currentThread().getName());
            red.threadFactory().newThread(task).start();
            assertThat(task.get()).isEqualTo("netlink4j in namespace '" + shown + "' 1");
            assertThat(next(watch, name)).hasToString("Created[name=" + shown + "]");
            NetworkNamespace.delete(name);
            assertThat(next(watch, name)).hasToString("Deleted[name=" + shown + "]");
        }
    }

    @Test
    void errorsWithNamesAreEscaped(Namespaces namespaces, @TempDir Path directory) throws IOException {
        String name = evil(namespaces);
        NetworkNamespace red = namespaces.keep(NetworkNamespace.create(name));
        NetworkNamespace closed = NetworkNamespace.open(name);
        closed.close();
        Path file = Files.createFile(directory.resolve("\u001b\n"));
        List<ThrowingCallable> refused = List.of(
                () -> NetworkNamespace.create(name),
                () -> NetworkNamespace.attach(name, red),
                () -> NetworkNamespace.open("no-" + EVIL),
                () -> NetworkNamespace.delete("no-" + EVIL),
                () -> NetworkNamespace.create("/" + EVIL),
                () -> NetworkNamespace.open(file),
                () -> NetworkNamespace.ofCgroup(file),
                () -> closed.call(() -> true),
                () -> closed.withFileDescriptor(fd -> fd),
                () -> red.sysctl().read("net.ipv4." + EVIL),
                () -> red.sysctl().read("kernel." + EVIL),
                () -> red.sysctl().names("net.ipv4." + EVIL),
                () -> red.sysctl().write("net.ipv4.ip_forward", EVIL),
                () -> InterfaceSysctl.RP_FILTER.on(EVIL),
                () -> InterfaceSysctl.of(EVIL, SysctlKey::flag),
                () -> red.sysctl().write(SysctlKey.seconds("net.ipv4." + EVIL), Duration.ofMillis(1)));
        for (ThrowingCallable refusal : refused) {
            Throwable thrown = catchThrowable(refusal);
            assertThat(thrown).isNotNull();
            assertThat(thrown.getMessage()).contains("\\x1b");
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                assertThat(String.valueOf(cause)).doesNotContain("\u001b", "\u0007", "\n", "\u202e");
            }
        }
        assertThat(catchThrowable(() -> red.sockets().socketFactory().createSocket(EVIL, 1)))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageStartingWith(SHOWN);
    }

    private static NamespaceEvent next(NamespaceWatch watch, String name) throws InterruptedException {
        Optional<NamespaceEvent> event = watch.next(Duration.ofSeconds(10));
        while (event.isPresent() && !event.get().name().equals(name)) {
            event = watch.next(Duration.ofSeconds(10));
        }
        return event.orElseThrow();
    }

    private static String evil(Namespaces namespaces) {
        String name = namespaces.newName() + EVIL;
        namespaces.keep(() -> {
            if (NetworkNamespace.list().contains(name)) {
                NetworkNamespace.delete(name);
            }
        });
        return name;
    }

    private static String shown(String name) {
        return name.replace(EVIL, SHOWN);
    }
}
