package io.netlink4j.nft.object;

import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.collection.ObjectFilter;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.internal.NfTables;
import io.netlink4j.nft.internal.Nfgenmsg;
import java.util.List;
import java.util.Optional;
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
        int family = table.get(Nfgenmsg.FAMILY);
        return new RulesetFilter<>(
                NfTables.reference(type, family, table.name()),
                List.of(Condition.of("of " + table, object -> isIn(object, family, table.name()))));
    }

    /** The rules of a chain. */
    public static RulesetFilter<Rule> in(Chain chain) {
        Rule pattern = in(chain.table(), Rule.DESCRIPTOR).pattern().with(Rule.CHAIN, chain.name());
        return new RulesetFilter<>(
                pattern,
                List.of(Condition.of(
                        "of " + chain,
                        rule -> isIn(
                                        rule,
                                        chain.get(Nfgenmsg.FAMILY),
                                        chain.table().name())
                                && rule.get(Rule.CHAIN).equals(Optional.of(chain.name())))));
    }

    /**
     * A filter that also requires a condition.
     *
     * @param words the condition for messages: {@code with a counter}
     */
    public RulesetFilter<T> and(String words, Predicate<? super T> test) {
        return new RulesetFilter<>(pattern(), and(Condition.of(words, test)));
    }

    private static boolean isIn(NetlinkObject<?> object, int family, String table) {
        return object.get(Nfgenmsg.FAMILY) == family
                && object.get(Nfgenmsg.TABLE).equals(Optional.of(table));
    }
}
