package io.netlink4j.nft;

import static io.netlink4j.core.message.MessageHeader.NLM_F_ACK;
import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;
import static io.netlink4j.core.message.MessageHeader.NLM_F_ECHO;
import static io.netlink4j.core.message.MessageHeader.NLM_F_REPLACE;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.Transmission;
import io.netlink4j.core.attribute.AttributeReader;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.expression.Expression;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
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
     * Has the kernel check the changes without making them.
     *
     * @throws NetlinkException for the first change that it would refuse, with those for the others as suppressed exceptions
     */
    public void check(Transaction transaction) {
        if (!transaction.isEmpty()) {
            // a transaction without its last message is checked and then given up
            List<Request> requests = requests(transaction, Optional.empty(), false);
            requests.removeLast();
            Transmission answer = socket.transmit(requests, ANSWER * requests.size(), Nft::ignore);
            failIfRefused(answer);
            if (answer.overrun()) {
                throw overrun(requests, "answers were lost");
            }
        }
    }

    private Commit commit(Transaction transaction, Optional<Generation> expected) {
        List<Request> changes = transaction.requests();
        @Nullable NetlinkObject<?>[] created = new NetlinkObject<?>[changes.size()];
        if (transaction.isEmpty()) {
            return new Commit(transaction, created);
        }
        List<Request> requests = requests(transaction, expected, transaction.isEchoed());
        long room = ANSWER * requests.size();
        Transmission answer = socket.transmit(
                requests,
                transaction.isEchoed() ? Math.max(room, ECHOES) : room,
                (index, type, flags, memory, offset, end) -> {
                    Function<Content, ? extends NetlinkObject<?>> factory = index < 1 ? null : factory(type);
                    if (factory != null
                            && index <= created.length
                            && changes.get(index - 1).type().number() == type) {
                        created[index - 1] = factory.apply(body(memory, offset, end));
                    }
                });
        // Refusals come first, into an empty buffer. So where there is none, what did not fit are reports of what was
        // created.
        failIfRefused(answer);
        return new Commit(transaction, created);
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
                && factory(change.type().number()) != null;
        return creates
                ? new Request(change.type(), change.flags() | NLM_F_ECHO, change.body(), change.operation())
                : change;
    }

    private static @Nullable Function<Content, ? extends NetlinkObject<?>> factory(int type) {
        if (type == Messages.NEWRULE.number()) {
            return Rule::new;
        }
        if (type == Messages.NEWTABLE.number()) {
            return Table::new;
        }
        if (type == Messages.NEWCHAIN.number()) {
            return Chain::new;
        }
        return type == Messages.NEWSET.number() ? NamedSet::new : null;
    }

    private static void failIfRefused(Transmission answer) {
        if (!answer.failures().isEmpty()) {
            List<NetlinkException> all = answer.failures().stream()
                    .map(Transmission.Failure::exception)
                    .toList();
            throw all.getFirst().alongWith(all.subList(1, all.size()));
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
        Table any = new Table(Content.of(Nfgenmsg.header(0)));
        return list(Messages.GETTABLE, any, "list tables", Messages.NEWTABLE, Table::new, table -> true);
    }

    /** The table {@code name} of {@code family}, if there is one. */
    public Optional<Table> table(NfFamily family, String name) {
        Table wanted = Table.named(family.number(), name);
        return find(Messages.GETTABLE, wanted, "find " + wanted, Table::new);
    }

    /** All chains of all tables. */
    public List<Chain> chains() {
        Chain any = new Chain(Content.of(Nfgenmsg.header(0)));
        return list(Messages.GETCHAIN, any, "list chains", Messages.NEWCHAIN, Chain::new, chain -> true);
    }

    /** The chains of a table. */
    public List<Chain> chains(Table table) {
        Chain any = new Chain(Content.of(Nfgenmsg.header(table.get(Nfgenmsg.FAMILY)))).with(Chain.TABLE, table.name());
        return list(
                Messages.GETCHAIN,
                any,
                "list the chains of " + table,
                Messages.NEWCHAIN,
                Chain::new,
                chain -> chain.get(Chain.TABLE).equals(Optional.of(table.name())));
    }

    /** The chain {@code name} of {@code table}, if there is one. */
    public Optional<Chain> chain(Table table, String name) {
        Chain wanted = Chain.named(table.get(Nfgenmsg.FAMILY), table.name(), name);
        return find(Messages.GETCHAIN, wanted, "find " + wanted, Chain::new);
    }

    /** All rules of all tables, in the order of their chains. */
    public List<Rule> rules() {
        Rule any = Rule.any(0);
        return list(Messages.GETRULE, any, "list rules", Messages.NEWRULE, Rule::new, rule -> true);
    }

    /** The rules of all chains of a table. */
    public List<Rule> rules(Table table) {
        Rule any = Rule.any(table.get(Nfgenmsg.FAMILY)).with(Rule.TABLE, table.name());
        return list(
                Messages.GETRULE,
                any,
                "list the rules of " + table,
                Messages.NEWRULE,
                Rule::new,
                rule -> rule.get(Rule.TABLE).equals(Optional.of(table.name())));
    }

    /** The rules of a chain, in order. */
    public List<Rule> rules(Chain chain) {
        String table = chain.table().name();
        return list(
                Messages.GETRULE,
                chain.emptyRule(),
                "list the rules of " + chain,
                Messages.NEWRULE,
                Rule::new,
                rule -> rule.get(Rule.CHAIN).equals(Optional.of(chain.name()))
                        && rule.get(Rule.TABLE).equals(Optional.of(table)));
    }

    /**
     * A rule that was read, with the anonymous sets and chains that it uses, so that it can be added to another chain, table or
     * namespace. Without them it can only be deleted or replaced.
     */
    public Rule withSets(Rule rule) {
        Map<String, AnonymousSet> sets = new HashMap<>();
        Map<String, AnonymousChain> chains = new HashMap<>();
        Table table = rule.chain().table();
        for (Expression expression : rule.expressions()) {
            SetUse.of(expression)
                    .filter(SetUse::mayBeAnonymous)
                    .flatMap(use -> set(table, use.set()))
                    .filter(NamedSet::isAnonymous)
                    .ifPresent(set -> sets.put(set.name(), new AnonymousSet(set.unnamed(), ordered(set))));
            ChainUse.of(expression)
                    .filter(ChainUse::mayBeAnonymous)
                    .flatMap(use -> chain(table, use.chain()))
                    .filter(Chain::isAnonymous)
                    .ifPresent(chain -> chains.put(
                            chain.name(),
                            new AnonymousChain(
                                    chain,
                                    rules(chain).stream().map(this::withSets).toList())));
        }
        return rule.withParts(sets, chains);
    }

    private List<SetElement> ordered(NamedSet set) {
        return elements(set).stream().sorted(Intervals.ORDER).toList();
    }

    /** All sets and maps of all tables, anonymous ones included. */
    public List<NamedSet> sets() {
        NamedSet any = new NamedSet(Content.of(Nfgenmsg.header(0)));
        return list(Messages.GETSET, any, "list sets", Messages.NEWSET, NamedSet::new, set -> true);
    }

    /** The sets and maps of a table, anonymous ones included. */
    public List<NamedSet> sets(Table table) {
        NamedSet any = new NamedSet(Content.of(Nfgenmsg.header(table.get(Nfgenmsg.FAMILY))))
                .with(NamedSet.TABLE, table.name());
        return list(
                Messages.GETSET,
                any,
                "list the sets of " + table,
                Messages.NEWSET,
                NamedSet::new,
                set -> set.get(NamedSet.TABLE).equals(Optional.of(table.name())));
    }

    /** The set or map {@code name} of {@code table}, if there is one. */
    public Optional<NamedSet> set(Table table, String name) {
        NamedSet wanted = NamedSet.named(table.get(Nfgenmsg.FAMILY), table.name(), name);
        return find(Messages.GETSET, wanted, "find " + wanted, NamedSet::new);
    }

    /** The elements of a set or map, in no order. */
    public List<SetElement> elements(NamedSet set) {
        return socket.list(elementsOf(set), (type, flags, body) -> new ElementList(content(body))).stream()
                .flatMap(list -> list.elements().stream())
                .toList();
    }

    /**
     * Hands the elements of a set or map to {@code visitor}, which answers whether to go on, and keeps none. The visitor must not
     * use this connection.
     *
     * @throws NetlinkException.DumpInterrupted after the last one, if the ruleset changed meanwhile: elements may have come twice
     *     or not at all
     */
    public void forEachElement(NamedSet set, Predicate<? super SetElement> visitor) {
        AttributeReader list = new AttributeReader();
        AttributeReader elements = new AttributeReader();
        socket.dump(elementsOf(set), (type, flags, memory, offset, end) -> {
            list.wrap(memory, offset + Nfgenmsg.LENGTH, end);
            while (list.next()) {
                if (list.number() == ElementList.ELEMENTS.number()) {
                    elements.wrapNest(list);
                    while (elements.next()) {
                        if (!visitor.test(SetElement.CODEC.read(memory, elements.offset(), elements.length()))) {
                            return false;
                        }
                    }
                }
            }
            return true;
        });
    }

    /**
     * The element that covers {@code key}, if the set has one: the element itself or, in a set of ranges, the end of the range
     * that the kernel answers.
     */
    public Optional<SetElement> element(NamedSet set, SetElement key) {
        ElementList wanted = ElementList.of(set).without(ElementList.SET_ID).with(ElementList.ELEMENTS, List.of(key));
        Request request = new Request(Messages.GETSETELEM, 0, wanted, () -> "find " + key + " in " + set);
        try {
            return socket.get(request, (type, flags, body) -> new ElementList(content(body))).elements().stream()
                    .findFirst();
        } catch (NetlinkException.NotFound missing) {
            String path = missing.report().attribute().orElse("");
            if (path.equals(ElementList.TABLE.name()) || path.equals(ElementList.SET.name())) {
                throw missing;
            }
            // Older kernels do not say what it is that is not there.
            if (path.isEmpty() && set(set.table(), set.name()).isEmpty()) {
                throw NetlinkException.refused(request + " in " + socket.where(), Errno.ENOENT, "there is no such set");
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

    private <T extends NetlinkObject<T>> List<T> list(
            MessageType type,
            T filter,
            String operation,
            MessageType answers,
            Function<Content, T> factory,
            Predicate<T> wanted) {
        return socket.list(new Request(type, 0, filter, () -> operation), (answer, flags, body) -> {
            T object = answer == answers.number() ? factory.apply(content(body)) : null;
            // not every kernel filters by the names in the request
            return object != null && wanted.test(object) ? object : null;
        });
    }

    private <T extends NetlinkObject<T>> Optional<T> find(
            MessageType type, T wanted, String operation, Function<Content, T> factory) {
        try {
            return Optional.of(socket.get(
                    new Request(type, 0, wanted, () -> operation),
                    (answer, flags, body) -> factory.apply(content(body))));
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
