package io.netlink4j.nft;

import static io.netlink4j.core.message.MessageHeader.NLM_F_ACK;
import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;
import static io.netlink4j.core.message.MessageHeader.NLM_F_ECHO;
import static io.netlink4j.core.message.MessageHeader.NLM_F_REPLACE;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.TransmitResult;
import io.netlink4j.core.attribute.AttributeReader;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A connection to nf_tables in one network namespace, which any thread may use. Changes are transactions; what is read are
 * the same values that transactions take.
 *
 * {@snippet :
 * try (var nft = Nft.open()) {
 *     nft.commit(tx -> {
 *         Table house = tx.add(Table.ip("house"));
 *         Chain out = tx.add(house.chain("out").nat(Hook.POSTROUTING));
 *         tx.add(out.rule(Masq.plain()).comment("all that goes out"));
 *     });
 * }
 * }
 */
public final class Nft implements AutoCloseable {
    /** So many bytes of answers a transaction makes room for, for each of its messages. */
    private static final long ANSWER = 1 << 10;

    private static final long ECHOES = 8 << 20;

    private static final int ATTEMPTS = 100;

    private final NetlinkSocket socket;

    private Nft(NetlinkSocket socket) {
        this.socket = socket;
    }

    private final RangeOverlaps.Kernel ranges = new RangeOverlaps.Kernel() {
        @Override
        public Optional<byte[]> firstKey(NamedSet set, byte[] key) {
            try {
                return lookUp(set, SetElement.of(key))
                        .filter(element -> !element.isEnd())
                        .map(SetElement::key);
            } catch (NetlinkException.NotFound noSet) {
                return Optional.empty();
            }
        }

        @Override
        public List<SetElement> ranges(NamedSet set) {
            try {
                return elements(set);
            } catch (NetlinkException.NotFound noSet) {
                return List.of();
            }
        }
    };

    /** Connects in the calling thread's network namespace. */
    public static Nft open() {
        return new Nft(NetlinkSocket.open(Messages.PROTOCOL));
    }

    /** Connects in {@code namespace}; the calling thread stays where it is. */
    public static Nft open(NetworkNamespace namespace) {
        return new Nft(NetlinkSocket.open(Messages.PROTOCOL, namespace));
    }

    /** What {@code NETLINK_NETFILTER} is: the messages of nf_tables and all their keys. */
    public static Protocol protocol() {
        return Messages.PROTOCOL;
    }

    /**
     * Makes the changes that {@code changes} adds, all or none.
     *
     * @throws NetlinkException for the first refused change, with those for the others as suppressed exceptions
     */
    public Commit commit(Consumer<? super Transaction.Builder> changes) {
        return commit(Transaction.of(changes));
    }

    /**
     * Makes the changes, all or none.
     *
     * @throws NetlinkException for the first refused change, with those for the others as suppressed exceptions
     */
    public Commit commit(Transaction transaction) {
        return commit(transaction, Optional.empty());
    }

    /**
     * Makes the changes if the ruleset is still of the generation {@code expected}.
     *
     * @throws NetlinkException.Conflict where it is not
     */
    public Commit commit(Transaction transaction, Generation expected) {
        return commit(transaction, Optional.of(expected));
    }

    /**
     * Makes changes that depend on what {@code changes} reads: where somebody else changes the ruleset between its call and
     * the commit, it is called again.
     *
     * @throws NetlinkException.Conflict where that happened too often
     */
    public Commit transact(Consumer<? super Transaction.Builder> changes) {
        for (int attempt = 1; ; attempt++) {
            Generation before = generation();
            Transaction transaction = Transaction.of(changes);
            try {
                return commit(transaction, before);
            } catch (NetlinkException.Conflict | NetlinkException.DumpInterrupted overtaken) {
                if (attempt == ATTEMPTS) {
                    throw overtaken;
                }
            }
        }
    }

    /**
     * Has the kernel check the changes without making them. In a table that the transaction adds itself, the kernel does not look whether
     * statements are at the right hooks and whether jumps go in a circle; the commit does.
     *
     * @throws NetlinkException for the first change that it would refuse, with those for the others as suppressed exceptions
     */
    public void check(Transaction transaction) {
        if (!transaction.isEmpty()) {
            send(transaction, this::tryOut);
        }
    }

    private boolean tryOut(Transaction transaction) {
        // a transaction without its last message is checked and then given up
        List<Request> requests = requests(transaction, Optional.empty(), false);
        requests.removeLast();
        TransmitResult answer = socket.transmit(requests, ANSWER * requests.size(), Nft::ignore);
        failIfRefused(transaction, answer);
        if (answer.overrun()) {
            throw overrun(requests, "answers were lost");
        }
        return true;
    }

    private Commit commit(Transaction wanted, Optional<Generation> expected) {
        return send(wanted, transaction -> make(transaction, expected));
    }

    private Commit make(Transaction transaction, Optional<Generation> expected) {
        List<Request> changes = transaction.requests();
        @Nullable NetlinkObject<?>[] created = new NetlinkObject<?>[changes.size()];
        if (transaction.isEmpty()) {
            return new Commit(transaction, created);
        }
        List<Request> requests = requests(transaction, expected, transaction.isEchoed());
        long room = ANSWER * requests.size();
        TransmitResult answer = socket.transmit(
                requests,
                transaction.isEchoed() ? Math.max(room, ECHOES) : room,
                (index, type, flags, memory, offset, end) -> {
                    if (index >= 1
                            && index <= created.length
                            && changes.get(index - 1).type().number() == type) {
                        Kind.ofAnswer(type)
                                .ifPresent(kind ->
                                        created[index - 1] = kind.factory().apply(body(memory, offset, end)));
                    }
                });
        // Refusals come first, into an empty buffer. So where there is none, what did not fit are reports of what was
        // created.
        failIfRefused(transaction, answer);
        return new Commit(transaction, created);
    }

    /** Has {@code sending} send the transaction as the kernel needs it, so that no range of it overlaps with another one. */
    private <T> T send(Transaction wanted, Function<Transaction, T> sending) {
        wanted.checkLookups(this::find);
        Transaction transaction = wanted.settled(this::find);
        String where = " in " + socket.where();
        RangeOverlaps.checkOpen(transaction.requests(), ranges, where);
        Transaction strict = transaction.strict();
        try {
            return sending.apply(strict);
        } catch (NetlinkException refused) {
            if (strict.equals(transaction) || !isAboutExisting(refused)) {
                throw refused;
            }
        }
        // what is there may be the same range, which is no reason to refuse it
        RangeOverlaps.checkAll(transaction.requests(), ranges, where);
        return sending.apply(transaction);
    }

    private static boolean isAboutExisting(NetlinkException refused) {
        return Stream.concat(Stream.of(refused), Stream.of(refused.getSuppressed()))
                .anyMatch(NetlinkException.AlreadyExists.class::isInstance);
    }

    /** The messages with those that begin and end the transaction. */
    private List<Request> requests(Transaction transaction, Optional<Generation> expected, boolean echo) {
        List<Request> changes = transaction.requests();
        List<Request> requests = new ArrayList<>(changes.size() + 2);
        String what = changes.size() == 1
                ? changes.getFirst().toString()
                : "change the ruleset, " + changes.size() + " changes";
        requests.add(new Request(Messages.BATCH_BEGIN, 0, Batch.begin(expected), () -> what));
        for (Request change : changes) {
            Request complete = change.body().references().isEmpty() ? change : resolved(change);
            requests.add(echo ? echoed(complete) : complete);
        }
        requests.add(new Request(Messages.BATCH_END, NLM_F_ACK, Batch.PLAIN, () -> what));
        return requests;
    }

    /** With the indexes of links that the rules know by name, as they are now. */
    private Request resolved(Request change) {
        NetlinkObject<?> body = change.body().resolved((key, name) -> ifindex(change, (byte[]) name));
        return new Request(change.type(), change.flags(), body, change.operation());
    }

    private int ifindex(Request change, byte[] name) {
        String link = new String(name, StandardCharsets.UTF_8);
        return socket.ifindex(link)
                .orElseThrow(() -> NetlinkException.refused(
                        change + " in " + socket.where(), Errno.ENODEV, "there is no link '" + link + "'"));
    }

    private static Request echoed(Request change) {
        boolean creates = (change.flags() & (NLM_F_CREATE | NLM_F_REPLACE)) != 0
                && Kind.ofAnswer(change.type().number()).isPresent();
        return creates
                ? new Request(change.type(), change.flags() | NLM_F_ECHO, change.body(), change.operation())
                : change;
    }

    private void failIfRefused(Transaction transaction, TransmitResult answer) {
        if (!answer.failures().isEmpty()) {
            throw new Surroundings(this, transaction.requests()).explained(answer.failures(), socket.where());
        }
    }

    private NetlinkException overrun(List<Request> requests, String reason) {
        return NetlinkException.refused(requests.getFirst() + " in " + socket.where(), Errno.ENOBUFS, reason);
    }

    private static void ignore(int index, int type, int flags, MemorySegment memory, long offset, long end) {
        // a check creates nothing
    }

    /** The ruleset's generation. */
    public Generation generation() {
        Request request = new Request(Messages.GETGEN, 0, Generation.any(), () -> "read the ruleset's generation");
        return socket.get(request, (type, flags, body) -> new Generation(content(body)));
    }

    /** All tables. */
    public List<Table> tables() {
        return list(Kind.TABLES);
    }

    /** The table {@code name} of {@code family}, if there is one. */
    public Optional<Table> table(NfFamily family, String name) {
        return find(Kind.TABLES, Table.named(family.number(), name));
    }

    /** All chains of all tables. */
    public List<Chain> chains() {
        return list(Kind.CHAINS);
    }

    /** The chains of a table. */
    public List<Chain> chains(Table table) {
        return list(Kind.CHAINS, table);
    }

    /** The chain {@code name} of {@code table}, if there is one. */
    public Optional<Chain> chain(Table table, String name) {
        return find(Kind.CHAINS, Chain.named(table.get(Nfgenmsg.FAMILY), table.name(), name));
    }

    /** All rules of all tables, in the order of their chains. */
    public List<Rule> rules() {
        return list(Kind.RULES);
    }

    /** The rules of all chains of a table. */
    public List<Rule> rules(Table table) {
        return list(Kind.RULES, table);
    }

    /** The rules of a chain, in order. */
    public List<Rule> rules(Chain chain) {
        Table table = chain.table();
        return list(
                Kind.RULES,
                chain.emptyRule(),
                "list the rules of " + chain,
                rule -> Kind.RULES.isIn(table, rule) && rule.get(Rule.CHAIN).equals(Optional.of(chain.name())));
    }

    /** All named objects of all tables: counters, quotas, helpers of connection tracking ... */
    public List<NamedObject> objects() {
        return list(Kind.OBJECTS);
    }

    /** The named objects of a table. */
    public List<NamedObject> objects(Table table) {
        return list(Kind.OBJECTS, table);
    }

    /** The object {@code name} of {@code type} in {@code table}, if there is one. */
    public Optional<NamedObject> object(Table table, ObjectType type, String name) {
        return find(Kind.OBJECTS, NamedObject.named(table, type, name));
    }

    /**
     * Sets what a counter or quota has counted to zero.
     *
     * @return the object as it was before
     * @throws NetlinkException.NotFound where there is no such object
     */
    public NamedObject reset(NamedObject object) {
        return socket.get(
                new Request(Messages.GETOBJ_RESET, 0, object.named(), () -> "reset " + object),
                (answer, flags, body) -> new NamedObject(content(body)));
    }

    /** All flowtables of all tables. */
    public List<Flowtable> flowtables() {
        return list(Kind.FLOWTABLES);
    }

    /** The flowtables of a table. */
    public List<Flowtable> flowtables(Table table) {
        return list(Kind.FLOWTABLES, table);
    }

    /** The flowtable {@code name} of {@code table}, if there is one. */
    public Optional<Flowtable> flowtable(Table table, String name) {
        return find(Kind.FLOWTABLES, Flowtable.named(table, name));
    }

    /**
     * A rule that was read, with the anonymous sets and chains that it uses, so that it can be added to another chain, table or
     * namespace. Without them it can only be deleted or replaced.
     */
    public Rule withSets(Rule rule) {
        Table table = rule.chain().table();
        return new RuleCompletion(
                        name -> set(table, name)
                                .filter(NamedSet::isAnonymous)
                                .map(set -> new AnonymousSet(set.unnamed(), elements(set))),
                        name -> chain(table, name).filter(Chain::isAnonymous),
                        this::rules)
                .complete(rule);
    }

    /** All tables with all that is in them, at one moment. */
    public Ruleset ruleset() {
        return atOneMoment("read the ruleset", () -> Ruleset.read(this, tables()));
    }

    /**
     * A table with all that is in it, at one moment.
     *
     * @throws NetlinkException.NotFound where there is no such table
     */
    public Ruleset ruleset(Table table) {
        String operation = "read " + table;
        return atOneMoment(operation, () -> {
            Table found = find(Kind.TABLES, table.named())
                    .orElseThrow(() -> NetlinkException.refused(
                            operation + " in " + socket.where(), Errno.ENOENT, "there is no such table"));
            return Ruleset.read(this, List.of(found));
        });
    }

    /** What {@code reading} read while nobody changed the ruleset. */
    private <T> T atOneMoment(String operation, Supplier<T> reading) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Generation before = generation();
            try {
                T read = reading.get();
                if (generation().id() == before.id()) {
                    return read;
                }
            } catch (NetlinkException.NotFound | NetlinkException.DumpInterrupted failure) {
                // what was listed may be gone
                if (generation().id() == before.id()) {
                    throw failure;
                }
            }
        }
        throw new NetlinkException.DumpInterrupted(operation, ATTEMPTS);
    }

    /** All sets and maps of all tables, anonymous ones included. */
    public List<NamedSet> sets() {
        return list(Kind.SETS);
    }

    /** The sets and maps of a table, anonymous ones included. */
    public List<NamedSet> sets(Table table) {
        return list(Kind.SETS, table);
    }

    /** The set or map {@code name} of {@code table}, if there is one. */
    public Optional<NamedSet> set(Table table, String name) {
        return find(Kind.SETS, NamedSet.named(table.get(Nfgenmsg.FAMILY), table.name(), name));
    }

    /** The set as the kernel has it, if it has one of that name. */
    private Optional<NamedSet> find(NamedSet set) {
        return set(set.table(), set.name());
    }

    /** How the kernel tells of the elements of a set: as it says if it was read, else as the kernel's set of that name does. */
    private ElementForm formOf(NamedSet set) {
        return ElementForm.of(set.handle().isPresent() ? set : find(set).orElse(set));
    }

    /** The elements of a set or map: ranges in the order of their keys; of a set without ranges of one field, in the kernel's order. */
    public List<SetElement> elements(NamedSet set) {
        ElementForm form = formOf(set);
        Stream<SetElement> told =
                socket.list(elementsOf(set), (type, flags, body) -> new ElementList(content(body))).stream()
                        .flatMap(list -> list.elements().stream());
        return form.isPaired()
                ? form.paired(told.toList())
                : told.map(form::read).toList();
    }

    /**
     * Hands the elements of a set or map to {@code visitor}, which answers whether to go on, and keeps none. The visitor must not
     * use this connection.
     *
     * @throws NetlinkException.DumpInterrupted after the last one, if the ruleset changed meanwhile: elements may have come twice
     *     or not at all, and ranges with another end
     */
    public void forEachElement(NamedSet set, Predicate<? super SetElement> visitor) {
        ElementForm form = formOf(set);
        ElementPairs pairs = new ElementPairs(form, visitor);
        Predicate<SetElement> told = form.isPaired() ? pairs::add : element -> visitor.test(form.read(element));
        AttributeReader list = new AttributeReader();
        AttributeReader elements = new AttributeReader();
        socket.dump(elementsOf(set), (type, flags, memory, offset, end) -> {
            list.wrap(memory, offset + Nfgenmsg.LENGTH, end);
            while (list.next()) {
                if (list.number() == ElementList.ELEMENTS.number()) {
                    elements.wrapNest(list);
                    while (elements.next()) {
                        if (!told.test(SetElement.CODEC.read(memory, elements.offset(), elements.length()))) {
                            return false;
                        }
                    }
                }
            }
            return true;
        });
        pairs.finish();
    }

    /**
     * The element that covers {@code key}, all of it where that is a range, if the set has one: in a set of ranges the whole range.
     *
     * @throws IllegalArgumentException where the key does not fit the set
     */
    public Optional<SetElement> element(NamedSet set, SetElement key) {
        ElementForm form = formOf(set);
        SetElement first = form.first(key);
        Optional<SetElement> found = lookUp(set, first);
        if (found.isEmpty() || key.isCatchAll()) {
            return found;
        }
        SetElement told = found.get();
        SetElement element = form.isPaired() ? form.joined(told, last(set, told.key())) : form.read(told);
        return form.covers(element, key) ? Optional.of(element) : Optional.empty();
    }

    /**
     * The last key of the range that begins with {@code first}. A key that is the end of one range and the beginning of the next may find
     * either, so it is asked for with one that is inside the range.
     */
    private byte[] last(NamedSet set, byte[] first) {
        if (ElementForm.isHighest(first)) {
            return first;
        }
        byte[] second = ElementForm.next(first);
        boolean single = lookUp(set, SetElement.of(second))
                .filter(start -> Arrays.equals(start.key(), first))
                .isEmpty();
        return single
                ? first
                : lookUp(set, SetElement.end(second))
                        .map(end -> ElementForm.previous(end.key()))
                        .orElseGet(() -> ElementForm.highest(first.length));
    }

    private Optional<SetElement> lookUp(NamedSet set, SetElement key) {
        ElementList wanted = ElementList.of(set).without(ElementList.SET_ID).with(ElementList.ELEMENTS, List.of(key));
        Request request = new Request(Messages.GETSETELEM, 0, wanted, () -> "find " + key + " in " + set);
        try {
            // acknowledged, since there is no answer about the end of a range that has none
            return socket.echo(request, (type, flags, body) -> new ElementList(content(body))).stream()
                    .flatMap(list -> list.elements().stream())
                    .findFirst();
        } catch (NetlinkException.NotFound missing) {
            String path = missing.report().attribute().orElse("");
            if (path.equals(ElementList.TABLE.name()) || path.equals(ElementList.SET.name())) {
                throw missing;
            }
            // Older kernels do not say what it is that is not there.
            if (path.isEmpty() && find(set).isEmpty()) {
                throw NetlinkException.refused(
                        request + " in " + socket.where(),
                        Errno.ENOENT,
                        "there is no set or map '" + Printable.of(set.name()) + "' in " + set.table());
            }
            return Optional.empty();
        }
    }

    private static Request elementsOf(NamedSet set) {
        return new Request(
                Messages.GETSETELEM,
                0,
                ElementList.of(set).without(ElementList.SET_ID),
                () -> "list the elements of " + set);
    }

    private <T extends NetlinkObject<T>> List<T> list(Kind<T> kind) {
        return list(kind, kind.all(), "list " + kind.plural(), object -> true);
    }

    private <T extends NetlinkObject<T>> List<T> list(Kind<T> kind, Table table) {
        return list(
                kind,
                kind.allIn(table),
                "list the " + kind.plural() + " of " + table,
                object -> kind.isIn(table, object));
    }

    private <T extends NetlinkObject<T>> List<T> list(Kind<T> kind, T filter, String operation, Predicate<T> wanted) {
        return socket.list(new Request(kind.get(), 0, filter, () -> operation), (answer, flags, body) -> {
            T object = answer == kind.answer().number() ? kind.factory().apply(content(body)) : null;
            return object != null && wanted.test(object) ? object : null;
        });
    }

    private <T extends NetlinkObject<T>> Optional<T> find(Kind<T> kind, T wanted) {
        try {
            return Optional.of(socket.get(
                    new Request(kind.get(), 0, wanted, () -> "find " + wanted),
                    (answer, flags, body) -> kind.factory().apply(content(body))));
        } catch (NetlinkException.NotFound missing) {
            return Optional.empty();
        }
    }

    private static Content content(byte[] body) {
        return Content.of(Nfgenmsg.withoutGeneration(body));
    }

    private static Content body(MemorySegment memory, long offset, long end) {
        return content(memory.asSlice(offset, end - offset).toArray(ValueLayout.JAVA_BYTE));
    }

    /** Closes the connection; tables that it owns go with it. */
    @Override
    public void close() {
        socket.close();
    }

    @Override
    public String toString() {
        return "nft in " + socket.where();
    }
}
