package io.netlink4j.nft.expression;

/**
 * A part of a rule: an {@link Expression}, which the kernel executes, or a statement ({@code io.netlink4j.nft.compile.Statement}), which
 * becomes expressions when the rule is made. There are no others.
 */
public interface RulePart {}
