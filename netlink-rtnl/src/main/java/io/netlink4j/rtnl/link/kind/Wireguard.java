package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.rtnl.internal.KindSchema;

/**
 * A WireGuard tunnel ({@code drivers/net/wireguard}). Its keys and peers are not options of the link; they are set by generic netlink, as {@code wg} does.
 *
 * {@snippet :
 * rtnl.links().add(Link.named("wg0").kind(Wireguard.defaults()).up());
 * }
 */
public final class Wireguard extends KnownKind<Wireguard> {
    /** The kind {@code wireguard}. */
    public static final KindType<Wireguard> TYPE = KindType.of("wireguard", KindSchema.of("wireguard"), Wireguard::new);

    private Wireguard(Content content) {
        super(TYPE, content);
    }

    /** A link of kind {@code wireguard}. */
    public static Wireguard defaults() {
        return TYPE.defaults();
    }
}
