package io.netlink4j.examples.container;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that starts containers: it needs root, an engine on this machine and the image that {@code .ci/image} makes. Without
 * them it is skipped, or fails where {@code CI=true}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Tag("container") // by which examples/pom.xml gives these tests a JVM of their own
@ExtendWith(NeedsEngineCondition.class)
@interface NeedsEngine {}
