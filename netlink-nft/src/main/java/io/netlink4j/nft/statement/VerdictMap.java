package io.netlink4j.nft.statement;

import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.match.ValueMap;
import io.netlink4j.nft.set.SetKey;

/** Applies the verdict that a map has for a field of the packet. Without an entry the rule ends. */
record VerdictMap(ValueMap map) implements Statement {
    private static final int VERDICT_REGISTER = 0;

    @Override
    public void compile(Compilation compilation) {
        map.on().require(compilation, this);
        map.lookUp(compilation, SetKey.VERDICT, VerdictMap::data, VERDICT_REGISTER);
    }

    private static Data data(Object value) {
        if (value instanceof PlainStatement(Immediate immediate, String text)
                && immediate.verdict().isPresent()) {
            return Data.verdict(immediate.verdict().get());
        }
        throw new IllegalArgumentException("'" + Printable.of(value.toString())
                + "' is no verdict; a vmap has accept(), drop(), jump(..) and the like.");
    }

    @Override
    public String toString() {
        return map.on() + " vmap " + map.text(Object::toString);
    }
}
