package io.netlink4j.nft.statement;

import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Expression;

/** A statement that is always the same expression. */
record PlainStatement(Expression expression, String text) implements Statement {

    @Override
    public void compile(Compilation compilation) {
        compilation.add(expression);
    }

    @Override
    public String toString() {
        return text;
    }
}
