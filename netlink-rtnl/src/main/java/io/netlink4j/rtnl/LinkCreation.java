package io.netlink4j.rtnl;

import io.netlink4j.core.address.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What of a link goes into the request that creates it, and what has to be asked for after that: the kernel silently ignores the
 * one ({@code rtnl_create_link} in {@code net/core/rtnetlink.c}) and refuses the other.
 */
final class LinkCreation {
    private LinkCreation() {}

    /** The link as it is sent to be created, which one that was listed can be as well. */
    static Link request(Link link) {
        Link request = link.with(
                        LinkAttributes.INDEX,
                        link.get(LinkAttributes.NEW_IFINDEX).orElse(0))
                .with(LinkAttributes.FAMILY, 0)
                .with(LinkAttributes.TYPE, 0)
                .with(LinkAttributes.FLAGS, link.get(LinkAttributes.FLAGS) & link.get(LinkAttributes.CHANGE))
                .without(LinkAttributes.NEW_IFINDEX)
                .without(LinkAttributes.IFALIAS)
                .without(LinkAttributes.PROP_LIST)
                .without(LinkAttributes.AF_SPEC)
                .without(LinkAttributes.PROTO_DOWN)
                .without(LinkAttributes.CARRIER)
                .without(LinkAttributes.XDP);
        if (link.isUp() && generatesOtherwise(link)) {
            request = request.down(); // It comes up when that is said.
        }
        Optional<LinkKind> kind = link.kind();
        if (kind.isEmpty()) {
            return request;
        }
        // Without what a master says of it: only a link that is there has one.
        Link bare = request.with(LinkAttributes.LINKINFO, LinkInfo.NONE.kind(kind.get()));
        return switch (kind.get()) {
            case Veth veth -> veth(bare, veth);
            case Bridge bridge -> bare.kind(bridge.sendable());
            case UnknownKind other -> bare;
        };
    }

    /** The link as it is sent to be changed, without what the kernel refuses of what it reported. */
    static Link changes(Link link) {
        Link changes = link.with(LinkAttributes.FAMILY, 0).with(LinkAttributes.TYPE, 0);
        if (!link.has(LinkAttributes.OPERSTATE)) {
            return changes;
        }
        Link taken = changes.without(LinkAttributes.AF_SPEC)
                .without(LinkAttributes.PROTO_DOWN)
                .without(LinkAttributes.CARRIER)
                .without(LinkAttributes.XDP)
                .without(LinkAttributes.PROP_LIST);
        Link port = taken.bridgePort()
                .map(options -> taken.bridgePort(options.without(BridgePort.STATE)))
                .orElse(taken);
        return port.kind()
                .map(kind -> kind instanceof Bridge bridge ? port.kind(bridge.sendable()) : port)
                .orElse(port);
    }

    /** Whether it is not by hardware address, as for every link that is new. */
    private static boolean generatesOtherwise(Link link) {
        return link.addressGeneration()
                .filter(mode -> mode != LinkInet6.AddressGeneration.EUI64)
                .isPresent();
    }

    /** The other end of a veth is said among its options; what was listed as the link below it is of no use to the kernel. */
    private static Link veth(Link request, Veth veth) {
        Link bare = withoutLower(request);
        return veth.peer().map(peer -> bare.kind(Veth.to(peer(peer)))).orElse(bare);
    }

    /** It can't be switched on before the kernel has tied both ends together ({@code veth_open} in {@code drivers/net/veth.c}). */
    private static Link peer(Link peer) {
        Link request =
                withoutLower(request(peer)).without(LinkAttributes.LINKINFO).without(LinkAttributes.MASTER);
        return request.isUp() ? request.down() : request;
    }

    private static Link withoutLower(Link link) {
        return link.without(LinkAttributes.LINK).without(LinkAttributes.LINK_NETNSID);
    }

    /** Whether something may have to be asked for after the creation. */
    static boolean hasRest(Link wanted) {
        return wanted.isUp()
                || wanted.has(LinkAttributes.IFALIAS)
                || wanted.has(LinkAttributes.PROTO_DOWN)
                || wanted.has(LinkAttributes.MASTER)
                || wanted.has(LinkAttributes.AF_SPEC)
                || wanted.has(LinkAttributes.PROP_LIST);
    }

    /**
     * What is still to be changed in {@code made} so that it is what {@code wanted} says. A link comes up after it is known which
     * addresses it generates: in one request, older kernels generate some first.
     */
    static List<Link> rest(Link wanted, Link made) {
        Link rest = Link.indexed(made.index());
        Link bare = rest;
        if (differs(wanted.alias(), made.alias())) {
            rest = rest.alias(wanted.alias().orElse(""));
        }
        if (wanted.get(LinkAttributes.PROTO_DOWN).orElse(false)) {
            rest = rest.with(LinkAttributes.PROTO_DOWN, true);
        }
        if (differs(wanted.master(), made.master(), LinkCreation::isSame)) {
            rest = rest.master(wanted.master().orElseThrow());
        }
        if (differs(wanted.addressGeneration(), made.addressGeneration())) {
            rest = rest.addressGeneration(wanted.addressGeneration().orElseThrow());
        }
        Optional<IpAddress> token = token(wanted);
        if (token.filter(address -> !address.isUnspecified()).isPresent() && differs(token, token(made))) {
            LinkFamilies families = rest.get(LinkAttributes.AF_SPEC).orElse(LinkFamilies.NONE);
            LinkInet6 inet6 = families.get(LinkFamilies.INET6).orElse(LinkInet6.NONE);
            rest = rest.with(
                    LinkAttributes.AF_SPEC,
                    families.with(LinkFamilies.INET6, inet6.with(LinkInet6.TOKEN, token.get())));
        }
        if (wanted.bridgePort().isPresent() && wanted.master().isPresent()) {
            rest = rest.bridgePort(wanted.bridgePort().get().without(BridgePort.STATE));
        }
        if (!wanted.isUp() || made.isUp()) {
            return rest.equals(bare) ? List.of() : List.of(rest);
        }
        return rest.has(LinkAttributes.AF_SPEC) ? List.of(rest, bare.up()) : List.of(rest.up());
    }

    /** The alternative names that {@code made} has not yet. */
    static List<String> alternativeNames(Link wanted, Link made) {
        List<String> there = made.alternativeNames();
        return wanted.alternativeNames().stream()
                .filter(name -> !there.contains(name))
                .toList();
    }

    private static Optional<IpAddress> token(Link link) {
        return link.get(LinkAttributes.AF_SPEC)
                .flatMap(families -> families.get(LinkFamilies.INET6))
                .flatMap(inet6 -> inet6.get(LinkInet6.TOKEN));
    }

    private static <T> boolean differs(Optional<T> wanted, Optional<T> made) {
        return differs(wanted, made, Object::equals);
    }

    private static <T> boolean differs(Optional<T> wanted, Optional<T> made, BiPredicate<T, T> same) {
        return wanted.isPresent() && (made.isEmpty() || !same.test(wanted.get(), made.get()));
    }

    /** A name cannot be compared to an index: that it was asked for is enough to ask again. */
    private static boolean isSame(LinkReference wanted, LinkReference made) {
        return wanted.ifindex().equals(made.ifindex());
    }
}
