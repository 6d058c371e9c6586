package io.netlink4j.examples.gallery;

import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.nft.Ruleset;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Flowtable;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** What is in a ruleset, for comparison with another one: the attributes of all objects as they were read, without handles. */
final class Contents {
    private Contents() {}

    /** A line for each object. The order is that of names, and of rules in their chains. */
    static List<String> of(Ruleset ruleset) {
        List<String> lines = new ArrayList<>();
        ruleset.tables().forEach(table -> lines.add(line(table.without(Table.HANDLE))));
        ruleset.chains()
                .forEach(chain -> lines.add(line(chain.without(Chain.HANDLE).without(Chain.USE))));
        ruleset.objects().forEach(object -> lines.add(line(object.without(NamedObject.HANDLE))));
        ruleset.flowtables().forEach(flowtable -> lines.add(flowtable(flowtable)));
        for (NamedSet set : ruleset.sets()) {
            lines.add(set(set));
            ruleset.elements(set).forEach(element -> lines.add(set + " " + element(element)));
        }
        lines.sort(Comparator.naturalOrder());
        List<Rule> rules = new ArrayList<>(ruleset.rules());
        rules.sort(Comparator.comparing(rule -> rule.chain().toString()));
        rules.forEach(rule -> lines.add(rule(rule)));
        return lines;
    }

    /** nft sends the devices in another order. */
    private static String flowtable(Flowtable flowtable) {
        return line(flowtable.without(Flowtable.HANDLE).without(Flowtable.HOOK))
                + " " + flowtable.priority()
                + flowtable.devices().stream().sorted().toList();
    }

    /** nft's userdata of a set also say that ranges are not merged. */
    private static String set(NamedSet set) {
        return line(set.without(NamedSet.HANDLE).without(NamedSet.TYPE).without(NamedSet.USERDATA)) + " "
                + set.declaration()
                + (set.isAutoMerge() ? " auto-merge" : "")
                + set.comment().orElse("");
    }

    private static String line(NetlinkObject<?> object) {
        return object + " " + hex(object);
    }

    /**
     * The bytecode of a rule with its anonymous sets. The kernel names these sets, and reports flags and the level of logs that are the
     * usual ones. nft says in their userdata what the keys are typeof, which this library does on request only.
     */
    static String rule(Rule rule) {
        String bytecode = rule.expressions().stream()
                .map(expression -> expression.toString().replace(" 0x0 ]", " ]").replace(" level 4", ""))
                .collect(Collectors.joining(" "));
        List<String> sets = rule.sets().stream()
                .map(own -> own.set().declaration() + " "
                        + own.elements().stream().map(Object::toString).sorted().toList())
                .toList();
        return rule.chain() + " " + bytecode + sets
                + rule.comment().map(text -> " # " + text).orElse("");
    }

    private static String element(SetElement element) {
        return line(element.without(SetElement.EXPIRATION));
    }

    private static String hex(NetlinkObject<?> object) {
        return HexFormat.of().formatHex(object.toByteArray());
    }
}
