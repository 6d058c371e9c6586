package io.netlink4j.nft.internal;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.object.MulticastGroup;
import io.netlink4j.core.object.ObjectDescriptor;
import java.util.function.Function;

/** The messages of nf_tables: {@code enum nf_tables_msg_types}, in the subsystem {@code NFNL_SUBSYS_NFTABLES}. */
public final class NfTables {
    /** {@code NFNL_SUBSYS_NFTABLES}. */
    public static final int SUBSYSTEM = 10;

    private enum Group implements MulticastGroup {
        NFTABLES(7);

        private final int number;

        Group(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public String toString() {
            return "NFNLGRP_" + name();
        }
    }

    private NfTables() {}

    /** Begins the description of a type of objects. What the kernel reported is equal in all generations of the ruleset. */
    public static <T extends NetlinkObject<T>> ObjectDescriptor.Builder<T> describe(
            String name, String plural, Schema schema, Function<Content, T> factory) {
        return ObjectDescriptor.of(
                        name, plural, schema, body -> factory.apply(Content.of(Nfgenmsg.withoutGeneration(body))))
                .groups(Group.NFTABLES);
    }

    /**
     * Begins the description of a type of objects in tables.
     *
     * @param noun the last part of the names of its messages, such as {@code TABLE}
     * @param first the number of the message {@code NEW...}; {@code GET...} and {@code DEL...} follow
     * @param destroy the number of the message {@code DESTROY...}
     */
    public static <T extends NetlinkObject<T>> ObjectDescriptor.Builder<T> describe(
            String name,
            String plural,
            Schema schema,
            Function<Content, T> factory,
            String noun,
            int first,
            int destroy) {
        MessageType deletedIfExists = message(destroy, "DESTROY" + noun, schema);
        return describe(name, plural, schema, factory)
                .messages(
                        message(first, "NEW" + noun, schema),
                        message(first + 2, "DEL" + noun, schema),
                        message(first + 1, "GET" + noun, schema),
                        deletedIfExists)
                .deletedIfExists(deletedIfExists);
    }

    /** An object in a table with only the name of the table, or the table. The name is not checked. */
    public static <T extends NetlinkObject<T>> T reference(ObjectDescriptor<T> type, int family, String table) {
        return type.empty().with(Nfgenmsg.FAMILY, family).with(Nfgenmsg.TABLE, table);
    }

    /** A message of nf_tables. */
    public static MessageType message(int number, String name, Schema schema) {
        return new MessageType(SUBSYSTEM << 8 | number, "NFT_MSG_" + name, schema);
    }

    /** Whether the message changes one object: it neither reads nor begins or ends a transaction. */
    public static boolean changes(MessageType type) {
        return type.number() >> 8 == SUBSYSTEM && !type.name().startsWith("NFT_MSG_GET");
    }

    /** Whether the message adds or changes an object. */
    public static boolean adds(MessageType type) {
        return type.name().startsWith("NFT_MSG_NEW");
    }

    /** Whether the message deletes an object. */
    public static boolean deletes(MessageType type) {
        return type.name().startsWith("NFT_MSG_DEL") || destroys(type);
    }

    /** Whether the message deletes an object if it exists. */
    public static boolean destroys(MessageType type) {
        return type.name().startsWith("NFT_MSG_DESTROY");
    }
}
