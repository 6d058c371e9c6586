package io.netlink4j.testkit;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Carries out {@link NeedsCommand}. */
final class NeedsCommandCondition implements ExecutionCondition {
    NeedsCommandCondition() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> missing = AnnotationSupport.findAnnotation(context.getElement(), NeedsCommand.class).stream()
                .flatMap(needs -> Arrays.stream(needs.value()))
                .filter(program -> Command.find(program).isEmpty())
                .toList();
        return missing.isEmpty()
                ? ConditionEvaluationResult.enabled("all commands are installed")
                : Requirements.missing("these commands are not installed: " + String.join(", ", missing));
    }
}
