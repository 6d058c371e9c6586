package io.netlink4j.nft.flow;

import io.netlink4j.core.object.MulticastGroup;

/** The multicast groups of tracked connections ({@code NFNLGRP_CONNTRACK_*} of {@code linux/netfilter/nfnetlink.h}). */
public enum FlowGroup implements MulticastGroup {
    /** A flow is new. */
    NEW(1),
    /** The state, the mark or the labels of a flow changed. */
    UPDATE(2),
    /** A flow ended or was deleted. */
    DESTROY(3),
    /** A connection is expected. */
    EXP_NEW(4),
    /** An expectation changed. */
    EXP_UPDATE(5),
    /** An expectation ended. */
    EXP_DESTROY(6);

    private final int number;

    FlowGroup(int number) {
        this.number = number;
    }

    @Override
    public int number() {
        return number;
    }

    /** The kernel's name: {@code NFNLGRP_CONNTRACK_NEW}. */
    @Override
    public String toString() {
        return "NFNLGRP_CONNTRACK_" + name();
    }
}
