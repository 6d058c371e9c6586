package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.list;
import static io.netlink4j.rtnl.internal.OptionText.word;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Access;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.internal.KindSchema;
import io.netlink4j.rtnl.object.Numbered;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The options of {@link Macvlan} and {@link Macvtap} ({@code IFLA_MACVLAN_*} of {@code linux/if_link.h}).
 *
 * @param <K> the kind itself
 */
public abstract sealed class MacvlanKind<K extends MacvlanKind<K>> extends KnownKind<K> permits Macvlan, Macvtap {
    private static final long ADD = 0;
    private static final long REMOVE = 1;
    private static final long FLUSH = 2;
    private static final long SET = 3;

    static final KindSchema KEYS = KindSchema.of("macvlan");
    static final Attribute<Long> MODE = KEYS.add(1, "IFLA_MACVLAN_MODE", U32, Numbered.word("mode", MacvlanMode.class));
    static final Attribute<Integer> FLAGS = KEYS.add(2, "IFLA_MACVLAN_FLAGS", U16, MacvlanKind::flags);
    static final Attribute<Long> ADDRESS_MODE =
            KEYS.add(Attribute.of(3, "IFLA_MACVLAN_MACADDR_MODE", U32).access(Access.WRITE_ONLY));
    static final Attribute<MacAddress> ADDRESS = KEYS.add(
            Attribute.of(4, "IFLA_MACVLAN_MACADDR", CheckedCodecs.UNICAST).access(Access.WRITE_ONLY));
    static final Attribute<Long> QUEUE_LENGTH = KEYS.add(7, "IFLA_MACVLAN_BC_QUEUE_LEN", U32, word("bcqueuelen"));
    static final Attribute<Long> QUEUE_LENGTH_USED = KEYS.add(
            Attribute.of(8, "IFLA_MACVLAN_BC_QUEUE_LEN_USED", U32).access(Access.READ_ONLY), word("usedbcqueuelen"));
    static final Attribute<Integer> QUEUE_CUTOFF = KEYS.add(9, "IFLA_MACVLAN_BC_CUTOFF", S32, word("bclim"));
    static final Attribute<List<MacAddress>> ADDRESSES = Attribute.of(
                    5, "IFLA_MACVLAN_MACADDR_DATA", list(CheckedCodecs.UNICAST, 4))
            .sentWith(ADDRESS_MODE, SET);
    /** Reported as a list. A request to remove all addresses uses another operation than one to set addresses. */
    static final Attribute<Long> ADDRESS_COUNT = KEYS.add(
            Attribute.of(6, "IFLA_MACVLAN_MACADDR_COUNT", U32)
                    .sentIf(beside -> !beside.has(ADDRESSES) && isSource(beside) && hasNoAddresses(beside))
                    .sentAs(ADDRESS_MODE, none -> FLUSH)
                    .sentWith(MODE),
            (count, beside) -> isSource(beside) ? "remotes (" + count + ")" : "");

    static {
        KEYS.add(
                ADDRESSES,
                addresses -> addresses.stream().map(MacAddress::toString).collect(Collectors.joining(" ")));
    }

    MacvlanKind(KindType<K> type, Content content) {
        super(type, content);
    }

    /** The mode: which packets it exchanges with others ({@code IFLA_MACVLAN_MODE}); empty for a mode that is not known here. */
    public final Optional<MacvlanMode> mode() {
        return get(MODE).flatMap(mode -> Numbered.of(MacvlanMode.class, mode));
    }

    /** A copy with another mode. The kernel refuses to change to or from {@link MacvlanMode#PASSTHRU}. */
    public final K mode(MacvlanMode mode) {
        return with(MODE, (long) mode.number());
    }

    /** The flags ({@code IFLA_MACVLAN_FLAGS}). */
    public final Optional<Set<MacvlanFlag>> flags() {
        return get(FLAGS)
                .map(bits -> Arrays.stream(MacvlanFlag.values())
                        .filter(flag -> (bits & flag.number()) != 0)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(MacvlanFlag.class))));
    }

    /** A copy with these flags and no others. */
    public final K flags(Set<MacvlanFlag> flags) {
        int bits = 0;
        for (MacvlanFlag flag : flags) {
            bits |= flag.number();
        }
        return with(FLAGS, bits);
    }

    /** The requested length of the broadcast and multicast queue, in packets ({@code IFLA_MACVLAN_BC_QUEUE_LEN}). */
    public final Optional<Long> broadcastQueueLength() {
        return get(QUEUE_LENGTH);
    }

    /** A copy with another requested length of that queue, an unsigned 32-bit number. The default of the kernel is 1000. */
    public final K broadcastQueueLength(long packets) {
        return with(QUEUE_LENGTH, packets);
    }

    /**
     * The actual length of that queue: the maximum that the links on the same lower link request ({@code IFLA_MACVLAN_BC_QUEUE_LEN_USED}).
     */
    public final Optional<Long> broadcastQueueLengthUsed() {
        return get(QUEUE_LENGTH_USED);
    }

    /** The number of recipients above which multicasts are queued, since Linux 6.4 ({@code IFLA_MACVLAN_BC_CUTOFF}). */
    public final Optional<Integer> broadcastQueueThreshold() {
        return get(QUEUE_CUTOFF);
    }

    /** A copy that queues multicasts to more than that many recipients: 1 by default, 0 queues all, a negative number none. */
    public final K broadcastQueueThreshold(int recipients) {
        return with(QUEUE_CUTOFF, recipients);
    }

    /** The addresses from which packets are received in mode {@link MacvlanMode#SOURCE} ({@code IFLA_MACVLAN_MACADDR_DATA}). */
    public final Optional<List<MacAddress>> sources() {
        return get(ADDRESSES)
                .or(() -> get(ADDRESS_COUNT).filter(count -> count == 0).map(none -> List.of()));
    }

    /**
     * A copy with these addresses and no others ({@code MACVLAN_MACADDR_SET}).
     *
     * @throws IllegalArgumentException if one is not a unicast MAC address of 6 bytes
     */
    public final K sources(List<MacAddress> addresses) {
        return withoutSources().with(ADDRESSES, addresses);
    }

    /** A copy that adds an address to those that the kernel has ({@code MACVLAN_MACADDR_ADD}). */
    public final K addSource(MacAddress address) {
        return withoutSources().with(ADDRESS_MODE, ADD).with(ADDRESS, address);
    }

    /** A copy that removes an address from those that the kernel has ({@code MACVLAN_MACADDR_DEL}). */
    public final K removeSource(MacAddress address) {
        return withoutSources().with(ADDRESS_MODE, REMOVE).with(ADDRESS, address);
    }

    /** A copy that removes all addresses ({@code MACVLAN_MACADDR_FLUSH}). */
    public final K flushSources() {
        return withoutSources().with(ADDRESS_MODE, FLUSH);
    }

    private K withoutSources() {
        return without(ADDRESS_MODE).without(ADDRESS).without(ADDRESSES).without(ADDRESS_COUNT);
    }

    private static boolean isSource(NetlinkObject<?> options) {
        return options.get(MODE).orElse(0L) == MacvlanMode.SOURCE.number();
    }

    private static boolean hasNoAddresses(NetlinkObject<?> options) {
        return options.get(ADDRESS_COUNT).orElse(1L) == 0;
    }

    private static String flags(int bits) {
        return Arrays.stream(MacvlanFlag.values())
                .filter(flag -> (bits & flag.number()) != 0)
                .map(flag -> flag.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }
}
