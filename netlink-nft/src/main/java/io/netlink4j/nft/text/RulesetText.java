package io.netlink4j.nft.text;

import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Flowtable;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Prints tables with everything in them as {@code nft --stateless list ruleset} of version 1.1 does. */
public final class RulesetText {
    private static final int OWNER = 2;
    private static final int PERSIST = 4;

    private final List<Chain> chains;
    private final List<NamedObject> objects;
    private final List<Flowtable> flowtables;
    private final Map<NamedSet, List<SetElement>> sets;
    private final List<Rule> rules;
    private final IntFunction<Optional<String>> links;
    private final SetText setText;
    private final Blocks text = new Blocks();

    /** What is printed; {@code links} knows the names of links by their indexes. */
    public RulesetText(
            List<Chain> chains,
            List<NamedObject> objects,
            List<Flowtable> flowtables,
            Map<NamedSet, List<SetElement>> sets,
            List<Rule> rules,
            IntFunction<Optional<String>> links) {
        this.chains = chains;
        this.objects = objects;
        this.flowtables = flowtables;
        this.sets = sets;
        this.rules = rules;
        this.links = links;
        this.setText = new SetText(links);
    }

    /** The text of the tables, with a line break at the end of each line. */
    public String of(List<Table> tables) {
        tables.forEach(this::add);
        return text.toString();
    }

    private void add(Table table) {
        text.open("table " + table.family() + " " + table.name());
        List<String> flags = flags(table);
        if (!flags.isEmpty()) {
            text.line("flags " + String.join(",", flags)).separate();
        }
        text.line(Blocks.comment(table.comment()));
        Table own = Table.of(table.family(), table.name());
        objects.stream().filter(object -> object.table().equals(own)).forEach(object -> ObjectText.add(object, text));
        sets.forEach((set, elements) -> {
            if (set.family() == table.family() && set.tableName().equals(table.name())) {
                setText.add(set, elements, text);
            }
        });
        flowtables.stream().filter(flowtable -> flowtable.table().equals(own)).forEach(this::add);
        Map<String, NamedSet> named = sets.keySet().stream()
                .filter(set -> set.family() == table.family() && set.tableName().equals(table.name()))
                .collect(Collectors.toMap(NamedSet::name, set -> set, (first, second) -> first));
        RuleLines lines = new RuleLines(links, name -> Optional.ofNullable(named.get(name)));
        Map<String, List<Rule>> inChains = rules.stream()
                .filter(rule -> rule.family() == table.family() && rule.table().equals(own))
                .collect(Collectors.groupingBy(rule -> rule.chain().name()));
        chains.stream()
                .filter(chain -> chain.table().equals(own))
                .forEach(chain -> add(chain, inChains.getOrDefault(chain.name(), List.of()), lines));
        text.close();
    }

    private static List<String> flags(Table table) {
        int bits = table.get(Table.FLAGS).orElse(0);
        List<String> flags = new ArrayList<>();
        if (table.isDormant()) {
            flags.add("dormant");
        }
        if ((bits & OWNER) != 0) {
            flags.add("owner");
        }
        if ((bits & PERSIST) != 0) {
            flags.add("persist");
        }
        return flags;
    }

    private void add(Flowtable flowtable) {
        text.open("flowtable " + flowtable.name())
                .line("hook ingress priority "
                        + PriorityText.of(
                                flowtable.family(),
                                Optional.empty(),
                                flowtable.priority().orElse(0)));
        if (!flowtable.devices().isEmpty()) {
            text.line("devices = { " + String.join(", ", flowtable.devices()) + " }");
        }
        int flags = flowtable.get(Flowtable.FLAGS).orElse(0);
        if ((flags & 1) != 0) {
            text.line("flags offload");
        }
        if ((flags & 2) != 0) {
            text.line("counter");
        }
        text.close();
    }

    private void add(Chain chain, List<Rule> inChain, RuleLines lines) {
        text.open("chain " + chain.name()).line(Blocks.comment(chain.comment())).line(ChainText.base(chain));
        inChain.forEach(rule -> lines.add(rule, text));
        text.close();
    }
}
