package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.MAC;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.rtnl.internal.OptionText.link;
import static io.netlink4j.rtnl.internal.OptionText.word;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Access;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.KindSchema;
import io.netlink4j.rtnl.object.Numbered;
import java.util.Optional;

/**
 * A node of a redundant ring or of two parallel networks, with a copy of each packet on both ports ({@code IFLA_HSR_*} of {@code
 * linux/if_link.h}). Changing an option needs a new link.
 *
 * {@snippet :
 * rtnl.links().add(Link.named("hsr0").kind(Hsr.of("eth1", "eth2").version(1)).up());
 * }
 */
public final class Hsr extends KnownKind<Hsr> {
    private static final KindSchema KEYS = KindSchema.of("hsr");
    static final Attribute<LinkReference> SLAVE1 = KEYS.add(1, "IFLA_HSR_SLAVE1", LinkReference.CODEC, link("slave1"));
    static final Attribute<LinkReference> SLAVE2 = KEYS.add(2, "IFLA_HSR_SLAVE2", LinkReference.CODEC, link("slave2"));
    static final Attribute<LinkReference> INTERLINK =
            KEYS.add(8, "IFLA_HSR_INTERLINK", LinkReference.CODEC, link("interlink"));
    static final Attribute<Integer> SEQ_NR =
            KEYS.add(Attribute.of(5, "IFLA_HSR_SEQ_NR", U16).derived(), word("sequence"));
    static final Attribute<Integer> MULTICAST_SPEC = KEYS.add(
            Attribute.of(3, "IFLA_HSR_MULTICAST_SPEC", CheckedCodecs.range(U8, 0, 255, "the last byte of an address"))
                    .access(Access.WRITE_ONLY));
    /** Reported as an address; accepted is only its last byte. */
    static final Attribute<MacAddress> SUPERVISION_ADDR = KEYS.add(
            Attribute.of(4, "IFLA_HSR_SUPERVISION_ADDR", MAC).sentAs(MULTICAST_SPEC, Hsr::last), word("supervision"));

    static final Attribute<Integer> VERSION =
            KEYS.add(Attribute.of(6, "IFLA_HSR_VERSION", CheckedCodecs.range(U8, 0, 1, "a version of HSR"))
                    .access(Access.WRITE_ONLY));
    static final Attribute<Integer> PROTOCOL = KEYS.add(7, "IFLA_HSR_PROTOCOL", U8, word("proto"));

    static {
        KEYS.fixed(SLAVE1, SLAVE2, INTERLINK, PROTOCOL, MULTICAST_SPEC, VERSION);
    }

    /** The kind {@code hsr}. */
    public static final KindType<Hsr> TYPE = KindType.of("hsr", KEYS, Hsr::new);

    private Hsr(Content content) {
        super(TYPE, content);
    }

    /** The node with two ports. */
    public static Hsr of(String firstPort, String secondPort) {
        return TYPE.defaults().firstPort(firstPort).secondPort(secondPort);
    }

    /** The first port ({@code IFLA_HSR_SLAVE1}). */
    public Optional<LinkReference> firstPort() {
        return get(SLAVE1).filter(link -> link.ifindex().orElse(1) != 0);
    }

    /** A copy with another first port. */
    public Hsr firstPort(LinkReference link) {
        return with(SLAVE1, link);
    }

    /** As above, for the link with a name. */
    public Hsr firstPort(String link) {
        return firstPort(LinkReference.of(link));
    }

    /** The second port ({@code IFLA_HSR_SLAVE2}). */
    public Optional<LinkReference> secondPort() {
        return get(SLAVE2).filter(link -> link.ifindex().orElse(1) != 0);
    }

    /** A copy with another second port. */
    public Hsr secondPort(LinkReference link) {
        return with(SLAVE2, link);
    }

    /** As above, for the link with a name. */
    public Hsr secondPort(String link) {
        return secondPort(LinkReference.of(link));
    }

    /** The port to nodes that are not redundant, since Linux 6.10 ({@code IFLA_HSR_INTERLINK}). */
    public Optional<LinkReference> interlink() {
        return get(INTERLINK).filter(link -> link.ifindex().orElse(1) != 0);
    }

    /** A copy with another port to nodes that are not redundant. */
    public Hsr interlink(LinkReference link) {
        return with(INTERLINK, link);
    }

    /** As above, for the link with a name. */
    public Hsr interlink(String link) {
        return interlink(LinkReference.of(link));
    }

    /** The protocol ({@code IFLA_HSR_PROTOCOL}); empty if it is not set, or for a number that is not known here. */
    public Optional<Protocol> protocol() {
        return constant(PROTOCOL, Protocol.class);
    }

    /** A copy with another protocol. The default of the kernel is {@link Protocol#HSR}. */
    public Hsr protocol(Protocol value) {
        return with(PROTOCOL, value.number());
    }

    /** The multicast address of supervision packets, as the kernel reports it ({@code IFLA_HSR_SUPERVISION_ADDR}). */
    public Optional<MacAddress> supervisionAddress() {
        return get(SUPERVISION_ADDR);
    }

    /** A copy with another last byte of that address, 0 to 255 ({@code IFLA_HSR_MULTICAST_SPEC}). */
    public Hsr supervision(int lastByte) {
        return without(SUPERVISION_ADDR).with(MULTICAST_SPEC, lastByte);
    }

    /** A copy with another version of HSR, 0 or 1 ({@code IFLA_HSR_VERSION}). The kernel does not report it. */
    public Hsr version(int version) {
        return with(VERSION, version);
    }

    /** The protocol of the redundancy ({@code HSR_PROTOCOL_*} of {@code linux/if_link.h}). */
    public enum Protocol implements Numbered {
        /** High-availability seamless redundancy: a ring. */
        HSR(0),
        /** Parallel redundancy protocol: two networks. */
        PRP(1);

        private final int number;

        Protocol(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }

    private static Integer last(MacAddress address) {
        return Byte.toUnsignedInt(address.toByteArray()[address.length() - 1]);
    }
}
