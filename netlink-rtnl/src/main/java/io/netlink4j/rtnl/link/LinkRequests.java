package io.netlink4j.rtnl.link;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.link.kind.BridgePort;
import io.netlink4j.rtnl.link.kind.KnownKind;
import io.netlink4j.rtnl.link.kind.LinkKind;
import java.util.List;
import java.util.Optional;

/** What of a link goes into which request: a change may take two, and some of a link that was read is not sent at all. */
final class LinkRequests {
    private LinkRequests() {}

    /** Whether the kernel reported it: it has state that only the kernel reports. */
    static boolean wasRead(Link link) {
        return link.has(LinkAttributes.OPERSTATE);
    }

    /** The request that refers to the link in the namespace in which it was read. */
    static Link identity(Link link) {
        Link meant = Links.meant(link);
        return link.get(LinkAttributes.TARGET_NETNSID)
                .map(nsid -> meant.with(LinkAttributes.TARGET_NETNSID, nsid))
                .orElse(meant);
    }

    /** The query for a link, with the virtual functions of a network card. */
    static Link query(Link identity) {
        return identity.with(LinkAttributes.EXT_MASK, LinkAttributes.RTEXT_FILTER_VF);
    }

    /** Whether it is to be moved to another namespace. */
    static boolean moves(Link link) {
        return link.has(LinkAttributes.NET_NS_FD) || link.has(LinkAttributes.NET_NS_PID);
    }

    /** The changes that turn {@code current} into {@code wanted}, as one request if the kernel accepts them in one. */
    static Link difference(Link wanted, Link current) {
        long flags = wanted.get(LinkAttributes.FLAGS);
        long changed = (flags ^ current.get(LinkAttributes.FLAGS)) & wanted.get(LinkAttributes.CHANGE);
        Link difference = withChangedFunctions(wanted.differenceFrom(current), current)
                .without(LinkAttributes.PROP_LIST)
                .with(LinkAttributes.FAMILY, 0)
                .with(LinkAttributes.TYPE, 0)
                .with(LinkAttributes.INDEX, current.index())
                .with(LinkAttributes.FLAGS, flags & changed)
                .with(LinkAttributes.CHANGE, changed);
        return current.get(LinkAttributes.TARGET_NETNSID)
                .map(nsid -> difference.with(LinkAttributes.TARGET_NETNSID, nsid))
                .orElse(difference);
    }

    /** A copy with the changed settings of virtual functions only: a driver refuses settings that it does not have, also unchanged ones. */
    private static Link withChangedFunctions(Link difference, Link current) {
        List<VirtualFunction> changed = difference.virtualFunctions().stream()
                .map(wanted -> current.virtualFunctions().stream()
                        .filter(present -> present.number() == wanted.number())
                        .findFirst()
                        .map(wanted::differenceFrom)
                        .orElse(wanted))
                .filter(settings -> settings.byteLength() > 0)
                .toList();
        return changed.isEmpty()
                ? difference.without(LinkAttributes.VFINFO_LIST)
                : difference.with(LinkAttributes.VFINFO_LIST, changed);
    }

    /** A link that was read, completed by the options that the kernel does not report if they are off. */
    static Link reported(Link link) {
        return link.kind()
                .filter(kind ->
                        !kind.data().equals(info(link).get(LinkInfo.DATA).orElse(kind.data())))
                .map(link::kind)
                .orElse(link);
    }

    static LinkKind reported(LinkKind kind) {
        return kind instanceof KnownKind<?> known ? known.reported() : kind;
    }

    /** Whether port options are set. */
    static boolean hasPort(Link link) {
        return info(link).has(LinkInfo.SLAVE_DATA);
    }

    /**
     * The first request for {@code difference}: without the port options if the master changes, and without those of IPv6 if IPv6 is off,
     * as with an MTU below 1280.
     */
    static Link atFirst(Link difference, Link current) {
        Link first = difference.master().isPresent() ? withoutPort(difference) : difference;
        return hasInet6(current) ? first : first.without(LinkAttributes.AF_SPEC);
    }

    /**
     * The second request: the remaining changes that turn {@code current} into {@code wanted}. Port options for a master of another kind
     * are omitted.
     */
    static Link rest(Link wanted, Link current, Link identity) {
        Link rest = families(wanted, port(wanted, identity)).differenceFrom(families(current, port(current, identity)));
        Optional<String> kind = info(wanted).get(LinkInfo.SLAVE_KIND);
        Link fitting = kind.equals(info(current).get(LinkInfo.SLAVE_KIND)) ? rest : withoutPort(rest);
        return hasInet6(current) ? fitting : fitting.without(LinkAttributes.AF_SPEC);
    }

    private static Link families(Link from, Link to) {
        return from.get(LinkAttributes.AF_SPEC)
                .map(families -> to.with(LinkAttributes.AF_SPEC, families))
                .orElse(to);
    }

    private static boolean hasInet6(Link link) {
        return link.get(LinkAttributes.AF_SPEC)
                .filter(families -> families.has(LinkFamilies.INET6))
                .isPresent();
    }

    /** A request with the port options only, for the link that {@code identity} refers to. */
    static Link port(Link link, Link identity) {
        LinkInfo port = info(link).without(LinkInfo.KIND).without(LinkInfo.DATA).without(LinkInfo.XSTATS);
        return hasPort(link) ? identity.with(LinkAttributes.LINKINFO, port) : identity;
    }

    /** A copy without port options. */
    static Link withoutPort(Link link) {
        return info(link, info(link).without(LinkInfo.SLAVE_KIND).without(LinkInfo.SLAVE_DATA));
    }

    /** A copy without a kind and its options. */
    static Link withoutKind(Link link) {
        return info(link, info(link).without(LinkInfo.KIND).without(LinkInfo.DATA));
    }

    private static Link info(Link link, LinkInfo rest) {
        return rest.byteLength() == 0
                ? link.without(LinkAttributes.LINKINFO)
                : link.with(LinkAttributes.LINKINFO, rest);
    }

    /**
     * A copy without what programs can set and the kernel also changes by itself: the carrier, the spanning-tree state of a bridge port,
     * the active port of a bond.
     */
    static Link withoutState(Link link) {
        LinkInfo info = info(link);
        Optional<Attribute<?>> state = info.get(LinkInfo.KIND).flatMap(LinkKinds::state);
        if (state.isPresent()) {
            info = without(info, LinkInfo.DATA, state.get());
        }
        if (info.get(LinkInfo.SLAVE_KIND).filter(Bridge.TYPE.name()::equals).isPresent()) {
            info = without(info, LinkInfo.SLAVE_DATA, BridgePort.STATE);
        }
        Link steady = info.equals(info(link)) ? link : link.with(LinkAttributes.LINKINFO, info);
        return keepsCarrier(link) ? steady : steady.without(LinkAttributes.CARRIER);
    }

    /** Whether only programs set its carrier. */
    static boolean keepsCarrier(Link link) {
        return info(link).get(LinkInfo.KIND).filter(LinkKinds::keepsCarrier).isPresent();
    }

    private static LinkInfo without(LinkInfo info, Attribute<Nest> options, Attribute<?> key) {
        return info.get(options)
                .filter(nest -> nest.has(key))
                .map(nest -> info.with(options, nest.without(key)))
                .orElse(info);
    }

    private static LinkInfo info(Link link) {
        return link.get(LinkAttributes.LINKINFO).orElse(LinkInfo.NONE);
    }

    /**
     * Whether packets pass: the link is up, has a carrier, and its queue is active. The kernel activates the queue some time after the
     * carrier comes up, and sets the operational state at the same time. Devices that never lose their carrier, such as the loopback, have
     * no operational state.
     */
    static boolean isOperational(Link link) {
        return link.isUp()
                && link.has(LinkFlag.LOWER_UP)
                && switch (link.operationalState()) {
                    case UP -> true;
                    case UNKNOWN -> neverLostItsCarrier(link);
                    default -> false;
                };
    }

    private static boolean neverLostItsCarrier(Link link) {
        return link.get(LinkAttributes.CARRIER_CHANGES).orElse(0L) == 0
                && link.queueingDiscipline().filter("noop"::equals).isEmpty();
    }
}
