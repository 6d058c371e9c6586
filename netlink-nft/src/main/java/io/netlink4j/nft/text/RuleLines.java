package io.netlink4j.nft.text;

import io.netlink4j.nft.analysis.RuleContext;
import io.netlink4j.nft.analysis.RuleDecoder;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.expression.Verdict;
import io.netlink4j.nft.object.AnonymousChain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.set.NamedSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Prints rules; a rule that jumps to a chain without a name has the rules of that chain in a block. */
final class RuleLines {
    private final IntFunction<Optional<String>> links;
    private final Function<String, Optional<NamedSet>> sets;

    /** Prints rules of a table with {@code sets}. */
    RuleLines(IntFunction<Optional<String>> links, Function<String, Optional<NamedSet>> sets) {
        this.links = links;
        this.sets = sets;
    }

    void add(Rule rule, Blocks text) {
        RuleContext context =
                RuleContext.of(rule.sets(), 1).named(sets).links(links).withoutStates();
        List<RulePart> parts = RuleDecoder.installed().decode(rule.family(), rule.expressions(), context);
        String comment =
                Blocks.comment(rule.comment()).map(words -> " " + words).orElse("");
        List<String> line = new ArrayList<>();
        for (RulePart part : parts) {
            Optional<AnonymousChain> chain = chain(rule, part);
            if (chain.isPresent()) {
                boolean jump = part instanceof Immediate immediate
                        && immediate.verdict().filter(Verdict::isJump).isPresent();
                line.add(jump ? "jump" : "goto");
                text.openHere(String.join(" ", line));
                chain.get().rules().forEach(inner -> add(inner, text));
                text.close(comment);
                return;
            }
            line.add(part instanceof Statement statement ? statement.listing() : part.toString());
        }
        text.line(String.join(" ", line) + comment);
    }

    private static Optional<AnonymousChain> chain(Rule rule, RulePart part) {
        return part instanceof Immediate immediate
                ? immediate
                        .verdict()
                        .flatMap(verdict -> verdict.get(Verdict.CHAIN_ID))
                        .filter(id -> id > 0 && id <= rule.chains().size())
                        .map(id -> rule.chains().get(id - 1))
                : Optional.empty();
    }
}
