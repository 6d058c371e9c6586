package io.netlink4j.rtnl.link;

import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.STRING;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U64;
import static io.netlink4j.core.attribute.Codecs.U8;
import static io.netlink4j.core.attribute.Codecs.list;
import static io.netlink4j.core.attribute.Codecs.nest;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.internal.CheckedCodecs;
import io.netlink4j.rtnl.object.Numbered;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The settings of a virtual function of a network card ({@code IFLA_VF_*} of {@code linux/if_link.h}), SR-IOV. Settings that were not made
 * stay as they are.
 *
 * {@snippet :
 * rtnl.links().change("eth0", link -> link.virtualFunction(VirtualFunction.of(3).macAddress("02:00:00:00:00:03").vlan(10).trusted(true)));
 * }
 *
 * <p>Each attribute begins with the number of the function.
 */
public final class VirtualFunction extends NetlinkObject<VirtualFunction> {
    /** {@code MAX_ADDR_LEN}. */
    private static final int ADDRESS_BYTES = 32;

    private static final int ETHERNET_BYTES = 6;
    /** The place of {@code vlan_proto} in {@code struct ifla_vf_vlan_info}. */
    private static final int PROTOCOL = 12;

    private static final int HIGHEST_VLAN = 4095;
    private static final int HIGHEST_PRIORITY = 7;
    /** {@code ETH_P_8021AD}. */
    private static final int PROVIDER_BRIDGE = 0x88a8;

    private static final Schema.Builder VLAN_KEYS = Schema.builder("virtual function vlan");
    private static final Attribute<byte[]> VLAN_INFO = VLAN_KEYS.add(1, "IFLA_VF_VLAN_INFO", BINARY);
    private static final Schema VLAN_SCHEMA = VLAN_KEYS.build();

    private static final Schema.Builder KEYS = Schema.builder("virtual function");
    static final Attribute<byte[]> MAC = KEYS.add(1, "IFLA_VF_MAC", BINARY);
    static final Attribute<byte[]> VLAN = KEYS.add(2, "IFLA_VF_VLAN", BINARY);
    static final Attribute<byte[]> TX_RATE = KEYS.add(3, "IFLA_VF_TX_RATE", BINARY);
    static final Attribute<byte[]> SPOOFCHK = KEYS.add(4, "IFLA_VF_SPOOFCHK", BINARY);
    static final Attribute<byte[]> LINK_STATE = KEYS.add(5, "IFLA_VF_LINK_STATE", BINARY);
    static final Attribute<byte[]> RATE = KEYS.add(6, "IFLA_VF_RATE", BINARY);
    static final Attribute<byte[]> RSS_QUERY_EN = KEYS.add(7, "IFLA_VF_RSS_QUERY_EN", BINARY);
    /** Counters, as attributes {@code IFLA_VF_STATS_*}. */
    public static final Attribute<Nest> STATS = KEYS.derived(8, "IFLA_VF_STATS", nest(() -> counterKeys()));

    static final Attribute<byte[]> TRUST = KEYS.add(9, "IFLA_VF_TRUST", BINARY);
    static final Attribute<byte[]> IB_NODE_GUID = KEYS.add(10, "IFLA_VF_IB_NODE_GUID", BINARY);
    static final Attribute<byte[]> IB_PORT_GUID = KEYS.add(11, "IFLA_VF_IB_PORT_GUID", BINARY);
    static final Attribute<Nest> VLAN_LIST = KEYS.add(12, "IFLA_VF_VLAN_LIST", nest(() -> VLAN_SCHEMA));
    /** The broadcast address. */
    public static final Attribute<byte[]> BROADCAST = KEYS.reported(13, "IFLA_VF_BROADCAST", BINARY);

    static final Schema SCHEMA = KEYS.build();

    /** The functions of a link ({@code IFLA_VFINFO_LIST}): elements of type {@code IFLA_VF_INFO}. */
    static final Codec<List<VirtualFunction>> LIST = list(nest(() -> SCHEMA), 1)
            .map(
                    nests -> nests.stream()
                            .map(nest -> nest.as(VirtualFunction::read))
                            .toList(),
                    functions -> functions.stream().map(Nest::of).toList());

    /** The port profiles of the functions ({@code IFLA_VF_PORTS}): elements of type {@code IFLA_VF_PORT}. */
    static final Codec<List<Nest>> PORTS = list(nest(() -> VirtualFunction.PORT), 1);

    /** The port profile of a function or of the card ({@code IFLA_PORT_*}, IEEE 802.1Qbg). */
    static final Schema PORT = portKeys();

    private final int number;

    private VirtualFunction(int number, Content content) {
        super(content);
        this.number = number;
    }

    private static Schema counterKeys() {
        Schema.Builder keys = Schema.builder("virtual function counters");
        keys.reported(0, "IFLA_VF_STATS_RX_PACKETS", U64);
        keys.reported(1, "IFLA_VF_STATS_TX_PACKETS", U64);
        keys.reported(2, "IFLA_VF_STATS_RX_BYTES", U64);
        keys.reported(3, "IFLA_VF_STATS_TX_BYTES", U64);
        keys.reported(4, "IFLA_VF_STATS_BROADCAST", U64);
        keys.reported(5, "IFLA_VF_STATS_MULTICAST", U64);
        keys.reported(7, "IFLA_VF_STATS_RX_DROPPED", U64);
        keys.reported(8, "IFLA_VF_STATS_TX_DROPPED", U64);
        return keys.build();
    }

    private static Schema portKeys() {
        Schema.Builder keys = Schema.builder("port profile");
        keys.add(1, "IFLA_PORT_VF", COUNT);
        keys.add(2, "IFLA_PORT_PROFILE", STRING);
        keys.add(3, "IFLA_PORT_VSI_TYPE", BINARY);
        keys.add(4, "IFLA_PORT_INSTANCE_UUID", BINARY);
        keys.add(5, "IFLA_PORT_HOST_UUID", BINARY);
        keys.add(6, "IFLA_PORT_REQUEST", U8);
        keys.reported(7, "IFLA_PORT_RESPONSE", U16);
        return keys.build();
    }

    /** A function without settings. */
    public static VirtualFunction of(int number) {
        return new VirtualFunction(
                CheckedCodecs.inRange(number, 0, 0xffff, "the number of a virtual function"), Content.of(new byte[0]));
    }

    private static VirtualFunction read(Content content) {
        VirtualFunction found = new VirtualFunction(0, content);
        for (Attribute<byte[]> key : List.of(MAC, VLAN, RATE, TX_RATE, SPOOFCHK, LINK_STATE, TRUST)) {
            Optional<Integer> number = found.number(key, 0);
            if (number.isPresent()) {
                return new VirtualFunction(number.get(), content);
            }
        }
        return found;
    }

    /** Its number, from 0. */
    public int number() {
        return number;
    }

    /** The MAC address ({@code IFLA_VF_MAC}). */
    public Optional<MacAddress> macAddress() {
        return get(MAC).filter(bytes -> bytes.length >= Integer.BYTES + ETHERNET_BYTES)
                .map(bytes -> MacAddress.of(Arrays.copyOfRange(bytes, Integer.BYTES, Integer.BYTES + ETHERNET_BYTES)));
    }

    /** A copy with another MAC address. */
    public VirtualFunction macAddress(MacAddress address) {
        byte[] bytes = values(ADDRESS_BYTES);
        byte[] given = address.toByteArray();
        System.arraycopy(given, 0, bytes, Integer.BYTES, given.length);
        return with(MAC, bytes);
    }

    /** A copy with another MAC address, given as a literal. */
    public VirtualFunction macAddress(String address) {
        return macAddress(MacAddress.of(address));
    }

    /** The VLAN; empty if it has none ({@code IFLA_VF_VLAN}, {@code IFLA_VF_VLAN_LIST}). */
    public Optional<Integer> vlan() {
        return vlanValue(1).filter(vlan -> vlan != 0);
    }

    /** The priority of the VLAN. */
    public int priority() {
        return vlanValue(2).orElse(0);
    }

    /** Whether the tags of its VLAN are those of 802.1ad. */
    public boolean isProviderVlan() {
        return vlanInfo()
                .filter(bytes -> bytes.length > PROTOCOL + 1
                        && ByteBuffer.wrap(bytes).getShort(PROTOCOL) == (short) PROVIDER_BRIDGE)
                .isPresent();
    }

    private Optional<Integer> vlanValue(int index) {
        return vlanInfo().map(bytes -> number(VLAN_LIST, bytes, index)).or(() -> number(VLAN, index));
    }

    private Optional<byte[]> vlanInfo() {
        return get(VLAN_LIST).flatMap(list -> list.get(VLAN_INFO));
    }

    /** A copy in a VLAN of 1 to 4095; 0 for none. */
    public VirtualFunction vlan(int id) {
        return vlan(id, 0);
    }

    /** A copy in a VLAN of 1 to 4095, with a priority of 0 to 7; {@code qos} of {@code ip}. */
    public VirtualFunction vlan(int id, int priority) {
        // A function that was read has both, and the list is what the kernel does last.
        return without(VLAN_LIST).with(VLAN, vlanValues(id, priority, 0));
    }

    /** A copy in a VLAN whose tags are those of 802.1ad, with a priority ({@code IFLA_VF_VLAN_LIST}), since Linux 4.9. */
    public VirtualFunction providerVlan(int id, int priority) {
        byte[] bytes = vlanValues(id, priority, Integer.BYTES);
        bytes[PROTOCOL] = (byte) (PROVIDER_BRIDGE >> Byte.SIZE);
        bytes[PROTOCOL + 1] = (byte) PROVIDER_BRIDGE;
        return without(VLAN).with(VLAN_LIST, Nest.empty(VLAN_SCHEMA).with(VLAN_INFO, bytes));
    }

    private byte[] vlanValues(int id, int priority, int more) {
        return values(
                more,
                CheckedCodecs.inRange(id, 0, HIGHEST_VLAN, "a VLAN"),
                CheckedCodecs.inRange(priority, 0, HIGHEST_PRIORITY, "a priority"));
    }

    /** The least and the greatest rate in Mbit/s; 0 for no limit ({@code IFLA_VF_RATE}). */
    public Optional<Rates> rates() {
        return number(RATE, 1).flatMap(least -> number(RATE, 2).map(greatest -> new Rates(least, greatest)));
    }

    /** A copy with other rates in Mbit/s; 0 for no limit. */
    public VirtualFunction rates(int least, int greatest) {
        return without(TX_RATE).with(RATE, values(0, least, greatest));
    }

    /** Whether packets with foreign source addresses are dropped ({@code IFLA_VF_SPOOFCHK}). */
    public Optional<Boolean> spoofCheck() {
        return flag(SPOOFCHK);
    }

    /** A copy that drops packets with foreign source addresses, or does not. */
    public VirtualFunction spoofCheck(boolean on) {
        return setting(SPOOFCHK, on ? 1 : 0);
    }

    /** Whether its receive side scaling may be queried ({@code IFLA_VF_RSS_QUERY_EN}). */
    public Optional<Boolean> rssQuery() {
        return flag(RSS_QUERY_EN);
    }

    /** A copy whose receive side scaling may be queried, or may not. */
    public VirtualFunction rssQuery(boolean on) {
        return setting(RSS_QUERY_EN, on ? 1 : 0);
    }

    /** Whether it may use special features, such as changing its MAC address ({@code IFLA_VF_TRUST}). */
    public Optional<Boolean> trusted() {
        return flag(TRUST);
    }

    /** A copy that may use special features, or may not. */
    public VirtualFunction trusted(boolean on) {
        return setting(TRUST, on ? 1 : 0);
    }

    /** The state of its link ({@code IFLA_VF_LINK_STATE}); empty for one that is not known here. */
    public Optional<State> state() {
        return number(LINK_STATE, 1).flatMap(state -> Numbered.of(State.class, state));
    }

    /** A copy with another state of its link. */
    public VirtualFunction state(State state) {
        return setting(LINK_STATE, state.number());
    }

    /** A copy with another node GUID of InfiniBand ({@code IFLA_VF_IB_NODE_GUID}): 64 bits, the first byte in the uppermost. */
    public VirtualFunction nodeGuid(long guid) {
        return with(IB_NODE_GUID, guid(guid));
    }

    /** A copy with another port GUID of InfiniBand ({@code IFLA_VF_IB_PORT_GUID}), as above. */
    public VirtualFunction portGuid(long guid) {
        return with(IB_PORT_GUID, guid(guid));
    }

    /** The 64 bits are aligned to 8 bytes. */
    private byte[] guid(long guid) {
        byte[] bytes = values(Long.BYTES, 0);
        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putLong(Long.BYTES, guid);
        return bytes;
    }

    private VirtualFunction setting(Attribute<byte[]> key, int value) {
        return with(key, values(0, value));
    }

    /** The number and values after it, with {@code more} bytes of zeros at the end. */
    private byte[] values(int more, int... values) {
        byte[] bytes = new byte[(1 + values.length) * Integer.BYTES + more];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putInt(number);
        for (int value : values) {
            out.putInt(value);
        }
        return bytes;
    }

    private Optional<Boolean> flag(Attribute<byte[]> key) {
        return number(key, 1).filter(value -> value == 0 || value == 1).map(value -> value == 1);
    }

    private Optional<Integer> number(Attribute<byte[]> key, int index) {
        return get(key).map(bytes -> number(key, bytes, index));
    }

    private static int number(Attribute<?> key, byte[] bytes, int index) {
        if (bytes.length < (index + 1) * Integer.BYTES) {
            throw new NetlinkException.Malformed(key + " of " + bytes.length + " bytes");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt(index * Integer.BYTES);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected VirtualFunction copy(Content content) {
        return new VirtualFunction(number, content);
    }

    /**
     * Limits of the rate in Mbit/s; 0 for none.
     *
     * @param least that is granted
     * @param greatest that is let through
     */
    public record Rates(int least, int greatest) {}

    /** The state of the link of a function ({@code IFLA_VF_LINK_STATE_*}). */
    public enum State implements Numbered {
        /** That of the card. */
        AUTO(0),
        /** Always up. */
        ENABLE(1),
        /** Always down. */
        DISABLE(2);

        private final int number;

        State(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }
}
