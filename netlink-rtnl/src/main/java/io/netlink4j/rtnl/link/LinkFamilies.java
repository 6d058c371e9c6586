package io.netlink4j.rtnl.link;

import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.array;
import static io.netlink4j.core.attribute.Codecs.nest;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import java.util.List;

/** The state of a link in the address families ({@code IFLA_AF_SPEC}): a nest for each, numbered by {@code AF_*}. */
public final class LinkFamilies extends NetlinkObject<LinkFamilies> {
    private static final Schema.Builder INET_KEYS = Schema.builder("link inet");
    /** The values below {@code net.ipv4.conf} of the link, in the order of {@code linux/ip.h}; they are set as sysctls. */
    public static final Attribute<List<Integer>> INET_CONF =
            INET_KEYS.reported(1, "IFLA_INET_CONF", array(COUNT, Integer.BYTES));

    static final Schema INET_SCHEMA = INET_KEYS.build();

    private static final Schema.Builder KEYS = Schema.builder("link families");
    /** IPv4. */
    public static final Attribute<Nest> INET = KEYS.add(2, "AF_INET", nest(() -> INET_SCHEMA));
    /** IPv6. */
    public static final Attribute<LinkInet6> INET6 = KEYS.nest(10, "AF_INET6", () -> LinkInet6.SCHEMA, LinkInet6::new);

    static final Schema SCHEMA = KEYS.build();
    static final LinkFamilies NONE = new LinkFamilies(Content.of(new byte[0]));

    LinkFamilies(Content content) {
        super(content);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected LinkFamilies copy(Content content) {
        return new LinkFamilies(content);
    }
}
