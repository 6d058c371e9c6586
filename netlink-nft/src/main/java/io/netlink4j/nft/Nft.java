package io.netlink4j.nft;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.collection.ObjectSubscriptions;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.compile.Profile;
import io.netlink4j.nft.error.ErrorExplanations;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.internal.NfTables;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.kernel.RulesetReader;
import io.netlink4j.nft.kernel.RulesetTypes;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Flowtable;
import io.netlink4j.nft.object.Generation;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A connection to nf_tables in one network namespace. It is thread-safe. Changes are transactions; reading returns
 * the same values that transactions take.
 *
 * {@snippet :
 * try (var nft = Nft.open()) {
 *     nft.commit(tx -> {
 *         Table nat = tx.add(Table.ip("nat"));
 *         Chain out = tx.add(nat.chain("out").nat(Hook.POSTROUTING));
 *         tx.add(out.rule(Masq.plain()).comment("all that goes out"));
 *     });
 * }
 * }
 */
public final class Nft implements AutoCloseable {
    /** {@code NETLINK_NETFILTER}. */
    private static final Protocol PROTOCOL =
            Protocol.of("NETLINK_NETFILTER", 12, RulesetTypes::messages, ErrorExplanations::explain);

    private static final int ATTEMPTS = 100;

    private final NetlinkSocket socket;
    private final RulesetReader reader;
    private final TransactionSender sender;
    /** Empty for that which rules have already, so that a program which only reads does not load the class. */
    private final Optional<Profile> profile;

    private Nft(NetlinkSocket socket) {
        this.socket = socket;
        this.reader = new RulesetReader(socket);
        this.sender = new TransactionSender(socket, reader);
        this.profile = Optional.empty();
    }

    private Nft(Nft same, Profile profile) {
        this.socket = same.socket;
        this.reader = same.reader;
        this.sender = same.sender;
        this.profile = Optional.of(profile);
    }

    /** Connects in the calling thread's network namespace. */
    public static Nft open() {
        return new Nft(NetlinkSocket.open(PROTOCOL));
    }

    /** Connects in {@code namespace}; the calling thread stays where it is. */
    public static Nft open(NetworkNamespace namespace) {
        return new Nft(NetlinkSocket.open(PROTOCOL, namespace));
    }

    /**
     * The same connection, through which rules are added with the bytecode that another version of nft makes of their statements. Both end
     * when one of them is closed. A {@link Transaction} keeps the bytecode that it was made with,
     * and so does a rule that was given another profile than {@link Profile#DEFAULT}.
     */
    public Nft withProfile(Profile profile) {
        return new Nft(this, profile);
    }

    /** The bytecode that the statements of rules become: {@link Profile#DEFAULT} unless another one was asked for. */
    public Profile profile() {
        return profile.orElse(Profile.DEFAULT);
    }

    /** The protocol {@code NETLINK_NETFILTER}: the messages of nf_tables with all their attributes. */
    public static Protocol protocol() {
        return PROTOCOL;
    }

    /**
     * Makes the changes that {@code changes} adds, all or none.
     *
     * @throws NetlinkException for the first refused change, with those for the others as suppressed exceptions
     */
    public Commit commit(Consumer<? super TransactionBuilder> changes) {
        return commit(Transaction.of(profile(), changes));
    }

    /**
     * Makes the changes, all or none.
     *
     * @throws NetlinkException for the first refused change, with those for the others as suppressed exceptions
     */
    public Commit commit(Transaction transaction) {
        return sender.commit(transaction, Optional.empty());
    }

    /**
     * Makes the changes if the ruleset still has the generation {@code expected}.
     *
     * @throws NetlinkException.Conflict if it is not
     */
    public Commit commit(Transaction transaction, Generation expected) {
        return sender.commit(transaction, Optional.of(expected));
    }

    /**
     * Makes changes that depend on what {@code changes} reads. If another program changes the ruleset between that call and
     * the commit, {@code changes} is called again, so it must have no other effects.
     *
     * @throws NetlinkException.Conflict if that happened too often
     */
    public Commit transact(Consumer<? super TransactionBuilder> changes) {
        return transacting(before -> commit(Transaction.of(profile(), changes), before));
    }

    /** Calls {@code change} with the generation, and again if another program changes the ruleset meanwhile. */
    <T> T transacting(Function<Generation, T> change) {
        for (int attempt = 1; ; attempt++) {
            try {
                return change.apply(generation());
            } catch (NetlinkException.Conflict | NetlinkException.DumpInterrupted overtaken) {
                if (attempt == ATTEMPTS) {
                    throw overtaken;
                }
            }
        }
    }

    /**
     * Lets the kernel check the changes without making them. In a table that the transaction adds itself, the kernel does not
     * check hooks of statements and circles of jumps before the commit.
     *
     * @throws NetlinkException for the first change that it would refuse, with those for the others as suppressed exceptions
     */
    public void check(Transaction transaction) {
        sender.check(transaction);
    }

    /**
     * Whether the kernel has what a rule of {@code parts} needs, in a table of {@code family}. The kernel checks a transaction with such a
     * rule, which is never committed. Hooks are not checked.
     *
     * @throws NetlinkException.NotPermitted if the process may not change the ruleset
     * @throws IllegalArgumentException if the parts make no rule in such a table
     */
    public boolean supports(NfFamily family, RulePart... parts) {
        return Support.check(this, family, parts);
    }

    /**
     * Makes {@code wanted} the elements of a set or map: deletes and adds those that differ, and nothing else. Elements with the same keys
     * are equal if their values and comments are, and also their timeouts if the wanted one has one. It reads the whole set first, and again
     * if another program changes the ruleset meanwhile. {@link #elementWriter} does not read a set that it wrote itself.
     *
     * @throws NetlinkException.NotFound if there is no such set
     * @throws IllegalArgumentException if an element does not fit the set
     */
    public Commit replaceElements(NamedSet set, Iterable<SetElement> wanted) {
        return elementWriter(set).replace(wanted);
    }

    /** What replaces the elements of a set or map again and again, and remembers them, so that a few differences take little time. */
    public ElementWriter elementWriter(NamedSet set) {
        return new ElementWriter(this, set);
    }

    /**
     * Subscribes to all changes of the ruleset in this namespace: tables, chains, rules, sets, {@linkplain
     * io.netlink4j.nft.set.SetElements elements}, named objects, flowtables and generations, in the order in which the kernel makes them. A
     * {@link Generation} ends the events of a transaction. Elements that packets add to a set are reported, too; elements that expire
     * are not.
     *
     * <p>The subscription has a socket of its own and outlives this connection. Subscribe first and read the ruleset then, so that no
     * change
     * is missed.
     */
    public Subscription<NetlinkObject<?>> subscribe() {
        return ObjectSubscriptions.subscribe(socket, RulesetTypes.REPORTED);
    }

    /**
     * Subscribes to the changes of objects of one type, such as {@code SetElements.DESCRIPTOR}.
     *
     * @throws IllegalArgumentException if {@code type} is none of those that {@link #subscribe()} names
     */
    public <T extends NetlinkObject<T>> Subscription<T> subscribe(ObjectDescriptor<T> type) {
        if (!RulesetTypes.REPORTED.contains(type)) {
            throw new IllegalArgumentException(
                    "nf_tables reports " + RulesetTypes.REPORTED + ", and not those " + type);
        }
        return ObjectSubscriptions.subscribe(socket, type);
    }

    /** The ruleset's generation. */
    public Generation generation() {
        return reader.generation();
    }

    /** The tables. */
    public RulesetCollection<Table> tables() {
        return new RulesetCollection<>(
                this, socket, Table.DESCRIPTOR, TransactionBuilder::add, TransactionBuilder::delete);
    }

    /** The table {@code name} of {@code family}, if there is one. */
    public Optional<Table> table(NfFamily family, String name) {
        return tables().find(NfTables.reference(Table.DESCRIPTOR, family.number(), name));
    }

    /** The chains of all tables. */
    public RulesetCollection<Chain> chains() {
        return new RulesetCollection<>(
                this, socket, Chain.DESCRIPTOR, TransactionBuilder::add, TransactionBuilder::delete);
    }

    /** The chain {@code name} of {@code table}, if there is one. */
    public Optional<Chain> chain(Table table, String name) {
        return chains().find(in(table, Chain.DESCRIPTOR).with(Chain.NAME, name));
    }

    /** The rules of all tables, in the order of their chains. */
    public Rules rules() {
        return new Rules(this, socket);
    }

    /** The named objects of all tables: counters, quotas, helpers of connection tracking .... */
    public RulesetCollection<NamedObject> objects() {
        return new RulesetCollection<>(
                this, socket, NamedObject.DESCRIPTOR, TransactionBuilder::add, TransactionBuilder::delete);
    }

    /** The object {@code name} of {@code type} in {@code table}, if there is one. */
    public Optional<NamedObject> object(Table table, ObjectType type, String name) {
        return objects()
                .find(in(table, NamedObject.DESCRIPTOR)
                        .with(NamedObject.NAME, name)
                        .with(NamedObject.TYPE, type));
    }

    /**
     * Resets a counter or quota to zero.
     *
     * @return the object as it was before
     * @throws NetlinkException.NotFound if there is no such object
     */
    public NamedObject reset(NamedObject object) {
        return reader.reset(object);
    }

    /**
     * Resets the counters and quotas of a rule that was read; from kernel 6.2 on.
     *
     * @return the rule as it was before
     * @throws NetlinkException.NotFound if it does not exist any more
     */
    public Rule reset(Rule rule) {
        RuleChanges.handle(rule);
        return reader.reset(rule);
    }

    /**
     * Resets the counters and quotas of the element that {@link #element} finds; from kernel 6.5 on.
     *
     * @return the element as it was before
     * @throws NetlinkException.NotFound if there is none
     * @throws IllegalArgumentException if the key does not fit the set
     */
    public SetElement reset(NamedSet set, SetElement key) {
        return reader.elements().reset(set, key);
    }

    /** The flowtables of all tables. */
    public RulesetCollection<Flowtable> flowtables() {
        return new RulesetCollection<>(
                this, socket, Flowtable.DESCRIPTOR, TransactionBuilder::add, TransactionBuilder::delete);
    }

    /** The flowtable {@code name} of {@code table}, if there is one. */
    public Optional<Flowtable> flowtable(Table table, String name) {
        return flowtables().find(in(table, Flowtable.DESCRIPTOR).with(Flowtable.NAME, name));
    }

    /**
     * Completes a rule that was read with the anonymous sets and chains that it uses, so that it can be added to another
     * chain, table or namespace. Without them it can only be deleted or replaced.
     */
    public Rule withSets(Rule rule) {
        Table table = rule.chain().table();
        return new RuleCompletion(
                        name -> set(table, name)
                                .filter(NamedSet::isAnonymous)
                                .map(set -> RuleCompletion.anonymous(set, elements(set))),
                        name -> chain(table, name).filter(Chain::isAnonymous),
                        rules()::list)
                .complete(rule);
    }

    /**
     * Reads a consistent snapshot of all tables with everything in them. Reads again if another program changes the ruleset meanwhile.
     *
     * @throws NetlinkException.DumpInterrupted if the ruleset changed during each of many attempts
     */
    public Ruleset ruleset() {
        return consistently("read the ruleset", () -> Ruleset.read(this, tables().list()));
    }

    /**
     * Reads a consistent snapshot of a table with everything in it. Reads again if another program changes the ruleset meanwhile.
     *
     * @throws NetlinkException.NotFound if there is no such table
     * @throws NetlinkException.DumpInterrupted if the ruleset changed during each of many attempts
     */
    public Ruleset ruleset(Table table) {
        String operation = "read " + table;
        return consistently(operation, () -> {
            Table found = tables().find(table)
                    .orElseThrow(() -> NetlinkException.refused(
                            operation + " in " + socket.where(), Errno.ENOENT, "there is no such table"));
            return Ruleset.read(this, List.of(found));
        });
    }

    /** The names of the links in this namespace, by their indexes. */
    Map<Integer, String> linkNames() {
        return socket.linkNames();
    }

    /** Reads again until no other program changes the ruleset during the read. */
    private <T> T consistently(String operation, Supplier<T> reading) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Generation before = generation();
            try {
                T read = reading.get();
                if (generation().id() == before.id()) {
                    return read;
                }
            } catch (NetlinkException.NotFound | NetlinkException.DumpInterrupted failure) {
                // a listed table may have been deleted meanwhile
                if (generation().id() == before.id()) {
                    throw failure;
                }
            }
        }
        throw new NetlinkException.DumpInterrupted(operation, ATTEMPTS);
    }

    /** The sets and maps of all tables, anonymous ones included. */
    public RulesetCollection<NamedSet> sets() {
        return new RulesetCollection<>(
                this, socket, NamedSet.DESCRIPTOR, TransactionBuilder::add, TransactionBuilder::delete);
    }

    /** The set or map {@code name} of {@code table}, if there is one. */
    public Optional<NamedSet> set(Table table, String name) {
        return sets().find(in(table, NamedSet.DESCRIPTOR).with(NamedSet.NAME, name));
    }

    private static <T extends NetlinkObject<T>> T in(Table table, ObjectDescriptor<T> type) {
        return NfTables.reference(type, table.get(Nfgenmsg.FAMILY), table.name());
    }

    /** The elements of a set or map: ranges in the order of their keys; of a set without ranges of one field, in the kernel's order. */
    public List<SetElement> elements(NamedSet set) {
        return reader.elements().list(set);
    }

    /**
     * Passes the elements of a set or map to {@code visitor} one by one, without keeping them, until it returns false. The
     * visitor must not use this connection.
     *
     * @throws NetlinkException.DumpInterrupted after the last one, if the ruleset changed meanwhile: elements may have come twice
     *     or not at all, and ranges with another end
     */
    public void forEachElement(NamedSet set, Predicate<? super SetElement> visitor) {
        reader.elements().forEach(set, visitor);
    }

    /**
     * The element that contains {@code key}, or all of {@code key} if that is a range. In a set of ranges this is the whole
     * range.
     *
     * @throws IllegalArgumentException if the key does not fit the set
     */
    public Optional<SetElement> element(NamedSet set, SetElement key) {
        return reader.elements().find(set, key);
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
