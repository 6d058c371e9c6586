package io.netlink4j.nft;

/**
 * A part of a rule: a match or an action, in the words of nft's manual, or one expression. It becomes expressions when a rule is
 * made of it.
 */
@FunctionalInterface
public interface Statement {
    /**
     * Adds what it stands for to the rule that is being made.
     *
     * @throws IllegalArgumentException where it makes no sense in a table of that family, or beside what the rule already says
     */
    void compile(Compilation compilation);
}
