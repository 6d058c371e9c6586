package io.netlink4j.nft.object;

import static io.netlink4j.core.attribute.Codecs.BE32;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.STRING;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.internal.NfTables;
import io.netlink4j.nft.internal.Nfgenmsg;

/** The version of a namespace's ruleset: each transaction that changes something makes a new one ({@code NFTA_GEN_*}). */
public final class Generation extends NetlinkObject<Generation> {
    private static final Schema.Builder KEYS = Nfgenmsg.schema("generation");

    /** Its number. */
    public static final Attribute<Long> ID = KEYS.reported(1, "NFTA_GEN_ID", BE32);

    /**
     * In an event, the process that made the change; in the answer to a request, the requesting process. The number is of the initial
     * process namespace.
     */
    public static final Attribute<Integer> PROC_PID = KEYS.reported(2, "NFTA_GEN_PROC_PID", BE_COUNT);

    /** The name of that thread. */
    public static final Attribute<String> PROC_NAME = KEYS.reported(3, "NFTA_GEN_PROC_NAME", STRING);

    /** The keys. */
    public static final Schema SCHEMA = KEYS.build();

    /** The descriptor of {@link Generation}: its messages and groups. */
    public static final ObjectDescriptor<Generation> DESCRIPTOR = NfTables.describe(
                    "generation", "generations", SCHEMA, Generation::new)
            .messages(NfTables.message(15, "NEWGEN", SCHEMA), NfTables.message(16, "GETGEN", SCHEMA))
            .build();

    /** The generation that {@code content} is. */
    public Generation(Content content) {
        super(content);
    }

    /** Its number, for {@code Nft.commit(Transaction, Generation)}. */
    public long id() {
        return require(ID);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Generation copy(Content content) {
        return new Generation(content);
    }

    @Override
    public String toString() {
        return "generation " + get(ID).map(String::valueOf).orElse("?");
    }
}
