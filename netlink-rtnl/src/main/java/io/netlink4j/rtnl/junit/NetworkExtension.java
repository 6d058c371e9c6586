package io.netlink4j.rtnl.junit;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.socket.NamespaceSockets;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.lab.Lab;
import io.netlink4j.rtnl.lab.LabNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** The JUnit extension of {@link NetworkTest}. */
final class NetworkExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(NetworkExtension.class);
    private static final String WITHOUT_RIGHTS = "io.netlink4j.junit.withoutRights";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Map<Class<?>, Function<LabNode, Object>> PARAMETERS = Map.of(
            LabNode.class, node -> node,
            NetworkNamespace.class, LabNode::namespace,
            Rtnl.class, LabNode::rtnl,
            NamespaceSockets.class, LabNode::sockets,
            SocketFactory.class, node -> node.sockets().socketFactory(),
            ServerSocketFactory.class, node -> node.sockets().serverSocketFactory(),
            ThreadFactory.class, node -> node.namespace().threadFactory());

    @Override
    public void beforeAll(ExtensionContext context) {
        if (lifetime(context) == NetworkTest.Lifetime.CLASS) {
            make(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (lifetime(context) == NetworkTest.Lifetime.METHOD) {
            make(context);
        }
    }

    private static NetworkTest.Lifetime lifetime(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), NetworkTest.class, context.getEnclosingTestClasses())
                .map(NetworkTest::lifetime)
                .orElse(NetworkTest.Lifetime.METHOD);
    }

    private static void make(ExtensionContext context) {
        try {
            context.getStore(STORE).put(Lab.class, NetworkPlan.of(context).build());
        } catch (NetlinkException.NotPermitted e) {
            String remedy =
                    e.getMessage() + "; run the tests as root, in a privileged container, or start their JVM with"
                            + " 'unshare --user --map-root-user --net --mount'";
            if ("skip".equals(System.getProperty(WITHOUT_RIGHTS))) {
                throw new TestAbortedException(remedy, e);
            }
            throw new IllegalStateException(remedy + "; -D" + WITHOUT_RIGHTS + "=skip skips them", e);
        }
    }

    private static @Nullable Lab lab(ExtensionContext context) {
        return context.getStore(STORE).get(Lab.class, Lab.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (lifetime(context) == NetworkTest.Lifetime.METHOD) {
            end(context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (lifetime(context) == NetworkTest.Lifetime.CLASS) {
            end(context);
        }
    }

    private static void end(ExtensionContext context) {
        Lab lab = context.getStore(STORE).remove(Lab.class, Lab.class);
        if (lab == null) {
            return;
        }
        try (lab) {
            Map<String, List<String>> leftovers = lab.leftovers();
            // Threads and programs that were told to end may need a moment.
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!leftovers.isEmpty()
                    && context.getExecutionException().isEmpty()
                    && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                leftovers = lab.leftovers();
            }
            if (!leftovers.isEmpty() && context.getExecutionException().isEmpty()) {
                throw new AssertionError("the test left something in its namespaces: " + leftovers);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(In.class) || parameter.getParameter().getType() == Lab.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Lab lab = lab(context);
        if (lab == null) {
            throw new ParameterResolutionException(
                    "there is no network yet: constructors and @BeforeAll methods get one only with"
                            + " @NetworkTest(lifetime = CLASS)");
        }
        Class<?> type = parameter.getParameter().getType();
        if (type == Lab.class) {
            return lab;
        }
        Function<LabNode, Object> value = PARAMETERS.get(type);
        if (value == null) {
            throw new ParameterResolutionException("a parameter with @In is one of "
                    + PARAMETERS.keySet().stream()
                            .map(Class::getSimpleName)
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + ", not " + type.getSimpleName());
        }
        return value.apply(
                lab.node(parameter.findAnnotation(In.class).orElseThrow().value()));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withState(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withState(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withState(context, failure);
    }

    private static Throwable withState(ExtensionContext context, Throwable failure) {
        Lab lab = lab(context);
        if (lab != null && !(failure instanceof TestAbortedException)) {
            try {
                failure.addSuppressed(NetworkState.of(lab));
            } catch (RuntimeException | ServiceConfigurationError e) {
                // What the test found counts more than the report about it.
                failure.addSuppressed(e);
            }
        }
        return failure;
    }
}
