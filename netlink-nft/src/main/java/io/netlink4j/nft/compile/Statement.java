package io.netlink4j.nft.compile;

import io.netlink4j.nft.expression.RulePart;

/**
 * A match or an action, in the words of nft's manual. It becomes expressions when a rule is made of it. Programs may have statements of
 * their own.
 */
@FunctionalInterface
public interface Statement extends RulePart {
    /**
     * Adds its expressions to the rule that is being compiled.
     *
     * @throws IllegalArgumentException if it makes no sense in a table of that family, or beside what the rule already says
     */
    void compile(Compilation compilation);
}
