package io.netlink4j.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that compares with the output of these programs. If one is not installed, the test is skipped, or fails with
 * {@code CI=true}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(NeedsCommandCondition.class)
public @interface NeedsCommand {
    /** The programs, such as {@code ip} or {@code nft}, or {@code $NEWER_NFT} for one that this variable names. */
    String[] value();
}
