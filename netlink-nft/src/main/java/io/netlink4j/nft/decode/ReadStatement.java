package io.netlink4j.nft.decode;

import io.netlink4j.nft.analysis.RuleContext;
import io.netlink4j.nft.analysis.SetUse;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.set.AnonymousSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A statement of a rule with the expressions that it was read from, of which nft would write others today. */
record ReadStatement(String text, String listing, List<Step> steps) implements Statement {
    /** An expression and the anonymous set that it uses. */
    record Step(Expression expression, Optional<AnonymousSet> set) {}

    static ReadStatement of(List<RulePart> statements, List<Expression> expressions, RuleContext context) {
        return new ReadStatement(
                text(statements, Object::toString),
                text(statements, part -> part instanceof Statement statement ? statement.listing() : part.toString()),
                expressions.stream()
                        .map(expression -> new Step(expression, context.sets().apply(expression)))
                        .toList());
    }

    private static String text(List<RulePart> parts, Function<RulePart, String> text) {
        return parts.stream().map(text).collect(Collectors.joining(" "));
    }

    @Override
    public void compile(Compilation compilation) {
        for (Step step : steps) {
            compilation.add(step.set()
                    .flatMap(set -> SetUse.of(step.expression())
                            .map(use -> use.with(set.set().name(), compilation.add(set))))
                    .orElse(step.expression()));
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
