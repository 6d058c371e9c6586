package io.netlink4j.rtnl.link;

import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;
import static io.netlink4j.core.message.MessageHeader.NLM_F_EXCL;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkNames;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.RtnlSender;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/** Creates one link with one request, or with more if the kernel does not accept everything in the first. */
final class LinkCreator {
    private static final String PROVISIONAL = "new-";

    private final RtnlSender sender;
    private final Link wanted;

    LinkCreator(RtnlSender sender, Link wanted) {
        this.sender = sender;
        this.wanted = wanted.namespace().isEmpty() ? withMasterByIndex(sender, wanted) : wanted;
    }

    private static Link withMasterByIndex(RtnlSender sender, Link link) {
        return link.master()
                .map(master -> link.master(LinkReference.of(sender.ifindex(master, () -> "add " + link.label()))))
                .orElse(link);
    }

    Link create() {
        Supplier<String> operation = () -> "add " + wanted.label();
        if (!wanted.has(LinkAttributes.IFNAME)) {
            wanted.name().ifPresent(LinkNames::check);
            throw new IllegalArgumentException("a link needs a name of 1 to 15 bytes to be created: " + wanted);
        }
        LinkAddressLength.checkNew(wanted, () -> operation.get() + " in " + sender.where());
        // Kernels before 6.2 do not report which number they chose. So the link is created with a temporary name and
        // renamed.
        boolean numbered = wanted.name().orElseThrow().indexOf('%') >= 0;
        Link first = numbered ? wanted.name(provisionalName()).down() : wanted;
        Request request =
                new Request(Link.NEWLINK, NLM_F_CREATE | NLM_F_EXCL, LinkCreationRequest.request(first), operation);
        List<Link> echoed = sender.echo(
                request, (type, flags, body) -> type == Link.NEWLINK.number() ? Link.DESCRIPTOR.decode(body) : null);
        return inNamespaceOf(wanted, there -> finish(there, made(there, first, echoed), numbered, operation));
    }

    /**
     * The link that the kernel created for {@code first}, as it was echoed. The kernel echoes a link before it sets the master, and refuses
     * the request if it cannot set it. A query would take as long as the creation, since the kernel processes pending carrier changes
     * before it replies.
     */
    private Link made(Links there, Link first, List<Link> echoed) {
        if (echoed.isEmpty()) {
            return there.get(LinkReference.of(first.name().orElseThrow()));
        }
        Link told = echoed.getFirst();
        if (wanted.namespace().isPresent()) {
            return there.get(LinkReference.of(told.index()));
        }
        return wanted.master().map(told::master).orElse(told);
    }

    /** Completes the link, or deletes it if that fails. */
    private Link finish(Links there, Link made, boolean numbered, Supplier<String> operation) {
        try {
            LinkAddressLength.check(wanted, made, () -> operation.get() + " in " + sender.where());
            if (numbered) {
                there.change(Link.indexed(made.index()).name(wanted.name().orElseThrow()), operation);
            }
            boolean changed = complete(there, wanted, made, operation) || numbered;
            wantedPeer()
                    .filter(LinkCreationRequest::hasRest)
                    .ifPresent(peer -> inNamespaceOf(
                            peer,
                            beyond -> complete(
                                    beyond,
                                    peer,
                                    otherEnd(beyond, made),
                                    () -> "add " + peer.label() + " at the other end of " + wanted.label())));
            return changed ? there.get(made) : made;
        } catch (RuntimeException | Error failure) {
            try {
                there.delete(made);
            } catch (NetlinkException undo) {
                failure.addSuppressed(undo);
            }
            throw failure;
        }
    }

    private Optional<Link> wantedPeer() {
        return wanted.kind().flatMap(LinkCreationRequest::peer);
    }

    private static Link otherEnd(Links beyond, Link made) {
        return beyond.get(made.link().orElseThrow());
    }

    /** Returns whether a request was needed. The link comes up last, since older kernels generate addresses at that moment. */
    private static boolean complete(Links there, Link wanted, Link made, Supplier<String> operation) {
        Link bare = Link.indexed(made.index());
        Link rest = LinkCreationRequest.rest(wanted, made);
        boolean up = wanted.isUp() && !made.isUp();
        boolean port = wanted.master().isPresent() && LinkRequests.hasPort(wanted);
        if (up && !port && !rest.has(LinkAttributes.AF_SPEC)) {
            rest = rest.up();
            up = false;
        }
        if (!rest.equals(bare)) {
            there.change(rest, operation);
        }
        if (port) {
            there.changePort(
                    LinkRequests.wasRead(wanted) ? LinkRequests.withoutState(wanted) : wanted, made, operation);
        }
        if (up) {
            there.change(bare.up(), operation);
        }
        List<String> names = LinkCreationRequest.alternativeNames(wanted, made);
        names.forEach(name -> there.addAlternativeName(made, name));
        return up || port || !rest.equals(bare) || !names.isEmpty();
    }

    private <T> T inNamespaceOf(Link link, Function<Links, T> body) {
        return LinkPair.inNamespaceOf(sender, link, there -> body.apply(new Links(there)));
    }

    /** A temporary name that no link has. */
    private static String provisionalName() {
        return (PROVISIONAL + "%011x").formatted(ThreadLocalRandom.current().nextLong(1L << 44));
    }

    /** Whether the name was made here until the kernel chooses one, so that no other link has it. */
    static boolean isProvisional(String name) {
        return name.length() == PROVISIONAL.length() + 11 && name.startsWith(PROVISIONAL);
    }
}
