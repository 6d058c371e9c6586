package io.netlink4j.nft.statement.action;

import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Expression;

/** An action that is always the same expression. */
record PlainAction(Expression expression, String text) implements Statement {
    @Override
    public void compile(Compilation compilation) {
        compilation.add(expression);
    }

    @Override
    public String toString() {
        return text;
    }
}
