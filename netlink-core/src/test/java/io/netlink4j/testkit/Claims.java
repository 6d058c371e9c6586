package io.netlink4j.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Divides kernel tests among several JVMs that have the directory of the system property {@code test.claims} in common: the first that comes to a
 * test method makes a directory of its name there, and runs it with all its invocations.
 */
final class Claims {
    private static final Optional<Path> DIRECTORY =
            Optional.ofNullable(System.getProperty("test.claims")).map(Path::of);

    private static final Map<String, Boolean> OWN = new ConcurrentHashMap<>();

    private Claims() {}

    /** Whether another JVM runs the test. Of classes each JVM looks at the methods. */
    static Optional<ConditionEvaluationResult> refused(ExtensionContext context) {
        return DIRECTORY
                .filter(directory -> context.getTestMethod().isPresent() && !isOurs(directory, context))
                .map(taken -> ConditionEvaluationResult.disabled("another machine runs it"));
    }

    private static boolean isOurs(Path directory, ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        String name = context.getRequiredTestClass().getName() + '.' + method.getName();
        return OWN.computeIfAbsent(name, first -> claim(directory.resolve(name)));
    }

    private static boolean claim(Path directory) {
        try {
            Files.createDirectory(directory);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
