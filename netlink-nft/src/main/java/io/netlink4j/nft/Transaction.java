package io.netlink4j.nft;

import static io.netlink4j.core.message.MessageHeader.NLM_F_APPEND;
import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;
import static io.netlink4j.core.message.MessageHeader.NLM_F_EXCL;
import static io.netlink4j.core.message.MessageHeader.NLM_F_REPLACE;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Changes of a ruleset in their order, which the kernel makes all at once or not at all. A value: it can be checked, committed,
 * and committed again, by any connection.
 */
public final class Transaction {
    private final List<Request> requests;
    private final List<NetlinkObject<?>> answers;
    private final List<Lookups> lookups;
    private final boolean echo;

    /**
     * A rule that uses sets which the transaction does not make.
     *
     * @param made those that it makes
     */
    private record Lookups(Rule rule, Map<String, NamedSet> made) {}

    private Transaction(List<Request> requests, List<NetlinkObject<?>> answers, List<Lookups> lookups, boolean echo) {
        this.requests = requests;
        this.answers = answers;
        this.lookups = lookups;
        this.echo = echo;
    }

    /** The changes that {@code changes} adds. */
    public static Transaction of(Consumer<? super Builder> changes) {
        Builder builder = new Builder();
        changes.accept(builder);
        return builder.build();
    }

    /**
     * The same without asking the kernel for what it creates: {@link Commit} then knows no handles, and a transaction of many
     * thousand rules takes half the time.
     */
    public Transaction withoutEcho() {
        return new Transaction(requests, answers, lookups, false);
    }

    /** The messages, without those that begin and end the transaction. */
    List<Request> requests() {
        return requests;
    }

    /**
     * The same with elements in the form that the kernel's sets have, where it was not known before.
     *
     * @param kernel finds the set that the kernel has; a set that it does not have is left to its refusal
     */
    Transaction settled(Function<NamedSet, Optional<NamedSet>> kernel) {
        if (requests.stream().noneMatch(request -> assumed(request).isPresent())) {
            return this;
        }
        Map<ElementForm, Optional<ElementForm>> forms = new HashMap<>();
        Builder builder = new Builder();
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            Optional<ElementForm> assumed = assumed(request);
            Optional<ElementForm> form = assumed.flatMap(assumption -> forms.computeIfAbsent(
                            assumption, each -> kernel.apply(each.set()).map(ElementForm::of))
                    .filter(actual -> !assumption.suits(actual)));
            if (form.isPresent()) {
                List<SetElement> elements = assumed.get().written(((ElementList) request.body()).elements());
                builder.elements(
                        form.get(),
                        form.get().set(),
                        elements,
                        request.type(),
                        request.flags(),
                        count -> request.toString());
            } else {
                builder.requests.add(request);
                builder.answers.add(answers.get(i));
            }
        }
        return new Transaction(List.copyOf(builder.requests), List.copyOf(builder.answers), lookups, echo);
    }

    /**
     * Checks lookups in sets that the transaction does not make.
     *
     * @param kernel finds the set that the kernel has
     * @throws IllegalArgumentException where one can never find anything
     */
    void checkLookups(Function<NamedSet, Optional<NamedSet>> kernel) {
        Map<SetName, Optional<NamedSet>> found = new HashMap<>();
        for (Lookups each : lookups) {
            Rule rule = each.rule();
            LookupCheck.check(
                    rule,
                    name -> Optional.ofNullable(each.made().get(name))
                            .or(() -> found.computeIfAbsent(
                                    SetName.of(rule, name),
                                    set -> kernel.apply(NamedSet.named(set.family(), set.table(), set.set())))));
        }
    }

    /** The same, which refuses ranges that are there already; itself where it adds none. */
    Transaction strict() {
        if (requests.stream().noneMatch(Transaction::addsRanges)) {
            return this;
        }
        List<Request> strict = requests.stream()
                .map(request -> addsRanges(request)
                        ? new Request(request.type(), request.flags() | NLM_F_EXCL, request.body(), request.operation())
                        : request)
                .toList();
        return new Transaction(strict, answers, lookups, echo);
    }

    private static boolean addsRanges(Request request) {
        return request.type().equals(Messages.NEWSETELEM)
                && (request.flags() & NLM_F_EXCL) == 0
                && request.body() instanceof ElementList list
                && list.form().filter(ElementForm::isPaired).isPresent();
    }

    private static Optional<ElementForm> assumed(Request request) {
        return request.body() instanceof ElementList list
                ? list.form().filter(ElementForm::isAssumed)
                : Optional.empty();
    }

    /** What {@link Builder} answered for each message. */
    List<NetlinkObject<?>> answers() {
        return answers;
    }

    boolean isEchoed() {
        return echo;
    }

    /** Whether it changes nothing. */
    public boolean isEmpty() {
        return requests.isEmpty();
    }

    /** What it does, one change a line. */
    @Override
    public String toString() {
        return String.join("\n", requests.stream().map(Request::toString).toList());
    }

    /** Collects the changes of a transaction; for one thread. What its methods answer, {@link Commit#created} finds again. */
    public static final class Builder {
        private final List<Request> requests = new ArrayList<>();
        private final List<NetlinkObject<?>> answers = new ArrayList<>();
        private final List<Lookups> lookups = new ArrayList<>();
        private final MadeSets sets = new MadeSets();
        private int lastSetId;
        private int lastChainId;
        private int lastRuleId;

        private Builder() {}

        private Transaction build() {
            return new Transaction(List.copyOf(requests), List.copyOf(answers), List.copyOf(lookups), true);
        }

        /** Adds a table; where it is there already, it gets the flags. */
        public Table add(Table table) {
            return newTable("add ", NLM_F_CREATE, table);
        }

        /** Adds a table that is not there yet. */
        public Table create(Table table) {
            return newTable("create ", NLM_F_CREATE | NLM_F_EXCL, table);
        }

        private Table newTable(String verb, int flags, Table table) {
            Table added = table.without(Table.HANDLE);
            change(Messages.NEWTABLE, flags, added, () -> verb + added);
            return added;
        }

        /** Deletes a table with all that is in it. */
        public void delete(Table table) {
            sets.remove(table);
            change(Messages.DELTABLE, 0, table.named(), () -> "delete " + table);
        }

        /** Deletes a table with all that is in it, if it is there; from kernel 6.3 on. */
        public void destroy(Table table) {
            sets.remove(table);
            change(Messages.DESTROYTABLE, 0, table.named(), () -> "destroy " + table);
        }

        /** Deletes the rules of all chains of a table. */
        public void flush(Table table) {
            Rule all = Rule.any(table.get(Nfgenmsg.FAMILY)).with(Rule.TABLE, table.name());
            change(Messages.DELRULE, 0, all, () -> "flush " + table);
        }

        /** Deletes all tables of all families, but those that belong to another program. */
        public void flushRuleset() {
            sets.clear();
            change(Messages.DELTABLE, 0, new Table(Content.of(Nfgenmsg.header(0))), () -> "flush the ruleset");
        }

        /** Adds a chain; where it is there already, it gets the policy. */
        public Chain add(Chain chain) {
            return newChain("add ", NLM_F_CREATE, chain);
        }

        /** Adds a chain that is not there yet. */
        public Chain create(Chain chain) {
            return newChain("create ", NLM_F_CREATE | NLM_F_EXCL, chain);
        }

        private Chain newChain(String verb, int flags, Chain chain) {
            Chain added = chain.without(Chain.HANDLE);
            change(Messages.NEWCHAIN, flags, added, () -> verb + added);
            return added;
        }

        /** Changes what becomes of packets at the end of a base chain. */
        public void policy(Chain chain, Policy policy) {
            Chain changed = chain.named().with(Chain.POLICY, policy);
            change(Messages.NEWCHAIN, NLM_F_CREATE, changed, () -> "set the policy of " + chain + " to " + policy);
        }

        /**
         * Gives a chain another name.
         *
         * @throws IllegalArgumentException where nft could not read that name, or the chain was not read from the kernel
         */
        public void rename(Chain chain, String name) {
            long handle = chain.handle()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "only a chain that was read has the handle that renaming needs, unlike " + chain));
            Chain renamed = chain.table().chain(name).with(Chain.HANDLE, handle);
            change(Messages.NEWCHAIN, 0, renamed, () -> "rename " + chain + " to '" + name + "'");
        }

        /** Deletes a chain and the rules in it; no rule may go to it. */
        public void delete(Chain chain) {
            change(Messages.DELCHAIN, 0, chain.named(), () -> "delete " + chain);
        }

        /** Deletes a chain and the rules in it, if it is there; from kernel 6.3 on. */
        public void destroy(Chain chain) {
            change(Messages.DESTROYCHAIN, 0, chain.named(), () -> "destroy " + chain);
        }

        /** Deletes the rules of a chain. */
        public void flush(Chain chain) {
            change(Messages.DELRULE, 0, chain.emptyRule(), () -> "flush " + chain);
        }

        /**
         * Adds a rule at the end of its chain, with its anonymous sets and chains. Where it looks up something else than the keys of a set that
         * the kernel has, that is noticed when the transaction is committed.
         *
         * @throws IllegalArgumentException where it looks up something else than the keys of a set of this transaction
         */
        public Rule add(Rule rule) {
            return newRule(NLM_F_CREATE | NLM_F_APPEND, rule.unplaced(), "add ", "");
        }

        /** Adds a rule at the beginning of its chain. */
        public Rule insert(Rule rule) {
            return newRule(NLM_F_CREATE, rule.unplaced(), "insert ", "");
        }

        /** Adds a rule behind {@code other}, which was read, or added by this transaction. */
        public Rule addAfter(Rule other, Rule rule) {
            return newRule(NLM_F_CREATE | NLM_F_APPEND, at(other, rule), "add ", " after " + other.label());
        }

        /** Adds a rule before {@code other}, which was read, or added by this transaction. */
        public Rule insertBefore(Rule other, Rule rule) {
            return newRule(NLM_F_CREATE, at(other, rule), "insert ", " before " + other.label());
        }

        /** Replaces {@code other}, which was read and whose handle stays, with a rule of the same chain. */
        public Rule replace(Rule other, Rule rule) {
            return newRule(NLM_F_REPLACE, rule.unplaced().with(Rule.HANDLE, handle(other)), "replace ", "");
        }

        /** Deletes a rule that was read. */
        public void delete(Rule rule) {
            change(Messages.DELRULE, 0, rule.named(handle(rule)), () -> "delete rule " + rule.label());
        }

        private static long handle(Rule rule) {
            return rule.handle()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "only a rule that was read has the handle that this needs, unlike " + rule));
        }

        @SuppressWarnings("ReferenceEquality") // equal rules may have been added more than once; meant is this one
        private Rule at(Rule other, Rule rule) {
            if (other.handle().isPresent()) {
                return rule.unplaced().with(Rule.POSITION, handle(other));
            }
            for (int i = requests.size() - 1; i >= 0; i--) {
                if (answers.get(i) == other) {
                    return rule.unplaced().with(Rule.POSITION_ID, number(i));
                }
            }
            throw new IllegalArgumentException(other + " was neither read nor added by this transaction");
        }

        /** The number of a rule in this transaction, which it gets when another is put next to it. */
        private int number(int index) {
            Request request = requests.get(index);
            Rule rule = (Rule) request.body();
            return rule.get(Rule.ID).orElseGet(() -> {
                Rule numbered = rule.with(Rule.ID, ++lastRuleId);
                requests.set(index, new Request(request.type(), request.flags(), numbered, request.operation()));
                return lastRuleId;
            });
        }

        private Rule newRule(int flags, Rule rule, String verb, String place) {
            checkLookups(rule);
            Rule added = rule.hasParts() ? addParts(rule) : rule;
            change(Messages.NEWRULE, flags, added, () -> verb + added.description() + place);
            return added;
        }

        private void checkLookups(Rule rule) {
            Set<String> names = LookupCheck.names(rule);
            if (!names.isEmpty()) {
                Map<String, NamedSet> known = new HashMap<>();
                for (String name : names) {
                    sets.find(SetName.of(rule, name)).ifPresent(set -> known.put(name, set));
                }
                if (known.size() == names.size()) {
                    LookupCheck.check(rule, name -> Optional.ofNullable(known.get(name)));
                } else {
                    lookups.add(new Lookups(rule, known));
                }
            }
        }

        private Rule addParts(Rule rule) {
            Rule numbered = rule.numbered(lastSetId + 1, lastChainId + 1);
            for (AnonymousSet anonymous : rule.sets()) {
                ElementForm form = ElementForm.of(anonymous.set());
                List<SetElement> told = form.whole(anonymous.elements());
                NamedSet set = anonymous.set().forRule(rule, ++lastSetId, form.size(told));
                change(Messages.NEWSET, NLM_F_CREATE, set, () -> "add a set for " + rule.description());
                ElementList.split(
                        set,
                        told,
                        (element, out) -> out.accept(element),
                        (list, count) -> change(
                                Messages.NEWSETELEM,
                                NLM_F_CREATE,
                                list,
                                () -> "add elements of a set for " + rule.description()));
            }
            int id = lastChainId;
            lastChainId += rule.chains().size();
            for (AnonymousChain anonymous : rule.chains()) {
                addChain(rule, anonymous, ++id);
            }
            return numbered;
        }

        /** Adds an anonymous chain, whole: once a rule jumps to it, it takes no more rules. */
        private void addChain(Rule rule, AnonymousChain anonymous, int id) {
            Chain chain = anonymous.chain().forRule(rule, id);
            change(Messages.NEWCHAIN, NLM_F_CREATE, chain, () -> "add a chain for " + rule.description());
            for (Rule inner : anonymous.rules()) {
                newRule(NLM_F_CREATE | NLM_F_APPEND, inner.unplaced().inAnonymousChain(rule, id), "add ", "");
            }
        }

        /** Adds a set or map. */
        public NamedSet add(NamedSet set) {
            return newSet("add ", NLM_F_CREATE, set);
        }

        /** Adds a set or map that is not there yet. */
        public NamedSet create(NamedSet set) {
            return newSet("create ", NLM_F_CREATE | NLM_F_EXCL, set);
        }

        private NamedSet newSet(String verb, int flags, NamedSet set) {
            NamedSet added = set.without(NamedSet.HANDLE).with(NamedSet.ID, ++lastSetId);
            sets.add(added);
            change(Messages.NEWSET, flags, added, () -> verb + added);
            return added;
        }

        /** Deletes a set or map, which no rule may use. */
        public void delete(NamedSet set) {
            sets.remove(set);
            change(Messages.DELSET, 0, set.named(), () -> "delete " + set);
        }

        /** Deletes a set or map, if it is there; from kernel 6.3 on. */
        public void destroy(NamedSet set) {
            sets.remove(set);
            change(Messages.DESTROYSET, 0, set.named(), () -> "destroy " + set);
        }

        /** Deletes all elements of a set. */
        public void flush(NamedSet set) {
            change(Messages.DELSETELEM, 0, ElementList.of(set), () -> "flush " + set);
        }

        /** Adds a named object; where it is there already, a quota gets the new number of bytes and others stay as they are. */
        public NamedObject add(NamedObject object) {
            return newObject("add ", NLM_F_CREATE, object);
        }

        /** Adds a named object that is not there yet. */
        public NamedObject create(NamedObject object) {
            return newObject("create ", NLM_F_CREATE | NLM_F_EXCL, object);
        }

        private NamedObject newObject(String verb, int flags, NamedObject object) {
            NamedObject added = object.without(NamedObject.HANDLE);
            change(Messages.NEWOBJ, flags, added, () -> verb + added);
            return added;
        }

        /** Deletes a named object, which no rule and no element may use. */
        public void delete(NamedObject object) {
            change(Messages.DELOBJ, 0, object.named(), () -> "delete " + object);
        }

        /** Deletes a named object, if it is there; from kernel 6.3 on. */
        public void destroy(NamedObject object) {
            change(Messages.DESTROYOBJ, 0, object.named(), () -> "destroy " + object);
        }

        /** Adds a flowtable; where it is there already, it gets the devices, too. */
        public Flowtable add(Flowtable flowtable) {
            return newFlowtable("add ", NLM_F_CREATE, flowtable);
        }

        /** Adds a flowtable that is not there yet. */
        public Flowtable create(Flowtable flowtable) {
            return newFlowtable("create ", NLM_F_CREATE | NLM_F_EXCL, flowtable);
        }

        private Flowtable newFlowtable(String verb, int flags, Flowtable flowtable) {
            Flowtable added = flowtable.without(Flowtable.HANDLE);
            change(Messages.NEWFLOWTABLE, flags, added, () -> verb + added);
            return added;
        }

        /** Deletes a flowtable, which no rule may use. */
        public void delete(Flowtable flowtable) {
            change(Messages.DELFLOWTABLE, 0, flowtable.named(), () -> "delete " + flowtable);
        }

        /** Deletes a flowtable, if it is there; from kernel 6.3 on. */
        public void destroy(Flowtable flowtable) {
            change(Messages.DESTROYFLOWTABLE, 0, flowtable.named(), () -> "destroy " + flowtable);
        }

        /** Adds tables with all that is in them; what is there already stays. */
        public void add(Ruleset ruleset) {
            ruleset.tables().forEach(this::add);
            // what is referred to comes before what refers to it: chains, objects, maps to these, rules
            ruleset.chains().forEach(this::add);
            ruleset.objects().forEach(this::add);
            ruleset.flowtables().forEach(this::add);
            ruleset.sets().forEach(set -> addElements(add(set), ruleset.elements(set)));
            ruleset.rules().forEach(this::add);
        }

        /**
         * Adds elements to a set; those that are there stay. They are read once, now. The kernel refuses a range that overlaps with
         * another one.
         *
         * @param set as it was read, as this transaction adds it, or as it is said to be; in the last case the kernel's set decides, when
         *     the transaction is committed, whether ranges, timeouts and so on can be in it
         * @throws IllegalArgumentException where an element does not fit the set
         */
        public void addElements(NamedSet set, Iterable<SetElement> elements) {
            elements(Messages.NEWSETELEM, NLM_F_CREATE, "add ", set, elements);
        }

        /**
         * Adds elements that are not there yet.
         *
         * @throws IllegalArgumentException where an element does not fit the set
         */
        public void createElements(NamedSet set, Iterable<SetElement> elements) {
            elements(Messages.NEWSETELEM, NLM_F_CREATE | NLM_F_EXCL, "create ", set, elements);
        }

        /**
         * Deletes elements of a set, which have the same keys: a range is deleted as a whole. All else that they say is ignored.
         *
         * @throws IllegalArgumentException where an element does not fit the set
         */
        public void deleteElements(NamedSet set, Iterable<SetElement> elements) {
            elements(Messages.DELSETELEM, 0, "delete ", set, elements);
        }

        private void elements(MessageType type, int flags, String verb, NamedSet set, Iterable<SetElement> elements) {
            Optional<NamedSet> made = sets.find(SetName.of(set));
            boolean known = made.isPresent() || set.handle().isPresent();
            ElementForm form = known ? ElementForm.of(made.orElse(set)) : ElementForm.assumed(set);
            boolean deletes = type.equals(Messages.DELSETELEM);
            elements(
                    form,
                    set,
                    form.merges() && !deletes ? form.merged(elements) : elements,
                    type,
                    flags,
                    count -> verb + count + (count == 1 ? " element of " : " elements of ") + set);
        }

        private void elements(
                ElementForm form,
                NamedSet set,
                Iterable<SetElement> elements,
                MessageType type,
                int flags,
                IntFunction<String> operation) {
            ElementList.split(
                    set,
                    elements,
                    type.equals(Messages.DELSETELEM) ? form::delete : form::add,
                    (list, count) -> change(type, flags, list.in(form), () -> operation.apply(count)));
        }

        private void change(MessageType type, int flags, NetlinkObject<?> body, Supplier<String> operation) {
            requests.add(new Request(type, flags, body, operation));
            answers.add(body);
        }
    }
}
