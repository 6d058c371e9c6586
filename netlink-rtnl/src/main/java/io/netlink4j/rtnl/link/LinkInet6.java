package io.netlink4j.rtnl.link;

import static io.netlink4j.core.attribute.Codecs.ADDRESS;
import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.array;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The state of a link in IPv6 ({@code IFLA_INET6_*} of {@code linux/if_link.h}). */
public final class LinkInet6 extends NetlinkObject<LinkInet6> {
    private static final Schema.Builder KEYS = Schema.builder("link inet6");
    /** Whether router solicitations were sent and advertisements received ({@code IF_RS_SENT}, {@code IF_RA_RCVD} ...). */
    public static final Attribute<Long> FLAGS = KEYS.reported(1, "IFLA_INET6_FLAGS", U32);
    /** The values below {@code net.ipv6.conf} of the link, in the order of {@code linux/ipv6.h}; they are set as sysctls. */
    public static final Attribute<List<Integer>> CONF = KEYS.reported(2, "IFLA_INET6_CONF", array(S32, Integer.BYTES));
    /** Counters of RFC 4293, 64 bits each, behind their number. Their order differs between kernels: {@code /proc/net/dev_snmp6} names them. */
    public static final Attribute<byte[]> STATS = KEYS.derived(3, "IFLA_INET6_STATS", BINARY);
    /** Not used by the kernel. */
    public static final Attribute<byte[]> MCAST = KEYS.reported(4, "IFLA_INET6_MCAST", BINARY);
    /** {@code struct ifla_cacheinfo}: the times of neighbour discovery. */
    public static final Attribute<byte[]> CACHEINFO = KEYS.derived(5, "IFLA_INET6_CACHEINFO", BINARY);
    /** Counters of ICMPv6, as those above. */
    public static final Attribute<byte[]> ICMP6STATS = KEYS.derived(6, "IFLA_INET6_ICMP6STATS", BINARY);
    /** The token: the lower half of the addresses that are formed from advertised prefixes; {@code ::} if there is none. */
    public static final Attribute<IpAddress> TOKEN = KEYS.add(7, "IFLA_INET6_TOKEN", ADDRESS);
    /** How the link generates its addresses ({@code enum in6_addr_gen_mode}). */
    public static final Attribute<Integer> ADDR_GEN_MODE = KEYS.add(8, "IFLA_INET6_ADDR_GEN_MODE", U8);
    /** The MTU that a router advertised. */
    public static final Attribute<Integer> RA_MTU = KEYS.reported(9, "IFLA_INET6_RA_MTU", COUNT);

    static final Schema SCHEMA = KEYS.build();
    static final LinkInet6 NONE = new LinkInet6(Content.of(new byte[0]));

    LinkInet6(Content content) {
        super(content);
    }

    /** How the link generates its addresses; empty for a mode that is not known here. */
    public Optional<AddressGeneration> addressGeneration() {
        return get(ADDR_GEN_MODE)
                .flatMap(mode -> Arrays.stream(AddressGeneration.values())
                        .filter(known -> known.number == mode)
                        .findFirst());
    }

    LinkInet6 addressGeneration(AddressGeneration mode) {
        return with(ADDR_GEN_MODE, mode.number);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected LinkInet6 copy(Content content) {
        return new LinkInet6(content);
    }

    /** How a link generates its IPv6 addresses ({@code enum in6_addr_gen_mode}). */
    public enum AddressGeneration {
        /** From the MAC address (EUI-64). */
        EUI64(0),
        /** None are generated. */
        NONE(1),
        /** From a secret (RFC 7217). */
        STABLE_SECRET(2),
        /** From a secret (RFC 7217). The kernel generates one if there is none. */
        RANDOM(3);

        private final int number;

        AddressGeneration(int number) {
            this.number = number;
        }
    }
}
