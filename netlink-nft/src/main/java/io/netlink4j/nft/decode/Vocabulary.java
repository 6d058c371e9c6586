package io.netlink4j.nft.decode;

import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.match.Operand;
import io.netlink4j.nft.match.Selection;
import java.util.Optional;

/** The statements that expressions become. */
public interface Vocabulary {
    /** A match. */
    RulePart match(Selection on, Operand operand, boolean negated);

    /** The statement of an expression that is no comparison, with the values that it uses; empty if there is none. */
    Optional<RulePart> action(Expression expression, Inputs inputs);
}
