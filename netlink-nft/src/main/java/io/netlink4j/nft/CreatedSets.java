package io.netlink4j.nft;

import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The sets that a transaction has made so far, and the numbers that they have until the kernel names them. */
final class CreatedSets {
    private final Map<SetName, NamedSet> sets = new HashMap<>();

    private int lastId;

    /** The number of the last set, anonymous ones included. */
    int lastId() {
        return lastId;
    }

    int nextId() {
        return ++lastId;
    }

    void add(NamedSet set) {
        sets.put(SetName.of(set), set);
    }

    void remove(NamedSet set) {
        sets.remove(SetName.of(set));
    }

    void remove(Table table) {
        sets.keySet().removeIf(name -> name.isIn(table));
    }

    void clear() {
        sets.clear();
    }

    /** The set of that name, as the transaction makes it. */
    Optional<NamedSet> find(SetName name) {
        return Optional.ofNullable(sets.get(name));
    }
}
