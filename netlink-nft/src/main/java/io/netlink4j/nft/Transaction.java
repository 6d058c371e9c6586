package io.netlink4j.nft;

import static io.netlink4j.core.message.MessageHeader.NLM_F_EXCL;

import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.message.Request;
import io.netlink4j.nft.compile.Profile;
import io.netlink4j.nft.element.ElementEncoding;
import io.netlink4j.nft.element.ElementList;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Changes of a ruleset in their order, which the kernel makes all at once or not at all. A transaction is immutable; it can be
 * checked and committed any number of times, by any connection.
 */
public final class Transaction {
    private final List<Request> requests;
    private final List<NetlinkObject<?>> answers;
    private final List<SetLookups> lookups;
    private final boolean elements;
    private final boolean echo;

    /** Parts in their order. {@code elements} tells whether one of the requests changes elements. */
    Transaction(
            List<Request> requests,
            List<NetlinkObject<?>> answers,
            List<SetLookups> lookups,
            boolean elements,
            boolean echo) {
        this.requests = requests;
        this.answers = answers;
        this.lookups = lookups;
        this.elements = elements;
        this.echo = echo;
    }

    /** The changes that {@code changes} adds. */
    public static Transaction of(Consumer<? super TransactionBuilder> changes) {
        return of(Profile.DEFAULT, changes);
    }

    /** The changes that {@code changes} adds, with the statements of rules compiled to the bytecode of {@code profile}. */
    public static Transaction of(Profile profile, Consumer<? super TransactionBuilder> changes) {
        TransactionBuilder builder = new TransactionBuilder(profile);
        changes.accept(builder);
        return builder.build();
    }

    /**
     * A copy that does not ask the kernel for the created objects. {@link Commit} then has no handles, and a transaction of
     * many thousand rules takes half the time.
     */
    public Transaction withoutEcho() {
        return new Transaction(requests, answers, lookups, elements, false);
    }

    /** The messages, without those that begin and end the transaction. */
    List<Request> requests() {
        return requests;
    }

    /** Whether it changes elements of sets, so that their encoding and ranges have to be checked. */
    boolean changesElements() {
        return elements;
    }

    /**
     * A copy with elements in the encoding of the kernel's sets, if that was not known before.
     *
     * @param kernel finds the set that the kernel has; a set that it does not have is left to its refusal
     */
    Transaction settled(Function<NamedSet, Optional<NamedSet>> kernel) {
        if (requests.stream().noneMatch(request -> assumed(request).isPresent())) {
            return this;
        }
        Map<ElementEncoding, Optional<ElementEncoding>> forms = new HashMap<>();
        ChangeList settled = new ChangeList();
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            Optional<ElementEncoding> assumed = assumed(request);
            Optional<ElementEncoding> form = assumed.flatMap(assumption -> forms.computeIfAbsent(
                            assumption, each -> kernel.apply(each.set()).map(ElementEncoding::of))
                    .filter(actual -> !assumption.suits(actual)));
            if (form.isPresent()) {
                List<SetElement> elements = assumed.get().written(((ElementList) request.body()).elements());
                settled.elements(
                        form.get(),
                        form.get().set(),
                        elements,
                        request.type(),
                        request.flags(),
                        count -> request.toString());
            } else {
                settled.add(request, answers.get(i));
            }
        }
        return settled.transaction(lookups, echo);
    }

    /**
     * Checks lookups in sets that the transaction does not make.
     *
     * @param kernel finds the set that the kernel has
     * @throws IllegalArgumentException if a lookup can never match
     */
    void checkLookups(Function<NamedSet, Optional<NamedSet>> kernel) {
        Map<SetName, Optional<NamedSet>> found = new HashMap<>();
        for (SetLookups each : lookups) {
            each.check(name -> found.computeIfAbsent(name, set -> kernel.apply(set.reference())));
        }
    }

    /** A copy that refuses existing ranges; the same transaction if it adds none. */
    Transaction strict() {
        if (requests.stream().noneMatch(Transaction::addsRanges)) {
            return this;
        }
        List<Request> strict = requests.stream()
                .map(request -> addsRanges(request)
                        ? new Request(request.type(), request.flags() | NLM_F_EXCL, request.body(), request.operation())
                        : request)
                .toList();
        return new Transaction(strict, answers, lookups, elements, echo);
    }

    private static boolean addsRanges(Request request) {
        return request.type().equals(ElementList.DESCRIPTOR.created())
                && (request.flags() & NLM_F_EXCL) == 0
                && request.body() instanceof ElementList list
                && list.form().filter(ElementEncoding::isPaired).isPresent();
    }

    private static Optional<ElementEncoding> assumed(Request request) {
        return request.body() instanceof ElementList list
                ? list.form().filter(ElementEncoding::isAssumed)
                : Optional.empty();
    }

    /** The objects that {@link TransactionBuilder} returned for each message. */
    List<NetlinkObject<?>> answers() {
        return answers;
    }

    boolean isEchoed() {
        return echo;
    }

    /** Whether it has no changes. */
    public boolean isEmpty() {
        return requests.isEmpty();
    }

    /** The changes, one per line. */
    @Override
    public String toString() {
        return String.join("\n", requests.stream().map(Request::toString).toList());
    }
}
