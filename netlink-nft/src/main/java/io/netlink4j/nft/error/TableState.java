package io.netlink4j.nft.error;

import static io.netlink4j.core.message.MessageHeader.NLM_F_REPLACE;

import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Request;
import io.netlink4j.nft.analysis.ChainUse;
import io.netlink4j.nft.analysis.SetUse;
import io.netlink4j.nft.element.ElementEncoding;
import io.netlink4j.nft.element.ElementList;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.internal.NfTables;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.kernel.RulesetReader;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Flowtable;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A table in the middle of a transaction: the kernel's state plus the first changes of the transaction. */
final class TableState {
    private final RulesetReader reader;
    private final Table table;
    private final List<Chain> chains;
    private final List<Rule> rules;
    private final List<NamedSet> sets;
    private final List<Flowtable> flowtables = new ArrayList<>();
    private final List<Request> elements = new ArrayList<>();

    private TableState(RulesetReader reader, Table table, List<Chain> chains, List<Rule> rules, List<NamedSet> sets) {
        this.reader = reader;
        this.table = table;
        this.chains = new ArrayList<>(chains);
        this.rules = new ArrayList<>(rules);
        this.sets = new ArrayList<>(sets);
    }

    /** The table of the kernel; empty if it does not exist. */
    static TableState read(RulesetReader reader, Table table) {
        try {
            return new TableState(
                    reader,
                    table,
                    reader.objects(Chain.DESCRIPTOR).list(table),
                    reader.objects(Rule.DESCRIPTOR).list(table),
                    reader.objects(NamedSet.DESCRIPTOR).list(table));
        } catch (NetlinkException.NotFound none) {
            return new TableState(reader, table, List.of(), List.of(), List.of());
        }
    }

    /** The state after these changes. */
    TableState after(List<Request> changes) {
        TableState state = new TableState(reader, table, chains, rules, sets);
        changes.forEach(state::apply);
        return state;
    }

    private void apply(Request change) {
        boolean adds = NfTables.adds(change.type());
        switch (change.body()) {
            case Table other -> {
                if (!adds && isFlushedBy(other)) {
                    chains.clear();
                    rules.clear();
                    sets.clear();
                    elements.clear();
                }
            }
            case Chain chain
            when isIn(chain) -> {
                if (adds) {
                    add(chain);
                } else {
                    chains.removeIf(other -> key(other).equals(key(chain)));
                    rules.removeIf(rule -> key(rule).equals(key(chain)));
                }
            }
            case Rule rule
            when isIn(rule) -> {
                if (!adds || (change.flags() & NLM_F_REPLACE) != 0) {
                    rules.removeIf(other -> isNamed(other, rule));
                }
                if (adds) {
                    rules.add(rule);
                }
            }
            case NamedSet set
            when isIn(set) -> {
                if (!adds) {
                    sets.removeIf(other -> other.name().equals(set.name()));
                    elements.removeIf(other -> isOf(other, set));
                } else if (set.isAnonymous() || set(set.name()).isEmpty()) {
                    sets.add(set);
                }
            }
            case ElementList list when isIn(list) -> elements.add(change);
            case Flowtable flowtable when adds && isIn(flowtable) -> flowtables.add(flowtable);
            default -> {
                // other messages change nothing that is tracked here
            }
        }
    }

    private boolean isFlushedBy(Table other) {
        int family = other.get(Nfgenmsg.FAMILY);
        return (family == 0 || family == table.get(Nfgenmsg.FAMILY))
                && other.get(Table.NAME).map(table.name()::equals).orElse(true);
    }

    private boolean isIn(NetlinkObject<?> object) {
        return Table.of(object).equals(table);
    }

    private void add(Chain chain) {
        // a change of a base chain may omit the hook, but the chain keeps it
        if (chain.isBase()) {
            chains.removeIf(other -> key(other).equals(key(chain)) && !other.isBase());
        }
        if (chains.stream().noneMatch(other -> key(other).equals(key(chain)))) {
            chains.add(chain);
        }
    }

    private static boolean isNamed(Rule rule, Rule name) {
        return name.has(Rule.HANDLE)
                ? rule.get(Rule.HANDLE).equals(name.get(Rule.HANDLE))
                : !name.has(Rule.CHAIN) || key(rule).equals(key(name));
    }

    /** Identifies the chain of a rule: its name, or the number of an anonymous chain in the transaction that adds it. */
    static String key(Rule rule) {
        return ChainUse.key(rule.get(Rule.CHAIN), rule.get(Rule.CHAIN_ID));
    }

    static String key(Chain chain) {
        return ChainUse.key(chain.get(Chain.NAME), chain.get(Chain.ID));
    }

    Table table() {
        return table;
    }

    List<Chain> chains() {
        return chains;
    }

    Optional<Chain> chain(String name) {
        return chains.stream().filter(chain -> key(chain).equals(name)).findFirst();
    }

    List<Rule> rules() {
        return rules;
    }

    List<NamedSet> sets() {
        return sets;
    }

    private Optional<NamedSet> set(String name) {
        return sets.stream().filter(set -> set.name().equals(name)).findFirst();
    }

    /** The full set for a reference that may have only its name. */
    Optional<NamedSet> set(NamedSet named) {
        return set(named.name(), named.get(NamedSet.ID));
    }

    /** The set that an expression uses. */
    Optional<NamedSet> set(Expression expression) {
        return SetUse.of(expression).flatMap(use -> set(use.set(), use.id()));
    }

    /** The set of the elements. */
    Optional<NamedSet> set(ElementList list) {
        return list.get(ElementList.SET).flatMap(name -> set(name, list.get(ElementList.SET_ID)));
    }

    private Optional<NamedSet> set(String name, Optional<Integer> number) {
        return isNumbered(name)
                ? sets.stream()
                        .filter(set -> set.get(NamedSet.ID).equals(number))
                        .findFirst()
                : set(name);
    }

    /** Whether the kernel will replace a placeholder in the name. Until then only the number in the transaction identifies the set. */
    private static boolean isNumbered(String name) {
        return name.contains("%");
    }

    private static boolean isOf(Request change, NamedSet set) {
        ElementList list = (ElementList) change.body();
        return list.get(ElementList.SET).equals(Optional.of(set.name()))
                && (!isNumbered(set.name()) || list.get(ElementList.SET_ID).equals(set.get(NamedSet.ID)));
    }

    boolean hasFlowtable(String name) {
        return flowtables.stream().anyMatch(flowtable -> flowtable.name().equals(name))
                || reader.objects(Flowtable.DESCRIPTOR)
                        .find(NfTables.reference(Flowtable.DESCRIPTOR, table.get(Nfgenmsg.FAMILY), table.name())
                                .with(Flowtable.NAME, name))
                        .isPresent();
    }

    /** An element of a set that has one of the keys of {@code wanted}. */
    Optional<SetElement> overlap(NamedSet set, SetElement wanted) {
        ElementEncoding form = ElementEncoding.of(set);
        return Stream.of(wanted.key(), wanted.last())
                .map(SetElement::of)
                .flatMap(key -> added(set)
                        .filter(each -> form.covers(each, key))
                        .findFirst()
                        .or(() -> isInKernel(set) ? reader.elements().find(set, key) : Optional.empty())
                        .stream())
                .findFirst()
                .or(() -> set.isInterval()
                        ? elements(set).stream()
                                .filter(each -> form.covers(wanted, each))
                                .findFirst()
                        : Optional.empty());
    }

    private Stream<SetElement> added(NamedSet set) {
        return elements.stream()
                .filter(change -> isOf(change, set) && NfTables.adds(change.type()))
                .flatMap(change -> written(set, change).stream());
    }

    private static boolean isInKernel(NamedSet set) {
        return set.handle().isPresent();
    }

    /** The elements of a message, decoded. */
    private static List<SetElement> written(NamedSet set, Request change) {
        return ElementEncoding.of(set).written(((ElementList) change.body()).elements());
    }

    /** The elements of a set. */
    List<SetElement> elements(NamedSet set) {
        List<SetElement> all =
                new ArrayList<>(isInKernel(set) ? reader.elements().list(set) : List.of());
        for (Request change : elements) {
            if (isOf(change, set)) {
                List<SetElement> encoded = written(set, change);
                if (NfTables.adds(change.type())) {
                    all.addAll(encoded);
                } else {
                    all.removeIf(each -> encoded.isEmpty()
                            || encoded.stream().anyMatch(other -> Arrays.equals(other.key(), each.key())));
                }
            }
        }
        return all;
    }
}
