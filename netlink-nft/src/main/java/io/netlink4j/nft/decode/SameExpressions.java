package io.netlink4j.nft.decode;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Log;
import io.netlink4j.nft.expression.Masq;
import io.netlink4j.nft.expression.Nat;
import io.netlink4j.nft.expression.NatFlags;
import io.netlink4j.nft.expression.Redir;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Compares an expression that was read with one that would be sent, to which the kernel adds attributes. */
final class SameExpressions {
    /** {@code NFT_LOGLEVEL_WARNING}, which the kernel takes without one. */
    private static final int DEFAULT_LEVEL = 4;

    private SameExpressions() {}

    /** Whether the kernel would execute the same. It reports many attributes that were not sent as 0. */
    static boolean areSame(Expression one, Expression other) {
        return one.equals(other) || isSame(completed(one), completed(other));
    }

    private static boolean isSame(Object one, Object other) {
        if (one instanceof List<?> several && other instanceof List<?> others && several.size() == others.size()) {
            for (int i = 0; i < several.size(); i++) {
                if (!isSame(several.get(i), others.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (one instanceof NetlinkObject<?> object
                && one instanceof Expression expression
                && other instanceof NetlinkObject<?> otherObject
                && one.getClass() == other.getClass()) {
            return expression.schema().attributes().stream().allMatch(key -> isSame(key, object, otherObject));
        }
        return one.equals(other);
    }

    private static boolean isSame(Attribute<?> key, NetlinkObject<?> one, NetlinkObject<?> other) {
        if (one.agrees(other, key)) {
            return true;
        }
        Optional<?> value = one.get(key);
        Optional<?> otherValue = other.get(key);
        if (value.isPresent() && otherValue.isPresent()) {
            return isSame(value.get(), otherValue.get());
        }
        return isDefault(key, value) && isDefault(key, otherValue);
    }

    private static boolean isDefault(Attribute<?> key, Optional<?> value) {
        return value.isEmpty()
                || switch (value.get()) {
                    case Number number -> number.longValue() == (key.equals(Log.LEVEL) ? DEFAULT_LEVEL : 0);
                    case Duration time -> time.isZero();
                    default -> false;
                };
    }

    /** Address translation to one address or port is one to a range for the kernel. */
    private static Expression completed(Expression expression) {
        return switch (expression) {
            case Nat nat ->
                completed(
                        completed(nat, Nat.REG_ADDR_MIN, Nat.REG_ADDR_MAX, Nat.FLAGS, NatFlags.MAP_IPS),
                        Nat.REG_PROTO_MIN,
                        Nat.REG_PROTO_MAX,
                        Nat.FLAGS,
                        NatFlags.PROTO_SPECIFIED);
            case Redir redir ->
                completed(redir, Redir.REG_PROTO_MIN, Redir.REG_PROTO_MAX, Redir.FLAGS, NatFlags.PROTO_SPECIFIED);
            case Masq masq ->
                completed(masq, Masq.REG_PROTO_MIN, Masq.REG_PROTO_MAX, Masq.FLAGS, NatFlags.PROTO_SPECIFIED);
            default -> expression;
        };
    }

    private static <S extends NetlinkObject<S>> S completed(
            S nat, Attribute<Integer> first, Attribute<Integer> last, Attribute<Integer> flags, int flag) {
        return nat.get(first)
                .map(register -> nat.has(last) ? nat : nat.with(last, register))
                .map(range -> range.with(flags, range.get(flags).orElse(0) | flag))
                .orElse(nat);
    }
}
