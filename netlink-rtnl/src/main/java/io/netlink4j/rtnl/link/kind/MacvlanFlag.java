package io.netlink4j.rtnl.link.kind;

import io.netlink4j.rtnl.object.Numbered;

/** A flag of a {@link Macvlan} or {@link Macvtap} ({@code MACVLAN_FLAG_*} of {@code linux/if_link.h}). */
public enum MacvlanFlag implements Numbered {
    /** The link below is not made promiscuous; only in mode {@link MacvlanMode#PASSTHRU}. */
    NOPROMISC(1),
    /** Packets to the link's own address are not received by it in mode {@link MacvlanMode#SOURCE}. */
    NODST(2);

    private final int number;

    MacvlanFlag(int number) {
        this.number = number;
    }

    /** The kernel's bit. */
    @Override
    public int number() {
        return number;
    }
}
