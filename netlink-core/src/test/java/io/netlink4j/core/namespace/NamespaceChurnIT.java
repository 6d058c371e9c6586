package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Leaks;
import io.netlink4j.testkit.Namespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@KernelTest
@Isolated
final class NamespaceChurnIT {
    private static final int CYCLES = 1_000;

    @Test
    void aThousandNamespacesLeaveNothing(Namespaces namespaces) throws IOException {
        String name = namespaces.newName();
        cycle(name);
        Leaks before = Leaks.snapshot();
        long descriptors = descriptors();
        for (int i = 0; i < CYCLES; i++) {
            cycle(name);
        }
        before.assertNone();
        assertThat(descriptors()).isLessThanOrEqualTo(descriptors);
    }

    private static void cycle(String name) throws IOException {
        try (NetworkNamespace named = NetworkNamespace.create(name);
                NetworkNamespace again = NetworkNamespace.open(name)) {
            assertThat(again.isSameAs(named)).isTrue();
            named.sockets().openDatagramChannel().close();
        }
        NetworkNamespace.delete(name);
    }

    private static long descriptors() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
