package io.netlink4j.testkit;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Carries out {@link EachIpVersion}. */
final class EachIpVersionProvider implements ClassTemplateInvocationContextProvider {
    private static final ExtensionContext.Namespace STORE =
            ExtensionContext.Namespace.create(EachIpVersionProvider.class);

    /** The only version to try, where twice would take too long; empty for each. */
    private static final String ONLY = System.getProperty("test.ip", "");

    EachIpVersionProvider() {}

    /** The directory of the programs that the tests of this context run; none is that of the installed ones. */
    static Optional<Path> programs(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(STORE).get(Path.class, Path.class));
    }

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), EachIpVersion.class).stream()
                .flatMap(versions -> Arrays.stream(versions.value()))
                .map(Version::new);
    }

    private record Version(String program) implements ClassTemplateInvocationContext, ExecutionCondition {
        @Override
        public String getDisplayName(int index) {
            return program;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public void prepareInvocation(ExtensionContext context) {
            if (program.startsWith("$")) {
                Command.find(program)
                        .map(Path::toAbsolutePath)
                        .ifPresent(
                                ip -> context.getStore(STORE).put(Path.class, Objects.requireNonNull(ip.getParent())));
            }
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (!ONLY.isEmpty() && !ONLY.equals(program)) {
                return ConditionEvaluationResult.disabled("only " + ONLY + " is tried here");
            }
            return Command.find(program).isPresent()
                    ? ConditionEvaluationResult.enabled(program + " is there")
                    : Requirements.missing(program + " is not installed");
        }
    }
}
