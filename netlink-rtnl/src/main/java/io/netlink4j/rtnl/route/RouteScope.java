package io.netlink4j.rtnl.route;

import io.netlink4j.rtnl.internal.CheckedCodecs;

/**
 * The scope of a route or an address: the distance of the destination, or the range in which the address is valid ({@code rtm_scope},
 * {@code ifa_scope}, {@code enum rt_scope_t}). Users may use the values between the named ones.
 *
 * @param number 0 to 255; a larger number is nearer
 */
public record RouteScope(int number) implements Comparable<RouteScope> {
    /** Anywhere; {@code global} in the words of {@code ip} ({@code RT_SCOPE_UNIVERSE}). */
    public static final RouteScope UNIVERSE = new RouteScope(0);
    /** Within this site ({@code RT_SCOPE_SITE}). */
    public static final RouteScope SITE = new RouteScope(200);
    /** On a network that this host is attached to ({@code RT_SCOPE_LINK}). */
    public static final RouteScope LINK = new RouteScope(253);
    /** This host itself ({@code RT_SCOPE_HOST}). */
    public static final RouteScope HOST = new RouteScope(254);
    /** Nowhere: no route has it. In a deletion it matches any scope ({@code RT_SCOPE_NOWHERE}). */
    public static final RouteScope NOWHERE = new RouteScope(255);

    /** Checks that it fits a byte. */
    public RouteScope {
        CheckedCodecs.inRange(number, 0, 255, "a route's scope");
    }

    /** The scope with a number. */
    public static RouteScope of(int number) {
        return new RouteScope(number);
    }

    @Override
    public int compareTo(RouteScope other) {
        return Integer.compare(number, other.number);
    }

    /** The name as {@code ip route} writes it, or the number. */
    @Override
    public String toString() {
        return switch (number) {
            case 0 -> "global";
            case 200 -> "site";
            case 253 -> "link";
            case 254 -> "host";
            case 255 -> "nowhere";
            default -> Integer.toString(number);
        };
    }
}
