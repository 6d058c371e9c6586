package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.FLAG;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.rtnl.internal.OptionText.link;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.KindSchema;
import java.util.Optional;

/**
 * An interface of IPsec policies and states with the same number ({@code IFLA_XFRM_*} of {@code linux/if_link.h}).
 *
 * {@snippet :
 * rtnl.links().add(Link.named("ipsec0").kind(Xfrm.of(7).link("eth0")).up());
 * }
 */
public final class Xfrm extends KnownKind<Xfrm> {
    private static final KindSchema KEYS = KindSchema.of("xfrm").whole();
    static final Attribute<Boolean> COLLECT_METADATA =
            KEYS.alone(Attribute.of(3, "IFLA_XFRM_COLLECT_METADATA", FLAG), "external");
    static final Attribute<Long> IF_ID = KEYS.add(2, "IFLA_XFRM_IF_ID", U32, id -> "if_id 0x" + Long.toHexString(id));
    static final Attribute<LinkReference> LINK = KEYS.add(1, "IFLA_XFRM_LINK", LinkReference.CODEC);

    static {
        KEYS.fixed(COLLECT_METADATA, LINK);
    }

    /** The kind {@code xfrm}. */
    public static final KindType<Xfrm> TYPE = KindType.of("xfrm", KEYS, Xfrm::new);

    private Xfrm(Content content) {
        super(TYPE, content);
    }

    /** An interface without a number: for {@link #external(boolean)}. */
    public static Xfrm defaults() {
        return TYPE.defaults();
    }

    /** The interface with a number, unsigned with 32 bits and not 0. */
    public static Xfrm of(long id) {
        return defaults().id(id);
    }

    /** The number that joins policies, states and this link ({@code IFLA_XFRM_IF_ID}). */
    public Optional<Long> id() {
        return get(IF_ID);
    }

    /** A copy with another number, unsigned with 32 bits and not 0. */
    public Xfrm id(long id) {
        return with(IF_ID, id);
    }

    /** The link that packets are sent through ({@code IFLA_XFRM_LINK}); empty if routes decide. */
    public Optional<LinkReference> link() {
        return get(LINK).filter(link -> link.ifindex().orElse(1) != 0);
    }

    /** A copy that sends packets through a link. Changing it needs a new link. */
    public Xfrm link(LinkReference link) {
        return with(LINK, link);
    }

    /** As above, for the link with a name. */
    public Xfrm link(String link) {
        return link(LinkReference.of(link));
    }

    /** Whether routes and traffic control set the number of each packet ({@code IFLA_XFRM_COLLECT_METADATA}). */
    public boolean external() {
        return has(COLLECT_METADATA);
    }

    /** A copy that takes the number from each packet, or does not request it. Changing it needs a new link. */
    public Xfrm external(boolean on) {
        return flag(COLLECT_METADATA, on);
    }
}
