package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.U16;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.address.Ipv6Address;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.KindSchema;
import java.util.Optional;

/**
 * A tunnel of IPv6 packets over IPv4 ({@code IFLA_IPTUN_*} of {@code linux/if_tunnel.h}).
 *
 * {@snippet :
 * rtnl.links().add(Link.named("tun0").kind(Sit.between("192.0.2.1", "192.0.2.2")).up());
 * }
 */
public final class Sit extends IpTunnelKind<Sit> implements Ipv4Tunnel<Sit> {
    private static final KindSchema KEYS = keys("sit", false);
    /** {@code SIT_ISATAP} of {@code linux/if_tunnel.h}, in host byte order although its type is not. */
    private static final int ISATAP = 1;

    static final Attribute<Integer> FLAGS =
            KEYS.add(8, "IFLA_IPTUN_FLAGS", U16, flags -> (flags & ISATAP) == 0 ? "" : "isatap");
    static final Attribute<IpAddress> PREFIX_6RD =
            KEYS.add(Attribute.of(11, "IFLA_IPTUN_6RD_PREFIX", CheckedCodecs.address(Ipv6Address.class)));
    static final Attribute<IpAddress> RELAY_PREFIX_6RD =
            KEYS.add(Attribute.of(12, "IFLA_IPTUN_6RD_RELAY_PREFIX", CheckedCodecs.address(Ipv4Address.class)));
    static final Attribute<Integer> PREFIX_LENGTH_6RD =
            KEYS.add(Attribute.of(13, "IFLA_IPTUN_6RD_PREFIXLEN", U16), Sit::rapidDeploymentText);
    static final Attribute<Integer> RELAY_PREFIX_LENGTH_6RD =
            KEYS.add(Attribute.of(14, "IFLA_IPTUN_6RD_RELAY_PREFIXLEN", U16));

    static {
        complete(KEYS);
    }

    /** The kind {@code sit}. */
    public static final KindType<Sit> TYPE = KindType.of("sit", KEYS, Sit::new);

    private Sit(Content content) {
        super(TYPE, content);
    }

    /** A tunnel without endpoints: for requests that change options, or for {@link #external(boolean)}. */
    public static Sit defaults() {
        return TYPE.defaults();
    }

    /** A tunnel from a local address to a remote one. */
    public static Sit between(String local, String remote) {
        return defaults().local(local).remote(remote);
    }

    /** Whether the tunnel is an ISATAP router ({@code SIT_ISATAP}). */
    public boolean isatap() {
        return (get(FLAGS).orElse(0) & ISATAP) != 0;
    }

    /** A copy that is an ISATAP router or is not. */
    public Sit isatap(boolean on) {
        return with(FLAGS, on ? ISATAP : 0);
    }

    /** The IPv6 network of 6rd, 2002::/16 if none was set ({@code IFLA_IPTUN_6RD_PREFIX}, {@code IFLA_IPTUN_6RD_PREFIXLEN}). */
    public Optional<IpPrefix> rapidDeploymentPrefix() {
        return prefix(this, PREFIX_6RD, PREFIX_LENGTH_6RD);
    }

    /** The IPv4 network of the relays of 6rd ({@code IFLA_IPTUN_6RD_RELAY_PREFIX}, {@code IFLA_IPTUN_6RD_RELAY_PREFIXLEN}). */
    public Optional<IpPrefix> rapidDeploymentRelayPrefix() {
        return prefix(this, RELAY_PREFIX_6RD, RELAY_PREFIX_LENGTH_6RD);
    }

    /**
     * A copy with other networks of IPv6 rapid deployment, 6rd.
     *
     * @param prefix the IPv6 network
     * @param relays the IPv4 network of the relays; 0.0.0.0/0 if addresses are embedded as a whole
     */
    public Sit rapidDeployment(IpPrefix prefix, IpPrefix relays) {
        return with(PREFIX_6RD, prefix.address())
                .with(PREFIX_LENGTH_6RD, prefix.prefixLength())
                .with(RELAY_PREFIX_6RD, relays.address())
                .with(RELAY_PREFIX_LENGTH_6RD, relays.prefixLength());
    }

    private static Optional<IpPrefix> prefix(
            NetlinkObject<?> sit, Attribute<IpAddress> address, Attribute<Integer> length) {
        return sit.get(address)
                .map(start -> IpPrefix.containing(
                        start,
                        Math.min(sit.get(length).orElse(0), start.family().bits())));
    }

    private static String rapidDeploymentText(int length, NetlinkObject<?> sit) {
        Optional<IpPrefix> relays = prefix(sit, RELAY_PREFIX_6RD, RELAY_PREFIX_LENGTH_6RD)
                .filter(relay -> !relay.address().isUnspecified());
        return length == 0
                ? ""
                : prefix(sit, PREFIX_6RD, PREFIX_LENGTH_6RD)
                                .map(prefix -> "6rd-prefix " + prefix)
                                .orElse("")
                        + relays.map(relay -> " 6rd-relay_prefix " + relay).orElse("");
    }
}
