package io.netlink4j.core.object;

import java.util.Collection;

/** A multicast group of a netlink protocol, such as {@code RTNLGRP_LINK}. {@code toString} answers the kernel's name. */
public interface MulticastGroup {
    /** The kernel's number. */
    int number();

    /** The numbers of several groups, as {@code NetlinkSocket.subscribe} takes them. */
    static int[] numbers(Collection<? extends MulticastGroup> groups) {
        return groups.stream().mapToInt(MulticastGroup::number).toArray();
    }
}
