package io.netlink4j.rtnl.internal;

import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.namespace.NamespaceId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The indexes of links that were just made, as the kernel reported them then. So what follows in the same call need not ask for them: the
 * kernel answers {@code RTM_GETLINK} about a new link only after it has processed its carrier change.
 */
public final class MadeLinks {
    private final Map<Place, Integer> indexes = new HashMap<>();

    /** No links. */
    public MadeLinks() {}

    /** Notes that a link was made in a namespace. Not if the kernel chose a part of its name. */
    public void add(NamespaceId namespace, LinkReference link, int index) {
        link.name()
                .filter(name -> name.indexOf('%') < 0)
                .ifPresent(name -> indexes.put(new Place(namespace, name), index));
    }

    /** The index of the link in a namespace that {@code link} refers to by its name; empty if it was not made here. */
    public Optional<Integer> index(NamespaceId namespace, LinkReference link) {
        return link.ifindex().isPresent()
                ? Optional.empty()
                : link.name().map(name -> indexes.get(new Place(namespace, name)));
    }

    /** Forgets all links, since a name may now be that of another link. */
    public void clear() {
        indexes.clear();
    }

    private record Place(NamespaceId namespace, String name) {}
}
