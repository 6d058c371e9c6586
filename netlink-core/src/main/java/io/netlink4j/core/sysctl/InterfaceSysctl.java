package io.netlink4j.core.sysctl;

import io.netlink4j.core.error.Printable;
import io.netlink4j.core.linux.BytePath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;

/**
 * A kernel parameter of each interface. {@code RP_FILTER.on("eth0")} is its {@link SysctlKey} for one interface.
 *
 * <p>Parameters in {@code conf} also exist for the whole namespace ({@link #onAll}), which the kernel combines with the
 * interface's own in a way that differs between parameters, and as the initial value of new interfaces ({@link
 * #onDefault}).
 *
 * @param <T> the value
 */
public final class InterfaceSysctl<T> {
    /**
     * {@code net.ipv4.conf.NAME.rp_filter}: the check of the source of IPv4 packets. The higher value of this and
     * {@code all} counts. */
    public static final InterfaceSysctl<ReversePathFilter> RP_FILTER = new InterfaceSysctl<>(
            "net/ipv4/conf/NAME/rp_filter", parameter -> SysctlKey.choice(parameter, ReversePathFilter.class));

    /** {@code net.ipv4.conf.NAME.forwarding}: IPv4 packets that this interface receives are routed. */
    public static final InterfaceSysctl<Boolean> IPV4_FORWARDING =
            new InterfaceSysctl<>("net/ipv4/conf/NAME/forwarding", SysctlKey::flag);

    /** {@code net.ipv4.conf.NAME.accept_local}: packets with a source address of this namespace are accepted. */
    public static final InterfaceSysctl<Boolean> ACCEPT_LOCAL =
            new InterfaceSysctl<>("net/ipv4/conf/NAME/accept_local", SysctlKey::flag);

    /**
     * {@code net.ipv4.conf.NAME.route_localnet}: 127.0.0.0/8 is routed like other addresses, which DNAT to it needs.
     */
    public static final InterfaceSysctl<Boolean> ROUTE_LOCALNET =
            new InterfaceSysctl<>("net/ipv4/conf/NAME/route_localnet", SysctlKey::flag);

    /**
     * {@code net.ipv4.conf.NAME.proxy_arp}: ARP requests are answered for addresses that are routed through other
     * interfaces.
     */
    public static final InterfaceSysctl<Boolean> PROXY_ARP =
            new InterfaceSysctl<>("net/ipv4/conf/NAME/proxy_arp", SysctlKey::flag);

    /**
     * {@code net.ipv4.conf.NAME.arp_ignore}: which ARP requests are answered. The higher value of this and {@code all}
     * counts. */
    public static final InterfaceSysctl<ArpIgnore> ARP_IGNORE = new InterfaceSysctl<>(
            "net/ipv4/conf/NAME/arp_ignore", parameter -> SysctlKey.choice(parameter, ArpIgnore.class));

    /**
     * {@code net.ipv4.conf.NAME.arp_announce}: the source address of ARP requests. The higher value of this and {@code
     * all} counts. */
    public static final InterfaceSysctl<ArpAnnounce> ARP_ANNOUNCE = new InterfaceSysctl<>(
            "net/ipv4/conf/NAME/arp_announce", parameter -> SysctlKey.choice(parameter, ArpAnnounce.class));

    /**
     * {@code net.ipv4.conf.NAME.arp_filter}: ARP requests are answered only if packets to their sender would leave
     * through this interface. */
    public static final InterfaceSysctl<Boolean> ARP_FILTER =
            new InterfaceSysctl<>("net/ipv4/conf/NAME/arp_filter", SysctlKey::flag);

    /**
     * {@code net.ipv4.conf.NAME.arp_notify}: neighbours are notified when the interface comes up or its hardware
     * address changes. */
    public static final InterfaceSysctl<Boolean> ARP_NOTIFY =
            new InterfaceSysctl<>("net/ipv4/conf/NAME/arp_notify", SysctlKey::flag);

    /** {@code net.ipv4.conf.NAME.accept_redirects}: ICMP redirects are followed. */
    public static final InterfaceSysctl<Boolean> ACCEPT_REDIRECTS =
            new InterfaceSysctl<>("net/ipv4/conf/NAME/accept_redirects", SysctlKey::flag);

    /** {@code net.ipv4.conf.NAME.send_redirects}: ICMP redirects are sent. */
    public static final InterfaceSysctl<Boolean> SEND_REDIRECTS =
            new InterfaceSysctl<>("net/ipv4/conf/NAME/send_redirects", SysctlKey::flag);

    /** {@code net.ipv4.conf.NAME.log_martians}: packets with impossible source addresses are logged. */
    public static final InterfaceSysctl<Boolean> LOG_MARTIANS =
            new InterfaceSysctl<>("net/ipv4/conf/NAME/log_martians", SysctlKey::flag);

    /**
     * {@code net.ipv4.conf.NAME.promote_secondaries}: a secondary address replaces a primary one that is removed. */
    public static final InterfaceSysctl<Boolean> PROMOTE_SECONDARIES =
            new InterfaceSysctl<>("net/ipv4/conf/NAME/promote_secondaries", SysctlKey::flag);

    /**
     * {@code net.ipv6.conf.NAME.disable_ipv6}: IPv6 is disabled on this interface. Setting it removes all IPv6
     * addresses.
     */
    public static final InterfaceSysctl<Boolean> DISABLE_IPV6 =
            new InterfaceSysctl<>("net/ipv6/conf/NAME/disable_ipv6", SysctlKey::flag);

    /** {@code net.ipv6.conf.NAME.forwarding}: this interface acts as a router. */
    public static final InterfaceSysctl<Boolean> IPV6_FORWARDING =
            new InterfaceSysctl<>("net/ipv6/conf/NAME/forwarding", SysctlKey::flag);

    /** {@code net.ipv6.conf.NAME.accept_ra}: whether router advertisements are accepted. */
    public static final InterfaceSysctl<AcceptRouterAdvertisements> ACCEPT_RA = new InterfaceSysctl<>(
            "net/ipv6/conf/NAME/accept_ra", parameter -> SysctlKey.choice(parameter, AcceptRouterAdvertisements.class));

    /** {@code net.ipv6.conf.NAME.autoconf}: addresses are made from the prefixes in router advertisements. */
    public static final InterfaceSysctl<Boolean> AUTOCONF =
            new InterfaceSysctl<>("net/ipv6/conf/NAME/autoconf", SysctlKey::flag);

    /** {@code net.ipv6.conf.NAME.addr_gen_mode}: how the link-local address is made. */
    public static final InterfaceSysctl<Ipv6AddressGeneration> ADDR_GEN_MODE = new InterfaceSysctl<>(
            "net/ipv6/conf/NAME/addr_gen_mode", parameter -> SysctlKey.choice(parameter, Ipv6AddressGeneration.class));

    /** {@code net.ipv6.conf.NAME.accept_redirects}: ICMPv6 redirects are followed. */
    public static final InterfaceSysctl<Boolean> IPV6_ACCEPT_REDIRECTS =
            new InterfaceSysctl<>("net/ipv6/conf/NAME/accept_redirects", SysctlKey::flag);

    /**
     * {@code net.ipv6.conf.NAME.dad_transmits}: how many neighbour solicitations test a new address before it is used;
     * 0 for none. */
    public static final InterfaceSysctl<Integer> DAD_TRANSMITS =
            new InterfaceSysctl<>("net/ipv6/conf/NAME/dad_transmits", SysctlKey::number);

    /**
     * {@code net.ipv6.conf.NAME.keep_addr_on_down}: whether addresses stay when the interface goes down: 1 yes, 0 as
     * {@code all} says, -1 no. */
    public static final InterfaceSysctl<Integer> KEEP_ADDR_ON_DOWN =
            new InterfaceSysctl<>("net/ipv6/conf/NAME/keep_addr_on_down", SysctlKey::number);

    /**
     * {@code net.ipv6.conf.NAME.use_tempaddr}: temporary addresses (RFC 8981): 0 none, 1 generated, 2 generated and
     * preferred. */
    public static final InterfaceSysctl<Integer> USE_TEMPADDR =
            new InterfaceSysctl<>("net/ipv6/conf/NAME/use_tempaddr", SysctlKey::number);

    /** {@code net.ipv6.conf.NAME.proxy_ndp}: neighbour solicitations are answered for the proxy neighbours. */
    public static final InterfaceSysctl<Boolean> PROXY_NDP =
            new InterfaceSysctl<>("net/ipv6/conf/NAME/proxy_ndp", SysctlKey::flag);

    /** {@code net.ipv6.conf.NAME.mtu}: the largest IPv6 packet, in bytes. */
    public static final InterfaceSysctl<Integer> IPV6_MTU =
            new InterfaceSysctl<>("net/ipv6/conf/NAME/mtu", SysctlKey::number);

    /** {@code net.ipv6.conf.NAME.hop_limit}: the hop limit of sent packets. */
    public static final InterfaceSysctl<Integer> HOP_LIMIT =
            new InterfaceSysctl<>("net/ipv6/conf/NAME/hop_limit", SysctlKey::number);

    /**
     * {@code net.ipv4.neigh.NAME.base_reachable_time_ms}: about how long an IPv4 neighbour counts as reachable, in
     * milliseconds.
     */
    public static final InterfaceSysctl<Duration> IPV4_REACHABLE_TIME =
            new InterfaceSysctl<>("net/ipv4/neigh/NAME/base_reachable_time_ms", SysctlKey::milliseconds);

    /** {@code net.ipv6.neigh.NAME.base_reachable_time_ms}: the same for an IPv6 neighbour, in milliseconds. */
    public static final InterfaceSysctl<Duration> IPV6_REACHABLE_TIME =
            new InterfaceSysctl<>("net/ipv6/neigh/NAME/base_reachable_time_ms", SysctlKey::milliseconds);

    /** {@code net.ipv4.neigh.NAME.gc_stale_time}: how long an unused IPv4 neighbour is kept, in seconds. */
    public static final InterfaceSysctl<Duration> IPV4_GC_STALE_TIME =
            new InterfaceSysctl<>("net/ipv4/neigh/NAME/gc_stale_time", SysctlKey::seconds);

    /** {@code net.ipv6.neigh.NAME.gc_stale_time}: the same for an IPv6 neighbour, in seconds. */
    public static final InterfaceSysctl<Duration> IPV6_GC_STALE_TIME =
            new InterfaceSysctl<>("net/ipv6/neigh/NAME/gc_stale_time", SysctlKey::seconds);

    private static final int IFNAMSIZ = 16;

    private final String pattern;
    private final Function<String, SysctlKey<T>> maker;

    private InterfaceSysctl(String pattern, Function<String, SysctlKey<T>> maker) {
        this.pattern = pattern;
        this.maker = maker;
    }

    /**
     * A parameter that is not among the constants.
     *
     * @param pattern its name with slashes and NAME for the interface: {@code net/ipv4/conf/NAME/tag}
     * @param maker makes the key of its type, such as {@code SysctlKey::number}
     */
    public static <T> InterfaceSysctl<T> of(String pattern, Function<String, SysctlKey<T>> maker) {
        if (!pattern.contains("/NAME/")) {
            throw new IllegalArgumentException(
                    "'" + Printable.of(pattern) + "' does not say with NAME where the interface's name goes");
        }
        InterfaceSysctl<T> made = new InterfaceSysctl<>(pattern, maker);
        made.onAll();
        return made;
    }

    /**
     * The key for an interface. Its name may have dots: {@code eth0.100}.
     *
     * @throws IllegalArgumentException if no interface can have that name
     */
    public SysctlKey<T> on(String name) {
        boolean legal = !name.isEmpty()
                && name.getBytes(StandardCharsets.UTF_8).length < IFNAMSIZ
                && name.chars().noneMatch(c -> c == '/' || c == '\0' || Character.isWhitespace(c))
                && BytePath.hasBytes(name)
                && !name.equals(".")
                && !name.equals("..");
        if (!legal) {
            throw new IllegalArgumentException("'" + Printable.of(name) + "' cannot be the name of an interface");
        }
        return maker.apply(pattern.replace("/NAME/", "/" + name + "/"));
    }

    /** The key for the whole namespace, {@code all}. */
    public SysctlKey<T> onAll() {
        return on("all");
    }

    /** The key for the initial value of new interfaces, {@code default}. */
    public SysctlKey<T> onDefault() {
        return on("default");
    }

    /** The name of the parameter, with NAME for the interface. */
    @Override
    public String toString() {
        return Printable.of(pattern);
    }
}
