package io.netlink4j.nft.object;

import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.STRING;
import static io.netlink4j.core.attribute.Codecs.S_BE32;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.internal.NameRules;
import io.netlink4j.nft.internal.NfTables;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.packet.NfFamily;
import java.util.List;
import java.util.Optional;

/**
 * A table of connections that bypass the hooks of their devices ({@code NFTA_FLOWTABLE_*}). The statement {@code flow add} adds
 * connections.
 */
public final class Flowtable extends NetlinkObject<Flowtable> {
    private static final Schema.Builder HOOK_KEYS = Schema.builder("hook");

    /** The hook's number; 0, which is ingress. */
    public static final Attribute<Integer> HOOK_NUM = HOOK_KEYS.add(1, "NFTA_FLOWTABLE_HOOK_NUM", BE_COUNT);

    /** The lowest comes first. */
    public static final Attribute<Integer> HOOK_PRIORITY = HOOK_KEYS.add(2, "NFTA_FLOWTABLE_HOOK_PRIORITY", S_BE32);

    /** The devices. */
    public static final Attribute<List<String>> HOOK_DEVS =
            HOOK_KEYS.add(3, "NFTA_FLOWTABLE_HOOK_DEVS", Codecs.list(STRING, 1));

    private static final Schema HOOK_SCHEMA = HOOK_KEYS.build();
    private static final Schema.Builder KEYS = Nfgenmsg.schema("flowtable");

    /** The table's name. */
    public static final Attribute<String> TABLE = KEYS.add(1, "NFTA_FLOWTABLE_TABLE", STRING);

    /** Its name. */
    public static final Attribute<String> NAME = KEYS.add(2, "NFTA_FLOWTABLE_NAME", STRING);

    /** The hook. */
    public static final Attribute<Nest> HOOK =
            KEYS.nest(3, "NFTA_FLOWTABLE_HOOK", () -> HOOK_SCHEMA, content -> new Nest(HOOK_SCHEMA, content));

    /** The number of rules that refer to it. */
    public static final Attribute<Integer> USE = KEYS.reported(4, "NFTA_FLOWTABLE_USE", BE_COUNT);

    /** The handle: the kernel's number. */
    public static final Attribute<Long> HANDLE = KEYS.add(5, "NFTA_FLOWTABLE_HANDLE", BE64);

    /** {@code enum nft_flowtable_flags}: bit 0 by the device itself, bit 1 with counters. */
    public static final Attribute<Integer> FLAGS = KEYS.add(7, "NFTA_FLOWTABLE_FLAGS", BE_COUNT);

    /** The keys. */
    public static final Schema SCHEMA = KEYS.build();

    /** The descriptor of {@link Flowtable}: its messages, groups and identity. */
    public static final ObjectDescriptor<Flowtable> DESCRIPTOR = NfTables.describe(
                    "flowtable", "flowtables", SCHEMA, Flowtable::new, "FLOWTABLE", 22, 32)
            .identity(Nfgenmsg.FAMILY, TABLE, NAME)
            .errors(ObjectErrors::addFlowtable)
            .build();

    private static final int INGRESS = 0;
    private static final int OFFLOAD = 0x1;
    private static final int COUNTER = 0x2;

    /** The flowtable that {@code content} is. */
    public Flowtable(Content content) {
        super(content);
    }

    static Flowtable of(Table table, String name, int priority, List<String> devices) {
        devices.forEach(NameRules::checkInterface);
        return new Flowtable(Content.of(Nfgenmsg.header(table.get(Nfgenmsg.FAMILY))))
                .with(TABLE, table.name())
                .with(NAME, NameRules.check("flowtable", name))
                .with(
                        HOOK,
                        Nest.empty(HOOK_SCHEMA)
                                .with(HOOK_NUM, INGRESS)
                                .with(HOOK_PRIORITY, priority)
                                .with(HOOK_DEVS, devices));
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

    /** The number of rules that refer to it, as reported; 0 if it was not read. */
    public int use() {
        return get(USE).orElse(0);
    }

    /** Its priority. */
    public Optional<Integer> priority() {
        return get(HOOK).flatMap(hook -> hook.get(HOOK_PRIORITY));
    }

    /** The devices that it is on. */
    public List<String> devices() {
        return get(HOOK).flatMap(hook -> hook.get(HOOK_DEVS)).orElse(List.of());
    }

    /** A copy that counts the packets of its connections ({@code NFT_FLOWTABLE_COUNTER}): {@code counter} of nft. */
    public Flowtable counter() {
        return with(FLAGS, get(FLAGS).orElse(0) | COUNTER);
    }

    /** A copy whose connections the devices forward themselves ({@code NFT_FLOWTABLE_HW_OFFLOAD}): {@code flags offload} of nft. */
    public Flowtable offload() {
        return with(FLAGS, get(FLAGS).orElse(0) | OFFLOAD);
    }

    /** Whether it counts the packets of its connections. */
    public boolean isCounting() {
        return (get(FLAGS).orElse(0) & COUNTER) != 0;
    }

    /** Whether the devices forward its connections themselves. */
    public boolean isOffloaded() {
        return (get(FLAGS).orElse(0) & OFFLOAD) != 0;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Flowtable copy(Content content) {
        return new Flowtable(content);
    }

    /** As nft names it: {@code flowtable ip filter fast}. */
    @Override
    public String toString() {
        return "flowtable " + Nfgenmsg.label(this) + " "
                + Printable.of(get(TABLE).orElse("?")) + " "
                + Printable.of(get(NAME).orElse("?"));
    }
}
