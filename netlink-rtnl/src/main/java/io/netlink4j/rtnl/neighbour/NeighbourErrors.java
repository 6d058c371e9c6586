package io.netlink4j.rtnl.neighbour;

import static io.netlink4j.core.error.Errno.EEXIST;
import static io.netlink4j.core.error.Errno.EINVAL;
import static io.netlink4j.core.error.Errno.ENOBUFS;
import static io.netlink4j.core.error.Errno.ENODEV;
import static io.netlink4j.core.error.Errno.ENOENT;
import static io.netlink4j.core.error.Errno.ESRCH;
import static io.netlink4j.rtnl.neighbour.Neighbour.NEWNEIGH;

import io.netlink4j.core.error.NetlinkException.Kind;
import io.netlink4j.core.message.ErrorExplainer;
import io.netlink4j.core.message.RefusedRequest;

/** Explains why the kernel refused a request for a neighbour ({@code net/core/neighbour.c}). */
final class NeighbourErrors {
    private NeighbourErrors() {}

    static void add(ErrorExplainer.Builder<Neighbour> rows) {
        rows.on(EEXIST).means(refused -> "the link has an entry for " + address(refused) + " already");
        rows.on(ENOENT, ESRCH)
                .maySay("not found")
                .means(refused -> "the link has no " + (refused.object().isProxy() ? "proxy " : "") + "entry for "
                        + address(refused));
        rows.on(ENODEV).means("its link does not exist");
        rows.on(EINVAL)
                .of(NEWNEIGH)
                .says("No link layer address")
                .means("it needs a link-layer address, set with at()");
        rows.on(EINVAL).of(NEWNEIGH).means("the family of the address, IPv4 or IPv6, is not enabled on the link");
        rows.on(ENOBUFS).of(NEWNEIGH).means(Kind.OTHER, "the neighbour table is full (gc_thresh3)");
    }

    private static String address(RefusedRequest<Neighbour> refused) {
        return refused.object().address().map(Object::toString).orElse("it");
    }
}
