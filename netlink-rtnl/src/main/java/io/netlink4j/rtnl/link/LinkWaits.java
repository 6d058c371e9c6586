package io.netlink4j.rtnl.link;

import io.netlink4j.core.Decoder;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.RtnlSender;
import io.netlink4j.rtnl.internal.Waiting;
import io.netlink4j.rtnl.object.RtnlGroup;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Waits for links. */
final class LinkWaits {
    private final RtnlSender sender;
    private final Links links;
    private final LinkReference link;

    LinkWaits(RtnlSender sender, LinkReference link) {
        this.sender = sender;
        this.links = new Links(sender);
        this.link = link;
    }

    Link until(Predicate<? super Link> condition, String state, Duration longest) {
        Seen seen = new Seen();
        return waiting().until(() -> seen.now().filter(condition), longest, () -> goal(state) + seen);
    }

    void untilGone(Duration longest) {
        Seen seen = new Seen();
        waiting()
                .until(
                        () -> seen.now().isPresent() ? Optional.empty() : Optional.of(true),
                        longest,
                        () -> goal("gone") + seen);
    }

    /**
     * Packets pass: it is switched on, has a carrier, and its queue is at work. The kernel connects the queue some time after the carrier
     * came, when it also sets the operational state; devices that never lose their carrier, such as the loopback, have none.
     */
    static boolean isUp(Link link) {
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

    private String goal(String state) {
        return link.label() + " in " + sender.where() + " to be " + state + ": ";
    }

    private Waiting waiting() {
        int index = link.ifindex().orElse(0);
        Decoder<Boolean> relevant = (type, flags, body) ->
                (index == 0 || Link.DESCRIPTOR.decode(body).index() == index) ? true : null;
        return new Waiting(sender, relevant, RtnlGroup.LINK, RtnlGroup.IPV6_IFINFO);
    }

    /** The link as it was seen last. */
    private final class Seen {
        private Optional<Link> last = Optional.empty();

        Optional<Link> now() {
            last = links.find(link);
            return last;
        }

        @Override
        public String toString() {
            return last.map(found -> "it is " + found).orElse("it is not there");
        }
    }
}
