package io.netlink4j.examples.events;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Link;
import java.util.Map;
import java.util.stream.Collectors;

/** The links of a namespace by their indexes, kept up to date by events: the README's example. */
public final class LinkView implements Runnable, AutoCloseable {
    private final Rtnl rtnl;
    private final Map<Integer, Link> view;
    private final Subscription<Link> events;

    /**
     * Subscribes.
     *
     * @param view a concurrent map, for others to look at
     */
    public LinkView(Rtnl rtnl, Map<Integer, Link> view) {
        this.rtnl = rtnl;
        this.view = view;
        this.events = rtnl.links().subscribe(); // before the first list, so that nothing happens unseen
    }

    private void listAgain() {
        Map<Integer, Link> now = rtnl.links().list().stream().collect(Collectors.toMap(LinkView::index, link -> link));
        view.putAll(now);
        view.keySet().retainAll(now.keySet());
    }

    private static int index(Link link) {
        return link.ifindex().orElseThrow();
    }

    /** Follows the events until this is closed. */
    @Override
    public void run() {
        try {
            listAgain();
            while (true) {
                follow();
            }
        } catch (NetlinkException.Closed closed) {
            // That is how it ends.
        }
    }

    private void follow() {
        // @start region=readme
        switch (events.next()) { // events is rtnl.links().subscribe()
            case Event.Changed<Link>(Link link, int flags) -> view.put(index(link), link); // new, or changed
            case Event.Deleted<Link>(Link link) -> view.remove(index(link));
            case Event.Overrun<Link> lost -> listAgain(); // the kernel dropped events, as we read too slowly
            default -> {} // what later versions tell
        }
        // @end region=readme
    }

    @Override
    public void close() {
        events.close();
    }
}
