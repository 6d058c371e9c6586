package io.netlink4j.nft.error;

import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.nft.analysis.ChainUse;
import io.netlink4j.nft.analysis.SetUse;
import io.netlink4j.nft.element.ElementList;
import io.netlink4j.nft.element.ElementText;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.FlowOffload;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.expression.Objref;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Flowtable;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the rule or element that refers to a chain, set, object or flowtable. */
final class UsageFinder {
    private final TableState state;

    UsageFinder(TableState state) {
        this.state = state;
    }

    /** A clause that names the user of an object; empty if none is found. */
    Optional<String> of(NetlinkObject<?> used) {
        return switch (used) {
            case Chain chain -> ofChain(chain.name());
            case NamedSet set -> rule(expression -> isOf(expression, set.name()), "uses it");
            case ElementList list ->
                list.get(ElementList.SET)
                        .flatMap(set -> rule(expression -> isOf(expression, set), "uses the set, which is constant"));
            case NamedObject object -> ofObject(object.name(), object.type());
            case Flowtable flowtable ->
                rule(
                        expression -> expression instanceof FlowOffload flow
                                && flow.get(FlowOffload.TABLE_NAME).equals(Optional.of(flowtable.name())),
                        "uses it");
            default -> Optional.empty();
        };
    }

    private static boolean isOf(Expression expression, String set) {
        return SetUse.of(expression).filter(use -> use.set().equals(set)).isPresent();
    }

    private Optional<String> ofChain(String chain) {
        return rule(
                        expression -> ChainUse.target(expression)
                                .filter(chain::equals)
                                .isPresent(),
                        "refers to it")
                .or(() -> element(
                        ChainGraph::hasVerdicts,
                        element ->
                                ChainUse.target(element).filter(chain::equals).isPresent(),
                        "refers to it"));
    }

    private Optional<String> ofObject(String name, ObjectType type) {
        return rule(
                        expression -> expression instanceof Objref objref
                                && objref.get(Objref.IMM_NAME).equals(Optional.of(name))
                                && objref.get(Objref.IMM_TYPE).equals(Optional.of(type.number())),
                        "uses it")
                .or(() -> element(
                        set -> set.get(NamedSet.OBJ_TYPE).equals(Optional.of(type.number())),
                        element -> element.get(SetElement.OBJREF).equals(Optional.of(name)),
                        "uses it"));
    }

    private Optional<String> rule(Predicate<Expression> use, String clause) {
        return state.rules().stream()
                .filter(rule -> rule.expressions().stream().anyMatch(use))
                .findFirst()
                .map(rule -> RuleText.description(rule) + " " + clause);
    }

    private Optional<String> element(Predicate<NamedSet> which, Predicate<SetElement> use, String clause) {
        return state.sets().stream()
                .filter(which)
                .flatMap(set -> state.elements(set).stream()
                        .filter(use)
                        .map(element -> "element " + ElementText.of(element, set) + " of " + set + " " + clause)
                        .map(encoded ->
                                set.isAnonymous() ? rule(use(set), clause).orElse(encoded) : encoded))
                .findFirst();
    }

    private Predicate<Expression> use(NamedSet set) {
        return expression -> state.set(expression).filter(set::equals).isPresent();
    }
}
