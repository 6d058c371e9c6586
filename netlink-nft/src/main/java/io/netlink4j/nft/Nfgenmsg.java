package io.netlink4j.nft;

import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Schema;

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
final class Nfgenmsg {
    static final int LENGTH = 4;
    static final int RES_ID_OFFSET = 2;
    static final Field<Integer> FAMILY = new Field<>("nfgen_family", 0, 1, U8);

    private Nfgenmsg() {}

    static Schema.Builder schema(String name) {
        Schema.Builder schema = Schema.builder(name, "nfgenmsg", LENGTH);
        schema.field(FAMILY.name(), FAMILY.offset(), FAMILY.size(), FAMILY.codec());
        schema.field("version", 1, 1, U8);
        schema.field("res_id", RES_ID_OFFSET, 2, BE16);
        return schema;
    }

    static byte[] header(int family) {
        return new byte[] {(byte) family, 0, 0, 0};
    }

    /** Clears the generation, so that what was read twice is equal. */
    static byte[] withoutGeneration(byte[] body) {
        if (body.length >= LENGTH) {
            body[RES_ID_OFFSET] = 0;
            body[RES_ID_OFFSET + 1] = 0;
        }
        return body;
    }
}
