package io.netlink4j.rtnl.route;

import io.netlink4j.core.error.NetlinkException;
import java.util.Locale;

/** The preference of a router among others, from its advertisements (RFC 4191, {@code RTA_PREF}). Only for IPv6. */
public enum RoutePreference {
    /** Preferred over other routers. */
    HIGH(1),
    /** The default. */
    MEDIUM(0),
    /** Used only if there is no other router. */
    LOW(3);

    private final int number;

    RoutePreference(int number) {
        this.number = number;
    }

    /** The number of the kernel. */
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
