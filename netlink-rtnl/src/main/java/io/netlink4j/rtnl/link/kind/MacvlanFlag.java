package io.netlink4j.rtnl.link.kind;

import io.netlink4j.rtnl.object.Numbered;

/** A flag of a {@link Macvlan} or {@link Macvtap} ({@code MACVLAN_FLAG_*} of {@code linux/if_link.h}). */
public enum MacvlanFlag implements Numbered {
    /** The lower link does not become promiscuous; only in mode {@link MacvlanMode#PASSTHRU}. */
    NOPROMISC(1),
    /** The link does not receive packets to its own address in mode {@link MacvlanMode#SOURCE}. */
    NODST(2);

    private final int number;

    MacvlanFlag(int number) {
        this.number = number;
    }

    /** The bit of the kernel. */
    @Override
    public int number() {
        return number;
    }
}
