package io.netlink4j.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that talks to the kernel, and so needs the right to create network namespaces: root's, or those of a process under
 * {@code unshare --user --map-root-user --net --mount}. Without it the test is skipped, or fails where {@code CI=true}.
 *
 * <p>A test method may have a parameter of type {@link Namespaces}, from which it takes all the namespaces it works in, or of
 * type {@code NetworkNamespace}, a fresh one. Both are gone when the test ends, and after the last test of the JVM {@link
 * Leaks} looks for what was forgotten.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(KernelTestExtension.class)
public @interface KernelTest {}
