package io.netlink4j.nft;

import static io.netlink4j.core.message.MessageHeader.NLM_F_APPEND;
import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;
import static io.netlink4j.core.message.MessageHeader.NLM_F_EXCL;
import static io.netlink4j.core.message.MessageHeader.NLM_F_REPLACE;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.compile.Profile;
import io.netlink4j.nft.element.ElementEncoding;
import io.netlink4j.nft.element.ElementList;
import io.netlink4j.nft.internal.NfTables;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.kernel.RuleRequests;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Flowtable;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Policy;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.util.Optional;

/** Collects the changes of a transaction. It is not thread-safe. {@link Commit#created} takes the objects that its methods return. */
public final class TransactionBuilder {
    private final ChangeList changes = new ChangeList();
    private final CreatedSets sets = new CreatedSets();
    private final RuleChanges rules;

    TransactionBuilder(Profile profile) {
        this.rules = new RuleChanges(changes, sets, profile);
    }

    Transaction build() {
        return changes.transaction(rules.lookups(), true);
    }

    private <T extends NetlinkObject<T>> T add(ObjectDescriptor<T> type, int flags, T object, Attribute<Long> handle) {
        T added = object.without(handle);
        changes.add(type.created(), flags, added, () -> "add " + added);
        return added;
    }

    private <T extends NetlinkObject<T>> void delete(ObjectDescriptor<T> type, T object) {
        changes.add(type.deleted(), 0, type.reference(object), () -> "delete " + object);
    }

    private <T extends NetlinkObject<T>> void deleteIfExists(ObjectDescriptor<T> type, T object) {
        changes.add(type.deletedIfExists(), 0, type.reference(object), () -> "delete " + object + " if it exists");
    }

    /** Adds a table if it does not exist. An existing table gets the flags. */
    public Table ensure(Table table) {
        return add(Table.DESCRIPTOR, NLM_F_CREATE, table, Table.HANDLE);
    }

    /** Adds a table. The commit fails with {@code AlreadyExists} if there is one of that name. */
    public Table add(Table table) {
        return add(Table.DESCRIPTOR, NLM_F_CREATE | NLM_F_EXCL, table, Table.HANDLE);
    }

    /** Deletes a table with everything in it. The commit fails with {@code NotFound} if it does not exist. */
    public void delete(Table table) {
        sets.remove(table);
        delete(Table.DESCRIPTOR, table);
    }

    /** Deletes a table with everything in it, if it exists; from kernel 6.3 on. */
    public void deleteIfExists(Table table) {
        sets.remove(table);
        deleteIfExists(Table.DESCRIPTOR, table);
    }

    /** Deletes the rules of all chains of a table. */
    public void flush(Table table) {
        changes.add(Rule.DESCRIPTOR.deleted(), 0, rulesOf(table), () -> "flush " + table);
    }

    private static Rule rulesOf(Table table) {
        return NfTables.reference(Rule.DESCRIPTOR, table.get(Nfgenmsg.FAMILY), table.name());
    }

    /** Deletes all tables of all families, except those that another program owns. */
    public void flushRuleset() {
        sets.clear();
        changes.add(Table.DESCRIPTOR.deleted(), 0, Table.DESCRIPTOR.empty(), () -> "flush the ruleset");
    }

    /** Adds a chain if it does not exist. An existing base chain gets the policy. */
    public Chain ensure(Chain chain) {
        return add(Chain.DESCRIPTOR, NLM_F_CREATE, chain, Chain.HANDLE);
    }

    /** Adds a chain. The commit fails with {@code AlreadyExists} if there is one of that name. */
    public Chain add(Chain chain) {
        return add(Chain.DESCRIPTOR, NLM_F_CREATE | NLM_F_EXCL, chain, Chain.HANDLE);
    }

    /** Changes the policy of a base chain. */
    public void policy(Chain chain, Policy policy) {
        Chain changed = Chain.DESCRIPTOR.reference(chain).with(Chain.POLICY, policy);
        changes.add(
                Chain.DESCRIPTOR.created(),
                NLM_F_CREATE,
                changed,
                () -> "set the policy of " + chain + " to " + policy);
    }

    /**
     * Renames a chain.
     *
     * @throws IllegalArgumentException if nft could not read that name, or the chain was not read from the kernel
     */
    public void rename(Chain chain, String name) {
        long handle = chain.handle()
                .orElseThrow(() -> new IllegalArgumentException(
                        "renaming needs a chain that was read and so has a handle, not " + chain));
        Chain renamed = chain.table().chain(name).with(Chain.HANDLE, handle);
        changes.add(Chain.DESCRIPTOR.created(), 0, renamed, () -> "rename " + chain + " to '" + name + "'");
    }

    /** Deletes a chain and its rules. No rule and no element may jump to it. */
    public void delete(Chain chain) {
        delete(Chain.DESCRIPTOR, chain);
    }

    /** Deletes a chain and its rules, if it exists; from kernel 6.3 on. */
    public void deleteIfExists(Chain chain) {
        deleteIfExists(Chain.DESCRIPTOR, chain);
    }

    /** Deletes the rules of a chain. */
    public void flush(Chain chain) {
        changes.add(
                Rule.DESCRIPTOR.deleted(),
                0,
                rulesOf(chain.table()).with(Rule.CHAIN, chain.name()),
                () -> "flush " + chain);
    }

    /**
     * Adds a rule at the end of its chain, with its anonymous sets and chains. Lookups in sets that only the kernel has are
     * checked when the transaction is committed.
     *
     * @throws IllegalArgumentException if it looks up something else than the keys of a set of this transaction
     */
    public Rule add(Rule rule) {
        return rules.add(NLM_F_CREATE | NLM_F_APPEND, RuleRequests.unplaced(rule), "add ", "");
    }

    /** Adds a rule at the beginning of its chain. */
    public Rule insert(Rule rule) {
        return rules.add(NLM_F_CREATE, RuleRequests.unplaced(rule), "insert ", "");
    }

    /** Adds a rule after {@code other}, which was read, or added by this transaction. */
    public Rule addAfter(Rule other, Rule rule) {
        return rules.add(NLM_F_CREATE | NLM_F_APPEND, rules.at(other, rule), "add ", " after " + other.label());
    }

    /** Adds a rule before {@code other}, which was read, or added by this transaction. */
    public Rule insertBefore(Rule other, Rule rule) {
        return rules.add(NLM_F_CREATE, rules.at(other, rule), "insert ", " before " + other.label());
    }

    /** Replaces {@code other}, which was read and whose handle stays, with a rule of the same chain. */
    public Rule replace(Rule other, Rule rule) {
        Rule replacing = RuleRequests.unplaced(rule).with(Rule.HANDLE, RuleChanges.handle(other));
        return rules.add(NLM_F_REPLACE, replacing, "replace ", "");
    }

    /** Deletes a rule that was read. */
    public void delete(Rule rule) {
        RuleChanges.handle(rule);
        changes.add(Rule.DESCRIPTOR.deleted(), 0, Rule.DESCRIPTOR.reference(rule), () -> "delete rule " + rule.label());
    }

    /** Deletes a rule that was read, if it still exists; from kernel 6.3 on. */
    public void deleteIfExists(Rule rule) {
        RuleChanges.handle(rule);
        changes.add(
                Rule.DESCRIPTOR.deletedIfExists(),
                0,
                Rule.DESCRIPTOR.reference(rule),
                () -> "delete rule " + rule.label() + " if it exists");
    }

    /** Adds a set or map if it does not exist. An existing one must be of the same kind. */
    public NamedSet ensure(NamedSet set) {
        return newSet(NLM_F_CREATE, set);
    }

    /** Adds a set or map. The commit fails with {@code AlreadyExists} if there is one of that name. */
    public NamedSet add(NamedSet set) {
        return newSet(NLM_F_CREATE | NLM_F_EXCL, set);
    }

    private NamedSet newSet(int flags, NamedSet set) {
        NamedSet added = set.with(NamedSet.ID, sets.nextId()).without(NamedSet.HANDLE);
        sets.add(added);
        return add(NamedSet.DESCRIPTOR, flags, added, NamedSet.HANDLE);
    }

    /** Deletes a set or map, which no rule may use. */
    public void delete(NamedSet set) {
        sets.remove(set);
        delete(NamedSet.DESCRIPTOR, set);
    }

    /** Deletes a set or map, if it exists; from kernel 6.3 on. */
    public void deleteIfExists(NamedSet set) {
        sets.remove(set);
        deleteIfExists(NamedSet.DESCRIPTOR, set);
    }

    /** Deletes all elements of a set. */
    public void flush(NamedSet set) {
        changes.add(ElementList.DESCRIPTOR.deleted(), 0, ElementList.of(set), () -> "flush " + set);
    }

    /** Adds a named object if it does not exist. An existing quota gets the number of bytes; other objects stay as they are. */
    public NamedObject ensure(NamedObject object) {
        return add(NamedObject.DESCRIPTOR, NLM_F_CREATE, object, NamedObject.HANDLE);
    }

    /** Adds a named object. The commit fails with {@code AlreadyExists} if there is one of that type and name. */
    public NamedObject add(NamedObject object) {
        return add(NamedObject.DESCRIPTOR, NLM_F_CREATE | NLM_F_EXCL, object, NamedObject.HANDLE);
    }

    /** Deletes a named object, which no rule and no element may use. */
    public void delete(NamedObject object) {
        delete(NamedObject.DESCRIPTOR, object);
    }

    /** Deletes a named object, if it exists; from kernel 6.3 on. */
    public void deleteIfExists(NamedObject object) {
        deleteIfExists(NamedObject.DESCRIPTOR, object);
    }

    /** Adds a flowtable if it does not exist. An existing one gets the devices in addition to its own. */
    public Flowtable ensure(Flowtable flowtable) {
        return add(Flowtable.DESCRIPTOR, NLM_F_CREATE, flowtable, Flowtable.HANDLE);
    }

    /** Adds a flowtable. The commit fails with {@code AlreadyExists} if there is one of that name. */
    public Flowtable add(Flowtable flowtable) {
        return add(Flowtable.DESCRIPTOR, NLM_F_CREATE | NLM_F_EXCL, flowtable, Flowtable.HANDLE);
    }

    /** Deletes a flowtable, which no rule may use. */
    public void delete(Flowtable flowtable) {
        delete(Flowtable.DESCRIPTOR, flowtable);
    }

    /** Deletes a flowtable, if it exists; from kernel 6.3 on. */
    public void deleteIfExists(Flowtable flowtable) {
        deleteIfExists(Flowtable.DESCRIPTOR, flowtable);
    }

    /** Adds tables with everything in them. The commit fails with {@code AlreadyExists} if one of the tables exists. */
    public void add(Ruleset ruleset) {
        ruleset.tables().forEach(this::add);
        // an object must be added before the objects that refer to it: chains, objects, maps to these, rules
        ruleset.chains().forEach(this::add);
        ruleset.objects().forEach(this::add);
        ruleset.flowtables().forEach(this::add);
        ruleset.sets().forEach(set -> addElements(add(set), ruleset.elements(set)));
        ruleset.rules().forEach(this::add);
    }

    /** Adds the missing tables, chains, objects, flowtables, sets and elements, and all rules. */
    public void ensure(Ruleset ruleset) {
        ruleset.tables().forEach(this::ensure);
        ruleset.chains().forEach(this::ensure);
        ruleset.objects().forEach(this::ensure);
        ruleset.flowtables().forEach(this::ensure);
        ruleset.sets().forEach(set -> ensureElements(ensure(set), ruleset.elements(set)));
        ruleset.rules().forEach(this::add);
    }

    /**
     * Adds the elements that the set does not have yet. {@code elements} is read once, during this call. The kernel refuses a range
     * that overlaps another one.
     *
     * @param set as it was read, as this transaction adds it, or a description; for a description, the elements are checked against the
     *     kernel's set when the transaction is committed
     * @throws IllegalArgumentException if an element does not fit the set
     */
    public void ensureElements(NamedSet set, Iterable<SetElement> elements) {
        elements(ElementList.DESCRIPTOR.created(), NLM_F_CREATE, "add ", set, elements);
    }

    /**
     * Adds elements to a set. The commit fails with {@code AlreadyExists} if the set has one of them. {@code elements} is read once, during
     * this call.
     *
     * @param set as for {@link #ensureElements}
     * @throws IllegalArgumentException if an element does not fit the set
     */
    public void addElements(NamedSet set, Iterable<SetElement> elements) {
        elements(ElementList.DESCRIPTOR.created(), NLM_F_CREATE | NLM_F_EXCL, "add ", set, elements);
    }

    /**
     * Deletes the elements of a set that have the same keys. A range is deleted as a whole. Everything but the keys is
     * ignored.
     *
     * @throws IllegalArgumentException if an element does not fit the set
     */
    public void deleteElements(NamedSet set, Iterable<SetElement> elements) {
        elements(ElementList.DESCRIPTOR.deleted(), 0, "delete ", set, elements);
    }

    /** Deletes elements as {@link #deleteElements} does, as far as they exist; from kernel 6.3 on. */
    public void deleteElementsIfExist(NamedSet set, Iterable<SetElement> elements) {
        elements(ElementList.DESCRIPTOR.deletedIfExists(), 0, "delete ", set, elements);
    }

    private void elements(MessageType type, int flags, String verb, NamedSet set, Iterable<SetElement> elements) {
        Optional<NamedSet> made = sets.find(SetName.of(set));
        boolean known = made.isPresent() || set.handle().isPresent();
        ElementEncoding form = known ? ElementEncoding.of(made.orElse(set)) : ElementEncoding.assumed(set);
        changes.elements(
                form,
                set,
                form.merges() && !NfTables.deletes(type) ? form.merged(elements) : elements,
                type,
                flags,
                count -> verb
                        + count
                        + (count == 1 ? " element of " : " elements of ")
                        + set
                        + (NfTables.destroys(type) ? " as far as they exist" : ""));
    }
}
