package io.netlink4j.nft.kernel;

import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.nft.element.ElementList;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Flowtable;
import io.netlink4j.nft.object.Generation;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import java.util.ArrayList;
import java.util.List;

/** The messages of nf_tables: {@code enum nf_tables_msg_types}, in the subsystem {@code NFNL_SUBSYS_NFTABLES}. */
public final class Messages {
    private static final List<MessageType> ALL = new ArrayList<>();

    public static final MessageType BATCH_BEGIN = add(new MessageType(0x10, "NFNL_MSG_BATCH_BEGIN", Batch.SCHEMA));
    public static final MessageType BATCH_END = add(new MessageType(0x11, "NFNL_MSG_BATCH_END", Batch.SCHEMA));
    public static final MessageType NEWTABLE = add(0, "NEWTABLE", Table.SCHEMA);
    public static final MessageType GETTABLE = add(1, "GETTABLE", Table.SCHEMA);
    public static final MessageType DELTABLE = add(2, "DELTABLE", Table.SCHEMA);
    public static final MessageType NEWCHAIN = add(3, "NEWCHAIN", Chain.SCHEMA);
    public static final MessageType GETCHAIN = add(4, "GETCHAIN", Chain.SCHEMA);
    public static final MessageType DELCHAIN = add(5, "DELCHAIN", Chain.SCHEMA);
    public static final MessageType NEWRULE = add(6, "NEWRULE", Rule.SCHEMA);
    public static final MessageType GETRULE = add(7, "GETRULE", Rule.SCHEMA);
    public static final MessageType DELRULE = add(8, "DELRULE", Rule.SCHEMA);
    public static final MessageType NEWSET = add(9, "NEWSET", NamedSet.SCHEMA);
    public static final MessageType GETSET = add(10, "GETSET", NamedSet.SCHEMA);
    public static final MessageType DELSET = add(11, "DELSET", NamedSet.SCHEMA);
    public static final MessageType NEWSETELEM = add(12, "NEWSETELEM", ElementList.SCHEMA);
    public static final MessageType GETSETELEM = add(13, "GETSETELEM", ElementList.SCHEMA);
    public static final MessageType DELSETELEM = add(14, "DELSETELEM", ElementList.SCHEMA);
    public static final MessageType NEWGEN = add(15, "NEWGEN", Generation.SCHEMA);
    public static final MessageType GETGEN = add(16, "GETGEN", Generation.SCHEMA);
    public static final MessageType NEWOBJ = add(18, "NEWOBJ", NamedObject.SCHEMA);
    public static final MessageType GETOBJ = add(19, "GETOBJ", NamedObject.SCHEMA);
    public static final MessageType DELOBJ = add(20, "DELOBJ", NamedObject.SCHEMA);
    public static final MessageType GETOBJ_RESET = add(21, "GETOBJ_RESET", NamedObject.SCHEMA);
    public static final MessageType NEWFLOWTABLE = add(22, "NEWFLOWTABLE", Flowtable.SCHEMA);
    public static final MessageType GETFLOWTABLE = add(23, "GETFLOWTABLE", Flowtable.SCHEMA);
    public static final MessageType DELFLOWTABLE = add(24, "DELFLOWTABLE", Flowtable.SCHEMA);
    public static final MessageType DESTROYTABLE = add(26, "DESTROYTABLE", Table.SCHEMA);
    public static final MessageType DESTROYCHAIN = add(27, "DESTROYCHAIN", Chain.SCHEMA);
    public static final MessageType DESTROYRULE = add(28, "DESTROYRULE", Rule.SCHEMA);
    public static final MessageType DESTROYSET = add(29, "DESTROYSET", NamedSet.SCHEMA);
    public static final MessageType DESTROYSETELEM = add(30, "DESTROYSETELEM", ElementList.SCHEMA);
    public static final MessageType DESTROYOBJ = add(31, "DESTROYOBJ", NamedObject.SCHEMA);
    public static final MessageType DESTROYFLOWTABLE = add(32, "DESTROYFLOWTABLE", Flowtable.SCHEMA);

    private Messages() {}

    /** All of them. */
    public static List<MessageType> all() {
        return List.copyOf(ALL);
    }

    /** Whether the message changes one object: it neither reads nor begins or ends a transaction. */
    public static boolean changes(MessageType type) {
        return type.number() >> 8 == Batch.SUBSYSTEM && !type.name().startsWith("NFT_MSG_GET");
    }

    /** Whether the message adds or changes an object. */
    public static boolean adds(MessageType type) {
        return type.name().startsWith("NFT_MSG_NEW");
    }

    /** Whether the message deletes an object if it exists. */
    public static boolean destroys(MessageType type) {
        return type.name().startsWith("NFT_MSG_DESTROY");
    }

    private static MessageType add(int number, String name, Schema schema) {
        return add(new MessageType(Batch.SUBSYSTEM << 8 | number, "NFT_MSG_" + name, schema));
    }

    private static MessageType add(MessageType type) {
        ALL.add(type);
        return type;
    }
}
