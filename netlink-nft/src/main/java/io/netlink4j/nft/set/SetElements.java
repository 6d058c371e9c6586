package io.netlink4j.nft.set;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.STRING;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.internal.NfTables;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.packet.NfFamily;
import java.util.List;

/**
 * Elements that a set got or lost, as the kernel reports them to subscribers ({@code NFTA_SET_ELEM_LIST_*}).
 *
 * <p>A range of a set without concatenation is two elements here: its first key, and the key after its last one, for which {@link
 * SetElement#isEnd} is true. They may come in two events.
 */
public final class SetElements extends NetlinkObject<SetElements> {
    /** An element in a list. */
    public static final Codec<SetElement> ELEMENT = Schema.builder("elements")
            .nest(1, "NFTA_LIST_ELEM", () -> SetElement.SCHEMA, SetElement::new)
            .codec();

    private static final Schema.Builder KEYS = Nfgenmsg.schema("elements");

    /** The table's name. */
    public static final Attribute<String> TABLE = KEYS.add(1, "NFTA_SET_ELEM_LIST_TABLE", STRING);

    /** The set's name. */
    public static final Attribute<String> SET = KEYS.add(2, "NFTA_SET_ELEM_LIST_SET", STRING);

    /** The elements. */
    public static final Attribute<List<SetElement>> ELEMENTS =
            KEYS.add(3, "NFTA_SET_ELEM_LIST_ELEMENTS", Codecs.list(ELEMENT, 1));

    /** The set's number in this transaction. */
    public static final Attribute<Integer> SET_ID = KEYS.requested(4, "NFTA_SET_ELEM_LIST_SET_ID", BE_COUNT);

    /** The keys. */
    public static final Schema SCHEMA = KEYS.build();

    /** The descriptor of {@link SetElements}: its messages, groups. */
    public static final ObjectDescriptor<SetElements> DESCRIPTOR = NfTables.describe(
                    "elements", "elements", SCHEMA, SetElements::new, "SETELEM", 12, 30)
            .build();

    /** The elements that {@code content} is. */
    public SetElements(Content content) {
        super(content);
    }

    /**
     * The family of the set's table.
     *
     * @throws NetlinkException.Malformed if this library does not know it
     */
    public NfFamily family() {
        return Nfgenmsg.family(this);
    }

    /** The name of the set's table. */
    public String tableName() {
        return require(TABLE);
    }

    /** The name of the set. */
    public String setName() {
        return require(SET);
    }

    /** The elements. */
    public List<SetElement> elements() {
        return get(ELEMENTS).orElse(List.of());
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected SetElements copy(Content content) {
        return new SetElements(content);
    }

    /** The set, and the elements with their keys as hexadecimal numbers: {@code set ip t blocked: element 0a000001}. */
    @Override
    public String toString() {
        return "set " + Nfgenmsg.label(this) + " "
                + get(TABLE).map(Printable::of).orElse("?") + " "
                + get(SET).map(Printable::of).orElse("?") + ": "
                + String.join(
                        ", ", elements().stream().map(SetElement::toString).toList());
    }
}
