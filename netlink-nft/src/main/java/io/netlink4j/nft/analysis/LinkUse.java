package io.netlink4j.nft.analysis;

import io.netlink4j.nft.expression.Dup;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Fib;
import io.netlink4j.nft.expression.Fwd;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.expression.MetaKey;
import java.util.Optional;
import java.util.Set;

/** Expressions with indexes of links. */
public final class LinkUse {
    private static final Set<MetaKey> INDEXES = Set.of(MetaKey.IIF, MetaKey.OIF, MetaKey.SDIF);

    private LinkUse() {}

    /** Whether it loads or uses an index. */
    public static boolean is(Expression expression) {
        return switch (expression) {
            case Meta meta -> INDEXES.contains(meta.key());
            case Fib fib -> fib.get(Fib.RESULT).equals(Optional.of(Fib.RESULT_OIF));
            case Fwd fwd -> true;
            case Dup dup -> true;
            default -> false;
        };
    }
}
