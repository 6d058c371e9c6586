package io.netlink4j.rtnl.nsid;

import static io.netlink4j.core.error.Errno.EEXIST;
import static io.netlink4j.core.error.Errno.EINVAL;
import static io.netlink4j.core.error.Errno.ENOENT;
import static io.netlink4j.core.error.Errno.ESRCH;

import io.netlink4j.core.message.ErrorExplainer;
import io.netlink4j.rtnl.internal.NamespaceReference;

/** Explains why the kernel refused a request for an nsid ({@code net/core/net_namespace.c}). */
final class NsidErrors {
    private NsidErrors() {}

    static void add(ErrorExplainer.Builder<Nsid> rows) {
        rows.on(EEXIST).says("specified").means("that nsid is taken");
        rows.on(EEXIST).maySay("already has").means("it has an nsid already, or that nsid is taken");
        rows.on(ESRCH).maySay("Peer netns").when(nsid -> nsid.has(Nsid.PID)).means("there is no such process");
        rows.on(ENOENT).maySay("netns").when(nsid -> nsid.has(Nsid.NSID)).means(NamespaceReference.NO_SUCH_NUMBER);
        rows.on(EINVAL)
                .maySay("netns")
                .when(nsid -> nsid.has(Nsid.TARGET_NSID))
                .means(NamespaceReference.NO_SUCH_NUMBER);
    }
}
