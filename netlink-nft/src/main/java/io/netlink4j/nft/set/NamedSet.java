package io.netlink4j.nft.set;

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
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.internal.NfTables;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.internal.Timeouts;
import io.netlink4j.nft.internal.Userdata;
import io.netlink4j.nft.packet.NfFamily;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A set or map that rules look up ({@code NFTA_SET_*}). Its elements are not part of it.
 *
 * <p>The userdata tells nft how to print the elements.
 */
public final class NamedSet extends NetlinkObject<NamedSet> {
    private static final Schema.Builder KEYS = Nfgenmsg.schema("set");

    /** The table's name. */
    public static final Attribute<String> TABLE = KEYS.add(1, "NFTA_SET_TABLE", STRING);

    /** Its name. */
    public static final Attribute<String> NAME = KEYS.add(2, "NFTA_SET_NAME", STRING);

    /** {@code enum nft_set_flags}. */
    public static final Attribute<Integer> FLAGS = KEYS.add(3, "NFTA_SET_FLAGS", BE_COUNT);

    /** nft's number for the type of its keys. */
    public static final Attribute<Integer> KEY_TYPE = KEYS.add(4, "NFTA_SET_KEY_TYPE", BE_COUNT);

    /** The number of bytes of a key. */
    public static final Attribute<Integer> KEY_LEN = KEYS.add(5, "NFTA_SET_KEY_LEN", BE_COUNT);

    /** nft's number for the type of the values of a map; {@code NFT_DATA_VERDICT} for verdicts. */
    public static final Attribute<Integer> DATA_TYPE = KEYS.add(6, "NFTA_SET_DATA_TYPE", BE_COUNT);

    /** The number of bytes of a value of a map. */
    public static final Attribute<Integer> DATA_LEN = KEYS.add(7, "NFTA_SET_DATA_LEN", BE_COUNT);

    /** {@code enum nft_set_policies}: 0 fast, 1 small. */
    public static final Attribute<Integer> POLICY = KEYS.add(8, "NFTA_SET_POLICY", BE_COUNT);

    /** The size and the lengths of the fields. */
    public static final Attribute<SetDescription> DESC =
            KEYS.nest(9, "NFTA_SET_DESC", () -> SetDescription.SCHEMA, SetDescription::new);

    /** Its number in this transaction. */
    public static final Attribute<Integer> ID = KEYS.requested(10, "NFTA_SET_ID", BE_COUNT);

    /** The timeout of elements, in milliseconds. */
    public static final Attribute<Long> TIMEOUT = KEYS.add(11, "NFTA_SET_TIMEOUT", BE64);

    /** The interval at which expired elements are removed, in milliseconds. */
    public static final Attribute<Integer> GC_INTERVAL = KEYS.add(12, "NFTA_SET_GC_INTERVAL", BE_COUNT);

    /** Data of programs such as nft, among them the comment. */
    public static final Attribute<byte[]> USERDATA =
            KEYS.add(Attribute.of(13, "NFTA_SET_USERDATA", BINARY).sentAs(Userdata::listable));

    /** The type of the objects of a map to objects. */
    public static final Attribute<Integer> OBJ_TYPE = KEYS.add(15, "NFTA_SET_OBJ_TYPE", BE_COUNT);

    /** The handle: the kernel's number. */
    public static final Attribute<Long> HANDLE = KEYS.add(16, "NFTA_SET_HANDLE", BE64);

    /** The expression that each element has. */
    public static final Attribute<Expression> EXPR = KEYS.add(17, "NFTA_SET_EXPR", Expression.ELEMENT);

    /** The expressions that each element has, if there are several. */
    public static final Attribute<List<Expression>> EXPRESSIONS = KEYS.add(18, "NFTA_SET_EXPRESSIONS", Expression.LIST);

    /** The kernel's implementation of it. */
    public static final Attribute<String> TYPE = KEYS.reported(19, "NFTA_SET_TYPE", STRING);

    /** The number of elements. */
    public static final Attribute<Integer> COUNT = KEYS.reported(20, "NFTA_SET_COUNT", BE_COUNT);

    /** The keys. */
    public static final Schema SCHEMA = KEYS.build();

    /** The descriptor of {@link NamedSet}: its messages, groups and identity. */
    public static final ObjectDescriptor<NamedSet> DESCRIPTOR = NfTables.describe(
                    "set", "sets", SCHEMA, NamedSet::new, "SET", 9, 29)
            .identity(Nfgenmsg.FAMILY, TABLE, NAME)
            .errors(SetErrors::add)
            .build();

    private static final int ANONYMOUS = 0x1;
    private static final int CONSTANT = 0x2;
    private static final int INTERVAL = 0x4;
    private static final int MAP = 0x8;
    private static final int TIMEOUTS = 0x10;
    private static final int DYNAMIC = 0x20;
    private static final int OBJECTS = 0x40;
    /** {@code NFT_SET_POL_MEMORY}. */
    private static final int SMALL = 1;

    private static final int CONCATENATION = 0x80;
    /** {@code NFT_SET_EXPR}: each element has several expressions. */
    private static final int SEVERAL = 0x100;

    /** The byte orders of {@code NFTNL_UDATA_SET_KEYBYTEORDER}. */
    private static final int NO_ORDER = 0;

    private static final int HOST_ORDER = 1;

    private static final int NETWORK_ORDER = 2;

    private final @Nullable SetKey declared;

    /** The set or map that {@code content} is. */
    public NamedSet(Content content) {
        this(content, null);
    }

    private NamedSet(Content content, @Nullable SetKey declared) {
        super(content);
        this.declared = declared;
    }

    /**
     * An anonymous set, which belongs to a rule.
     *
     * @param interval whether its elements can be ranges
     */
    public static NamedSet anonymous(SetKey key, boolean interval) {
        NamedSet set = new NamedSet(Content.of(Nfgenmsg.header(0)))
                .with(NAME, AnonymousSet.NAME)
                .with(FLAGS, ANONYMOUS | CONSTANT)
                .key(key);
        return interval ? set.interval() : set;
    }

    /** An anonymous map, which belongs to a rule. */
    public static NamedSet anonymousMap(SetKey key, boolean interval, SetKey value) {
        return anonymous(key, interval).with(NAME, AnonymousSet.MAP_NAME).value(value);
    }

    /**
     * A copy with keys of another type.
     *
     * @throws IllegalArgumentException if they are verdicts, which only the values of maps are
     */
    public NamedSet key(SetKey key) {
        if (key.isVerdict()) {
            throw new IllegalArgumentException("verdicts can be the values of a map, but not the keys of a set");
        }
        return new NamedSet(Content.of(toByteArray()), key)
                .with(KEY_TYPE, key.type())
                .with(KEY_LEN, key.length())
                .note(Userdata.SET_KEY_BYTE_ORDER, byteOrder(key));
    }

    /** A copy that is a map, with values of that type. */
    public NamedSet value(SetKey value) {
        NamedSet map = with(FLAGS, flags() | MAP).with(DATA_TYPE, value.type()).with(DATA_LEN, value.length());
        return map.note(Userdata.SET_DATA_BYTE_ORDER, byteOrder(value));
    }

    /**
     * An anonymous map to named objects, which belongs to a rule.
     *
     * @param type the type of the objects
     */
    public static NamedSet anonymousObjectMap(SetKey key, boolean interval, ObjectType type) {
        return anonymous(key, interval).with(NAME, AnonymousSet.OBJECT_MAP_NAME).objects(type);
    }

    /** A copy that is a map, with the names of objects of that type as values. */
    public NamedSet objects(ObjectType type) {
        return with(FLAGS, flags() | OBJECTS).with(OBJ_TYPE, type.number());
    }

    /** A copy of a map whose values are ranges of {@code value}: the first and the last one in a row. */
    public NamedSet valueRanges(SetKey value) {
        return value(value).with(DATA_LEN, 2 * value.paddedLength()).note(Userdata.SET_DATA_INTERVAL, 1);
    }

    private static int byteOrder(SetKey key) {
        if (key.isConcatenation() || key.isVerdict()) {
            return NO_ORDER;
        }
        return key.hostOrder() ? HOST_ORDER : NETWORK_ORDER;
    }

    private NamedSet note(int type, int value) {
        return with(USERDATA, Userdata.withNumber(get(USERDATA).orElse(Userdata.EMPTY), type, value));
    }

    private SetDescription description() {
        return get(DESC).orElseGet(SetDescription::empty);
    }

    private int flags() {
        return get(FLAGS).orElse(0);
    }

    /** A copy whose elements can be ranges of keys; in a concatenation, ranges in each field. */
    public NamedSet interval() {
        SetKey key = key();
        NamedSet ranges = with(FLAGS, flags() | INTERVAL | (key.isConcatenation() ? CONCATENATION : 0));
        // the kernel needs the lengths of the fields only for a concatenation of ranges
        return key.isConcatenation() ? ranges.with(DESC, description().fields(key.fields())) : ranges;
    }

    /**
     * A copy with ranges in which elements that overlap or touch are merged. This library merges elements that are added at once; nft
     * also merges them with existing elements. The kernel refuses elements that overlap existing ones.
     */
    public NamedSet autoMerge() {
        return note(Userdata.SET_MERGE_ELEMENTS, 1);
    }

    /** A copy whose elements cannot change while a rule uses it. */
    public NamedSet constant() {
        return with(FLAGS, flags() | CONSTANT);
    }

    /** A copy to which rules can add elements. */
    public NamedSet dynamic() {
        return with(FLAGS, flags() | DYNAMIC);
    }

    /** A copy whose elements can have a timeout of their own. */
    public NamedSet timeouts() {
        return with(FLAGS, flags() | TIMEOUTS);
    }

    /**
     * A copy whose elements expire after {@code timeout} if they have no timeout of their own.
     *
     * @throws IllegalArgumentException if it is no whole number of milliseconds above 0
     */
    public NamedSet timeout(Duration timeout) {
        return timeouts().with(TIMEOUT, Timeouts.milliseconds(timeout));
    }

    /** A copy whose elements each have these expressions, such as a counter, in this initial state. */
    public NamedSet expressions(Expression first, Expression... more) {
        NamedSet set = with(FLAGS, more.length == 0 ? flags() & ~SEVERAL : flags() | SEVERAL);
        return ElementExpressions.in(set, EXPR, EXPRESSIONS, first, more);
    }

    /** A copy that takes little memory, where lookups may be slower: {@code policy memory} of nft. */
    public NamedSet memoryPolicy() {
        return with(POLICY, SMALL);
    }

    /**
     * A copy whose expired elements are removed at this interval: {@code gc-interval} of nft.
     *
     * @throws IllegalArgumentException if it is no whole number of milliseconds above 0, or more than 2147483647 of them
     */
    public NamedSet gcInterval(Duration interval) {
        long milliseconds = Timeouts.milliseconds(interval);
        if (milliseconds > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("expired elements can be removed every " + Integer.MAX_VALUE
                    + " milliseconds at most, not " + interval);
        }
        return with(GC_INTERVAL, (int) milliseconds);
    }

    /**
     * A copy with a maximum number of elements; 0 for none. A set that is filled at once is filled faster if its size is known.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public NamedSet size(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("a set has a size of 0 or more elements, not " + size);
        }
        return with(DESC, description().with(SetDescription.SIZE, size));
    }

    /** A copy with a comment of at most 128 bytes; from kernel 5.10 on. */
    public NamedSet comment(String comment) {
        return with(
                USERDATA, Userdata.withComment(get(USERDATA).orElse(Userdata.EMPTY), Userdata.SET_COMMENT, comment));
    }

    /**
     * The family of its table.
     *
     * @throws NetlinkException.Malformed if this library does not know it
     */
    public NfFamily family() {
        return Nfgenmsg.family(this);
    }

    /** The name of the table that it is in. */
    public String tableName() {
        return require(TABLE);
    }

    /** Its name. */
    public String name() {
        return require(NAME);
    }

    /** The handle, the kernel's number; empty if it was not read. */
    public Optional<Long> handle() {
        return get(HANDLE);
    }

    /** The type of its keys. */
    public SetKey key() {
        int type = get(KEY_TYPE).orElse(0);
        int length = get(KEY_LEN).orElse(0);
        SetKey known = declared;
        return known != null && known.type() == type && known.length() == length
                ? known
                : SetKey.read(
                        type,
                        length,
                        isHostOrder(Userdata.SET_KEY_BYTE_ORDER),
                        description().fields());
    }

    /** The type of its values; empty if it is not a map. */
    public Optional<SetKey> value() {
        return get(DATA_TYPE)
                .filter(type -> isMap())
                .map(type -> SetKey.read(
                        type, get(DATA_LEN).orElse(0), isHostOrder(Userdata.SET_DATA_BYTE_ORDER), List.of()));
    }

    /** The type of the values of a map, or if they are ranges, that of the first and the last one. */
    public Optional<SetKey> valueType() {
        return value().map(type -> !hasValueRanges()
                ? type
                : type.isConcatenation()
                        ? SetKey.concat(type.fields().toArray(new SetKey[0]))
                        : new SetKey(type.type(), type.length() / 2, type.hostOrder(), List.of()));
    }

    /** Whether the values of a map are ranges. */
    public boolean hasValueRanges() {
        return get(USERDATA)
                .flatMap(notes -> Userdata.number(notes, Userdata.SET_DATA_INTERVAL))
                .filter(interval -> interval != 0)
                .isPresent();
    }

    private boolean isHostOrder(int note) {
        return get(USERDATA)
                .flatMap(notes -> Userdata.number(notes, note))
                .filter(order -> order == HOST_ORDER)
                .isPresent();
    }

    /** Whether it is a map to values. */
    public boolean isMap() {
        return (flags() & MAP) != 0;
    }

    /** Whether its elements can be ranges. */
    public boolean isInterval() {
        return (flags() & INTERVAL) != 0;
    }

    /** Whether its elements do not change while a rule uses it. */
    public boolean isConstant() {
        return (flags() & CONSTANT) != 0;
    }

    /** Whether elements that overlap or touch are merged. */
    public boolean isAutoMerge() {
        return get(USERDATA)
                .flatMap(notes -> Userdata.number(notes, Userdata.SET_MERGE_ELEMENTS))
                .filter(merge -> merge != 0)
                .isPresent();
    }

    /** Whether it has ranges of several fields. */
    public boolean isConcatenated() {
        return (flags() & CONCATENATION) != 0;
    }

    /** Whether it is a map to named objects. */
    public boolean isObjectMap() {
        return (flags() & OBJECTS) != 0;
    }

    /** Whether its elements may have a timeout. */
    public boolean hasTimeouts() {
        return (flags() & TIMEOUTS) != 0;
    }

    /** Whether rules add elements. */
    public boolean isDynamic() {
        return (flags() & DYNAMIC) != 0;
    }

    /** The expressions of each element, such as a counter. */
    public List<Expression> expressions() {
        return ElementExpressions.of(this, EXPR, EXPRESSIONS);
    }

    /** Whether it is anonymous: it belongs to a rule. */
    public boolean isAnonymous() {
        return (flags() & ANONYMOUS) != 0;
    }

    /** The timeout of elements; empty if they do not expire. */
    public Optional<Duration> timeout() {
        return get(TIMEOUT).map(Duration::ofMillis);
    }

    /** The maximum number of elements; empty if there is none. */
    public Optional<Integer> size() {
        return description().get(SetDescription.SIZE);
    }

    /** The number of elements, as reported; empty before kernel 6.16. */
    public Optional<Integer> count() {
        return get(COUNT);
    }

    /** The comment. */
    public Optional<String> comment() {
        return get(USERDATA).flatMap(notes -> Userdata.text(notes, Userdata.SET_COMMENT));
    }

    /** The types and flags of a set in the syntax of nft: {@code type ipv4_addr : verdict; flags interval,timeout}. */
    public String declaration() {
        String values = get(OBJ_TYPE)
                .map(type -> " : " + new ObjectType(type))
                .or(() -> value().map(type -> " : " + type))
                .orElse("");
        StringJoiner flags = new StringJoiner(",", "; flags ", "").setEmptyValue("");
        if (isConstant()) {
            flags.add("constant");
        }
        if (isInterval()) {
            flags.add("interval");
        }
        if (hasTimeouts()) {
            flags.add("timeout");
        }
        if (isDynamic()) {
            flags.add("dynamic");
        }
        return "type " + key() + values + flags;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected NamedSet copy(Content content) {
        return new NamedSet(content, declared);
    }

    /** As nft names it: {@code set ip nat blocked}. */
    @Override
    public String toString() {
        return (isMap() || has(OBJ_TYPE) ? "map " : "set ") + label();
    }

    String label() {
        return Nfgenmsg.label(this) + " "
                + Printable.of(get(TABLE).orElse("?")) + " "
                + Printable.of(get(NAME).orElse("?"));
    }
}
