package io.netlink4j.rtnl.link;

import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.RtnlSender;
import java.util.List;
import java.util.function.Supplier;

/** Changes one link: by one request, and by more where the kernel does not take everything in the first. */
final class LinkUpdater {
    private final Links links;
    private final RtnlSender sender;
    private final Supplier<String> operation;

    LinkUpdater(Links links, RtnlSender sender, Supplier<String> operation) {
        this.links = links;
        this.sender = sender;
        this.operation = operation;
    }

    /**
     * Sends {@code changes} as they are. Options of a port go by a request of their own if it gets another master: the kernel hands them
     * to the master that the link had before the request ({@code __rtnl_newlink} in {@code net/core/rtnetlink.c}).
     */
    void send(Link changes) {
        if (LinkAddressLength.concerns(changes)) {
            LinkAddressLength.check(changes, read(LinkParts.identity(changes)), this::where);
        }
        if (changes.master().isEmpty() || !LinkParts.hasPort(changes) || LinkParts.moves(changes)) {
            execute(changes);
        } else {
            execute(LinkParts.withoutPort(changes));
            execute(LinkParts.port(changes, LinkParts.identity(changes)));
        }
    }

    /** Sends what {@code wanted}, a link that was read and maybe altered since, has otherwise than the link as it is now. */
    void sendDifference(Link wanted) {
        Link current = LinkParts.reported(read(LinkParts.identity(wanted)));
        Link steady = LinkParts.withoutState(LinkParts.reported(wanted));
        Link difference = LinkParts.difference(steady, current);
        Link first = LinkParts.atFirst(difference, current);
        boolean moves = LinkParts.moves(difference);
        LinkAddressLength.check(difference, current, this::where);
        List<String> added = others(wanted.alternativeNames(), current.alternativeNames());
        others(current.alternativeNames(), wanted.alternativeNames())
                .forEach(name -> links.deleteAlternativeName(current, name));
        if (moves) {
            added.forEach(name -> links.addAlternativeName(current, name));
        }
        if (!first.equals(LinkParts.identity(current))) {
            execute(first);
        }
        if (!moves) {
            added.forEach(name -> links.addAlternativeName(current, name));
            if (!first.equals(difference)) {
                sendRest(steady, current);
            }
        }
    }

    /** Sends what could not be asked for before {@code made} had the master and the MTU that {@code wanted} has. */
    void sendRest(Link wanted, Link made) {
        Link identity = LinkParts.identity(made);
        Link rest = LinkParts.rest(wanted, read(identity), identity);
        if (!rest.equals(identity)) {
            execute(rest);
        }
    }

    private Link read(Link identity) {
        return sender.get(new Request(Link.GETLINK, 0, identity, operation), Link.DESCRIPTOR::decodeCreated);
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
