package io.netlink4j.nft;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.nft.element.ElementList;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;

/**
 * Identifies a set.
 *
 * @param family the number of the family of its table
 * @param table the table's name
 * @param set its own name
 */
record SetName(int family, String table, String set) {
    static SetName of(NamedSet set) {
        return new SetName(set.get(Nfgenmsg.FAMILY), set.get(NamedSet.TABLE).orElse(""), set.name());
    }

    static SetName of(Rule rule, String set) {
        return new SetName(rule.get(Nfgenmsg.FAMILY), rule.table().name(), set);
    }

    static SetName of(ElementList list) {
        return new SetName(
                list.get(Nfgenmsg.FAMILY),
                list.get(ElementList.TABLE).orElse(""),
                list.get(ElementList.SET).orElse(""));
    }

    /** A reference to the set, without its other attributes. */
    NamedSet reference() {
        return new NamedSet(Content.of(Nfgenmsg.header(family)))
                .with(NamedSet.TABLE, table)
                .with(NamedSet.NAME, set);
    }

    boolean isIn(Table other) {
        return family == other.get(Nfgenmsg.FAMILY) && table.equals(other.name());
    }
}
