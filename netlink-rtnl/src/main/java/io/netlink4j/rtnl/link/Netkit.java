package io.netlink4j.rtnl.link;

import static io.netlink4j.core.attribute.Codecs.BOOL;
import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.rtnl.internal.OptionText.unlessZero;
import static io.netlink4j.rtnl.internal.OptionText.word;

import io.netlink4j.core.attribute.Access;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.rtnl.internal.KindSchema;
import io.netlink4j.rtnl.link.kind.KindType;
import io.netlink4j.rtnl.link.kind.KnownKind;
import io.netlink4j.rtnl.object.Numbered;
import java.util.Optional;

/**
 * A pair of connected links for containers, with BPF programs on the way ({@code IFLA_NETKIT_*} of {@code linux/if_link.h}), since Linux 6.7. One
 * request creates both ends. Deleting one end deletes the other, too. The link that the request names is the primary end; only that can be
 * changed.
 *
 * The kernel does not report the peer among the options. {@link Link#link()} is its index.
 *
 * {@snippet :
 * rtnl.links().add(Link.named("nk0").kind(Netkit.to(Link.named("eth0").in(pod)).mode(Netkit.Mode.L2)));
 * }
 */
public final class Netkit extends KnownKind<Netkit> {
    private static final KindSchema KEYS = KindSchema.of("netkit");
    static final Attribute<Integer> MODE = KEYS.add(5, "IFLA_NETKIT_MODE", COUNT, Numbered.word("mode", Mode.class));
    static final Attribute<Boolean> PRIMARY = KEYS.add(
            Attribute.of(2, "IFLA_NETKIT_PRIMARY", BOOL).access(Access.READ_ONLY),
            primary -> "type " + (primary ? "primary" : "peer"));
    static final Attribute<Integer> POLICY =
            KEYS.add(3, "IFLA_NETKIT_POLICY", COUNT, Numbered.word("policy", Policy.class));
    static final Attribute<Integer> PEER_POLICY =
            KEYS.add(4, "IFLA_NETKIT_PEER_POLICY", COUNT, Numbered.word("peer policy", Policy.class));
    static final Attribute<Integer> SCRUB =
            KEYS.add(6, "IFLA_NETKIT_SCRUB", COUNT, Numbered.word("scrub", Scrub.class));
    static final Attribute<Integer> PEER_SCRUB =
            KEYS.add(7, "IFLA_NETKIT_PEER_SCRUB", COUNT, Numbered.word("peer scrub", Scrub.class));
    static final Attribute<Integer> HEADROOM = KEYS.add(8, "IFLA_NETKIT_HEADROOM", U16, unlessZero("headroom"));
    static final Attribute<Integer> TAILROOM = KEYS.add(9, "IFLA_NETKIT_TAILROOM", U16, unlessZero("tailroom"));
    static final Attribute<Long> PAIRING = KEYS.add(10, "IFLA_NETKIT_PAIRING", U32);
    /** The peer: a link with a header and attributes, such as its namespace. */
    public static final Attribute<Link> PEER =
            KEYS.object(1, "IFLA_NETKIT_PEER_INFO", () -> Link.SCHEMA, Link::new, word("peer"));

    static {
        KEYS.fixed(MODE, SCRUB, PEER_SCRUB, HEADROOM, TAILROOM, PAIRING, PEER);
    }

    /** The kind {@code netkit}. */
    public static final KindType<Netkit> TYPE = KindType.of("netkit", KEYS, Netkit::new);

    private Netkit(Content content) {
        super(TYPE, content);
    }

    /** A pair; the kernel chooses the name of the peer. */
    public static Netkit pair() {
        return TYPE.defaults();
    }

    /** A pair with a peer. */
    public static Netkit to(Link peer) {
        return pair().with(PEER, peer);
    }

    /** A pair whose peer has a name. */
    public static Netkit to(String peer) {
        return to(Link.named(peer));
    }

    /** What passes ({@code IFLA_NETKIT_MODE}); empty if it is not set, or for a number that is not known here. */
    public Optional<Mode> mode() {
        return constant(MODE, Mode.class);
    }

    /** A copy with another mode. The default of the kernel is {@link Mode#L3}. Changing it needs a new link. */
    public Netkit mode(Mode value) {
        return with(MODE, value.number());
    }

    /** Whether it is the primary end ({@code IFLA_NETKIT_PRIMARY}). */
    public Optional<Boolean> isPrimary() {
        return get(PRIMARY);
    }

    /** What happens to packets that the primary end sends, if no BPF program decides ({@code IFLA_NETKIT_POLICY}); empty if it is not set, or for a number that is not known here. */
    public Optional<Policy> policy() {
        return constant(POLICY, Policy.class);
    }

    /** A copy with another policy of the primary end. The default of the kernel is {@link Policy#FORWARD}. */
    public Netkit policy(Policy value) {
        return with(POLICY, value.number());
    }

    /** The same for the peer ({@code IFLA_NETKIT_PEER_POLICY}); empty if it is not set, or for a number that is not known here. */
    public Optional<Policy> peerPolicy() {
        return constant(PEER_POLICY, Policy.class);
    }

    /** A copy with another policy of the peer. */
    public Netkit peerPolicy(Policy value) {
        return with(PEER_POLICY, value.number());
    }

    /** Whether the mark and the priority of packets to the primary end are cleared, since Linux 6.13 ({@code IFLA_NETKIT_SCRUB}); empty if it is not set, or for a number that is not known here. */
    public Optional<Scrub> scrub() {
        return constant(SCRUB, Scrub.class);
    }

    /** A copy with another scrubbing at the primary end. Changing it needs a new link. */
    public Netkit scrub(Scrub value) {
        return with(SCRUB, value.number());
    }

    /** The same for the peer ({@code IFLA_NETKIT_PEER_SCRUB}); empty if it is not set, or for a number that is not known here. */
    public Optional<Scrub> peerScrub() {
        return constant(PEER_SCRUB, Scrub.class);
    }

    /** A copy with another scrubbing at the peer. Changing it needs a new link. */
    public Netkit peerScrub(Scrub value) {
        return with(PEER_SCRUB, value.number());
    }

    /** The space before packets in bytes ({@code IFLA_NETKIT_HEADROOM}). */
    public Optional<Integer> headroom() {
        return get(HEADROOM);
    }

    /** A copy with another space before packets, 0 to 65535 bytes. Changing it needs a new link. */
    public Netkit headroom(int value) {
        return with(HEADROOM, value);
    }

    /** The space behind packets in bytes ({@code IFLA_NETKIT_TAILROOM}). */
    public Optional<Integer> tailroom() {
        return get(TAILROOM);
    }

    /** A copy with another space behind packets, 0 to 65535 bytes. Changing it needs a new link. */
    public Netkit tailroom(int value) {
        return with(TAILROOM, value);
    }

    /** The peer as requested; the kernel does not report it. */
    public Optional<Link> peer() {
        return get(PEER);
    }

    /** What passes ({@code NETKIT_L*} of {@code linux/if_link.h}). */
    public enum Mode implements Numbered {
        /** Ethernet packets. */
        L2(0),
        /** IP packets: the links have no ARP. */
        L3(1);

        private final int number;

        Mode(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }

    /** What happens to packets if no BPF program decides ({@code NETKIT_*} of {@code linux/if_link.h}). */
    public enum Policy implements Numbered {
        /** They pass. */
        FORWARD(0),
        /** They are dropped. */
        BLACKHOLE(2);

        private final int number;

        Policy(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }

    /** What is cleared ({@code NETKIT_SCRUB_*} of {@code linux/if_link.h}). */
    public enum Scrub implements Numbered {
        /** Nothing. */
        NONE(0),
        /** The mark and the priority. */
        DEFAULT(1);

        private final int number;

        Scrub(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }
}
