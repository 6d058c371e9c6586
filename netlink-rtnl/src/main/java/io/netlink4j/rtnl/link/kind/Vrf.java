package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.rtnl.internal.OptionText.word;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.rtnl.internal.KindSchema;
import java.util.Optional;

/**
 * A virtual routing and forwarding domain: packets of its ports are routed by its table ({@code IFLA_VRF_*} of {@code
 * linux/if_link.h}).
 *
 * {@snippet :
 * rtnl.links().add(Link.named("blue").kind(Vrf.of(10)).up());
 * rtnl.links().change(Link.named("eth1").master("blue"));
 * }
 */
public final class Vrf extends KnownKind<Vrf> {
    private static final KindSchema KEYS = KindSchema.of("vrf");
    static final Attribute<Long> TABLE = KEYS.add(1, "IFLA_VRF_TABLE", U32, word("table"));

    static {
        KEYS.fixed(TABLE);
    }

    /** The kind {@code vrf}. */
    public static final KindType<Vrf> TYPE = KindType.of("vrf", KEYS, Vrf::new);

    private Vrf(Content content) {
        super(TYPE, content);
    }

    /** The VRF with a table, an unsigned 32-bit number. */
    public static Vrf of(long table) {
        return TYPE.defaults().table(table);
    }

    /** The table for lookups ({@code IFLA_VRF_TABLE}). */
    public Optional<Long> table() {
        return get(TABLE);
    }

    /** A copy with another table, an unsigned 32-bit number. Changing it needs a new link. */
    public Vrf table(long value) {
        return with(TABLE, value);
    }
}
