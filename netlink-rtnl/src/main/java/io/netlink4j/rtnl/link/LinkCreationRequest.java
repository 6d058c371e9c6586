package io.netlink4j.rtnl.link;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.link.kind.KnownKind;
import io.netlink4j.rtnl.link.kind.LinkKind;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Divides a new link into the request that creates it and the changes that follow: the kernel ignores some attributes of a create request
 * silently ({@code rtnl_create_link} in {@code net/core/rtnetlink.c}) and refuses others.
 */
final class LinkCreationRequest {
    private LinkCreationRequest() {}

    /** The create request for a link, which may be a link that was listed. */
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
                .without(LinkAttributes.PROTO_DOWN_REASON)
                .without(LinkAttributes.CARRIER)
                .without(LinkAttributes.VFINFO_LIST)
                .without(LinkAttributes.XDP);
        if (LinkRequests.wasRead(link)
                && request.macAddress().filter(LinkCreationRequest::isZero).isPresent()) {
            request = request.without(
                    LinkAttributes.ADDRESS); // The link has no address, and the kernel refuses to set zeros.
        }
        if (link.isUp() && generatesOtherwise(link)) {
            request = request.down(); // The last request brings the link up.
        }
        Optional<LinkKind> kind = link.kind();
        if (kind.isEmpty()) {
            return request;
        }
        // Without port options: a new link has no master.
        Link bare = request.with(LinkAttributes.LINKINFO, LinkInfo.NONE.kind(kind.get()));
        LinkKind creatable = kind.get() instanceof KnownKind<?> known ? known.creatable() : kind.get();
        Link steady = bare.kind(LinkKinds.withoutState(creatable));
        return LinkKinds.peer(creatable.kind()).isEmpty()
                ? steady
                : withoutLower(peer(creatable)
                        .map(peer -> steady.kind(LinkKinds.peer(creatable, peer(peer))))
                        .orElse(steady));
    }

    /** The peer as requested; empty for kinds that do not come in pairs. */
    static Optional<Link> peer(LinkKind kind) {
        return LinkKinds.peer(kind.kind()).flatMap(key -> kind.data().get(key));
    }

    /** The peer cannot be up before the kernel has connected both ends ({@code veth_open} in {@code drivers/net/veth.c}). */
    private static Link peer(Link peer) {
        Link request =
                withoutLower(request(peer)).without(LinkAttributes.LINKINFO).without(LinkAttributes.MASTER);
        return request.isUp() ? request.down() : request;
    }

    private static boolean isZero(MacAddress address) {
        for (byte part : address.toByteArray()) {
            if (part != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the address generation differs from that of new links, which is by hardware address. */
    private static boolean generatesOtherwise(Link link) {
        return link.addressGeneration()
                .filter(mode -> mode != LinkInet6.AddressGeneration.EUI64)
                .isPresent();
    }

    /** The lower link of a listed pair is the peer. A request contains the peer only in the options. */
    private static Link withoutLower(Link link) {
        return link.without(LinkAttributes.LINK).without(LinkAttributes.LINK_NETNSID);
    }

    /** Whether changes may have to follow the creation. */
    static boolean hasRest(Link wanted) {
        return wanted.isUp()
                || wanted.has(LinkAttributes.IFALIAS)
                || wanted.has(LinkAttributes.PROTO_DOWN)
                || wanted.has(LinkAttributes.PROTO_DOWN_REASON)
                || wanted.has(LinkAttributes.CARRIER)
                || wanted.has(LinkAttributes.XDP)
                || wanted.has(LinkAttributes.MASTER)
                || wanted.has(LinkAttributes.AF_SPEC)
                || wanted.has(LinkAttributes.PROP_LIST);
    }

    /** The changes that turn {@code made} into {@code wanted}, without the flags. */
    static Link rest(Link wanted, Link made) {
        Link rest = Link.indexed(made.index());
        if (differs(wanted, made, Link::alias)) {
            rest = rest.alias(wanted.alias().orElse(""));
        }
        if (differs(wanted, made, Link::mtu)) {
            rest = copy(
                    LinkAttributes.MTU,
                    wanted,
                    rest); // Some kinds derive it from the lower link, whatever the request contains.
        }
        if (wanted.get(LinkAttributes.PROTO_DOWN).orElse(false)) {
            rest = rest.with(LinkAttributes.PROTO_DOWN, true);
        }
        rest = copy(LinkAttributes.PROTO_DOWN_REASON, wanted, rest);
        if (!LinkRequests.wasRead(wanted) || LinkRequests.keepsCarrier(wanted)) {
            rest = differs(wanted, made, link -> link.get(LinkAttributes.CARRIER))
                    ? copy(LinkAttributes.CARRIER, wanted, rest)
                    : rest;
        }
        if (!LinkRequests.wasRead(wanted)) {
            rest = copy(LinkAttributes.XDP, wanted, rest);
        }
        if (differs(wanted, made, Link::master, LinkCreationRequest::isSame)) {
            rest = rest.master(wanted.master().orElseThrow());
        }
        if (differs(wanted, made, Link::addressGeneration)) {
            rest = rest.addressGeneration(wanted.addressGeneration().orElseThrow());
        }
        if (differs(wanted, made, Link::token)) {
            rest = rest.token(wanted.token().orElseThrow());
        }
        return rest;
    }

    private static <T> Link copy(Attribute<T> key, Link from, Link to) {
        return from.get(key).map(value -> to.with(key, value)).orElse(to);
    }

    /** The alternative names that {@code made} lacks. */
    static List<String> alternativeNames(Link wanted, Link made) {
        return wanted.alternativeNames().stream()
                .filter(name -> !made.alternativeNames().contains(name))
                .toList();
    }

    private static <T> boolean differs(Link wanted, Link made, Function<Link, Optional<T>> value) {
        return differs(wanted, made, value, Object::equals);
    }

    private static <T> boolean differs(
            Link wanted, Link made, Function<Link, Optional<T>> value, BiPredicate<T, T> same) {
        return value.apply(wanted)
                .filter(one ->
                        value.apply(made).filter(other -> same.test(one, other)).isEmpty())
                .isPresent();
    }

    /** A name cannot be compared with an index, so a master that is given by name is always requested again. */
    private static boolean isSame(LinkReference wanted, LinkReference made) {
        return wanted.ifindex().equals(made.ifindex());
    }
}
