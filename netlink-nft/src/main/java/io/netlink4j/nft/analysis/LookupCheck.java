package io.netlink4j.nft.analysis;

import io.netlink4j.nft.expression.Dynset;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.Nat;
import io.netlink4j.nft.expression.Objref;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks that the value which a rule looks up in a set, or adds to it, has the type of the keys. The kernel compares only the lengths.
 * Unknown registers and sets are accepted.
 */
public final class LookupCheck {
    private final Function<String, Optional<NamedSet>> sets;
    private final Registers registers;

    private LookupCheck(NfFamily family, Function<String, Optional<NamedSet>> sets) {
        this.sets = sets;
        this.registers = new Registers(family);
    }

    /**
     * Checks all lookups of a rule.
     *
     * @param family the family of its table
     * @param rule the expressions of the rule
     * @param sets finds a set of the rule's table
     * @throws IllegalArgumentException if a lookup can never match
     */
    public static void check(NfFamily family, List<Expression> rule, Function<String, Optional<NamedSet>> sets) {
        LookupCheck check = new LookupCheck(family, sets);
        rule.forEach(check::check);
    }

    /** The names of the sets that the rule uses, without anonymous ones. */
    public static Set<String> names(List<Expression> rule) {
        return rule.stream()
                .flatMap(expression -> SetUse.of(expression).stream())
                .map(SetUse::set)
                .filter(name -> !name.startsWith(SetUse.ANONYMOUS))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void check(Expression expression) {
        Optional<NamedSet> set = SetUse.of(expression)
                .map(SetUse::set)
                .filter(name -> !name.startsWith(SetUse.ANONYMOUS))
                .flatMap(sets);
        set.ifPresent(known -> check(expression, known));
        if (expression instanceof Nat nat) {
            check(nat);
        }
        registers.execute(expression, set);
    }

    private void check(Expression expression, NamedSet set) {
        switch (expression) {
            case Lookup lookup -> {
                requireKey(expression, set, lookup.register());
                lookup.to().ifPresent(to -> requireValue(expression, set, to == 0));
            }
            case Dynset dynset -> {
                requireKey(expression, set, dynset.get(Dynset.SREG_KEY).orElse(0));
                dynset.get(Dynset.SREG_DATA)
                        .ifPresent(from -> set.value().ifPresent(value -> require(expression, set, from, value)));
            }
            case Objref objref -> {
                requireKey(expression, set, objref.get(Objref.SET_SREG).orElse(0));
                if (!set.isObjectMap()) {
                    throw refused(expression, set, "a map to objects is needed");
                }
            }
            default -> {}
        }
    }

    /** Whether a map gives addresses for a translation of addresses. */
    private void check(Nat nat) {
        SetKey wanted =
                nat.get(Nat.FAMILY).equals(Optional.of(NfFamily.IP6.number())) ? SetKey.IPV6_ADDR : SetKey.IPV4_ADDR;
        nat.get(Nat.REG_ADDR_MIN)
                .flatMap(registers::type)
                .filter(type -> type.type() != wanted.type())
                .ifPresent(type -> {
                    throw new IllegalArgumentException(
                            nat + " needs " + wanted + ", but the rule or its map has " + type + " there");
                });
    }

    private void requireKey(Expression expression, NamedSet set, int register) {
        require(expression, set, register, set.key());
        if (set.isInterval() && registers.isHostOrder(register, set.key())) {
            throw refused(
                    expression,
                    set,
                    "the kernel compares ranges in network byte order; put Byteorder.toNetwork(..) before the lookup");
        }
    }

    private void require(Expression expression, NamedSet set, int register, SetKey wanted) {
        registers.difference(register, wanted).ifPresent(difference -> {
            throw refused(expression, set, difference);
        });
    }

    private static void requireValue(Expression expression, NamedSet set, boolean verdict) {
        if (!set.isMap()) {
            throw refused(expression, set, "it is not a map, so it has no values");
        }
        set.value().filter(value -> value.isVerdict() != verdict).ifPresent(value -> {
            throw refused(expression, set, verdict ? "its values are not verdicts" : "its values are verdicts");
        });
    }

    private static IllegalArgumentException refused(Expression expression, NamedSet set, String why) {
        return new IllegalArgumentException(expression + " does not fit " + set + ", " + set.key()
                + set.value().map(value -> " to " + value).orElse("") + ": " + why);
    }
}
