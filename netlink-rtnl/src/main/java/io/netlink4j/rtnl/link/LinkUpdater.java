package io.netlink4j.rtnl.link;

import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.link.kind.IpvlanKind;
import io.netlink4j.rtnl.link.kind.LinkKind;
import io.netlink4j.rtnl.link.kind.MacvlanKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Changes one link with one request, or with more if the kernel does not accept everything in the first. */
final class LinkUpdater {
    private final Links links;
    private final RtnlSender sender;
    private final Supplier<String> operation;

    LinkUpdater(Links links, RtnlSender sender, Supplier<String> operation) {
        this.links = links;
        this.sender = sender;
        this.operation = operation;
    }

    /** Whether {@code wanted} can be sent as it is, in one request and without a handle of a namespace. */
    static boolean takesOneRequest(Link wanted) {
        return !LinkRequests.wasRead(wanted)
                && !LinkAddressLength.concerns(wanted)
                && !OptionChanges.concerns(wanted)
                && !LinkRequests.moves(wanted)
                && (wanted.master().isEmpty() || !LinkRequests.hasPort(wanted));
    }

    /**
     * Sends {@code wanted} as it is, with the current values of other options if the kernel replaces all of them. If the link gets another
     * master, a second request sends the port options: the kernel passes them to the master that the link had before the request ({@code
     * __rtnl_newlink} in {@code net/core/rtnetlink.c}).
     */
    void send(Link wanted) {
        Optional<Link> peer = wanted.kind().flatMap(LinkCreationRequest::peer);
        if (peer.isEmpty() || LinkRequests.moves(wanted) || !sendPair(wanted, peer.orElseThrow())) {
            sendAlone(wanted);
        }
    }

    /** Changes both ends of a pair, each where it is. Does nothing and returns false if the link has another peer or none. */
    private boolean sendPair(Link wanted, Link peer) {
        Link current = read(LinkRequests.identity(wanted));
        return LinkPair.inNamespaceOf(sender, peer, there -> {
            if (!LinkPair.isOtherEnd(peer, current, there)) {
                return false;
            }
            sendAlone(LinkPair.withoutPeer(wanted));
            Link end = peer.without(LinkAttributes.NET_NS_FD);
            if (!end.equals(LinkRequests.identity(end))) {
                new LinkUpdater(
                                new Links(there),
                                there,
                                () -> "change " + peer.label() + " at the other end of " + wanted.label())
                        .sendAlone(end);
            }
            return true;
        });
    }

    private void sendAlone(Link wanted) {
        Link changes = wanted;
        if (LinkAddressLength.concerns(wanted) || OptionChanges.concerns(wanted)) {
            Link current = LinkRequests.reported(read(LinkRequests.identity(wanted)));
            LinkAddressLength.check(wanted, current, this::where);
            changes = OptionChanges.complete(lowerResolved(wanted, current), current, this::where);
        }
        if (changes.master().isEmpty() || !LinkRequests.hasPort(changes) || LinkRequests.moves(changes)) {
            execute(changes);
        } else {
            execute(LinkRequests.withoutPort(changes));
            execute(LinkRequests.port(changes, LinkRequests.identity(changes)));
        }
    }

    /** Sends the differences between {@code wanted}, a link that was read and possibly altered, and the current link. */
    void sendDifference(Link wanted) {
        Link current = LinkRequests.reported(read(LinkRequests.identity(wanted)));
        Link steady = LinkRequests.withoutState(LinkRequests.reported(wanted));
        Link difference = LinkRequests.difference(lowerResolved(steady, current), current);
        Link first = LinkRequests.atFirst(difference, current);
        boolean moves = LinkRequests.moves(difference);
        LinkAddressLength.check(difference, current, this::where);
        OptionChanges.check(difference, current, this::where);
        List<String> added = others(wanted.alternativeNames(), current.alternativeNames());
        others(current.alternativeNames(), wanted.alternativeNames())
                .forEach(name -> links.deleteAlternativeName(current, name));
        if (moves) {
            added.forEach(name -> links.addAlternativeName(current, name));
        }
        if (!first.equals(LinkRequests.identity(current))) {
            execute(first);
        }
        if (!moves) {
            added.forEach(name -> links.addAlternativeName(current, name));
            if (!first.equals(difference)) {
                sendRest(steady, current);
            }
        }
    }

    /** Sends what the kernel accepts only after {@code made} has the master and the MTU of {@code wanted}. */
    void sendRest(Link wanted, Link made) {
        Link identity = LinkRequests.identity(made);
        Link rest = LinkRequests.rest(wanted, read(identity), identity);
        if (!rest.equals(identity)) {
            execute(rest);
        }
    }

    /**
     * A copy with the index of the lower link, to compare it with that of {@code current}. The kernel puts a macvlan or ipvlan that was meant for another
     * one on the link below that.
     */
    private Link lowerResolved(Link wanted, Link current) {
        if (wanted.link().isEmpty() || wanted.has(LinkAttributes.TARGET_NETNSID)) {
            return wanted;
        }
        Link index = Link.indexed(sender.ifindex(wanted.link().orElseThrow(), operation));
        boolean isShared = !index.ifindex().equals(current.link().flatMap(LinkReference::ifindex))
                && current.kind().filter(LinkUpdater::sharesLink).isPresent();
        Optional<Link> lower = isShared ? Optional.of(read(index)) : Optional.empty();
        return wanted.link(lower.filter(
                        found -> found.kind().filter(LinkUpdater::sharesLink).isPresent())
                .flatMap(Link::link)
                .orElse(LinkReference.of(index.index())));
    }

    private static boolean sharesLink(LinkKind kind) {
        return kind instanceof MacvlanKind<?> || kind instanceof IpvlanKind<?>;
    }

    private Link read(Link identity) {
        return sender.get(
                new Request(Link.GETLINK, 0, LinkRequests.query(identity), operation), Link.DESCRIPTOR::decodeCreated);
    }

    private void execute(Link changes) {
        sender.execute(Link.NEWLINK, 0, changes, operation);
    }

    private String where() {
        return operation.get() + " in " + sender.where();
    }

    private static List<String> others(List<String> names, List<String> known) {
        return names.stream().filter(name -> !known.contains(name)).toList();
    }
}
