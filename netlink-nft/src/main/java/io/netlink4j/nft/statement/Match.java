package io.netlink4j.nft.statement;

import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Operand;
import io.netlink4j.nft.match.Selection;

/**
 * A condition on a packet. The rule continues only if it is true.
 *
 * <p>Its text is in nft's syntax: {@code ip saddr 10.0.0.0/8}, {@code tcp dport != { 80, 443 }}.
 */
public final class Match implements Statement {
    private final Selection on;
    private final Operand operand;
    private final boolean negated;

    Match(Field field, Operand operand) {
        this(Selection.of(field), operand);
    }

    Match(Selection on, Operand operand) {
        this(on, operand, false);
    }

    private Match(Selection on, Operand operand, boolean negated) {
        this.on = on;
        this.operand = operand;
        this.negated = negated;
    }

    static Match of(Selection on, Operand operand, boolean negated) {
        return new Match(on, operand, negated);
    }

    /**
     * The opposite condition on the same field. A packet without the field matches neither: {@code tcp dport != 80} holds
     * for TCP packets only.
     */
    public Match not() {
        return new Match(on, operand, !negated);
    }

    @Override
    public void compile(Compilation compilation) {
        on.require(compilation, this);
        operand.compile(on.in(compilation), negated, compilation);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Match that
                && on.equals(that.on)
                && operand.equals(that.operand)
                && negated == that.negated;
    }

    @Override
    public int hashCode() {
        return 31 * on.hashCode() + operand.hashCode() + (negated ? 1 : 0);
    }

    @Override
    public String listing() {
        return on + " " + operand.listing(on, negated);
    }

    /** The condition in the syntax of nft. */
    @Override
    public String toString() {
        return on + " " + operand.text(on, negated);
    }
}
