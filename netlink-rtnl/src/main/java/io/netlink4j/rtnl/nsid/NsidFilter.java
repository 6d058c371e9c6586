package io.netlink4j.rtnl.nsid;

import io.netlink4j.core.collection.ObjectFilter;
import java.util.List;

/** Selects nsids. */
public final class NsidFilter extends ObjectFilter<Nsid> {
    private static final NsidFilter ALL = new NsidFilter(Nsid.any());

    private NsidFilter(Nsid pattern) {
        super(pattern, List.of());
    }

    /** All nsids of this namespace. */
    public static NsidFilter all() {
        return ALL;
    }

    /** The nsids of another namespace, given by its nsid here ({@code NETNSA_TARGET_NSID}). */
    public static NsidFilter in(int nsid) {
        return new NsidFilter(Nsid.any().with(Nsid.TARGET_NSID, nsid));
    }

    @Override
    public String toString() {
        return pattern().get(Nsid.TARGET_NSID).map(nsid -> "in nsid " + nsid).orElse("");
    }
}
