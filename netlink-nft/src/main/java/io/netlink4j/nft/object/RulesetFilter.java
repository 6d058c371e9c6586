package io.netlink4j.nft.object;

import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.collection.ObjectFilter;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.internal.NfTables;
import io.netlink4j.nft.internal.Nfgenmsg;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Selects objects of one type: those of a table, or rules of a chain. The kernel selects them too, but some kernels ignore the table.
 *
 * @param <T> the type of the objects
 */
public final class RulesetFilter<T extends NetlinkObject<T>> extends ObjectFilter<T> {
    private RulesetFilter(T pattern, List<Condition<T>> conditions) {
        super(pattern, conditions);
    }

    /** All objects of a type. */
    public static <T extends NetlinkObject<T>> RulesetFilter<T> all(ObjectDescriptor<T> type) {
        return new RulesetFilter<>(type.empty(), List.of());
    }

    /** The objects of a type in a table. */
    public static <T extends NetlinkObject<T>> RulesetFilter<T> in(Table table, ObjectDescriptor<T> type) {
        return new RulesetFilter<>(
                NfTables.reference(type, table.get(Nfgenmsg.FAMILY), table.name()),
                List.of(condition("of " + table, RulesetFilter::isInTable)));
    }

    /** The rules of a chain. */
    public static RulesetFilter<Rule> in(Chain chain) {
        Rule pattern = in(chain.table(), Rule.DESCRIPTOR).pattern().with(Rule.CHAIN, chain.name());
        return new RulesetFilter<>(
                pattern,
                List.of(condition(
                        "of " + chain, (asked, rule) -> isInTable(asked, rule) && rule.agrees(asked, Rule.CHAIN))));
    }

    private static <T> Condition<T> condition(String words, BiPredicate<T, T> accepts) {
        return new Condition<>(words, false, accepts);
    }

    /**
     * A filter that also requires a condition.
     *
     * @param words the condition for messages: {@code with a counter}
     */
    public RulesetFilter<T> and(String words, Predicate<? super T> test) {
        return new RulesetFilter<>(pattern(), and(Condition.of(words, test)));
    }

    private static boolean isInTable(NetlinkObject<?> asked, NetlinkObject<?> object) {
        return object.get(Nfgenmsg.FAMILY).equals(asked.get(Nfgenmsg.FAMILY)) && object.agrees(asked, Nfgenmsg.TABLE);
    }
}
