package io.netlink4j.examples.container;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.ImagePullPolicy;
import org.testcontainers.utility.DockerImageName;

/**
 * A container of a test. It sleeps until the test is over; if nobody stops it, because the JVM was killed, it ends and is
 * removed by itself.
 */
final class Box implements AutoCloseable {
    /** What .ci/image makes: a small Debian with {@code ip}, {@code nft} and {@code ping}, but no JDK. */
    static final String IMAGE = "netlink4j-test";

    private static final int LIFETIME_SECONDS = 900;
    private static final ImagePullPolicy NEVER = image -> false;

    private final GenericContainer<?> container;

    private Box(List<Path> shared, UnaryOperator<HostConfig> rights) {
        List<Bind> binds = shared.stream()
                .map(path -> new Bind(path.toString(), new Volume(inside(path)), AccessMode.ro))
                .toList();
        this.container = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withImagePullPolicy(NEVER)
                .withCommand("sleep", String.valueOf(LIFETIME_SECONDS))
                .withCreateContainerCmdModifier(
                        create -> create.withHostConfig(rights.apply(Objects.requireNonNull(create.getHostConfig())
                                        .withAutoRemove(true)
                                        .withInit(true))
                                .withBinds(new ArrayList<>(binds))));
    }

    /** Where a path of the host is inside, if it is shared: below a directory that everybody may enter, unlike that of root. */
    static String inside(Path path) {
        return "/mnt" + path;
    }

    /** With the rights that an engine gives to everybody. */
    static Box ordinary(List<Path> shared) {
        return new Box(shared, rights -> rights).start();
    }

    /** With those, less {@code drop} and with {@code add}. */
    static Box with(List<Path> shared, List<Capability> drop, List<Capability> add) {
        return new Box(
                        shared,
                        rights -> rights.withCapDrop(drop.toArray(Capability[]::new))
                                .withCapAdd(add.toArray(Capability[]::new)))
                .start();
    }

    /**
     * With all rights that there are. An engine that has lost CAP_SYS_RESOURCE itself, as some virtual machines take it from root, cannot
     * give all; there it is all but that one, with /proc/sys as writable as in a privileged container.
     */
    static Box privileged(List<Path> shared) throws IOException, InterruptedException {
        try {
            return new Box(shared, rights -> rights.withPrivileged(true)).start();
        } catch (ContainerLaunchException | DockerException e) {
            Box box = new Box(
                            shared,
                            rights -> rights.withCapAdd(Capability.ALL)
                                    .withCapDrop(Capability.SYS_RESOURCE)
                                    .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined")))
                    .start();
            box.run("mount", "-o", "remount,bind,rw", "/proc/sys");
            return box;
        }
    }

    private Box start() {
        container.start();
        return this;
    }

    String id() {
        return container.getContainerId();
    }

    String name() {
        return container.getContainerName().substring(1);
    }

    /** Runs a program inside to its end. */
    ExecResult execute(List<String> line) throws IOException, InterruptedException {
        return container.execInContainer(line.toArray(String[]::new));
    }

    /** What a program inside writes; it has to end with status 0. */
    String run(String... line) throws IOException, InterruptedException {
        var ran = execute(List.of(line));
        if (ran.getExitCode() != 0) {
            throw new AssertionError(Arrays.toString(line) + " ended with status " + ran.getExitCode()
                    + " in container " + name() + ":\n" + ran.getStdout() + ran.getStderr());
        }
        return ran.getStdout();
    }

    /** Stops and removes it. */
    @Override
    public void close() {
        container.stop();
    }
}
