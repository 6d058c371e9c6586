package io.netlink4j.nft;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The sets that a transaction has made so far. */
final class MadeSets {
    private final Map<SetName, NamedSet> sets = new HashMap<>();

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
