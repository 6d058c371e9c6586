package io.netlink4j.nft.match;

import static io.netlink4j.nft.match.ByteOrdering.HOST;
import static io.netlink4j.nft.match.ByteOrdering.NETWORK;

import io.netlink4j.nft.expression.Fib;
import io.netlink4j.nft.expression.Rt;
import io.netlink4j.nft.expression.Xfrm;

/** What the kernel knows of a packet's route, socket, IPsec state and sender, and numbers that it makes; columns as in {@link Field}. */
public final class SystemFields {
    public static final Field RT_CLASSID =
            new Field("rt classid", new Source.Route(0), 4, HOST, 22, ValueFormat.REALM, Dependency.NONE);
    public static final Field RT_NEXTHOP =
            new Field("rt ip nexthop", new Source.Route(1), 4, NETWORK, 7, ValueFormat.ADDRESS, Dependency.NONE);
    public static final Field RT_NEXTHOP6 =
            new Field("rt ip6 nexthop", new Source.Route(2), 16, NETWORK, 8, ValueFormat.ADDRESS, Dependency.NONE);
    public static final Field RT_MTU =
            new Field("rt mtu", new Source.Route(Rt.TCP_MSS), 2, HOST, 4, ValueFormat.DECIMAL, Dependency.NONE);
    public static final Field RT_IPSEC =
            new Field("rt ipsec", new Source.Route(4), 1, HOST, Field.BOOLEAN, ValueFormat.EXISTENCE, Dependency.NONE);
    public static final Field SOCKET_TRANSPARENT = new Field(
            "socket transparent", new Source.OfSocket(0, 0), 1, HOST, 4, ValueFormat.DECIMAL, Dependency.NONE);
    public static final Field SOCKET_MARK =
            new Field("socket mark", new Source.OfSocket(1, 0), 4, HOST, 19, ValueFormat.HEXADECIMAL, Dependency.NONE);
    public static final Field SOCKET_WILDCARD =
            new Field("socket wildcard", new Source.OfSocket(2, 0), 1, HOST, 4, ValueFormat.DECIMAL, Dependency.NONE);

    static final int CGROUP = 3;
    private static final String[] TTL = {"", "ttl loose ", "ttl skip "};

    private SystemFields() {}

    /** The control group of the socket at a level of the hierarchy, by its number. */
    public static Field cgroup(int level) {
        return new Field(
                "socket cgroupv2 level " + level,
                new Source.OfSocket(CGROUP, level),
                8,
                HOST,
                46,
                ValueFormat.CGROUP,
                Dependency.NONE);
    }

    /** A field of an IPsec state; {@code key} is a number of {@code enum nft_xfrm_keys}. */
    public static Field ipsec(int direction, int state, int key) {
        String prefix = "ipsec " + (direction == Xfrm.IN ? "in " : "out ") + (state == 0 ? "" : "spnum " + state + " ");
        Source source = new Source.Ipsec(direction, state, key);
        return switch (key) {
            case 1 -> new Field(prefix + "ip daddr", source, 4, NETWORK, 7, ValueFormat.ADDRESS, Dependency.NONE);
            case 2 -> new Field(prefix + "ip6 daddr", source, 16, NETWORK, 8, ValueFormat.ADDRESS, Dependency.NONE);
            case 3 -> new Field(prefix + "ip saddr", source, 4, NETWORK, 7, ValueFormat.ADDRESS, Dependency.NONE);
            case 4 -> new Field(prefix + "ip6 saddr", source, 16, NETWORK, 8, ValueFormat.ADDRESS, Dependency.NONE);
            case 5 -> new Field(prefix + "reqid", source, 4, HOST, 4, ValueFormat.DECIMAL, Dependency.NONE);
            case 6 -> new Field(prefix + "spi", source, 4, NETWORK, 4, ValueFormat.DECIMAL, Dependency.NONE);
            default -> throw new IllegalArgumentException("an IPsec state has no key " + key);
        };
    }

    /** The operating system of the sender, with its version if {@code flags} is 1. */
    public static Field fingerprint(int ttl, int flags) {
        return new Field(
                "osf " + TTL[ttl] + (flags == 0 ? "name" : "version"),
                new Source.Fingerprint(ttl, flags),
                16,
                NETWORK,
                41,
                ValueFormat.STRING,
                Dependency.NONE);
    }

    /** Numbers from {@code offset} on, {@code modulus} different ones. */
    public static Field numbers(boolean random, int modulus, int offset) {
        return number(
                "numgen " + (random ? "random" : "inc") + " mod " + modulus,
                offset,
                new Source.Generated(random, modulus, offset));
    }

    /** The hash of fields, {@code modulus} different numbers from {@code offset} on. */
    public static Field jenkinsHash(Selection fields, int modulus, long seed, int offset) {
        return number(
                "jhash " + fields + " mod " + modulus + (seed == 0 ? "" : " seed 0x" + Long.toHexString(seed)),
                offset,
                new Source.JenkinsHash(fields, modulus, seed, offset));
    }

    /** The hash of addresses and ports, {@code modulus} different numbers from {@code offset} on. */
    public static Field symmetricHash(int modulus, int offset) {
        return number("symhash mod " + modulus, offset, new Source.SymmetricHash(modulus, offset));
    }

    private static Field number(String text, int offset, Source source) {
        return new Field(
                text + (offset == 0 ? "" : " offset " + offset),
                source,
                4,
                HOST,
                4,
                ValueFormat.DECIMAL,
                Dependency.NONE);
    }

    /** The type of an address in the routing tables. */
    public static Field fibType(String text, int flags) {
        return new Field(
                text, Source.fib(flags, Fib.RESULT_ADDRTYPE), 4, HOST, 38, ValueFormat.ROUTE_TYPE, Dependency.NONE);
    }

    /** The index of the link of a route. */
    public static Field fibLink(String text, int flags) {
        return new Field(text, Source.fib(flags, Fib.RESULT_OIF), 4, HOST, 20, ValueFormat.LINK, Dependency.NONE);
    }

    /** The name of the link of a route. */
    public static Field fibLinkName(String text, int flags) {
        return new Field(
                text, Source.fib(flags, Fib.RESULT_OIFNAME), 16, NETWORK, 41, ValueFormat.NAME, Dependency.NONE);
    }

    /** Whether there is a route. */
    public static Field fibExists(String text, int flags) {
        return new Field(
                text,
                Source.fib(flags | Fib.PRESENT, Fib.RESULT_OIF),
                4,
                HOST,
                Field.BOOLEAN,
                ValueFormat.EXISTENCE,
                Dependency.NONE);
    }
}
