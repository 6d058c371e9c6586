package io.netlink4j.testkit;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Carries out {@link KernelTest}. */
final class KernelTestExtension implements ExecutionCondition, ParameterResolver {
    private static final ExtensionContext.Namespace STORE =
            ExtensionContext.Namespace.create(KernelTestExtension.class);

    KernelTestExtension() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> obstacle = Privilege.OBSTACLE;
        if (obstacle.isPresent()) {
            return Requirements.missing(obstacle.get());
        }
        context.getRoot().getStore(STORE).computeIfAbsent(LeakCheck.class, key -> new LeakCheck(), LeakCheck.class);
        return Claims.refused(context)
                .orElseGet(() -> ConditionEvaluationResult.enabled("network namespaces can be created"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Namespaces.class || type == NetworkNamespace.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Namespaces namespaces = context.getStore(STORE)
                .computeIfAbsent(
                        Namespaces.class,
                        key -> new Namespaces(EachIpVersionProvider.programs(context)),
                        Namespaces.class);
        return parameter.getParameter().getType() == Namespaces.class ? namespaces : namespaces.unnamed();
    }

    /** Asked of the kernel once in a JVM. */
    private static final class Privilege {
        static final Optional<String> OBSTACLE = obstacle();

        private static Optional<String> obstacle() {
            try {
                NetworkNamespace.createUnnamed().close();
                return Optional.empty();
            } catch (NetlinkException.NotPermitted | NetlinkException.NotSupported e) {
                return Optional.of("this process may not create network namespaces (run it as root or under"
                        + " unshare --user --map-root-user --net --mount): " + e.getMessage());
            }
        }
    }

    /** In the store of the root context: closed after the last test of the JVM. */
    private static final class LeakCheck implements AutoCloseable {
        private final Leaks before = Leaks.snapshot();

        @Override
        public void close() {
            before.assertNone();
        }
    }
}
