package io.netlink4j.examples.cni.attach;

import io.netlink4j.nft.object.Rule;
import java.util.List;
import java.util.function.Predicate;

/** Compares rules that are there with rules that were made. Those that are there have handles and places as well. */
final class Rules {
    private Rules() {}

    static boolean same(List<Rule> present, List<Rule> made) {
        return present.size() == made.size()
                && made.stream().allMatch(rule -> present.stream().anyMatch(like(rule)));
    }

    static Predicate<Rule> like(Rule made) {
        return present -> present.chain().name().equals(made.chain().name())
                && present.comment().equals(made.comment())
                && present.expressions().equals(made.expressions());
    }
}
