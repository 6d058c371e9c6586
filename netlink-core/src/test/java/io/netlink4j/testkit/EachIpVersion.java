package io.netlink4j.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Kernel tests that run with several versions of {@code ip} and {@code bridge}, each in its turn: with the installed ones, and with those
 * beside the {@code ip} that {@code $NEWER_IP} names. {@link Namespaces#sh} finds the ones or the others.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ClassTemplate
@ExtendWith(EachIpVersionProvider.class)
public @interface EachIpVersion {
    /** The variable that names an {@code ip} of version 7 or later. */
    String NEWER = "$NEWER_IP";

    /** The versions of {@code ip}. */
    String[] value() default {"ip", NEWER};
}
