package io.netlink4j.rtnl.address;

import static io.netlink4j.core.attribute.Codecs.ADDRESS;
import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.rtnl.internal.HeaderLink;
import io.netlink4j.rtnl.internal.Words;
import java.util.Optional;

/**
 * A label of IPv6 addresses ({@code struct ifaddrlblmsg} and {@code IFAL_*} of {@code linux/if_addrlabel.h}): a source address is chosen
 * that has the label of the destination (RFC 6724).
 */
public final class AddressLabel extends NetlinkObject<AddressLabel> {
    private static final Schema.Builder KEYS = Schema.builder("address label", "ifaddrlblmsg", 12);
    static final Field<Integer> FAMILY = KEYS.field("ifal_family", 0, 1, U8);
    static final Field<Integer> PREFIX_LENGTH = KEYS.field("ifal_prefixlen", 2, 1, U8);
    static final Field<Integer> INDEX = KEYS.field("ifal_index", 4, 4, S32);
    static final Attribute<IpAddress> ADDRESSES = KEYS.add(1, "IFAL_ADDRESS", ADDRESS);
    static final Attribute<Long> LABEL = KEYS.add(2, "IFAL_LABEL", U32);
    static final Schema SCHEMA = KEYS.build();

    /** The descriptor: the messages and the identity. */
    public static final ObjectDescriptor<AddressLabel> DESCRIPTOR = ObjectDescriptor.of(
                    "address label", "address labels", SCHEMA, AddressLabel::new)
            .messages(
                    new MessageType(72, "RTM_NEWADDRLABEL", SCHEMA),
                    new MessageType(73, "RTM_DELADDRLABEL", SCHEMA),
                    new MessageType(74, "RTM_GETADDRLABEL", SCHEMA))
            .identity(AddressLabel::prefix, label -> label.get(INDEX))
            .link(INDEX)
            .build();

    private AddressLabel(Content content) {
        super(content);
    }

    private AddressLabel(byte[] bytes) {
        super(bytes);
    }

    /** The label of the addresses in a prefix, an unsigned number of 32 bits. */
    public static AddressLabel of(IpPrefix prefix, long label) {
        return DESCRIPTOR
                .empty()
                .with(FAMILY, IpFamily.IPV6.number())
                .with(PREFIX_LENGTH, prefix.prefixLength())
                .with(ADDRESSES, prefix.address())
                .with(LABEL, label);
    }

    /** The label of the addresses in a prefix, given as a literal. */
    public static AddressLabel of(String prefix, long label) {
        return of(IpPrefix.of(prefix), label);
    }

    /** The prefix of the addresses. */
    public Optional<IpPrefix> prefix() {
        return get(ADDRESSES).map(address -> IpPrefix.of(address, get(PREFIX_LENGTH)));
    }

    /** The label. */
    public long label() {
        return get(LABEL).orElse(0L);
    }

    /** The link to which the label is limited. */
    public Optional<LinkReference> link() {
        return HeaderLink.get(this, INDEX);
    }

    /** A copy for addresses on one link alone. */
    public AddressLabel link(LinkReference link) {
        return HeaderLink.set(this, INDEX, link);
    }

    /** As above, by the name of the link. */
    public AddressLabel link(String link) {
        return link(LinkReference.of(link));
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected AddressLabel copy(Content content) {
        return new AddressLabel(content);
    }

    /** As {@code ip addrlabel} writes it, {@code prefix 2002::/16 dev eth0 label 2}. The text of a link that was read is its index: {@code if3}. */
    @Override
    public String toString() {
        try {
            return "prefix " + prefix().map(IpPrefix::toString).orElse("none")
                    + link().map(link -> " dev " + Words.LINKS.apply(link)).orElse("") + " label "
                    + Long.toUnsignedString(label());
        } catch (NetlinkException.Malformed unknown) {
            return super.toString();
        }
    }
}
