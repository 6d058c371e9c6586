package io.netlink4j.rtnl.link;

import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;

/** The operational state of a link, as RFC 2863 defines it ({@code IF_OPER_*} of {@code linux/if.h}). */
public enum OperationalState {
    /** Not reported, as with a loopback. */
    UNKNOWN,
    /** A part of the device is missing. */
    NOTPRESENT,
    /** It is down, or its peer is. */
    DOWN,
    /** A lower link is down. */
    LOWERLAYERDOWN,
    /** It is being tested. */
    TESTING,
    /** It is dormant: it waits for an external event, such as 802.1X. */
    DORMANT,
    /** Packets pass. */
    UP;

    /** States of newer kernels are read as unknown. */
    static final Codec<OperationalState> CODEC =
            Codecs.U8.map(number -> number < values().length ? values()[number] : UNKNOWN, OperationalState::ordinal);
}
