package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.rtnl.internal.OptionText.word;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.address.Ipv6Address;
import io.netlink4j.core.attribute.Access;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.KindSchema;
import io.netlink4j.rtnl.object.Numbered;
import java.util.Optional;

/**
 * A tunnel of mobile networks, GTP-U ({@code IFLA_GTP_*} of {@code linux/if_link.h}). Its sessions are not options of the link. Changing an
 * option needs a new link.
 *
 * Unless a program passes sockets of its own, the kernel creates them, since Linux 6.2.
 *
 * {@snippet :
 * rtnl.links().add(Link.named("gtp0").kind(Gtp.of(Gtp.Role.GGSN)).up());
 * }
 */
public final class Gtp extends KnownKind<Gtp> {
    private static final KindSchema KEYS = KindSchema.of("gtp");
    static final Attribute<Long> FD0 =
            KEYS.add(Attribute.of(1, "IFLA_GTP_FD0", U32).access(Access.WRITE_ONLY));
    static final Attribute<Long> FD1 =
            KEYS.add(Attribute.of(2, "IFLA_GTP_FD1", U32).access(Access.WRITE_ONLY));
    static final Attribute<Boolean> CREATE_SOCKETS =
            Attribute.of(5, "IFLA_GTP_CREATE_SOCKETS", BOOL).sentIf(gtp -> !gtp.has(FD0) && !gtp.has(FD1));
    static final Attribute<Integer> ROLE = KEYS.add(
            Attribute.of(4, "IFLA_GTP_ROLE", COUNT).sentWith(CREATE_SOCKETS, true), Numbered.word("role", Role.class));
    static final Attribute<Integer> PDP_HASHSIZE =
            KEYS.add(3, "IFLA_GTP_PDP_HASHSIZE", CheckedCodecs.range(COUNT, 1, 131071, "a hash size"), word("hsize"));
    static final Attribute<Integer> RESTART_COUNT = KEYS.add(
            6, "IFLA_GTP_RESTART_COUNT", CheckedCodecs.range(U8, 0, 255, "a restart count"), word("restart_count"));
    static final Attribute<IpAddress> LOCAL =
            KEYS.add(7, "IFLA_GTP_LOCAL", CheckedCodecs.address(Ipv4Address.class), word("local"));
    static final Attribute<IpAddress> LOCAL6 =
            KEYS.add(8, "IFLA_GTP_LOCAL6", CheckedCodecs.address(Ipv6Address.class), word("local"));

    static {
        KEYS.add(CREATE_SOCKETS);
    }

    static {
        KEYS.fixed(ROLE, PDP_HASHSIZE, RESTART_COUNT, LOCAL, LOCAL6, FD0, FD1, CREATE_SOCKETS);
    }

    /** The kind {@code gtp}. */
    public static final KindType<Gtp> TYPE = KindType.of("gtp", KEYS, Gtp::new);

    private Gtp(Content content) {
        super(TYPE, content);
    }

    /** The node with a role. */
    public static Gtp of(Role role) {
        return TYPE.defaults().role(role);
    }

    /** The role ({@code IFLA_GTP_ROLE}); empty if it is not set, or not known here. */
    public Optional<Role> role() {
        return constant(ROLE, Role.class);
    }

    /** A copy with another role. */
    public Gtp role(Role role) {
        return with(ROLE, role.number());
    }

    /** The size of the hash table of sessions ({@code IFLA_GTP_PDP_HASHSIZE}). */
    public Optional<Integer> hashSize() {
        return get(PDP_HASHSIZE);
    }

    /** A copy with another size of the hash table of sessions, of 1 to 131071. The default of the kernel is 1024. */
    public Gtp hashSize(int value) {
        return with(PDP_HASHSIZE, value);
    }

    /** How often the node was restarted, which replies to echo requests contain ({@code IFLA_GTP_RESTART_COUNT}). */
    public Optional<Integer> restartCount() {
        return get(RESTART_COUNT);
    }

    /** A copy with another restart count of 0 to 255. */
    public Gtp restartCount(int value) {
        return with(RESTART_COUNT, value);
    }

    /** The address of the sockets that the kernel creates ({@code IFLA_GTP_LOCAL}, {@code IFLA_GTP_LOCAL6}). */
    public Optional<IpAddress> local() {
        return get(LOCAL).or(() -> get(LOCAL6));
    }

    /** A copy with another address of the sockets that the kernel creates. */
    public Gtp local(IpAddress address) {
        return without(LOCAL).without(LOCAL6).with(address instanceof Ipv4Address ? LOCAL : LOCAL6, address);
    }

    /**
     * A copy for the sockets of a program ({@code IFLA_GTP_FD0}, {@code IFLA_GTP_FD1}).
     *
     * @param version0 the descriptor of a UDP socket for GTP version 0, bound to port 3386
     * @param version1 the descriptor of a UDP socket for GTP version 1, bound to port 2152
     */
    public Gtp sockets(int version0, int version1) {
        return with(FD0, (long) version0).with(FD1, (long) version1);
    }

    /** The role of the node ({@code enum ifla_gtp_role} of {@code linux/if_link.h}). */
    public enum Role implements Numbered {
        /** The gateway to other networks. */
        GGSN(0),
        /** The node that serves subscribers. */
        SGSN(1);

        private final int number;

        Role(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }
}
