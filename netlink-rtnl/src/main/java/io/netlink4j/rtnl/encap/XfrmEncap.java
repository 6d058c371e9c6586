package io.netlink4j.rtnl.encap;

import static io.netlink4j.core.attribute.Codecs.U32;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.TextRows;
import java.util.Optional;
import java.util.function.Function;

/**
 * The policies of IPsec for packets through an xfrm link with {@code external} ({@code LWT_XFRM_*} of {@code linux/lwtunnel.h}), since Linux
 * 6.1.
 *
 * {@snippet :
 * rtnl.routes().add(Route.to("10.1.0.0/16").encap(XfrmEncap.of(7)).link("ipsec0"));
 * }
 */
public final class XfrmEncap extends KnownEncapsulation<XfrmEncap> {
    static final int TYPE = 10;

    private static final Schema.Builder KEYS = Schema.builder("xfrm encapsulation");
    static final Attribute<Long> IF_ID = KEYS.add(1, "LWT_XFRM_IF_ID", U32);
    static final Attribute<LinkReference> LINK = KEYS.add(2, "LWT_XFRM_LINK", LinkReference.CODEC);

    static final Schema SCHEMA = KEYS.build();

    private static final TextRows<XfrmEncap> ROWS =
            new TextRows<XfrmEncap>().add("if_id", IF_ID).addLink("link_dev", XfrmEncap::link);

    XfrmEncap(Content content) {
        super(content);
    }

    /** The policies and states of an interface id, an unsigned 32-bit number other than 0 ({@code LWT_XFRM_IF_ID}). */
    public static XfrmEncap of(long interfaceId) {
        if (interfaceId == 0) {
            throw new IllegalArgumentException("the interface id of an xfrm encapsulation is not 0");
        }
        return new XfrmEncap(Content.of(new byte[0])).with(IF_ID, interfaceId);
    }

    /** The interface id ({@code LWT_XFRM_IF_ID}). */
    public long interfaceId() {
        return get(IF_ID).orElse(0L);
    }

    /** The link below ({@code LWT_XFRM_LINK}). */
    public Optional<LinkReference> link() {
        return get(LINK);
    }

    /** A copy with another link below. */
    public XfrmEncap link(LinkReference link) {
        return with(LINK, link);
    }

    /** A copy with the link with a name below. */
    public XfrmEncap link(String link) {
        return link(LinkReference.of(link));
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    String text(Function<LinkReference, String> links) {
        return ("xfrm " + ROWS.text(this, links)).strip();
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected XfrmEncap copy(Content content) {
        return new XfrmEncap(content);
    }
}
