package io.netlink4j.rtnl;

import io.netlink4j.core.attribute.NetlinkObject;
import java.util.Optional;

/**
 * An object and its namespace, in an event of {@link Rtnl#subscribeAllNamespaces}.
 *
 * @param nsid the number of the namespace in that of the subscription; empty if both are the same
 * @param name the name of the namespace when its first event was read; empty if it had none then, and for the namespace of the
 *     subscription
 * @param object the object: a {@link io.netlink4j.rtnl.link.Link}, a {@link io.netlink4j.rtnl.route.Route} ... Indexes of links belong to
 *     its namespace
 */
public record NamespaceObject(Optional<Integer> nsid, Optional<String> name, NetlinkObject<?> object) {
    /** As {@code ip monitor all-nsid} begins a line: {@code [nsid 7 red] link d0 ...}. */
    @Override
    public String toString() {
        return "[nsid " + nsid.map(String::valueOf).orElse("current")
                + name.map(known -> " " + known).orElse("") + "] " + object;
    }
}
