package io.netlink4j.nft.compile;

import io.netlink4j.nft.expression.RulePart;

/**
 * A match or an action of nft's manual. It is compiled to expressions when a rule is made of it. Programs may implement their own
 * statements.
 */
@FunctionalInterface
public interface Statement extends RulePart {
    /**
     * Adds its expressions to the rule that is being compiled.
     *
     * @throws IllegalArgumentException if the family of the table does not allow it, or it contradicts the rule so far
     */
    void compile(Compilation compilation);

    /**
     * The statement as {@code nft list} of version 1.1 prints it, which is not always what nft reads. The default is its text.
     */
    default String listing() {
        return toString();
    }
}
