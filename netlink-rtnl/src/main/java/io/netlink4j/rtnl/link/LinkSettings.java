package io.netlink4j.rtnl.link;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rarer settings of a {@link Link}: those of {@code ip link set} that are not in {@link Link} itself. */
public abstract sealed class LinkSettings extends NetlinkObject<Link> permits Link {
    private static final int HIGHEST_REASON = 31;

    LinkSettings(Content content) {
        super(content);
    }

    /** Whether the link has a carrier ({@code IFLA_CARRIER}). */
    public Optional<Boolean> carrier() {
        return get(LinkAttributes.CARRIER);
    }

    /** A copy with or without a carrier. Only some kinds, such as {@code tun} and {@code dummy}, let programs decide. */
    public Link carrier(boolean on) {
        return with(LinkAttributes.CARRIER, on);
    }

    /** A copy with another link-layer broadcast address ({@code IFLA_BROADCAST}). */
    public Link broadcastAddress(MacAddress address) {
        return with(LinkAttributes.BROADCAST, address);
    }

    /** A copy with another link-layer broadcast address, given as a literal. */
    public Link broadcastAddress(String address) {
        return broadcastAddress(MacAddress.of(address));
    }

    /** Whether a protocol keeps the link down ({@code IFLA_PROTO_DOWN}). */
    public boolean isProtoDown() {
        return get(LinkAttributes.PROTO_DOWN).orElse(false);
    }

    /** A copy that a protocol keeps down, or no more. Only some kinds can: {@code macvlan}, {@code vxlan} ... */
    public Link protoDown(boolean on) {
        return with(LinkAttributes.PROTO_DOWN, on);
    }

    /** The reasons that keep the link down, numbers of 0 to 31 whose meaning the administrator defines ({@code IFLA_PROTO_DOWN_REASON}). */
    public Set<Integer> protoDownReasons() {
        long bits = reason(LinkAttributes.PROTO_DOWN_REASON_VALUE);
        Set<Integer> found = new TreeSet<>();
        for (int number = 0; number <= HIGHEST_REASON; number++) {
            if ((bits & (1L << number)) != 0) {
                found.add(number);
            }
        }
        return found;
    }

    /**
     * A copy that sets or clears one reason of 0 to 31, and leaves the reasons that the kernel has and this link does not name. The kernel
     * refuses to end {@link #protoDown} while there are reasons.
     */
    public Link protoDownReason(int number, boolean on) {
        long bit = 1L << CheckedCodecs.inRange(number, 0, HIGHEST_REASON, "a reason");
        long value = reason(LinkAttributes.PROTO_DOWN_REASON_VALUE);
        Nest before = get(LinkAttributes.PROTO_DOWN_REASON).orElse(LinkAttributes.NO_REASON);
        return with(
                LinkAttributes.PROTO_DOWN_REASON,
                before.with(LinkAttributes.PROTO_DOWN_REASON_MASK, reason(LinkAttributes.PROTO_DOWN_REASON_MASK) | bit)
                        .with(LinkAttributes.PROTO_DOWN_REASON_VALUE, on ? value | bit : value & ~bit));
    }

    private long reason(Attribute<Long> key) {
        return get(LinkAttributes.PROTO_DOWN_REASON)
                .flatMap(nest -> nest.get(key))
                .orElse(0L);
    }

    /** The maximum size of a GSO packet in bytes ({@code IFLA_GSO_MAX_SIZE}). */
    public Optional<Long> gsoMaxSize() {
        return get(LinkAttributes.GSO_MAX_SIZE);
    }

    /** A copy with another maximum size of GSO packets in bytes. */
    public Link gsoMaxSize(long bytes) {
        return with(LinkAttributes.GSO_MAX_SIZE, bytes);
    }

    /** The maximum number of segments of a GSO packet ({@code IFLA_GSO_MAX_SEGS}). */
    public Optional<Long> gsoMaxSegments() {
        return get(LinkAttributes.GSO_MAX_SEGS);
    }

    /** A copy with another maximum number of segments of GSO packets. */
    public Link gsoMaxSegments(long segments) {
        return with(LinkAttributes.GSO_MAX_SEGS, segments);
    }

    /** The maximum size of a GRO packet in bytes ({@code IFLA_GRO_MAX_SIZE}). */
    public Optional<Long> groMaxSize() {
        return get(LinkAttributes.GRO_MAX_SIZE);
    }

    /** A copy with another maximum size of GRO packets in bytes, since Linux 5.19. */
    public Link groMaxSize(long bytes) {
        return with(LinkAttributes.GRO_MAX_SIZE, bytes);
    }

    /** The maximum size of a GSO packet of IPv4 in bytes ({@code IFLA_GSO_IPV4_MAX_SIZE}). */
    public Optional<Long> gsoIpv4MaxSize() {
        return get(LinkAttributes.GSO_IPV4_MAX_SIZE);
    }

    /** A copy with another maximum size of GSO packets of IPv4 in bytes, since Linux 6.3. */
    public Link gsoIpv4MaxSize(long bytes) {
        return with(LinkAttributes.GSO_IPV4_MAX_SIZE, bytes);
    }

    /** The maximum size of a GRO packet of IPv4 in bytes ({@code IFLA_GRO_IPV4_MAX_SIZE}). */
    public Optional<Long> groIpv4MaxSize() {
        return get(LinkAttributes.GRO_IPV4_MAX_SIZE);
    }

    /** A copy with another maximum size of GRO packets of IPv4 in bytes, since Linux 6.3. */
    public Link groIpv4MaxSize(long bytes) {
        return with(LinkAttributes.GRO_IPV4_MAX_SIZE, bytes);
    }

    /** The token: the lower half of addresses that are formed from advertised prefixes; empty if there is none. */
    public Optional<IpAddress> token() {
        return inet6().get(LinkInet6.TOKEN).filter(token -> !token.isUnspecified());
    }

    /** A copy with another token, such as {@code ::5}; {@code ::} for none. As {@code ip token set}. */
    public Link token(IpAddress token) {
        if (token.family() != IpFamily.IPV6) {
            throw new IllegalArgumentException("a token is the end of an IPv6 address, not " + token);
        }
        return inet6(inet6().with(LinkInet6.TOKEN, token));
    }

    /** A copy with another token, given as a literal. */
    public Link token(String token) {
        return token(IpAddress.of(token));
    }

    final LinkInet6 inet6() {
        return get(LinkAttributes.AF_SPEC)
                .flatMap(families -> families.get(LinkFamilies.INET6))
                .orElse(LinkInet6.NONE);
    }

    final Link inet6(LinkInet6 inet6) {
        LinkFamilies families = get(LinkAttributes.AF_SPEC).orElse(LinkFamilies.NONE);
        return with(LinkAttributes.AF_SPEC, families.with(LinkFamilies.INET6, inet6));
    }

    /** The XDP program ({@code IFLA_XDP}). */
    public Optional<LinkXdp> xdp() {
        return get(LinkAttributes.XDP);
    }

    /** A copy with another XDP program. */
    public Link xdp(LinkXdp program) {
        return with(LinkAttributes.XDP, program);
    }

    /** The virtual functions of a card ({@code IFLA_VFINFO_LIST}). */
    public List<VirtualFunction> virtualFunctions() {
        return get(LinkAttributes.VFINFO_LIST).orElse(List.of());
    }

    /** A copy with settings for a virtual function. They replace those that this link has for it. */
    public Link virtualFunction(VirtualFunction settings) {
        List<VirtualFunction> all = new ArrayList<>(virtualFunctions());
        all.removeIf(other -> other.number() == settings.number());
        all.add(settings);
        return with(LinkAttributes.VFINFO_LIST, all);
    }
}
