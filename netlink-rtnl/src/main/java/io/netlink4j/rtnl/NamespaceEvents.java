package io.netlink4j.rtnl;

import io.netlink4j.core.Decoder;
import io.netlink4j.core.Event;
import io.netlink4j.core.EventDecoder;
import io.netlink4j.core.NamespaceDecoder;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.nsid.Nsid;
import io.netlink4j.rtnl.nsid.Nsids;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the events of several namespaces. The names of the namespaces are kept until an event about an nsid says that it is new or
 * deleted, since a lookup opens all namespaces that have names.
 */
final class NamespaceEvents implements NamespaceDecoder<Event<NamespaceObject>> {
    private final Decoder<Event<NetlinkObject<?>>> objects = EventDecoder.of(RtnlProtocol.reported());
    private final Map<Integer, Optional<String>> names = new HashMap<>();
    private final Nsids nsids;
    private final boolean withNsids;

    /** Nsids are read but left out of the events if they are not wanted. */
    NamespaceEvents(Nsids nsids, boolean withNsids) {
        this.nsids = nsids;
        this.withNsids = withNsids;
    }

    @Override
    public @Nullable Event<NamespaceObject> decode(Optional<Integer> nsid, int type, int flags, byte[] body) {
        Event<NetlinkObject<?>> event = objects.decode(type, flags, body);
        return switch (event) {
            case Event.Changed<NetlinkObject<?>>(NetlinkObject<?> object, int told)
            when isWanted(nsid, object) -> new Event.Changed<>(located(nsid, object), told);
            case Event.Deleted<NetlinkObject<?>>(NetlinkObject<?> object)
            when isWanted(nsid, object) -> new Event.Deleted<>(located(nsid, object));
            case null, default -> null;
        };
    }

    @Override
    public void lost() {
        names.clear();
    }

    private boolean isWanted(Optional<Integer> from, NetlinkObject<?> object) {
        if (!(object instanceof Nsid nsid)) {
            return true;
        }
        if (from.isEmpty()) {
            nsid.number().ifPresent(names::remove);
        }
        return withNsids;
    }

    private NamespaceObject located(Optional<Integer> nsid, NetlinkObject<?> object) {
        return new NamespaceObject(nsid, nsid.flatMap(this::name), object);
    }

    private Optional<String> name(int nsid) {
        Optional<String> known = names.get(nsid);
        if (known != null) {
            return known;
        }
        try {
            nsids.names().forEach((number, name) -> names.put(number, Optional.of(name)));
            return names.computeIfAbsent(nsid, none -> Optional.empty());
        } catch (NetlinkException unknown) {
            // The event must not get lost because the socket for requests is closed, or the thread is interrupted.
            return Optional.empty();
        }
    }
}
