package io.netlink4j.rtnl.link.kind;

/** How an option of an existing link can be changed. Later releases may add constants, so end a {@code switch} with {@code default}. */
public enum OptionChange {
    /** By a request that changes the link. Some options need a link that is down, or that has no ports. */
    IN_PLACE,
    /**
     * Only by deleting the link and adding it again. The link then loses its addresses, routes, neighbours, ports, master, the links above
     * it and its index.
     */
    ANEW,
    /** Never: the kernel only reports it. */
    NEVER
}
