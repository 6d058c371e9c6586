package io.netlink4j.rtnl.encap;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.Words;
import java.util.function.Function;

/**
 * An encapsulation with a type in this library.
 *
 * @param <E> the encapsulation itself
 */
public abstract sealed class KnownEncapsulation<E extends KnownEncapsulation<E>> extends NetlinkObject<E>
        implements Encapsulation permits BpfEncap, Ila, Ioam6, IpEncap, Mpls, Rpl, Seg6, Seg6Local, XfrmEncap {
    KnownEncapsulation(Content content) {
        super(content);
    }

    @Override
    public final Nest attributes() {
        return Nest.of(this);
    }

    abstract String text(Function<LinkReference, String> links);

    @Override
    public final String toString(Function<LinkReference, String> links) {
        try {
            return text(links);
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }

    /** As {@code ip route} writes it, such as {@code mpls 100/200}. */
    @Override
    public final String toString() {
        return toString(Words.LINKS);
    }
}
