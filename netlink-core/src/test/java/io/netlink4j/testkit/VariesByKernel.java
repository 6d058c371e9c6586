package io.netlink4j.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A kernel test whose subject is in some kernels only, or differs between them. {@code .ci/run} runs it on one emulated kernel as well, which has
 * what the machine's own kernel may lack.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Tag(VariesByKernel.TAG)
public @interface VariesByKernel {
    /** The tag by which {@code .ci/kernels} selects these tests. */
    String TAG = "varies-by-kernel";
}
