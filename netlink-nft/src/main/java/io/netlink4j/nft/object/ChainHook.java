package io.netlink4j.nft.object;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.STRING;
import static io.netlink4j.core.attribute.Codecs.S_BE32;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import java.util.List;

/** The hook, priority and devices of a base chain, {@code NFTA_CHAIN_HOOK} ({@code NFTA_HOOK_*}). */
public final class ChainHook extends NetlinkObject<ChainHook> {
    private static final Schema.Builder KEYS = Schema.builder("hook");

    /** The number that {@link Hook#number} returns for the table's family. */
    public static final Attribute<Integer> HOOKNUM = KEYS.add(1, "NFTA_HOOK_HOOKNUM", BE_COUNT);

    /** The lowest comes first. */
    public static final Attribute<Integer> PRIORITY = KEYS.add(2, "NFTA_HOOK_PRIORITY", S_BE32);

    /** The device, of ingress and egress chains. */
    public static final Attribute<String> DEV = KEYS.add(3, "NFTA_HOOK_DEV", STRING);

    /** The devices, where there are several. */
    public static final Attribute<List<String>> DEVS = KEYS.add(4, "NFTA_HOOK_DEVS", Codecs.list(STRING, 1));

    static final Schema SCHEMA = KEYS.build();

    ChainHook(Content content) {
        super(content);
    }

    static ChainHook of(int hook, int priority) {
        return new ChainHook(Content.of(new byte[0])).with(HOOKNUM, hook).with(PRIORITY, priority);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected ChainHook copy(Content content) {
        return new ChainHook(content);
    }
}
