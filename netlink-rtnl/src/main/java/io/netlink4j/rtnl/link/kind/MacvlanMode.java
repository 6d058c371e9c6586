package io.netlink4j.rtnl.link.kind;

import io.netlink4j.rtnl.object.Numbered;

/** Which packets a {@link Macvlan} or {@link Macvtap} exchanges with others on the same link ({@code MACVLAN_MODE_*}). */
public enum MacvlanMode implements Numbered {
    /** None. */
    PRIVATE(1),
    /** Those that an external switch sends back; the kernel's default. */
    VEPA(2),
    /** All, directly. */
    BRIDGE(4),
    /** There is only one on the link, which has the link for itself. */
    PASSTHRU(8),
    /** Only packets from {@link MacvlanKind#sources()} are received. */
    SOURCE(16);

    private final int number;

    MacvlanMode(int number) {
        this.number = number;
    }

    /** The kernel's number, which is a bit. */
    @Override
    public int number() {
        return number;
    }
}
