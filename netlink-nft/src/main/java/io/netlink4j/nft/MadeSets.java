package io.netlink4j.nft;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The sets that a transaction has made so far. */
final class MadeSets {
    private final Map<Name, NamedSet> sets = new HashMap<>();

    private record Name(int family, String table, String set) {
        static Name of(NamedSet set) {
            return new Name(set.get(Nfgenmsg.FAMILY), set.table().name(), set.name());
        }

        boolean isIn(Table other) {
            return family == other.get(Nfgenmsg.FAMILY) && table.equals(other.name());
        }
    }

    void add(NamedSet set) {
        sets.put(Name.of(set), set);
    }

    void remove(NamedSet set) {
        sets.remove(Name.of(set));
    }

    void remove(Table table) {
        sets.keySet().removeIf(name -> name.isIn(table));
    }

    void clear() {
        sets.clear();
    }

    /** The set of that name, as the transaction makes it. */
    Optional<NamedSet> find(NamedSet set) {
        return sets.isEmpty() ? Optional.empty() : Optional.ofNullable(sets.get(Name.of(set)));
    }
}
