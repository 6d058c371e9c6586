package io.netlink4j.nft.object;

import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.STRING;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.internal.NameRules;
import io.netlink4j.nft.internal.NfTables;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.internal.Userdata;
import io.netlink4j.nft.packet.NfFamily;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A chain of rules: a base chain, which has a hook, or a chain that rules jump to ({@code NFTA_CHAIN_*}). */
public final class Chain extends NetlinkObject<Chain> {
    private static final Schema.Builder KEYS = Nfgenmsg.schema("chain");

    /** The table's name. */
    public static final Attribute<String> TABLE = KEYS.add(1, "NFTA_CHAIN_TABLE", STRING);

    /** The handle: the kernel's number. */
    public static final Attribute<Long> HANDLE = KEYS.add(2, "NFTA_CHAIN_HANDLE", BE64);

    /** Its name. */
    public static final Attribute<String> NAME = KEYS.add(3, "NFTA_CHAIN_NAME", STRING);

    /** The hook of a base chain. */
    public static final Attribute<ChainHook> HOOK =
            KEYS.nest(4, "NFTA_CHAIN_HOOK", () -> ChainHook.SCHEMA, ChainHook::new);

    /** The policy of a base chain. */
    public static final Attribute<Policy> POLICY =
            KEYS.add(5, "NFTA_CHAIN_POLICY", BE_COUNT.map(Policy::ofNumber, Policy::number));

    /** The number of its rules plus the number of rules that jump to it. */
    public static final Attribute<Integer> USE = KEYS.reported(6, "NFTA_CHAIN_USE", BE_COUNT);

    /** {@code filter}, {@code nat} or {@code route}, of a base chain. */
    public static final Attribute<String> TYPE = KEYS.add(7, "NFTA_CHAIN_TYPE", STRING);

    /** The counters of a base chain. */
    public static final Attribute<Counter> COUNTERS =
            KEYS.nest(8, "NFTA_CHAIN_COUNTERS", () -> Counter.SCHEMA, Counter::new);

    /** {@code enum nft_chain_flags}. */
    public static final Attribute<Integer> FLAGS = KEYS.add(10, "NFTA_CHAIN_FLAGS", BE_COUNT);

    /** Its number in this transaction. */
    public static final Attribute<Integer> ID = KEYS.requested(11, "NFTA_CHAIN_ID", BE_COUNT);

    /** Data of programs such as nft, among them the comment. */
    public static final Attribute<byte[]> USERDATA = KEYS.add(12, "NFTA_CHAIN_USERDATA", BINARY);

    /** The keys. */
    public static final Schema SCHEMA = KEYS.build();

    /** The descriptor of {@link Chain}: its messages, groups and identity. */
    public static final ObjectDescriptor<Chain> DESCRIPTOR = NfTables.describe(
                    "chain", "chains", SCHEMA, Chain::new, "CHAIN", 3, 27)
            .identity(Nfgenmsg.FAMILY, TABLE, NAME)
            .errors(ObjectErrors::addChain)
            .build();

    /** {@code NFT_CHAIN_HW_OFFLOAD} and {@code NFT_CHAIN_BINDING}. */
    private static final int OFFLOAD = 2;

    private static final int BINDING = 4;

    private static final String FILTER = "filter";
    private static final String NAT = "nat";
    private static final String ROUTE = "route";
    /** The priority of connection tracking, which address translation needs to run after. */
    private static final int CONNTRACK_PRIORITY = -200;

    private @Nullable Rule empty;

    /** The chain that {@code content} is. */
    public Chain(Content content) {
        super(content);
    }

    static Chain of(Table table, String name) {
        return named(table.get(Nfgenmsg.FAMILY), table.name(), NameRules.check("chain", name));
    }

    /** A chain of the same table that belongs to a rule. The kernel names it when the rule is added. */
    Chain anonymous() {
        return named(get(Nfgenmsg.FAMILY), table().name(), "").with(FLAGS, BINDING);
    }

    /** A reference to a chain by its name, without its other attributes. The name is not checked. */
    static Chain named(int family, String table, String name) {
        return new Chain(Content.of(Nfgenmsg.header(family))).with(TABLE, table).with(NAME, name);
    }

    /** A base chain that filters at {@code hook}, with the priority "filter". */
    public Chain filter(Hook hook) {
        return base(FILTER, hook, Priority.FILTER.value(family()));
    }

    /**
     * A base chain that translates addresses at {@code hook}. The priority is "dstnat" at prerouting and output, and "srcnat" at
     * postrouting and input.
     */
    public Chain nat(Hook hook) {
        requireIp(NAT);
        return switch (hook) {
            case PREROUTING, OUTPUT -> base(NAT, hook, Priority.DSTNAT.value(family()));
            case POSTROUTING, INPUT -> base(NAT, hook, Priority.SRCNAT.value(family()));
            default ->
                throw new IllegalArgumentException(
                        "a chain of type nat can only be at prerouting, input, output or postrouting, not at " + hook);
        };
    }

    /** A base chain at output with the priority "mangle". The kernel routes the packet again after it. */
    public Chain route() {
        requireIp(ROUTE);
        return base(ROUTE, Hook.OUTPUT, Priority.MANGLE.value(family()));
    }

    private void requireIp(String type) {
        if (family() != NfFamily.IP && family() != NfFamily.IP6 && family() != NfFamily.INET) {
            throw new IllegalArgumentException("a chain of type " + type
                    + " can only be in a table of family ip, ip6 or" + " inet, not in one of " + family());
        }
    }

    private Chain base(String type, Hook hook, int priority) {
        return with(HOOK, ChainHook.of(hook.number(family()), priority)).with(TYPE, type);
    }

    /** A copy at a named priority. */
    public Chain priority(Priority priority) {
        return priority(priority.value(family()));
    }

    /** A copy at a named priority plus {@code offset}. */
    public Chain priority(Priority priority, int offset) {
        long sum = (long) priority.value(family()) + offset;
        if (sum != (int) sum) {
            throw new IllegalArgumentException(
                    "the priority " + priority + " + " + offset + " is no number of 32 bits with a sign");
        }
        return priority((int) sum);
    }

    /** A copy at a priority. Of the base chains at a hook, the one with the lowest priority sees a packet first. */
    public Chain priority(int priority) {
        if (type().equals(Optional.of(NAT)) && priority <= CONNTRACK_PRIORITY) {
            throw new IllegalArgumentException("a chain of type nat must come after connection tracking, so its"
                    + " priority must be above "
                    + CONNTRACK_PRIORITY + ", not " + priority);
        }
        return with(HOOK, requireHook().with(ChainHook.PRIORITY, priority));
    }

    /**
     * A copy on one device, for chains at ingress and egress.
     *
     * @throws IllegalArgumentException if it is at another hook, or no interface can have the name
     */
    public Chain device(String name) {
        return with(HOOK, requireDevices().without(ChainHook.DEVS).with(ChainHook.DEV, NameRules.checkInterface(name)));
    }

    /** As {@link #device}, on several devices. */
    public Chain devices(List<String> names) {
        names.forEach(NameRules::checkInterface);
        return with(HOOK, requireDevices().without(ChainHook.DEV).with(ChainHook.DEVS, names));
    }

    /** A copy with a policy, the verdict for packets that reach the end; the kernel's default is accept. */
    public Chain policy(Policy policy) {
        requireHook();
        return with(POLICY, policy);
    }

    private ChainHook requireDevices() {
        ChainHook hook = requireHook();
        hook().filter(at -> at != Hook.INGRESS && at != Hook.EGRESS).ifPresent(at -> {
            throw new IllegalArgumentException(
                    this + " is at " + at + ", but only chains at ingress and egress belong to devices");
        });
        return hook;
    }

    /**
     * A copy whose rules the devices execute, if they can: {@code flags offload} of nft.
     *
     * @throws IllegalArgumentException if it is at another hook than ingress or egress
     */
    public Chain offload() {
        requireDevices();
        return with(FLAGS, get(FLAGS).orElse(0) | OFFLOAD);
    }

    private ChainHook requireHook() {
        return get(HOOK)
                .orElseThrow(
                        () -> new IllegalArgumentException(this + " has no hook; call filter, nat or route first"));
    }

    /**
     * The family of its table.
     *
     * @throws NetlinkException.Malformed if this library does not know it
     */
    public NfFamily family() {
        return Nfgenmsg.family(this);
    }

    /** The table that it is in, by its name. */
    public Table table() {
        return Table.of(this);
    }

    /** Its name. */
    public String name() {
        return require(NAME);
    }

    /** The handle, the kernel's number; empty if it was not read. */
    public Optional<Long> handle() {
        return get(HANDLE);
    }

    /** Whether it is a base chain: it has a hook. */
    public boolean isBase() {
        return has(HOOK);
    }

    /** {@code filter}, {@code nat} or {@code route}; empty if it is no base chain. */
    public Optional<String> type() {
        return get(TYPE);
    }

    /** The hook; empty if it is no base chain. */
    public Optional<Hook> hook() {
        return get(HOOK)
                .flatMap(hook -> hook.get(ChainHook.HOOKNUM))
                .flatMap(number -> Hook.ofNumber(family(), number));
    }

    /** The priority; empty if it is no base chain. */
    public Optional<Integer> priority() {
        return get(HOOK).flatMap(hook -> hook.get(ChainHook.PRIORITY));
    }

    /** The devices; none if it is on all devices or is no base chain. */
    public List<String> devices() {
        return get(HOOK)
                .flatMap(hook -> hook.get(ChainHook.DEVS)
                        .or(() -> hook.get(ChainHook.DEV).map(List::of)))
                .orElse(List.of());
    }

    /** Whether devices execute its rules. */
    public boolean isOffloaded() {
        return (get(FLAGS).orElse(0) & OFFLOAD) != 0;
    }

    /** Whether it belongs to the rule that jumps to it. */
    public boolean isAnonymous() {
        return (get(FLAGS).orElse(0) & BINDING) != 0;
    }

    /** The policy; empty if it is no base chain or none was set. */
    public Optional<Policy> policy() {
        return get(POLICY);
    }

    /** The comment. */
    public Optional<String> comment() {
        return get(USERDATA).flatMap(notes -> Userdata.text(notes, Userdata.COMMENT));
    }

    /** A copy with a comment of at most 128 bytes; from kernel 5.10 on. */
    public Chain comment(String comment) {
        return with(USERDATA, Userdata.withComment(get(USERDATA).orElse(Userdata.EMPTY), Userdata.COMMENT, comment));
    }

    /**
     * A rule of this chain.
     *
     * @throws IllegalArgumentException if there is no statement, the family of the table does not allow one, or the statements contradict
     *     each other
     */
    public Rule rule(RulePart... parts) {
        return rule(List.of(parts));
    }

    /** A rule of this chain, from a list. */
    public Rule rule(List<? extends RulePart> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A rule without statements does nothing, and nft refuses it.");
        }
        return Rule.of(this, parts);
    }

    /** A rule of this chain without expressions, from which all rules of the chain are made. */
    Rule emptyRule() {
        Rule made = empty;
        if (made == null) {
            made = new Rule(Content.of(Nfgenmsg.header(get(Nfgenmsg.FAMILY))))
                    .with(Rule.TABLE, require(TABLE))
                    .with(Rule.CHAIN, require(NAME));
            empty = made;
        }
        return made;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Chain copy(Content content) {
        return new Chain(content);
    }

    /** As nft names it: {@code chain ip nat postrouting}. */
    @Override
    public String toString() {
        return "chain " + label();
    }

    String label() {
        return Nfgenmsg.label(this) + " "
                + Printable.of(get(TABLE).orElse("?")) + " "
                + Printable.of(get(NAME).orElse("?"));
    }
}
