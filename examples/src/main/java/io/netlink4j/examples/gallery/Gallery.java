package io.netlink4j.examples.gallery;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.TransactionBuilder;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Prints rulesets of the gallery in the syntax of nft. They are added to a namespace of their own, which goes with the program. */
public final class Gallery {
    private Gallery() {}

    /** All rulesets by their names, in the order of these. */
    public static Map<String, Consumer<TransactionBuilder>> all() {
        Map<String, Consumer<TransactionBuilder>> all = new TreeMap<>();
        all.putAll(Firewalls.all());
        all.putAll(Translations.all());
        all.putAll(Services.all());
        all.putAll(Limits.all());
        all.putAll(Routing.all());
        all.putAll(Frames.all());
        return all;
    }

    /** Takes the names of rulesets; without one, it lists the names. */
    public static void main(String[] names) {
        if (names.length == 0) {
            all().keySet().forEach(System.out::println);
        }
        for (String name : names) {
            Consumer<TransactionBuilder> ruleset = all().get(name);
            if (ruleset == null) {
                System.err.println("There is no ruleset " + name + "; there are " + all().keySet() + ".");
                continue;
            }
            try (NetworkNamespace namespace = NetworkNamespace.createUnnamed();
                    Nft nft = Nft.open(namespace)) {
                nft.commit(ruleset);
                System.out.print(nft.ruleset().toText());
            }
        }
    }
}
