package io.netlink4j.examples.container;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Carries out {@link NeedsEngine}. */
final class NeedsEngineCondition implements ExecutionCondition {
    NeedsEngineCondition() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (inUserNamespace()) {
            return Requirements.outOfReach(
                    "in a user namespace of its own a process has no rights over containers, which are"
                            + " outside of it: run this test as root");
        }
        Optional<String> obstacle = Obstacle.FOUND;
        return obstacle.map(Requirements::missing)
                .orElseGet(() -> ConditionEvaluationResult.enabled("there are an engine and the image"));
    }

    private static boolean inUserNamespace() {
        try {
            return !Files.readString(Path.of("/proc/self/uid_map")).strip().matches("0 +0 +4294967295");
        } catch (IOException e) {
            return false; // a kernel without user namespaces
        }
    }

    /** Asked of the engine once in a JVM. */
    private static final class Obstacle {
        static final Optional<String> FOUND = find();

        private static Optional<String> find() {
            try {
                NetworkNamespace.createUnnamed().close();
            } catch (NetlinkException.NotPermitted e) {
                return Optional.of("a container's namespace takes root to enter: " + e.getMessage());
            }
            try {
                Engine.find();
                DockerClientFactory.instance()
                        .client()
                        .inspectImageCmd(Box.IMAGE)
                        .exec();
                return Optional.empty();
            } catch (NotFoundException e) {
                return Optional.of("the container engine has no image " + Box.IMAGE + " (.ci/image makes it)");
            } catch (EngineException | DockerException | IllegalStateException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
    }
}
