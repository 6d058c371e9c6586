package io.netlink4j.rtnl.route;

import io.netlink4j.core.error.NetlinkException;
import java.util.Locale;

/** How a router prefers to be used beside others, as its advertisements say (RFC 4191, {@code RTA_PREF}); IPv6 only. */
public enum RoutePreference {
    /** Preferred to others. */
    HIGH(1),
    /** As others. */
    MEDIUM(0),
    /** Only without others. */
    LOW(3);

    private final int number;

    RoutePreference(int number) {
        this.number = number;
    }

    /** The kernel's number. */
    public int number() {
        return number;
    }

    static RoutePreference of(int number) {
        return switch (number) {
            case 0 -> MEDIUM;
            case 1 -> HIGH;
            case 3 -> LOW;
            default -> throw new NetlinkException.Malformed("no route has the preference " + number);
        };
    }

    /** The name as {@code ip route} writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
