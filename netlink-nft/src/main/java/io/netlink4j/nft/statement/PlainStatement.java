package io.netlink4j.nft.statement;

import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.decode.Inputs;
import io.netlink4j.nft.expression.Connlimit;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.FlowOffload;
import io.netlink4j.nft.expression.Last;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.expression.Objref;
import io.netlink4j.nft.expression.Quota;
import io.netlink4j.nft.expression.Synproxy;
import java.util.Optional;

/** A statement that is always the same expression. */
record PlainStatement(Expression expression, String text) implements Statement {

    /** The statement that is this expression alone. */
    static Optional<Statement> decode(Expression expression, Inputs inputs) {
        return text(expression, inputs.stateless()).map(text -> new PlainStatement(expression, text));
    }

    private static Optional<String> text(Expression expression, boolean stateless) {
        return switch (expression) {
            case Quota quota -> Optional.of(quota(quota, stateless));
            case Last last -> Optional.of("last" + (stateless ? "" : used(last)));
            case Connlimit limit ->
                Optional.of("ct count "
                        + ((limit.get(Connlimit.FLAGS).orElse(0) & 1) != 0 ? "over " : "")
                        + limit.get(Connlimit.COUNT).orElse(0));
            case Synproxy synproxy -> Optional.of(synproxy(synproxy));
            case Objref object
            when object.has(Objref.IMM_NAME) ->
                Optional.of(object(object.get(Objref.IMM_TYPE).orElse(0)) + " \""
                        + object.get(Objref.IMM_NAME).orElse("") + '"');
            case FlowOffload flow ->
                Optional.of("flow add @" + flow.get(FlowOffload.TABLE_NAME).orElse(""));
            default -> Optional.empty();
        };
    }

    private static String quota(Quota quota, boolean stateless) {
        long used = quota.get(Quota.CONSUMED).orElse(0L);
        return "quota "
                + ((quota.get(Quota.FLAGS).orElse(0) & 1) != 0 ? "over " : "")
                + LimitStatement.byteText(quota.get(Quota.BYTES).orElse(0L))
                + (stateless || used == 0 ? "" : " used " + LimitStatement.byteText(used));
    }

    private static String used(Last last) {
        return last.get(Last.SET).orElse(0) == 0
                ? " used never"
                : " used " + last.get(Last.MSECS).orElse(0L) + "ms";
    }

    private static String synproxy(Synproxy synproxy) {
        int flags = synproxy.get(Synproxy.FLAGS).orElse(0);
        boolean sizes = (flags & 3) != 0; // nft lists both or none
        return "synproxy"
                + (sizes
                        ? " mss " + synproxy.get(Synproxy.MSS).orElse(0) + " wscale "
                                + synproxy.get(Synproxy.WSCALE).orElse(0)
                        : "")
                + ((flags & 8) == 0 ? "" : " timestamp")
                + ((flags & 4) == 0 ? "" : " sack-perm");
    }

    /** The words before the name of an object of a type. */
    static String object(int type) {
        ObjectType known = new ObjectType(type);
        boolean set = known.equals(ObjectType.CT_HELPER)
                || known.equals(ObjectType.CT_TIMEOUT)
                || known.equals(ObjectType.CT_EXPECTATION);
        return known.equals(ObjectType.SECMARK) ? "meta secmark set" : known + (set ? " set" : " name");
    }

    @Override
    public void compile(Compilation compilation) {
        compilation.add(expression);
    }

    @Override
    public String toString() {
        return text;
    }
}
