package io.netlink4j.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Carries out {@link NeedsEtcNetns}. */
final class NeedsEtcNetnsCondition implements ExecutionCondition {
    private static final Path DIRECTORY = Path.of("/etc/netns");

    NeedsEtcNetnsCondition() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Path place = Files.exists(DIRECTORY) ? DIRECTORY : DIRECTORY.getParent();
        return Files.isWritable(place)
                ? ConditionEvaluationResult.enabled(place + " can be written")
                : Requirements.missing("this process may not write to " + place
                        + " (run it as root, or mount a tmpfs on an /etc/netns of your own)");
    }
}
