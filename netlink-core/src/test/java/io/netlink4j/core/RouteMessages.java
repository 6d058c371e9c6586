package io.netlink4j.core;

import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;
import static io.netlink4j.core.message.MessageHeader.NLM_F_EXCL;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.message.MessageHeader;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.message.Request;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The part of rtnetlink that the tests of the socket need. */
public final class RouteMessages {
    private static final Schema.Builder VXLAN_KEYS = Schema.builder("vxlan");
    static final Attribute<Long> VXLAN_ID = VXLAN_KEYS.add(1, "IFLA_VXLAN_ID", Codecs.U32);
    static final Attribute<Long> VXLAN_LABEL_POLICY = VXLAN_KEYS.add(32, "IFLA_VXLAN_LABEL_POLICY", Codecs.U32);
    private static final Schema VXLAN = VXLAN_KEYS.build();

    private static final Schema.Builder INFO_KEYS = Schema.builder("linkinfo");
    static final Attribute<String> KIND = INFO_KEYS.add(1, "IFLA_INFO_KIND", Codecs.STRING);
    static final Attribute<Nest> DATA =
            INFO_KEYS.selected(2, "IFLA_INFO_DATA", KIND, Map.of("vxlan", () -> RouteMessages.VXLAN));
    private static final Schema INFO = INFO_KEYS.build();

    private static final Schema.Builder LINK_KEYS = Schema.builder("link", "ifinfomsg", 16);
    static final Field<Integer> INDEX = LINK_KEYS.field("ifi_index", 4, 4, Codecs.S32);
    static final Field<Integer> FLAGS = LINK_KEYS.field("ifi_flags", 8, 4, Codecs.S32);
    static final Field<Integer> CHANGE = LINK_KEYS.field("ifi_change", 12, 4, Codecs.S32);
    static final Attribute<String> IFNAME = LINK_KEYS.add(3, "IFLA_IFNAME", Codecs.STRING);
    static final Attribute<Long> MTU = LINK_KEYS.add(4, "IFLA_MTU", Codecs.U32);
    static final Attribute<Nest> LINKINFO = LINK_KEYS.nest(
            18, "IFLA_LINKINFO", () -> RouteMessages.INFO, content -> new Nest(RouteMessages.INFO, content));
    private static final Attribute<List<String>> PROP_LIST =
            LINK_KEYS.add(52, "IFLA_PROP_LIST", Codecs.list(Codecs.STRING, 53));
    static final Schema LINK = LINK_KEYS.build();

    private static final Schema.Builder ROUTE_KEYS = Schema.builder("route", "rtmsg", 12);
    static final Field<Integer> FAMILY = ROUTE_KEYS.field("rtm_family", 0, 1, Codecs.U8);
    static final Field<Integer> DST_LEN = ROUTE_KEYS.field("rtm_dst_len", 1, 1, Codecs.U8);
    static final Field<Integer> TABLE = ROUTE_KEYS.field("rtm_table", 4, 1, Codecs.U8);
    static final Field<Integer> PROTO = ROUTE_KEYS.field("rtm_protocol", 5, 1, Codecs.U8);
    static final Field<Integer> TYPE = ROUTE_KEYS.field("rtm_type", 7, 1, Codecs.U8);
    static final Attribute<IpAddress> DST = ROUTE_KEYS.add(1, "RTA_DST", Codecs.ADDRESS);
    static final Attribute<Long> PRIORITY = ROUTE_KEYS.add(6, "RTA_PRIORITY", Codecs.U32);
    private static final Schema ROUTE = ROUTE_KEYS.build();

    static final MessageType NEWLINK = new MessageType(16, "RTM_NEWLINK", LINK);
    static final MessageType DELLINK = new MessageType(17, "RTM_DELLINK", LINK);
    static final MessageType GETLINK = new MessageType(18, "RTM_GETLINK", LINK);
    private static final MessageType NEWLINKPROP = new MessageType(108, "RTM_NEWLINKPROP", LINK);
    static final MessageType NEWROUTE = new MessageType(24, "RTM_NEWROUTE", ROUTE);
    static final MessageType DELROUTE = new MessageType(25, "RTM_DELROUTE", ROUTE);
    static final MessageType GETROUTE = new MessageType(26, "RTM_GETROUTE", ROUTE);

    /** The protocol with these messages. */
    public static final Protocol PROTOCOL = Protocol.of(
            "NETLINK_ROUTE",
            0,
            List.of(NEWLINK, DELLINK, GETLINK, NEWROUTE, DELROUTE, GETROUTE),
            (request, errno, report) -> null);

    /** {@code NETLINK_NETFILTER}, as an example of another protocol. */
    static final Protocol OTHER = Protocol.of(12);

    static final Decoder<Nest> LINKS = (type, flags, body) -> new Nest(LINK, Content.of(body));
    static final Decoder<Nest> ROUTES = (type, flags, body) -> new Nest(ROUTE, Content.of(body));
    static final Decoder<String> NAMES =
            (type, flags, body) -> LINKS.decode(type, flags, body).get(IFNAME).orElseThrow();

    private RouteMessages() {}

    /** A request whose attribute the kernel accepts in a form that {@code form} refuses to make. */
    static Request unwritable(UnaryOperator<Long> form) {
        Schema.Builder keys = Schema.builder("unwritable", "rtmsg", 12);
        Attribute<Long> key =
                keys.add(Attribute.of(6, "RTA_PRIORITY", Codecs.U32).sentAs(form));
        Nest body = Nest.empty(keys.build()).with(key, 1L);
        return new Request(NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, body, () -> "send the unwritable");
    }

    static Nest link(String name) {
        return Nest.empty(LINK).with(IFNAME, name);
    }

    /** A bridge needs nothing but a name. */
    public static Request addBridge(String name) {
        return new Request(
                NEWLINK,
                NLM_F_CREATE | NLM_F_EXCL,
                link(name).with(LINKINFO, Nest.empty(INFO).with(KIND, "bridge")),
                () -> "add link '" + name + "'");
    }

    static Request add(String name, String kind, Nest data) {
        return new Request(
                NEWLINK,
                NLM_F_CREATE | NLM_F_EXCL,
                link(name).with(LINKINFO, Nest.empty(INFO).with(KIND, kind).with(DATA, data)),
                () -> "add link '" + name + "'");
    }

    static Nest vxlan() {
        return Nest.empty(VXLAN).with(VXLAN_ID, 1L);
    }

    static Request addAlternativeName(String name, String alternative) {
        return new Request(
                NEWLINKPROP,
                NLM_F_CREATE | NLM_F_EXCL | MessageHeader.NLM_F_APPEND,
                link(name).with(PROP_LIST, List.of(alternative)),
                () -> "give link '" + name + "' an alternative name");
    }

    static Request delete(String name) {
        return new Request(DELLINK, 0, link(name), () -> "delete link '" + name + "'");
    }

    static Request get(String name) {
        return new Request(GETLINK, 0, link(name), () -> "get link '" + name + "'");
    }

    static Request links() {
        return new Request(GETLINK, 0, Nest.empty(LINK), () -> "list links");
    }

    static Request routes() {
        return new Request(GETROUTE, 0, Nest.empty(ROUTE).with(FAMILY, 2), () -> "list routes");
    }

    /** The blackhole route number {@code i}, which needs no link. */
    static Nest blackhole(int i) {
        return Nest.empty(ROUTE)
                .with(FAMILY, 2)
                .with(DST_LEN, 32)
                .with(TABLE, 254)
                .with(PROTO, 4)
                .with(TYPE, 6)
                .with(DST, new Ipv4Address(0x0a000000 + i));
    }

    /** Adds it. */
    public static Request addBlackhole(int i) {
        return new Request(NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, blackhole(i), () -> "add route " + i);
    }

    static Request deleteBlackhole(int i) {
        return new Request(DELROUTE, 0, blackhole(i), () -> "delete route " + i);
    }

    /** A request that the kernel refuses with all the words it has. */
    static Request addWithALongName() {
        return addBridge("a-name-of-more-than-15");
    }
}
