package io.netlink4j.rtnl.encap;

import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.MplsLabels;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * MPLS labels ({@code MPLS_IPTUNNEL_*} of {@code linux/mpls_iptunnel.h}).
 *
 * {@snippet :
 * rtnl.routes().add(Route.to("10.1.0.0/16").encap(Mpls.labels(100, 200)).via("10.0.0.2"));
 * }
 */
public final class Mpls extends KnownEncapsulation<Mpls> {
    static final int TYPE = 1;

    private static final Schema.Builder KEYS = Schema.builder("mpls encapsulation");
    /** The labels, the outermost first. */
    public static final Attribute<List<Integer>> DST = KEYS.add(1, "MPLS_IPTUNNEL_DST", MplsLabels.CODEC);
    /** The time to live in the labels. */
    public static final Attribute<Integer> TTL =
            KEYS.add(2, "MPLS_IPTUNNEL_TTL", CheckedCodecs.range(U8, 0, 255, "a time to live"));

    static final Schema SCHEMA = KEYS.build();

    Mpls(Content content) {
        super(content);
    }

    /**
     * Labels of 0 to 1048575, the outermost first. The kernel accepts at most two.
     *
     * @throws IllegalArgumentException if there is none or if one is another number
     */
    public static Mpls labels(Integer... labels) {
        if (labels.length == 0) {
            throw new IllegalArgumentException("an MPLS encapsulation needs a label");
        }
        return new Mpls(Content.of(new byte[0])).with(DST, List.of(labels));
    }

    /** The labels, the outermost first ({@code MPLS_IPTUNNEL_DST}). */
    public List<Integer> stack() {
        return get(DST).orElse(List.of());
    }

    /** The time to live in the labels ({@code MPLS_IPTUNNEL_TTL}); empty if it is that of the packet. */
    public Optional<Integer> ttl() {
        return get(TTL);
    }

    /** A copy with another time to live in the labels, 1 to 255; 0 for that of the packet. */
    public Mpls ttl(int hops) {
        return with(TTL, hops);
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    String text(Function<LinkReference, String> links) {
        return "mpls " + MplsLabels.text(stack())
                + ttl().map(hops -> " ttl " + hops).orElse("");
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Mpls copy(Content content) {
        return new Mpls(content);
    }
}
