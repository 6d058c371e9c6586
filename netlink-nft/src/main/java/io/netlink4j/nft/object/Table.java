package io.netlink4j.nft.object;

import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.STRING;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.internal.NameRules;
import io.netlink4j.nft.internal.NfTables;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.internal.Userdata;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table: the chains, rules and sets of one family that belong together ({@code NFTA_TABLE_*}). */
public final class Table extends NetlinkObject<Table> {
    private static final Schema.Builder KEYS = Nfgenmsg.schema("table");

    /** Its name. */
    public static final Attribute<String> NAME = KEYS.add(1, "NFTA_TABLE_NAME", STRING);

    /** {@code enum nft_table_flags}. */
    public static final Attribute<Integer> FLAGS = KEYS.add(2, "NFTA_TABLE_FLAGS", BE_COUNT);

    /** The number of chains, sets and objects. */
    public static final Attribute<Integer> USE = KEYS.reported(3, "NFTA_TABLE_USE", BE_COUNT);

    /** The handle: the kernel's number. */
    public static final Attribute<Long> HANDLE = KEYS.add(4, "NFTA_TABLE_HANDLE", BE64);

    /** Data of programs such as nft, among them the comment. */
    public static final Attribute<byte[]> USERDATA = KEYS.add(6, "NFTA_TABLE_USERDATA", BINARY);

    /** The netlink port of the program that owns it. */
    public static final Attribute<Integer> OWNER = KEYS.reported(7, "NFTA_TABLE_OWNER", BE_COUNT);

    /** The keys. */
    public static final Schema SCHEMA = KEYS.build();

    /** The descriptor of {@link Table}: its messages, groups and identity. */
    public static final ObjectDescriptor<Table> DESCRIPTOR = NfTables.describe(
                    "table", "tables", SCHEMA, Table::new, "TABLE", 0, 26)
            .identity(Nfgenmsg.FAMILY, NAME)
            .errors(ObjectErrors::addTable)
            .build();

    private static final int DORMANT = 1;
    private static final int OWNED = 2;
    private static final int PERSIST = 4;

    /** The table that {@code content} is. */
    public Table(Content content) {
        super(content);
    }

    /**
     * The table {@code name} of {@code family}.
     *
     * @throws IllegalArgumentException if nft could not read the name; a table that has such a name can still be listed and used
     */
    public static Table of(NfFamily family, String name) {
        return named(family.number(), NameRules.check("table", name));
    }

    /** The table that a chain, rule, set, object or flowtable is in, by its name. */
    public static Table of(NetlinkObject<?> member) {
        return named(member.get(Nfgenmsg.FAMILY), member.get(Nfgenmsg.TABLE).orElse(""));
    }

    /** A reference to a table by its name, without its other attributes. The name is not checked. */
    static Table named(int family, String name) {
        return NfTables.reference(DESCRIPTOR, family, name);
    }

    /** A table for IPv4. */
    public static Table ip(String name) {
        return of(NfFamily.IP, name);
    }

    /** A table for IPv6. */
    public static Table ip6(String name) {
        return of(NfFamily.IP6, name);
    }

    /** A table for IPv4 and IPv6. */
    public static Table inet(String name) {
        return of(NfFamily.INET, name);
    }

    /** A table of the frames that bridges forward. */
    public static Table bridge(String name) {
        return of(NfFamily.BRIDGE, name);
    }

    /** A table of ARP packets. */
    public static Table arp(String name) {
        return of(NfFamily.ARP, name);
    }

    /** A table of the packets that enter or leave devices. */
    public static Table netdev(String name) {
        return of(NfFamily.NETDEV, name);
    }

    /**
     * Its family.
     *
     * @throws NetlinkException.Malformed if this library does not know it
     */
    public NfFamily family() {
        return Nfgenmsg.family(this);
    }

    /** Its name. */
    public String name() {
        return require(NAME);
    }

    /** The handle, the kernel's number; empty if it was not read. */
    public Optional<Long> handle() {
        return get(HANDLE);
    }

    /** The number of chains, sets and objects, as reported; 0 if it was not read. */
    public int use() {
        return get(USE).orElse(0);
    }

    /** Whether the chains are inactive: they see no packets. */
    public boolean isDormant() {
        return hasFlag(DORMANT);
    }

    /** A copy with inactive chains, which see no packets. */
    public Table dormant() {
        return dormant(true);
    }

    /** A copy with inactive or active chains. */
    public Table dormant(boolean dormant) {
        int flags = get(FLAGS).orElse(0);
        return with(FLAGS, dormant ? flags | DORMANT : flags & ~DORMANT);
    }

    /** Whether a program owns it. No other program can change it, and the kernel deletes it when the program's socket closes. */
    public boolean isOwned() {
        return hasFlag(OWNED);
    }

    /** A copy that is owned by the connection that adds it. The kernel deletes the table when that connection closes. */
    public Table owned() {
        return withFlag(OWNED);
    }

    /** A copy that stays when the connection that owns it closes; from kernel 6.9 on. */
    public Table persistent() {
        return withFlag(PERSIST);
    }

    /** Whether it has no flags beside {@code NFT_TABLE_F_DORMANT}, which all kernels know. */
    public boolean hasOnlyKnownFlags() {
        return (get(FLAGS).orElse(0) & ~DORMANT) == 0;
    }

    private boolean hasFlag(int flag) {
        return (get(FLAGS).orElse(0) & flag) != 0;
    }

    private Table withFlag(int flag) {
        return with(FLAGS, get(FLAGS).orElse(0) | flag);
    }

    /** The comment. */
    public Optional<String> comment() {
        return get(USERDATA).flatMap(notes -> Userdata.text(notes, Userdata.COMMENT));
    }

    /** A copy with a comment of at most 128 bytes; from kernel 5.10 on. */
    public Table comment(String comment) {
        return with(USERDATA, Userdata.withComment(get(USERDATA).orElse(Userdata.EMPTY), Userdata.COMMENT, comment));
    }

    /**
     * A chain of this table without a hook; other chains jump to it.
     *
     * @throws IllegalArgumentException if nft could not read the name; a chain that has such a name can still be listed and used
     */
    public Chain chain(String name) {
        return Chain.of(this, name);
    }

    /**
     * A set of this table with keys of type {@code key}.
     *
     * @throws IllegalArgumentException if nft could not read the name; a set that has such a name can still be listed and used
     */
    public NamedSet set(String name, SetKey key) {
        return new NamedSet(Content.of(Nfgenmsg.header(get(Nfgenmsg.FAMILY))))
                .with(NamedSet.TABLE, name())
                .with(NamedSet.NAME, NameRules.check("set", name))
                .with(NamedSet.FLAGS, 0)
                .key(key);
    }

    /**
     * A map of this table from {@code key} to {@code value}.
     *
     * @throws IllegalArgumentException if nft could not read the name; a map that has such a name can still be listed and used
     */
    public NamedSet map(String name, SetKey key, SetKey value) {
        return set(name, key).value(value);
    }

    /**
     * A map of this table from {@code key} to the names of objects: {@code type inet_service : counter} of nft.
     *
     * @throws IllegalArgumentException if nft could not read the name; a map that has such a name can still be listed and used
     */
    public NamedSet map(String name, SetKey key, ObjectType objects) {
        return set(name, key).objects(objects);
    }

    /**
     * A named object of this table. nft has no words for a connection limit: a signal ends it where it is to list one.
     *
     * @param state its type and initial state: a counter, quota, limit, connection limit or synproxy
     * @throws IllegalArgumentException if {@code state} is another expression, or nft could not read the name
     */
    public NamedObject object(String name, Expression state) {
        return NamedObject.of(this, name, state);
    }

    /**
     * A helper of connection tracking in this table.
     *
     * @param helper the kernel's helper, such as {@code "ftp"}
     * @throws IllegalArgumentException if nft could not read the name
     */
    public NamedObject ctHelper(String name, String helper, IpProtocol protocol) {
        return ConntrackObjects.helper(this, name, helper, protocol, family());
    }

    /** As above, for one IP version, in a table of family inet too: {@code l3proto ip} of nft. */
    public NamedObject ctHelper(String name, String helper, IpProtocol protocol, IpFamily version) {
        return ConntrackObjects.helper(this, name, helper, protocol, family(version));
    }

    private static NfFamily family(IpFamily version) {
        return version == IpFamily.IPV4 ? NfFamily.IP : NfFamily.IP6;
    }

    /**
     * Timeouts of the states of connections, in this table.
     *
     * @param policy the timeouts by nft's names of the states, such as {@code "established"} of TCP and {@code "replied"} of UDP
     * @throws IllegalArgumentException if the protocol is neither, has no such state, or a timeout is no whole number of seconds
     */
    public NamedObject ctTimeout(String name, IpProtocol protocol, Map<String, Duration> policy) {
        return ConntrackObjects.timeouts(this, name, protocol, policy, family());
    }

    /** As above, for one IP version, in a table of family inet too. */
    public NamedObject ctTimeout(String name, IpProtocol protocol, Map<String, Duration> policy, IpFamily version) {
        return ConntrackObjects.timeouts(this, name, protocol, policy, family(version));
    }

    /**
     * A connection that is expected because of another, in this table.
     *
     * @param timeout how long it is expected
     * @param size how many are expected at once, 1 to 255
     * @throws IllegalArgumentException if a number is not in its range
     */
    public NamedObject ctExpectation(String name, IpProtocol protocol, int port, Duration timeout, int size) {
        return ConntrackObjects.expectation(this, name, protocol, port, timeout, size, family());
    }

    /** As above, for one IP version, in a table of family inet too. */
    public NamedObject ctExpectation(
            String name, IpProtocol protocol, int port, Duration timeout, int size, IpFamily version) {
        return ConntrackObjects.expectation(this, name, protocol, port, timeout, size, family(version));
    }

    /** A security context for packets, in this table. */
    public NamedObject secmark(String name, String context) {
        return NamedObject.of(
                this,
                name,
                ObjectType.SECMARK,
                new Nest(ObjectData.SECMARK, Content.of(new byte[0])).with(ObjectData.SECMARK_CONTEXT, context));
    }

    /** What packets that a rule assigns it to are encapsulated with, in this table; Linux 7.3 has it in tables of family netdev only. */
    public NamedObject tunnel(String name, TunnelKey key) {
        return NamedObject.of(this, name, ObjectType.TUNNEL, Nest.of(key));
    }

    /**
     * A flowtable of this table on the ingress of {@code devices}.
     *
     * @throws IllegalArgumentException if nft could not read the name
     */
    public Flowtable flowtable(String name, int priority, List<String> devices) {
        return Flowtable.of(this, name, priority, devices);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Table copy(Content content) {
        return new Table(content);
    }

    /** As nft names it: {@code table ip nat}. */
    @Override
    public String toString() {
        return "table " + label();
    }

    String label() {
        return Nfgenmsg.label(this) + " " + get(NAME).map(Printable::of).orElse("(all)");
    }
}
