package io.netlink4j.nft.object;

import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.STRING;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.internal.NameRules;
import io.netlink4j.nft.internal.NfTables;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.internal.Userdata;
import io.netlink4j.nft.packet.NfFamily;
import java.util.Map;
import java.util.Optional;

/**
 * An object of a table that has a name and a state, which rules and maps can refer to: a counter, a quota, a helper of connection
 * tracking ... ({@code NFTA_OBJ_*}). Two objects of different types may have the same name.
 *
 * <p>An object that was read can be added elsewhere, with its state.
 */
public final class NamedObject extends NetlinkObject<NamedObject> {
    private static final Schema.Builder KEYS = Nfgenmsg.schema("object");

    /** The table's name. */
    public static final Attribute<String> TABLE = KEYS.add(1, "NFTA_OBJ_TABLE", STRING);

    /** Its name. */
    public static final Attribute<String> NAME = KEYS.add(2, "NFTA_OBJ_NAME", STRING);

    /** The type. */
    public static final Attribute<ObjectType> TYPE =
            KEYS.add(3, "NFTA_OBJ_TYPE", BE_COUNT.map(ObjectType::new, ObjectType::number));

    /** Configuration and state; the type selects the keys. */
    public static final Attribute<Nest> DATA = KEYS.selected(4, "NFTA_OBJ_DATA", TYPE, ObjectData.SCHEMAS);

    /** The number of rules and elements that refer to it. */
    public static final Attribute<Integer> USE = KEYS.reported(5, "NFTA_OBJ_USE", BE_COUNT);

    /** The handle: the kernel's number. */
    public static final Attribute<Long> HANDLE = KEYS.add(6, "NFTA_OBJ_HANDLE", BE64);

    /** Data of programs such as nft, among them the comment. */
    public static final Attribute<byte[]> USERDATA = KEYS.add(8, "NFTA_OBJ_USERDATA", BINARY);

    /** The keys. */
    public static final Schema SCHEMA = KEYS.build();

    /** The descriptor of {@link NamedObject}: its messages, groups and identity. */
    public static final ObjectDescriptor<NamedObject> DESCRIPTOR = NfTables.describe(
                    "object", "objects", SCHEMA, NamedObject::new, "OBJ", 18, 31)
            .identity(Nfgenmsg.FAMILY, TABLE, NAME, TYPE)
            .errors(ObjectErrors::addObject)
            .build();

    /** The message that resets a counter or quota, and reads it as it was before. */
    public static final MessageType RESET = NfTables.message(21, "GETOBJ_RESET", SCHEMA);

    /** The types whose state is that of the expression with the same name. */
    private static final Map<ObjectType, String> EXPRESSIONS = Map.of(
            ObjectType.COUNTER, "counter",
            ObjectType.QUOTA, "quota",
            ObjectType.LIMIT, "limit",
            ObjectType.CONNLIMIT, "connlimit",
            ObjectType.SYNPROXY, "synproxy");

    /** The object that {@code content} is. */
    public NamedObject(Content content) {
        super(content);
    }

    static NamedObject of(Table table, String name, ObjectType type, Nest data) {
        return new NamedObject(Content.of(Nfgenmsg.header(table.get(Nfgenmsg.FAMILY))))
                .with(TABLE, table.name())
                .with(NAME, NameRules.check(type.toString(), name))
                .with(TYPE, type)
                .with(DATA, data);
    }

    static NamedObject of(Table table, String name, Expression state) {
        ObjectType type = EXPRESSIONS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(state.name()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there are no named objects of " + state));
        return of(table, name, type, new Nest(state.schema(), Content.of(state.toByteArray())));
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

    /** The type. */
    public ObjectType type() {
        return require(TYPE);
    }

    /** The handle, the kernel's number; empty if it was not read. */
    public Optional<Long> handle() {
        return get(HANDLE);
    }

    /** The number of rules and elements that refer to it, as reported; 0 if it was not read. */
    public int use() {
        return get(USE).orElse(0);
    }

    /** What packets are encapsulated with; empty for other types than tunnels. */
    public Optional<TunnelKey> tunnel() {
        return type().equals(ObjectType.TUNNEL) ? get(DATA).map(data -> data.as(TunnelKey::new)) : Optional.empty();
    }

    /** The counter, quota, limit, connection limit or synproxy; empty for other types. */
    public Optional<Expression> state() {
        return Optional.ofNullable(EXPRESSIONS.get(type()))
                .flatMap(name -> get(DATA).map(data -> Expression.of(name, data.toByteArray())));
    }

    /** Configuration and state, with the keys of its type. */
    public Optional<Nest> configuration() {
        return get(DATA)
                .map(data -> Optional.ofNullable(ObjectData.SCHEMAS.get(type()))
                        .map(schema -> new Nest(schema.get(), Content.of(data.toByteArray())))
                        .orElse(data));
    }

    /** The comment. */
    public Optional<String> comment() {
        return get(USERDATA).flatMap(notes -> Userdata.text(notes, Userdata.COMMENT));
    }

    /** A copy with a comment of at most 128 bytes; from kernel 5.10 on. */
    public NamedObject comment(String comment) {
        return with(USERDATA, Userdata.withComment(get(USERDATA).orElse(Userdata.EMPTY), Userdata.COMMENT, comment));
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected NamedObject copy(Content content) {
        return new NamedObject(content);
    }

    /** As nft names it: {@code counter ip nat hits}. */
    @Override
    public String toString() {
        return get(TYPE).map(ObjectType::toString).orElse("object") + " " + Nfgenmsg.label(this) + " "
                + Printable.of(get(TABLE).orElse("?")) + " "
                + Printable.of(get(NAME).orElse("?"));
    }
}
