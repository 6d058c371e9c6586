package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.rtnl.internal.KindSchema;

/**
 * A team of links ({@code drivers/net/team}). Its mode and its ports are not options of the link; they are set by generic netlink, as {@code teamd} does.
 *
 * {@snippet :
 * rtnl.links().add(Link.named("team0").kind(Team.defaults()).up());
 * }
 */
public final class Team extends KnownKind<Team> {
    /** The kind {@code team}. */
    public static final KindType<Team> TYPE = KindType.of("team", KindSchema.of("team"), Team::new);

    private Team(Content content) {
        super(TYPE, content);
    }

    /** A link of kind {@code team}. */
    public static Team defaults() {
        return TYPE.defaults();
    }
}
