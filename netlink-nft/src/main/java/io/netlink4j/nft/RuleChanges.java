package io.netlink4j.nft;

import static io.netlink4j.core.message.MessageHeader.NLM_F_APPEND;
import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;

import io.netlink4j.core.message.Request;
import io.netlink4j.nft.compile.Profile;
import io.netlink4j.nft.element.ElementEncoding;
import io.netlink4j.nft.element.ElementList;
import io.netlink4j.nft.error.RuleText;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.kernel.RuleRequests;
import io.netlink4j.nft.object.AnonymousChain;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Adds the rules of a transaction, each with its anonymous sets and chains, which have numbers until the kernel names them. */
final class RuleChanges {
    private final ChangeList changes;
    private final CreatedSets sets;
    private final Profile profile;
    private final List<SetLookups> lookups = new ArrayList<>();
    private int lastChainId;
    private int lastRuleId;

    RuleChanges(ChangeList changes, CreatedSets sets, Profile profile) {
        this.changes = changes;
        this.sets = sets;
        this.profile = profile;
    }

    /** The lookups that need sets of the kernel to be checked. */
    List<SetLookups> lookups() {
        return List.copyOf(lookups);
    }

    Rule add(int flags, Rule wanted, String verb, String place) {
        // A rule that was given another profile keeps it.
        Rule rule = wanted.profile() == Profile.DEFAULT ? wanted.withProfile(profile) : wanted;
        checkLookups(rule);
        boolean bare = rule.sets().isEmpty() && rule.chains().isEmpty();
        Rule added = bare ? rule : addParts(rule);
        changes.add(Rule.DESCRIPTOR.created(), flags, added, () -> verb + RuleText.description(added) + place);
        return added;
    }

    private void checkLookups(Rule rule) {
        Set<String> names = SetLookups.names(rule);
        if (!names.isEmpty()) {
            Map<String, NamedSet> known = new HashMap<>();
            for (String name : names) {
                sets.find(SetName.of(rule, name)).ifPresent(set -> known.put(name, set));
            }
            SetLookups all = new SetLookups(rule, names, known);
            if (all.areComplete()) {
                all.check(none -> Optional.empty());
            } else {
                lookups.add(all);
            }
        }
    }

    private Rule addParts(Rule rule) {
        Rule numbered = rule.numbered(sets.lastId() + 1, lastChainId + 1);
        for (AnonymousSet anonymous : rule.sets()) {
            addSet(rule, anonymous);
        }
        int id = lastChainId;
        lastChainId += rule.chains().size();
        for (AnonymousChain anonymous : rule.chains()) {
            addChain(rule, anonymous, ++id);
        }
        return numbered;
    }

    private void addSet(Rule rule, AnonymousSet anonymous) {
        ElementEncoding form = ElementEncoding.of(anonymous.set());
        List<SetElement> encoded = form.whole(anonymous.elements());
        NamedSet set = anonymous
                .set()
                .with(Nfgenmsg.FAMILY, rule.get(Nfgenmsg.FAMILY))
                .with(NamedSet.TABLE, rule.table().name())
                .with(NamedSet.ID, sets.nextId())
                .size(anonymous.set().size().orElse(form.size(encoded)));
        changes.add(
                NamedSet.DESCRIPTOR.created(), NLM_F_CREATE, set, () -> "add a set for " + RuleText.description(rule));
        ElementList.split(
                set,
                encoded,
                (element, out) -> out.accept(element),
                (list, count) -> changes.add(
                        ElementList.DESCRIPTOR.created(),
                        NLM_F_CREATE,
                        list,
                        () -> "add elements of a set for " + RuleText.description(rule)));
    }

    /** Adds an anonymous chain with all rules. No rule can be added once a rule jumps to the chain. */
    private void addChain(Rule rule, AnonymousChain anonymous, int id) {
        Chain chain = anonymous
                .chain()
                .with(Nfgenmsg.FAMILY, rule.get(Nfgenmsg.FAMILY))
                .with(Chain.TABLE, rule.table().name())
                .without(Chain.NAME)
                .without(Chain.HANDLE)
                .with(Chain.ID, id);
        changes.add(
                Chain.DESCRIPTOR.created(), NLM_F_CREATE, chain, () -> "add a chain for " + RuleText.description(rule));
        for (Rule inner : anonymous.rules()) {
            Rule here = RuleRequests.inAnonymousChain(RuleRequests.unplaced(inner), rule, id);
            add(NLM_F_CREATE | NLM_F_APPEND, here, "add ", "");
        }
    }

    /** A new rule next to {@code other}, which was read or added by this transaction. */
    @SuppressWarnings("ReferenceEquality") // equal rules may have been added more than once, so identity decides
    Rule at(Rule other, Rule rule) {
        if (other.handle().isPresent()) {
            return RuleRequests.unplaced(rule).with(Rule.POSITION, handle(other));
        }
        for (int i = changes.size() - 1; i >= 0; i--) {
            if (changes.answer(i) == other) {
                return RuleRequests.unplaced(rule).with(Rule.POSITION_ID, number(i));
            }
        }
        throw new IllegalArgumentException(other + " was neither read nor added by this transaction");
    }

    /** The number of a rule in this transaction. A rule gets one when another rule is placed next to it. */
    private int number(int index) {
        Request request = changes.request(index);
        Rule rule = (Rule) request.body();
        return rule.get(Rule.ID).orElseGet(() -> {
            Rule numbered = rule.with(Rule.ID, ++lastRuleId);
            changes.setRequest(index, new Request(request.type(), request.flags(), numbered, request.operation()));
            return lastRuleId;
        });
    }

    static long handle(Rule rule) {
        return rule.handle()
                .orElseThrow(() -> new IllegalArgumentException(
                        "this change needs a rule that was read and so has a handle, not " + rule));
    }
}
