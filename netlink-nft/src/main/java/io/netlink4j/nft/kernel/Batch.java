package io.netlink4j.nft.kernel;

import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BE32;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.nft.internal.NfTables;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.object.Generation;
import java.util.Optional;

/** The body of a transaction's first and last message ({@code NFNL_BATCH_*} of {@code linux/netfilter/nfnetlink.h}). */
public final class Batch extends NetlinkObject<Batch> {
    private static final Schema.Builder KEYS = Nfgenmsg.schema("batch");
    private static final Field<Integer> RES_ID = new Field<>("res_id", Nfgenmsg.RES_ID_OFFSET, 2, BE16);
    /** The generation that the transaction is for. */
    static final Attribute<Long> GENID = KEYS.requested(1, "NFNL_BATCH_GENID", BE32);

    static final Schema SCHEMA = KEYS.build();
    public static final MessageType BEGIN = new MessageType(0x10, "NFNL_MSG_BATCH_BEGIN", SCHEMA);
    public static final MessageType END = new MessageType(0x11, "NFNL_MSG_BATCH_END", SCHEMA);
    public static final Batch PLAIN = new Batch(Content.of(Nfgenmsg.header(0))).with(RES_ID, NfTables.SUBSYSTEM);

    private Batch(Content content) {
        super(content);
    }

    public static Batch begin(Optional<Generation> expected) {
        return expected.map(generation -> PLAIN.with(GENID, generation.id())).orElse(PLAIN);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Batch copy(Content content) {
        return new Batch(content);
    }
}
