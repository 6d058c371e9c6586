package io.netlink4j.rtnl.link;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.testkit.ObjectFuzz;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Decodes arbitrary bytes as objects of this package. */
class LinkFuzzTest {
    @Test
    void everyAccessorReturnsAValueOrThrowsMalformed() {
        ObjectFuzz.check(Link.DESCRIPTOR, links(), LinkFuzzTest::link);
    }

    /** A link of each kind with a value in every option, and a port of each kind of master. */
    private static List<Link> links() {
        Link link = Link.indexed(7)
                .name("v0")
                .mtu(1500)
                .macAddress("02:00:00:00:00:01")
                .alias("text")
                .alternativeName("another")
                .addressGeneration(LinkInet6.AddressGeneration.RANDOM)
                .with(LinkAttributes.LINK, LinkReference.of(4))
                .with(LinkAttributes.OPERSTATE, OperationalState.UP)
                .with(
                        LinkAttributes.PROTO_DOWN_REASON,
                        Nest.empty(Schema.UNKNOWN).with(LinkAttributes.PROTO_DOWN_REASON_VALUE, 5L));
        Stream<Link> kinds = LinkKinds.OPTIONS.entrySet().stream()
                .map(kind -> link.with(
                        LinkAttributes.LINKINFO,
                        LinkInfo.NONE
                                .with(LinkInfo.KIND, kind.getKey())
                                .with(LinkInfo.DATA, filled(kind.getValue().get()))));
        Stream<Link> ports = LinkKinds.PORT_OPTIONS.entrySet().stream()
                .map(kind -> link.with(
                        LinkAttributes.LINKINFO,
                        LinkInfo.NONE
                                .with(LinkInfo.SLAVE_KIND, kind.getKey())
                                .with(
                                        LinkInfo.SLAVE_DATA,
                                        filled(kind.getValue().get()))));
        return Stream.concat(kinds, ports).toList();
    }

    private static Nest filled(Schema schema) {
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[64]));
        for (Attribute<?> key : schema.attributes()) {
            out.put(key.number(), new byte[] {8, 0, 1, 0, (byte) key.number(), 0, 0, 0});
        }
        return new Nest(schema, Content.of(out.toByteArray()));
    }

    private static void link(Link link) {
        ObjectFuzz.answered(() -> LinkCreationRequest.request(link));
        ObjectFuzz.answered(() -> LinkCreationRequest.rest(link, Link.indexed(7)));
        ObjectFuzz.answered(() -> LinkCreationRequest.alternativeNames(link, link));
        Link steady = ObjectFuzz.answered(() -> LinkRequests.withoutState(link))
                .map(Link.class::cast)
                .orElse(link);
        for (Link current : links().subList(0, 3)) {
            ObjectFuzz.answered(() -> LinkRequests.difference(steady, current));
            ObjectFuzz.answered(() -> LinkRequests.difference(current, steady));
            ObjectFuzz.answered(() -> LinkRequests.rest(steady, current, Link.indexed(7)));
        }
        ObjectFuzz.answered(() -> LinkFilter.all().kind("veth").master("x").accepts(Link.any(), link, false));
    }
}
