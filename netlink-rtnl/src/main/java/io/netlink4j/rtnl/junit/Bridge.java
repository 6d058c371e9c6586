package io.netlink4j.rtnl.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Connects nodes of a {@link NetworkTest} to a bridge. The bridge is in a node of its own. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Repeatable(Bridge.All.class)
public @interface Bridge {
    /** The name of the bridge, of the node that it is in, and of the link of each member. */
    String name();

    /** The network. The members get its host addresses in order. */
    String network();

    /** The nodes that are connected. */
    String[] members();

    /** The container of repeated annotations. */
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @Documented
    @interface All {
        /** The bridges. */
        Bridge[] value();
    }
}
