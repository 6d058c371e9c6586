package io.netlink4j.rtnl.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the node that a parameter of a {@link NetworkTest} belongs to. A node that no other annotation names is not connected. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface In {
    /** The name of the node. */
    String value();
}
