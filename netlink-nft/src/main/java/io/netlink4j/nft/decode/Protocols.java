package io.netlink4j.nft.decode;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.AnonymousSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The protocols that packets have at a place of the rule: those that a statement would find there when it is compiled. */
final class Protocols {
    private final NfFamily family;
    private final List<Step> steps = new ArrayList<>();
    private Compilation compilation;

    private record Step(Expression expression, Optional<AnonymousSet> set) {}

    Protocols(NfFamily family) {
        this.family = family;
        this.compilation = new Compilation(family);
    }

    /** Adds an expression of the rule. */
    void add(Expression expression, Optional<AnonymousSet> set) {
        if (!expression.isTerminal()) {
            Step step = new Step(expression, set);
            steps.add(step);
            add(step);
        }
    }

    private void add(Step step) {
        Expression expression = step.expression();
        if (expression instanceof Lookup lookup && step.set().isPresent()) {
            expression = lookup.setId(compilation.add(step.set().get()));
        }
        compilation.add(expression);
    }

    /** Whether a field can be read without a further guard. */
    boolean meet(Field field) {
        int before = compilation.expressions().size();
        boolean possible = true;
        try {
            field.require(compilation, field);
        } catch (IllegalArgumentException contradiction) {
            possible = false;
        }
        boolean same = compilation.expressions().size() == before;
        if (!same) { // a guard was added, so begin again
            compilation = new Compilation(family);
            steps.forEach(this::add);
        }
        return possible && same;
    }

    Set<IpProtocol> transports() {
        return compilation.transports();
    }

    /** The number of VLAN tags that frames have. */
    int tags() {
        return compilation.tags();
    }

    Optional<IpFamily> network() {
        return compilation.network();
    }

    NfFamily family() {
        return family;
    }
}
