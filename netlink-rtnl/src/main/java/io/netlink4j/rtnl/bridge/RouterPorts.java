package io.netlink4j.rtnl.bridge;

import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.list;
import static io.netlink4j.core.attribute.Codecs.nest;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** The ports with multicast routers ({@code MDBA_ROUTER} of {@code linux/if_bridge.h}): an index and attributes of each. */
final class RouterPorts {
    private static final Schema.Builder PORT_KEYS = Schema.builder("router port", "u32", 4);
    private static final Field<Integer> IFINDEX = PORT_KEYS.field("ifindex", 0, 4, S32);
    private static final Schema PORT_SCHEMA = portKeys();

    private static final Schema.Builder ROUTER_KEYS = Schema.builder("router ports of a bridge");
    private static final Attribute<Nest> PORT = ROUTER_KEYS.reported(1, "MDBA_ROUTER_PORT", nest(() -> PORT_SCHEMA));
    private static final Schema ROUTER_SCHEMA = ROUTER_KEYS.build();
    /** Reads all ports. */
    private static final Codec<List<Nest>> PORTS = list(nest(() -> PORT_SCHEMA), PORT.number());

    private static final Schema.Builder KEYS = Schema.builder("router ports");
    private static final Attribute<Nest> ROUTER = KEYS.reported(2, "MDBA_ROUTER", nest(() -> ROUTER_SCHEMA));
    static final Schema SCHEMA = KEYS.build();

    private RouterPorts() {}

    private static Schema portKeys() {
        PORT_KEYS.derived(1, "MDBA_ROUTER_PATTR_TIMER", U32);
        PORT_KEYS.reported(2, "MDBA_ROUTER_PATTR_TYPE", U8);
        PORT_KEYS.derived(3, "MDBA_ROUTER_PATTR_INET_TIMER", U32);
        PORT_KEYS.derived(4, "MDBA_ROUTER_PATTR_INET6_TIMER", U32);
        PORT_KEYS.reported(5, "MDBA_ROUTER_PATTR_VID", U16);
        return PORT_KEYS.build();
    }

    static List<LinkReference> links(Nest ports) {
        return ports.get(ROUTER).map(RouterPorts::ports).orElse(List.of()).stream()
                .map(port -> LinkReference.of(port.get(IFINDEX)))
                .toList();
    }

    private static List<Nest> ports(Nest router) {
        byte[] bytes = router.toByteArray();
        return PORTS.read(MemorySegment.ofArray(bytes), 0, bytes.length);
    }
}
