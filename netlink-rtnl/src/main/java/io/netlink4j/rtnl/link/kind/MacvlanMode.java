package io.netlink4j.rtnl.link.kind;

import io.netlink4j.rtnl.object.Numbered;

/** Which packets a {@link Macvlan} or {@link Macvtap} exchanges with others on the same lower link ({@code MACVLAN_MODE_*}). */
public enum MacvlanMode implements Numbered {
    /** None. */
    PRIVATE(1),
    /** Those that an external switch sends back. This is the default of the kernel. */
    VEPA(2),
    /** All, directly. */
    BRIDGE(4),
    /** There is only one on the lower link, and it has exclusive use of it. */
    PASSTHRU(8),
    /** Only packets from {@link MacvlanKind#sources()} are received. */
    SOURCE(16);

    private final int number;

    MacvlanMode(int number) {
        this.number = number;
    }

    /** The number of the kernel: a bit. */
    @Override
    public int number() {
        return number;
    }
}
