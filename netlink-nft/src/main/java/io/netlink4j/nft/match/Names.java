package io.netlink4j.nft.match;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The names that nft has for numbers. */
final class Names {
    /** {@code ETH_P_*}. */
    static final Names FRAME_TYPES = of("ip", 0x0800, "arp", 0x0806, "8021q", 0x8100, "ip6", 0x86dd, "8021ad", 0x88a8)
            .and("vlan", 0x8100);

    /** {@code ARPOP_*}. */
    static final Names ARP_OPERATIONS =
            of("request", 1, "reply", 2, "rrequest", 3, "rreply", 4, "inrequest", 8, "inreply", 9, "nak", 10);

    /** {@code ARPHRD_*}. */
    static final Names LINK_TYPES =
            of("ether", 1, "ppp", 512, "ipip", 768, "ipip6", 769, "loopback", 772, "sit", 776, "ipgre", 778);

    /** Differentiated services code points. */
    static final Names CODE_POINTS = of("cs0", 0, "cs1", 8, "cs2", 16, "cs3", 24, "cs4", 32, "cs5", 40, "cs6", 48)
            .and("cs7", 56, "lephb", 1, "af11", 10, "af12", 12, "af13", 14, "af21", 18, "af22", 20, "af23", 22)
            .and("af31", 26, "af32", 28, "af33", 30, "af41", 34, "af42", 36, "af43", 38, "va", 44, "ef", 46)
            .and("df", 0, "be", 0);

    /** Explicit congestion notification. */
    static final Names CONGESTION = of("not-ect", 0, "ect1", 1, "ect0", 2, "ce", 3);

    /** Codes of ICMP messages, of which nft reads the names. */
    static final Names ICMP_CODES = of("net-unreachable", 0, "host-unreachable", 1, "prot-unreachable", 2)
            .and("port-unreachable", 3, "frag-needed", 4, "net-prohibited", 9, "host-prohibited", 10)
            .and("admin-prohibited", 13);

    /** Codes of ICMPv6 messages. */
    static final Names ICMPV6_CODES = of("no-route", 0, "admin-prohibited", 1, "addr-unreachable", 3)
            .and("port-unreachable", 4, "policy-fail", 5, "reject-route", 6);

    /** Types of IGMP messages. */
    static final Names IGMP_TYPES = of("membership-query", 0x11, "membership-report-v1", 0x12)
            .and("membership-report-v2", 0x16, "leave-group", 0x17, "membership-report-v3", 0x22);

    /** Types of DCCP packets. */
    static final Names DCCP_TYPES = of("request", 0, "response", 1, "data", 2, "ack", 3, "dataack", 4)
            .and("closereq", 5, "close", 6, "reset", 7, "sync", 8, "syncack", 9);

    /** Types of mobility messages. */
    static final Names MOBILITY_TYPES = of("binding-refresh-request", 0, "home-test-init", 1, "careof-test-init", 2)
            .and("home-test", 3, "careof-test", 4, "binding-update", 5, "binding-acknowledgement", 6)
            .and("binding-error", 7, "fast-binding-update", 8, "fast-binding-acknowledgement", 9)
            .and("fast-binding-advertisement", 10, "experimental-mobility-header", 11)
            .and("home-agent-switch-message", 12);

    /** Messages of Multipath TCP. */
    static final Names MPTCP_SUBTYPES = of("mp-capable", 0, "mp-join", 1, "dss", 2, "add-addr", 3, "remove-addr", 4)
            .and("mp-prio", 5, "mp-fail", 6, "mp-fastclose", 7, "mp-tcprst", 8);

    /** {@code PACKET_*}. */
    static final Names PACKET_TYPES =
            of("host", 0, "broadcast", 1, "multicast", 2, "other", 3).and("unicast", 0);

    /** Directions of connections. */
    static final Names DIRECTIONS = of("original", 0, "reply", 1);

    /** Groups of links. */
    static final Names GROUPS = of("default", 0);

    private final Map<String, Integer> numbers;
    private final Map<Integer, String> names = new HashMap<>();

    private Names(Map<String, Integer> numbers) {
        this.numbers = numbers;
    }

    private static Names of(Object... pairs) {
        return new Names(new HashMap<>()).and(pairs);
    }

    /** Adds names. A number that has one already is printed with its first name. */
    private Names and(Object... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            String name = (String) pairs[i];
            Integer number = (Integer) pairs[i + 1];
            numbers.put(name, number);
            names.putIfAbsent(number, name);
        }
        return this;
    }

    Optional<String> name(int number) {
        return Optional.ofNullable(names.get(number));
    }

    OptionalInt number(String name) {
        Integer number = numbers.get(name);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
