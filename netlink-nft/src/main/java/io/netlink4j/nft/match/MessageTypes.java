package io.netlink4j.nft.match;

import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.expression.Cmp;
import io.netlink4j.nft.expression.Comparison;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The types of ICMP messages that have a field. */
record MessageTypes(List<Integer> types) {
    static MessageTypes of(int... types) {
        return new MessageTypes(Arrays.stream(types).boxed().toList());
    }

    /** Requires that only messages of these types reach this point; adds a comparison if the rule does not compare the type yet. */
    void require(Compilation compilation, Object subject) {
        if (types.isEmpty()) {
            return;
        }
        Optional<List<Integer>> said = said(compilation);
        if (said.isEmpty()) {
            compare(compilation);
        } else if (!types.containsAll(said.get())) {
            throw new IllegalArgumentException("'" + subject + "' is a field of messages of type " + types
                    + ", but earlier matches of the rule allow type " + said.get() + ".");
        }
    }

    private void compare(Compilation compilation) {
        compilation.match(Payload.load(PayloadBase.TRANSPORT, 0, 1, Selection.REGISTER));
        if (types.size() == 1) {
            compilation.match(Cmp.of(
                    Comparison.EQUAL, Selection.REGISTER, types.getFirst().byteValue()));
            return;
        }
        List<SetElement> elements = types.stream()
                .map(type -> SetElement.of(new byte[] {type.byteValue()}))
                .toList();
        int number = compilation.add(new AnonymousSet(NamedSet.anonymous(SetKey.ICMP_TYPE, false), elements));
        compilation.match(Lookup.in(AnonymousSet.NAME, Selection.REGISTER).setId(number));
    }

    /** The types that the rule already compares. */
    private static Optional<List<Integer>> said(Compilation compilation) {
        List<Expression> rule = compilation.expressions();
        for (int i = rule.size() - 2; i >= 0; i--) {
            if (rule.get(i) instanceof Payload payload
                    && !payload.isWrite()
                    && payload.base().equals(PayloadBase.TRANSPORT)
                    && payload.offset() == 0) {
                Optional<List<Integer>> types = compared(rule.get(i + 1), compilation);
                if (types.isPresent()) {
                    return types;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<List<Integer>> compared(Expression comparison, Compilation compilation) {
        if (comparison instanceof Cmp cmp && cmp.comparison().equals(Comparison.EQUAL)) {
            return Optional.of(List.of(Byte.toUnsignedInt(cmp.value()[0])));
        }
        if (comparison instanceof Lookup lookup
                && !lookup.isInverted()
                && lookup.to().isEmpty()
                && lookup.setId().isPresent()) {
            AnonymousSet set = compilation.sets().get(lookup.setId().orElseThrow() - 1);
            return set.set().isInterval()
                    ? Optional.empty()
                    : Optional.of(set.elements().stream()
                            .map(element -> Byte.toUnsignedInt(element.key()[0]))
                            .toList());
        }
        return Optional.empty();
    }
}
