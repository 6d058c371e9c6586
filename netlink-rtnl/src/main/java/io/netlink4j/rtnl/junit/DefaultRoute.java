package io.netlink4j.rtnl.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Gives a node of a {@link NetworkTest} a default route. Forwarding is enabled in the node that has the address of the gateway. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Repeatable(DefaultRoute.All.class)
public @interface DefaultRoute {
    /** The node. */
    String of();

    /** The address of the gateway. */
    String via();

    /** The container of repeated annotations. */
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @Documented
    @interface All {
        /** The routes. */
        DefaultRoute[] value();
    }
}
