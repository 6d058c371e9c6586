package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.U16;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.rtnl.internal.KindSchema;
import io.netlink4j.rtnl.object.Numbered;
import java.util.Optional;

/**
 * The options of {@link Ipvlan} and {@link Ipvtap} ({@code IFLA_IPVLAN_*} of {@code linux/if_link.h}). The mode is that of all links on the
 * same lower link.
 *
 * @param <K> the kind itself
 */
public abstract sealed class IpvlanKind<K extends IpvlanKind<K>> extends KnownKind<K> permits Ipvlan, Ipvtap {
    static final KindSchema KEYS = KindSchema.of("ipvlan");
    static final Attribute<Integer> MODE = KEYS.add(1, "IFLA_IPVLAN_MODE", U16, Numbered.word("mode", Mode.class));
    static final Attribute<Integer> FLAGS = KEYS.add(
            2,
            "IFLA_IPVLAN_FLAGS",
            U16,
            flags -> Numbered.word("", Isolation.class).apply(flags).strip());

    IpvlanKind(KindType<K> type, Content content) {
        super(type, content);
    }

    /** The mode ({@code IFLA_IPVLAN_MODE}); empty if it is not set, or for a mode that is not known here. */
    public final Optional<Mode> mode() {
        return constant(MODE, Mode.class);
    }

    /** A copy with another mode. The default of the kernel is {@link Mode#L3}. */
    public final K mode(Mode mode) {
        return with(MODE, mode.number());
    }

    /** Which links reach each other ({@code IFLA_IPVLAN_FLAGS}); empty if it is not set, or not known here. */
    public final Optional<Isolation> isolation() {
        return constant(FLAGS, Isolation.class);
    }

    /** A copy with another isolation. The default of the kernel is {@link Isolation#BRIDGE}. */
    public final K isolation(Isolation isolation) {
        return with(FLAGS, isolation.number());
    }

    /** What an IPVLAN passes to its lower link ({@code IPVLAN_MODE_*} of {@code linux/if_link.h}). */
    public enum Mode implements Numbered {
        /** Ethernet packets: ARP and broadcasts work. */
        L2(0),
        /** IP packets, routed by the namespace of the lower link. */
        L3(1),
        /** As {@link #L3}, through the netfilter hooks of that namespace. */
        L3S(2);

        private final int number;

        Mode(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }

    /** Which links on the same lower link reach each other ({@code IPVLAN_F_*} of {@code linux/if_link.h}). */
    public enum Isolation implements Numbered {
        /** All. */
        BRIDGE(0),
        /** None. */
        PRIVATE(1),
        /** Those that a switch behind the lower link connects. */
        VEPA(2);

        private final int number;

        Isolation(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }
}
