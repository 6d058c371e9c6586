package io.netlink4j.nft.object;

import static io.netlink4j.core.attribute.Codecs.ADDRESS;
import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BE32;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.attribute.TunnelOptions;

/**
 * What a tunnel object gives the packets that a rule assigns it to: the addresses and the id with which a tunnel device that is {@code
 * external} encapsulates them ({@code NFTA_TUNNEL_KEY_*}). Every method returns a copy.
 *
 * {@snippet :
 * tx.add(table.tunnel("east", TunnelKey.to(IpAddress.of("192.0.2.7"), 42).ports(0, 4789).vxlan(1)));
 * }
 */
public final class TunnelKey extends NetlinkObject<TunnelKey> {
    private static final int GENEVE_NUMBER = 3;

    private static final Schema.Builder IP_KEYS = Schema.builder("ip");
    private static final Attribute<IpAddress> IP_SRC = IP_KEYS.add(1, "NFTA_TUNNEL_KEY_IP_SRC", ADDRESS);
    private static final Attribute<IpAddress> IP_DST = IP_KEYS.add(2, "NFTA_TUNNEL_KEY_IP_DST", ADDRESS);
    private static final Schema IP_SCHEMA = IP_KEYS.build();

    private static final Schema.Builder IP6_KEYS = Schema.builder("ip6");
    private static final Attribute<IpAddress> IP6_SRC = IP6_KEYS.add(1, "NFTA_TUNNEL_KEY_IP6_SRC", ADDRESS);
    private static final Attribute<IpAddress> IP6_DST = IP6_KEYS.add(2, "NFTA_TUNNEL_KEY_IP6_DST", ADDRESS);
    private static final Attribute<Long> FLOW_LABEL = IP6_KEYS.add(3, "NFTA_TUNNEL_KEY_IP6_FLOWLABEL", BE32);
    private static final Schema IP6_SCHEMA = IP6_KEYS.build();

    private static final Schema.Builder VXLAN_KEYS = Schema.builder("vxlan");
    private static final Attribute<Long> GBP = VXLAN_KEYS.add(1, "NFTA_TUNNEL_KEY_VXLAN_GBP", BE32);
    private static final Schema VXLAN_SCHEMA = VXLAN_KEYS.build();

    private static final Schema.Builder ERSPAN_KEYS = Schema.builder("erspan");
    private static final Attribute<Integer> VERSION = ERSPAN_KEYS.add(1, "NFTA_TUNNEL_KEY_ERSPAN_VERSION", BE_COUNT);
    private static final Attribute<Long> INDEX = ERSPAN_KEYS.add(2, "NFTA_TUNNEL_KEY_ERSPAN_V1_INDEX", BE32);
    private static final Attribute<Integer> HARDWARE_ID = ERSPAN_KEYS.add(3, "NFTA_TUNNEL_KEY_ERSPAN_V2_HWID", U8);
    private static final Attribute<Integer> DIRECTION = ERSPAN_KEYS.add(4, "NFTA_TUNNEL_KEY_ERSPAN_V2_DIR", U8);
    private static final Schema ERSPAN_SCHEMA = ERSPAN_KEYS.build();

    private static final Schema.Builder GENEVE_KEYS = Schema.builder("geneve");
    private static final Attribute<Integer> CLASS = GENEVE_KEYS.add(1, "NFTA_TUNNEL_KEY_GENEVE_CLASS", BE16);
    private static final Attribute<Integer> TYPE = GENEVE_KEYS.add(2, "NFTA_TUNNEL_KEY_GENEVE_TYPE", U8);
    private static final Attribute<byte[]> DATA = GENEVE_KEYS.add(3, "NFTA_TUNNEL_KEY_GENEVE_DATA", BINARY);
    private static final Schema GENEVE_SCHEMA = GENEVE_KEYS.build();

    private static final Schema.Builder OPTION_KEYS = Schema.builder("options");
    private static final Attribute<Nest> VXLAN = nest(OPTION_KEYS, 1, "NFTA_TUNNEL_KEY_OPTS_VXLAN", VXLAN_SCHEMA);
    private static final Attribute<Nest> ERSPAN = nest(OPTION_KEYS, 2, "NFTA_TUNNEL_KEY_OPTS_ERSPAN", ERSPAN_SCHEMA);
    private static final Attribute<Nest> GENEVE =
            nest(OPTION_KEYS, GENEVE_NUMBER, "NFTA_TUNNEL_KEY_OPTS_GENEVE", GENEVE_SCHEMA);
    private static final Schema OPTIONS_SCHEMA = OPTION_KEYS.build();

    private static final Schema.Builder KEYS = Schema.builder("tunnel");
    private static final Attribute<Long> ID = KEYS.add(1, "NFTA_TUNNEL_KEY_ID", BE32);
    private static final Attribute<Nest> IP = nest(KEYS, 2, "NFTA_TUNNEL_KEY_IP", IP_SCHEMA);
    private static final Attribute<Nest> IP6 = nest(KEYS, 3, "NFTA_TUNNEL_KEY_IP6", IP6_SCHEMA);
    private static final Attribute<Integer> FLAGS = KEYS.add(4, "NFTA_TUNNEL_KEY_FLAGS", BE_COUNT);
    private static final Attribute<Integer> TOS = KEYS.add(5, "NFTA_TUNNEL_KEY_TOS", U8);
    private static final Attribute<Integer> TTL = KEYS.add(6, "NFTA_TUNNEL_KEY_TTL", U8);
    private static final Attribute<Integer> SPORT = KEYS.add(7, "NFTA_TUNNEL_KEY_SPORT", BE16);
    private static final Attribute<Integer> DPORT = KEYS.add(8, "NFTA_TUNNEL_KEY_DPORT", BE16);
    private static final Attribute<Nest> OPTIONS =
            KEYS.add(nest(Schema.builder("key"), 9, "NFTA_TUNNEL_KEY_OPTS", OPTIONS_SCHEMA)
                    .sentAs(options -> TunnelOptions.accepted(options, GENEVE_NUMBER)));

    static final Schema SCHEMA = KEYS.build();

    /** {@code NFT_TUNNEL_F_*}. */
    private static final int ZERO_CHECKSUM = 1;

    private static final int DO_NOT_FRAGMENT = 2;
    private static final int SEQUENCE_NUMBERS = 4;
    private static final int GENEVE_UNIT = 4;
    private static final int LONGEST_GENEVE = 124;

    TunnelKey(Content content) {
        super(content);
    }

    private static Attribute<Nest> nest(Schema.Builder keys, int number, String name, Schema inner) {
        return keys.nest(number, name, () -> inner, content -> new Nest(inner, content));
    }

    /**
     * Packets go to the end of the tunnel with that address.
     *
     * @param id the number of the tunnel or network in the packets, 0 to 4294967295
     */
    public static TunnelKey to(IpAddress destination, long id) {
        TunnelKey key = new TunnelKey(Content.of(new byte[0])).with(ID, id);
        return destination.family() == IpFamily.IPV4
                ? key.with(IP, Nest.empty(IP_SCHEMA).with(IP_DST, destination))
                : key.with(IP6, Nest.empty(IP6_SCHEMA).with(IP6_DST, destination));
    }

    /**
     * They come from that address; without it the route says from which.
     *
     * @throws IllegalArgumentException if it has another IP version than the destination
     */
    public TunnelKey from(IpAddress source) {
        Attribute<Nest> ends = source.family() == IpFamily.IPV4 ? IP : IP6;
        Nest other = get(ends)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the ends of a tunnel have one IP version, but " + source + " is " + source.family()));
        return with(ends, other.with(source.family() == IpFamily.IPV4 ? IP_SRC : IP6_SRC, source));
    }

    /**
     * The label of flows in outer headers of IPv6.
     *
     * @throws IllegalArgumentException if the destination is no IPv6 address
     */
    public TunnelKey flowLabel(long label) {
        Nest ends = get(IP6).orElseThrow(() -> new IllegalArgumentException("only packets of IPv6 have a flow label"));
        return with(IP6, ends.with(FLOW_LABEL, label));
    }

    /** The ports of tunnels in UDP; with 0 the device has them. */
    public TunnelKey ports(int source, int destination) {
        return with(SPORT, source).with(DPORT, destination);
    }

    /** The type of service in the outer header. */
    public TunnelKey tos(int tos) {
        return with(TOS, tos);
    }

    /** The time to live, or hop limit, in the outer header; 255 without it. */
    public TunnelKey ttl(int ttl) {
        return with(TTL, ttl);
    }

    /** Outer UDP headers have no checksum. */
    public TunnelKey withoutChecksum() {
        return flag(ZERO_CHECKSUM);
    }

    /** Routers must not fragment the packets. */
    public TunnelKey doNotFragment() {
        return flag(DO_NOT_FRAGMENT);
    }

    /** Packets have sequence numbers, where the kind of tunnel has them. */
    public TunnelKey sequenceNumbers() {
        return flag(SEQUENCE_NUMBERS);
    }

    private TunnelKey flag(int flag) {
        return with(FLAGS, get(FLAGS).orElse(0) | flag);
    }

    /** The group policy of VXLAN. */
    public TunnelKey vxlan(long groupPolicy) {
        return options(
                Nest.empty(OPTIONS_SCHEMA).with(VXLAN, Nest.empty(VXLAN_SCHEMA).with(GBP, groupPolicy)));
    }

    /** ERSPAN of version 1, with the index of the port that is mirrored. */
    public TunnelKey erspan(long index) {
        return options(Nest.empty(OPTIONS_SCHEMA)
                .with(ERSPAN, Nest.empty(ERSPAN_SCHEMA).with(VERSION, 1).with(INDEX, index)));
    }

    /**
     * ERSPAN of version 2.
     *
     * @param hardwareId which engine mirrors, 0 to 63
     * @param direction 0 for packets that come in, 1 for those that go out
     */
    public TunnelKey erspan(int hardwareId, int direction) {
        Nest data = Nest.empty(ERSPAN_SCHEMA)
                .with(VERSION, 2)
                .with(HARDWARE_ID, hardwareId)
                .with(DIRECTION, direction);
        return options(Nest.empty(OPTIONS_SCHEMA).with(ERSPAN, data));
    }

    /**
     * An option of GENEVE, after those that it has.
     *
     * @param data a multiple of 4 bytes, at most 124
     * @throws IllegalArgumentException if it is not
     */
    public TunnelKey geneve(int optionClass, int type, byte... data) {
        if (data.length % GENEVE_UNIT != 0 || data.length > LONGEST_GENEVE) {
            throw new IllegalArgumentException(
                    "an option of GENEVE has a multiple of 4 bytes, at most 124, but this one has " + data.length);
        }
        Nest option = Nest.empty(GENEVE_SCHEMA)
                .with(CLASS, optionClass)
                .with(TYPE, type)
                .with(DATA, data);
        Nest others = get(OPTIONS).orElseGet(() -> Nest.empty(OPTIONS_SCHEMA));
        return options(TunnelOptions.both(others, Nest.empty(OPTIONS_SCHEMA).with(GENEVE, option)));
    }

    private TunnelKey options(Nest options) {
        return with(OPTIONS, options);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected TunnelKey copy(Content content) {
        return new TunnelKey(content);
    }
}
