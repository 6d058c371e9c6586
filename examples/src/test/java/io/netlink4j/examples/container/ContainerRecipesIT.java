package io.netlink4j.examples.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Capability;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.examples.junit.ServerIT;
import io.netlink4j.rtnl.Rtnl;
import java.io.File;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;

/** The README's recipes for Testcontainers. */
@NeedsEngine
final class ContainerRecipesIT {
    private static final String IMAGE = Box.IMAGE;
    private static final Class<?> SUITE = ServerIT.class;

    @Test
    void testsPassInAContainer() throws Exception {
        // @start region=readme
        String jdk = System.getProperty("java.home");
        String classPath = System.getProperty("java.class.path");
        try (var container = new GenericContainer<>(IMAGE)) {
            container.withCommand("sleep", "900");
            container.withCreateContainerCmdModifier(create -> Objects.requireNonNull(create.getHostConfig())
                    .withCapAdd(Capability.SYS_ADMIN, Capability.NET_ADMIN)
                    .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined")));
            container.withFileSystemBind(jdk, jdk, BindMode.READ_ONLY);
            for (String file : new TreeSet<>(List.of(classPath.split(File.pathSeparator)))) {
                container.withFileSystemBind(file, file, BindMode.READ_ONLY);
            }
            container.start();
            // Namespaces need their kernel parameters, which an engine makes read-only.
            container.execInContainer("mount", "-o", "remount,bind,rw", "/proc/sys");
            var result = container.execInContainer(
                    jdk + "/bin/java",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    classPath,
                    "org.junit.platform.console.ConsoleLauncher",
                    "execute",
                    "--select-class=" + SUITE.getName());
            assertThat(result.getExitCode()).as(result.getStdout()).isZero();
        }
        // @end region=readme
    }

    @Test
    void aTestEntersAContainer() throws Exception {
        // @start region=readme
        try (var container = new GenericContainer<>(IMAGE).withCommand("sleep", "900")) {
            container.start();
            long pid = container.getContainerInfo().getState().getPidLong();
            try (var inside = NetworkNamespace.ofProcess(pid);
                    var rtnl = Rtnl.open(inside);
                    var server = inside.sockets().listen("127.0.0.1", 8080)) {
                rtnl.links().mtu("eth0", 1280);
                // A program of the container finds this JVM's server.
                container.execInContainer("bash", "-c", "cat /sys/class/net/eth0/mtu >/dev/tcp/127.0.0.1/8080");
                try (var client = server.accept()) {
                    assertThat(client.socket().getInputStream().readAllBytes()).isEqualTo("1280\n".getBytes());
                }
            }
        }
        // @end region=readme
    }
}
