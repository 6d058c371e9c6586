package io.netlink4j.nft.expression;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.NetlinkObject;

/** The flags of {@link Nat}, {@link Masq} and {@link Redir}: {@code NF_NAT_RANGE_*} of {@code linux/netfilter/nf_nat.h}. */
public final class NatFlags {
    /** Addresses are given; the kernel sets it itself. */
    public static final int MAP_IPS = 0x1;
    /** Ports are given. */
    public static final int PROTO_SPECIFIED = 0x2;
    /** nft's {@code random}: the port is chosen at random. */
    public static final int RANDOM = 0x4;
    /** nft's {@code persistent}: a client always gets the same address. */
    public static final int PERSISTENT = 0x8;
    /** nft's {@code fully-random}. */
    public static final int FULLY_RANDOM = 0x10;
    /** The port keeps its offset from the first port of the range. */
    public static final int PROTO_OFFSET = 0x20;
    /** A network is mapped to a network of the same size, address by address. */
    public static final int NETMAP = 0x40;

    private NatFlags() {}

    static <S extends NetlinkObject<S>> void append(
            StringBuilder text, NetlinkObject<S> nat, Attribute<Integer> register, String name) {
        nat.get(register)
                .ifPresent(
                        number -> text.append(' ').append(name).append(" reg ").append(number));
    }

    static <S extends NetlinkObject<S>> void append(
            StringBuilder text, NetlinkObject<S> nat, Attribute<Integer> flags) {
        nat.get(flags)
                .filter(bits -> bits != 0)
                .ifPresent(bits -> text.append(" flags 0x").append(Integer.toHexString(bits)));
    }
}
