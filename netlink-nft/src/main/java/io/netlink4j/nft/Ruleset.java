package io.netlink4j.nft;

import io.netlink4j.nft.analysis.KeyFields;
import io.netlink4j.nft.analysis.LinkUse;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Flowtable;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.nft.text.RulesetText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A consistent snapshot of tables with everything in them. A ruleset that was read in one namespace can be added in another.
 *
 * <p>Rulesets are equal if {@link #toText} is: handles, counters, the rest of timeouts and the indexes of links do not count, and
 * neither does the order of the elements of a set. The order of tables, chains, objects and sets counts; a copy keeps it.
 *
 * {@snippet :
 * Ruleset filter = here.ruleset(Table.inet("filter"));
 * there.commit(tx -> tx.add(filter));
 * }
 */
public final class Ruleset {
    private final List<Table> tables = new ArrayList<>();
    private final List<Chain> chains = new ArrayList<>();
    private final List<NamedObject> objects = new ArrayList<>();
    private final List<Flowtable> flowtables = new ArrayList<>();
    private final Map<NamedSet, List<SetElement>> sets = new LinkedHashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    /** The names of links by their indexes, if something refers to a link by its index. */
    private Map<Integer, String> links = Map.of();

    private Ruleset() {}

    /** Reads the tables; they may change meanwhile. */
    static Ruleset read(Nft nft, List<Table> tables) {
        Ruleset read = new Ruleset();
        tables.forEach(table -> read.read(nft, table));
        if (read.usesLinks()) {
            read.links = nft.linkNames();
        }
        return read;
    }

    private boolean usesLinks() {
        return sets.keySet().stream().anyMatch(Ruleset::usesLinks)
                || rules.stream().anyMatch(Ruleset::usesLinks);
    }

    private static boolean usesLinks(Rule rule) {
        return rule.expressions().stream().anyMatch(LinkUse::is)
                || rule.sets().stream().anyMatch(own -> usesLinks(own.set()))
                || rule.chains().stream().anyMatch(own -> own.rules().stream().anyMatch(Ruleset::usesLinks));
    }

    private static boolean usesLinks(NamedSet set) {
        return KeyFields.of(set.key()).contains(SetKey.IFACE_INDEX)
                || set.value()
                        .filter(type -> KeyFields.of(type).contains(SetKey.IFACE_INDEX))
                        .isPresent();
    }

    private void read(Nft nft, Table table) {
        tables.add(table);
        objects.addAll(nft.objects().list(table));
        flowtables.addAll(nft.flowtables().list(table));
        Map<String, AnonymousSet> anonymousSets = new HashMap<>();
        for (NamedSet set : nft.sets().list(table)) {
            List<SetElement> elements = nft.elements(set);
            if (set.isAnonymous()) {
                anonymousSets.put(set.name(), RuleCompletion.anonymous(set, elements));
            } else {
                sets.put(set, elements);
            }
        }
        Map<String, Chain> anonymousChains = new HashMap<>();
        for (Chain chain : nft.chains().list(table)) {
            if (chain.isAnonymous()) {
                anonymousChains.put(chain.name(), chain);
            } else {
                chains.add(chain);
            }
        }
        Map<String, List<Rule>> byChain = nft.rules().list(table).stream()
                .collect(Collectors.groupingBy(rule -> rule.chain().name(), LinkedHashMap::new, Collectors.toList()));
        RuleCompletion completion = new RuleCompletion(
                name -> Optional.ofNullable(anonymousSets.get(name)),
                name -> Optional.ofNullable(anonymousChains.get(name)),
                chain -> byChain.getOrDefault(chain.name(), List.of()));
        byChain.forEach((chain, inChain) -> {
            if (!anonymousChains.containsKey(chain)) {
                inChain.forEach(rule -> rules.add(completion.complete(rule)));
            }
        });
    }

    /** The tables. */
    public List<Table> tables() {
        return Collections.unmodifiableList(tables);
    }

    /** The chains, without the anonymous ones. */
    public List<Chain> chains() {
        return Collections.unmodifiableList(chains);
    }

    /** The named objects. */
    public List<NamedObject> objects() {
        return Collections.unmodifiableList(objects);
    }

    /** The flowtables. */
    public List<Flowtable> flowtables() {
        return Collections.unmodifiableList(flowtables);
    }

    /** The sets and maps, without the anonymous ones. */
    public List<NamedSet> sets() {
        return List.copyOf(sets.keySet());
    }

    /**
     * The elements of a set or map, which its table and name identify.
     *
     * @throws IllegalArgumentException if it is not in the ruleset
     */
    public List<SetElement> elements(NamedSet set) {
        List<SetElement> elements = sets.get(set);
        return elements != null
                ? elements
                : sets.entrySet().stream()
                        .filter(other ->
                                NamedSet.DESCRIPTOR.identity(other.getKey()).equals(NamedSet.DESCRIPTOR.identity(set)))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("The ruleset has no " + set + "."))
                        .getValue();
    }

    /** The rules in the order of their chains, each with its anonymous sets and chains. */
    public List<Rule> rules() {
        return Collections.unmodifiableList(rules);
    }

    /**
     * The text in the syntax of nft, as {@code nft --stateless list ruleset} of version 1.1 prints it: without what counters counted. The
     * elements of a set are in the order of their keys. {@code nft -f} takes the text back.
     *
     * <p>An expression that has no statement is printed as {@code nft --debug=netlink} does, which nft does not read. Among
     * these are expressions of the xtables compatibility layer, and comparisons that nft itself lists as something else. Nor does it
     * read the content of tunnel objects, which is printed as the keys of the kernel.
     */
    public String toText() {
        return new RulesetText(chains, objects, flowtables, sets, rules, index -> Optional.ofNullable(links.get(index)))
                .of(tables);
    }

    /** Whether {@link #toText} is equal. */
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Ruleset that && toText().equals(that.toText()));
    }

    @Override
    public int hashCode() {
        return toText().hashCode();
    }

    /** The number of objects of each kind. */
    @Override
    public String toString() {
        return tables.size() + " tables, " + chains.size() + " chains, " + objects.size() + " objects, "
                + flowtables.size() + " flowtables, " + sets.size() + " sets, " + rules.size() + " rules";
    }
}
