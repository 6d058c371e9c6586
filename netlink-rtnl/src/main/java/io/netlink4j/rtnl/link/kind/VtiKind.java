package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.BE32;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.rtnl.internal.KindSchema;
import java.util.Optional;

/**
 * The options of {@link Vti} and {@link Vti6} ({@code IFLA_VTI_*} of {@code linux/if_tunnel.h}).
 *
 * @param <K> the kind itself
 */
public abstract sealed class VtiKind<K extends VtiKind<K>> extends KnownKind<K> implements Tunnel<K> permits Vti, Vti6 {
    private static final String PREFIX = "IFLA_VTI_";
    private static final Attribute<Long> IKEY = Attribute.of(2, "IFLA_VTI_IKEY", BE32);
    private static final Attribute<Long> OKEY = Attribute.of(3, "IFLA_VTI_OKEY", BE32);

    static final KindSchema IPV4 = keys("vti", false);
    static final KindSchema IPV6 = keys("vti6", true);

    VtiKind(KindType<K> type, Content content) {
        super(type, content);
    }

    private static KindSchema keys(String name, boolean ipv6) {
        KindSchema keys = KindSchema.of(name).whole();
        TunnelOptions.endpoints(keys, PREFIX, ipv6, 5, 4, 1);
        keys.add(IKEY, key -> TunnelOptions.key("ikey", key));
        keys.add(OKEY, key -> TunnelOptions.key("okey", key));
        TunnelOptions.FWMARK.addTo(keys, PREFIX, 6);
        return keys;
    }

    /** The mark of the policies and states for received packets ({@code IFLA_VTI_IKEY}). */
    public final Optional<Long> inputKey() {
        return get(IKEY);
    }

    /** A copy with another mark for received packets, an unsigned 32-bit number; 0 for none. */
    public final K inputKey(long mark) {
        return with(IKEY, mark);
    }

    /** The mark of the policies and states for sent packets ({@code IFLA_VTI_OKEY}). */
    public final Optional<Long> outputKey() {
        return get(OKEY);
    }

    /** A copy with another mark for sent packets, an unsigned 32-bit number; 0 for none. */
    public final K outputKey(long mark) {
        return with(OKEY, mark);
    }

    /** A copy with the same mark for received and sent packets. */
    public final K key(long mark) {
        return inputKey(mark).outputKey(mark);
    }
}
