package io.netlink4j.rtnl.encap;

import static io.netlink4j.core.attribute.Codecs.BINARY;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Source routing in networks of low power and with losses ({@code RPL_IPTUNNEL_SRH} of {@code linux/rpl_iptunnel.h}), since Linux 5.7: packets
 * visit a list of addresses.
 *
 * {@snippet :
 * rtnl.routes().add(Route.to("fd01::/64").encap(Rpl.of("fc00::1", "fc00::2")).link("eth0"));
 * }
 */
public final class Rpl extends KnownEncapsulation<Rpl> {
    static final int TYPE = 8;

    private static final Schema.Builder KEYS = Schema.builder("rpl encapsulation");
    static final Attribute<List<IpAddress>> SRH =
            KEYS.add(1, "RPL_IPTUNNEL_SRH", BINARY.map(Segments::readRpl, Segments::rpl));

    static final Schema SCHEMA = KEYS.build();

    Rpl(Content content) {
        super(content);
    }

    /** An encapsulation whose packets visit addresses in this order. */
    public static Rpl of(List<IpAddress> segments) {
        return new Rpl(Content.of(new byte[0])).with(SRH, segments);
    }

    /** An encapsulation whose packets visit addresses in this order, given as literals. */
    public static Rpl of(String... segments) {
        return of(Stream.of(segments).map(IpAddress::of).toList());
    }

    /** The addresses, in the order in which packets visit them. */
    public List<IpAddress> segments() {
        return get(SRH).orElse(List.of());
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    String text(Function<LinkReference, String> links) {
        return "rpl " + Segments.text(segments());
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Rpl copy(Content content) {
        return new Rpl(content);
    }
}
