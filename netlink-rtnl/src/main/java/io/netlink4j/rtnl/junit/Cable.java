package io.netlink4j.rtnl.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Connects two nodes of a {@link NetworkTest} by a veth pair. Each end is named after the node at the other end.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Repeatable(Cable.All.class)
public @interface Cable {
    /** The node that gets the first host address of the network. */
    String from();

    /** The node that gets the second host address of the network. */
    String to();

    /** The network, such as {@code 10.0.0.0/24} or {@code 2001:db8::/64}. */
    String network();

    /** The container of repeated annotations. */
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @Documented
    @interface All {
        /** The cables. */
        Cable[] value();
    }
}
