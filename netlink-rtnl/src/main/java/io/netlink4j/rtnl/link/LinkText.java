package io.netlink4j.rtnl.link;

import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.internal.TextRows;
import io.netlink4j.rtnl.internal.Words;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** Links as {@code ip -d link} shows them; what a link does not say is left out. */
final class LinkText {
    private static final Map<Integer, String> TYPES = Map.ofEntries(
            Map.entry(1, "ether"),
            Map.entry(32, "infiniband"),
            Map.entry(280, "can"),
            Map.entry(512, "ppp"),
            Map.entry(768, "ipip"),
            Map.entry(769, "tunnel6"),
            Map.entry(772, "loopback"),
            Map.entry(776, "sit"),
            Map.entry(778, "gre"),
            Map.entry(801, "ieee802.11"),
            Map.entry(803, "ieee802.11/radiotap"),
            Map.entry(823, "gre6"),
            Map.entry(824, "netlink"),
            Map.entry(0xfffe, "none"));

    static final TextRows<Link> ROWS = new TextRows<Link>()
            .addAlways("", LinkText::head)
            .add("mtu", LinkAttributes.MTU)
            .add("qdisc", LinkAttributes.QDISC)
            .addLink("master", Link::master)
            .add("state", LinkAttributes.OPERSTATE)
            .add("mode", LinkAttributes.LINKMODE, mode -> mode == 0 ? "DEFAULT" : mode == 1 ? "DORMANT" : "" + mode)
            .add("group", LinkAttributes.GROUP, group -> group == 0 ? "default" : "" + group)
            .add("qlen", LinkAttributes.TXQLEN)
            .add("", LinkText::hardware)
            .add("peer", link -> link.broadcastAddress().filter(mac -> link.has(LinkFlag.POINTOPOINT)))
            .add("brd", link -> link.broadcastAddress().filter(mac -> !link.has(LinkFlag.POINTOPOINT)))
            .add("permaddr", LinkAttributes.PERM_ADDRESS)
            .add("link-netnsid", Link::linkNamespaceId)
            .add("netns", Link::namespace, namespace -> namespace.name().orElseGet(namespace::toString))
            .add("promiscuity", LinkAttributes.PROMISCUITY)
            .add("allmulti", LinkAttributes.ALLMULTI)
            .add("minmtu", LinkAttributes.MIN_MTU)
            .add("maxmtu", LinkAttributes.MAX_MTU)
            .addIf(link -> link.get(LinkAttributes.NETNS_IMMUTABLE).orElse(false), "netns-immutable")
            .add("", Link::kind)
            .add("", Link::bridgePort)
            .add("", Link::bondPort)
            .add("addrgenmode", Link::addressGeneration, mode -> mode.name().toLowerCase(Locale.ROOT))
            .add("numtxqueues", LinkAttributes.NUM_TX_QUEUES)
            .add("numrxqueues", LinkAttributes.NUM_RX_QUEUES)
            .add("gso_max_size", LinkAttributes.GSO_MAX_SIZE)
            .add("gso_max_segs", LinkAttributes.GSO_MAX_SEGS)
            .add("tso_max_size", LinkAttributes.TSO_MAX_SIZE)
            .add("tso_max_segs", LinkAttributes.TSO_MAX_SEGS)
            .add("gro_max_size", LinkAttributes.GRO_MAX_SIZE)
            .add("gso_ipv4_max_size", LinkAttributes.GSO_IPV4_MAX_SIZE)
            .add("gro_ipv4_max_size", LinkAttributes.GRO_IPV4_MAX_SIZE)
            .add("alias", Link::alias)
            .addEach("altname", Link::alternativeNames);

    private LinkText() {}

    /** {@code 2: eth0.5@eth0: <BROADCAST,UP>}. */
    private static String head(Link link) {
        return link.ifindex().map(index -> index + ": ").orElse("")
                + link.name().orElse("?")
                + link.get(LinkAttributes.LINK).map(lower -> "@" + lower(lower)).orElse("")
                + ": <" + flags(link) + ">";
    }

    private static String lower(LinkReference lower) {
        return lower.ifindex().orElse(1) == 0 ? "NONE" : Words.LINKS.apply(lower);
    }

    private static String flags(Link link) {
        StringJoiner names = new StringJoiner(",");
        if (link.isUp() && link.has(LinkAttributes.OPERSTATE) && !link.has(LinkFlag.RUNNING)) {
            names.add("NO-CARRIER");
        }
        for (LinkFlag flag : link.flags()) {
            if (flag != LinkFlag.RUNNING) {
                names.add(flag.name());
            }
        }
        return names.toString();
    }

    private static Optional<String> hardware(Link link) {
        int type = link.hardwareType();
        String word = "link/" + (type == 0 ? "ether" : TYPES.getOrDefault(type, "[" + type + "]"));
        return link.macAddress()
                .map(mac -> word + " " + mac)
                .or(() -> Optional.of(word).filter(any -> type != 0));
    }
}
