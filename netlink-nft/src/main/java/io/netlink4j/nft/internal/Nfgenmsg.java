package io.netlink4j.nft.internal;

import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.STRING;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.packet.NfFamily;

/**
 * {@code struct nfgenmsg} of {@code linux/netfilter/nfnetlink.h}, which begins the body of each message.
 *
 * <pre>
 *   0              1              2                             4
 *  +--------------+--------------+-----------------------------+
 *  | nfgen_family |   version    |     res_id (be16)           |
 *  +--------------+--------------+-----------------------------+
 * </pre>
 *
 * {@code res_id} is the subsystem in a batch's first and last message, and the low half of the ruleset's generation in answers.
 */
public final class Nfgenmsg {
    public static final int LENGTH = 4;
    public static final int RES_ID_OFFSET = 2;
    public static final Field<Integer> FAMILY = new Field<>("nfgen_family", 0, 1, U8);

    /** The name of the table: the first attribute of everything that is in a table, and of tables. */
    public static final Attribute<String> TABLE = Attribute.of(1, "table", STRING);

    private Nfgenmsg() {}

    /**
     * The family of an object's table.
     *
     * @throws NetlinkException.Malformed if this library does not know it
     */
    public static NfFamily family(NetlinkObject<?> object) {
        int number = object.get(FAMILY);
        return NfFamily.ofNumber(number)
                .orElseThrow(() -> new NetlinkException.Malformed("this library does not know the family " + number));
    }

    /** nft's word for the family of an object's table, or its number. */
    public static String label(NetlinkObject<?> object) {
        int number = object.get(FAMILY);
        return NfFamily.ofNumber(number).map(NfFamily::toString).orElse("family " + number);
    }

    public static Schema.Builder schema(String name) {
        Schema.Builder schema = Schema.builder(name, "nfgenmsg", LENGTH);
        schema.field(FAMILY.name(), FAMILY.offset(), FAMILY.size(), FAMILY.codec());
        schema.field("version", 1, 1, U8);
        schema.field("res_id", RES_ID_OFFSET, 2, BE16);
        return schema;
    }

    public static byte[] header(int family) {
        return new byte[] {(byte) family, 0, 0, 0};
    }

    /** Clears the generation, so that what was read twice is equal. */
    public static byte[] withoutGeneration(byte[] body) {
        if (body.length >= LENGTH) {
            body[RES_ID_OFFSET] = 0;
            body[RES_ID_OFFSET + 1] = 0;
        }
        return body;
    }
}
