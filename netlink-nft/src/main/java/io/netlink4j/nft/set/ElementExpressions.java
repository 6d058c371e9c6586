package io.netlink4j.nft.set;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.nft.expression.Expression;
import java.util.List;
import java.util.stream.Stream;

/** The expressions of elements. The kernel has one attribute for a single expression and another one for several. */
final class ElementExpressions {
    private ElementExpressions() {}

    /** A copy of {@code object} with these expressions. */
    static <T extends NetlinkObject<T>> T in(
            T object,
            Attribute<Expression> single,
            Attribute<List<Expression>> several,
            Expression first,
            Expression... more) {
        return more.length == 0
                ? object.without(several).with(single, first)
                : object.without(single)
                        .with(
                                several,
                                Stream.concat(Stream.of(first), Stream.of(more)).toList());
    }

    /** The expressions of {@code object}; none if it has neither attribute. */
    static List<Expression> of(
            NetlinkObject<?> object, Attribute<Expression> single, Attribute<List<Expression>> several) {
        return object.get(several).or(() -> object.get(single).map(List::of)).orElse(List.of());
    }
}
