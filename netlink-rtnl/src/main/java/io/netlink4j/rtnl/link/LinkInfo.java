package io.netlink4j.rtnl.link;

import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.STRING;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.rtnl.link.kind.KindType;
import io.netlink4j.rtnl.link.kind.LinkKind;
import java.util.Optional;

/**
 * The kind of a virtual link with its options, and its options as a port of its master ({@code IFLA_INFO_*} of {@code linux/if_link.h}).
 */
public final class LinkInfo extends NetlinkObject<LinkInfo> {
    private static final Schema.Builder KEYS = Schema.builder("link info");

    /** The name of the kind, such as {@code bridge}. */
    public static final Attribute<String> KIND = KEYS.add(1, "IFLA_INFO_KIND", STRING);
    /** The options of that kind. */
    public static final Attribute<Nest> DATA = KEYS.selected(2, "IFLA_INFO_DATA", KIND, LinkKinds.OPTIONS);
    /** The statistics of that kind. */
    public static final Attribute<byte[]> XSTATS = KEYS.derived(3, "IFLA_INFO_XSTATS", BINARY);
    /** The name of the kind of the master. */
    public static final Attribute<String> SLAVE_KIND = KEYS.add(4, "IFLA_INFO_SLAVE_KIND", STRING);
    /** The options of the link as a port of its master. */
    public static final Attribute<Nest> SLAVE_DATA =
            KEYS.selected(5, "IFLA_INFO_SLAVE_DATA", SLAVE_KIND, LinkKinds.PORT_OPTIONS);

    static final Schema SCHEMA = KEYS.build();
    static final LinkInfo NONE = new LinkInfo(Content.of(new byte[0]));

    LinkInfo(Content content) {
        super(content);
    }

    /** The kind with its options; empty for a physical link. */
    public Optional<LinkKind> kind() {
        return get(KIND).map(name -> LinkKinds.of(name, get(DATA).orElseGet(() -> Nest.empty(Schema.UNKNOWN))));
    }

    LinkInfo kind(LinkKind kind) {
        Nest data = kind.data();
        LinkInfo named = without(DATA).with(KIND, kind.kind());
        return data.byteLength() == 0 ? named : named.with(DATA, data);
    }

    /** The options as a port of a master of the kind {@code type}; empty if the master is of another kind. */
    <P> Optional<P> port(KindType<P> type) {
        return get(SLAVE_KIND)
                .filter(type.name()::equals)
                .map(kind -> type.read(get(SLAVE_DATA).orElseGet(() -> Nest.empty(Schema.UNKNOWN))));
    }

    LinkInfo port(KindType<?> type, NetlinkObject<?> port) {
        return with(SLAVE_KIND, type.name()).with(SLAVE_DATA, Nest.of(port));
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected LinkInfo copy(Content content) {
        return new LinkInfo(content);
    }
}
