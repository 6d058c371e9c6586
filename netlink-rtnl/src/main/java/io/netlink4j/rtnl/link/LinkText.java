package io.netlink4j.rtnl.link;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.link.LinkReference;
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

    private final Link link;
    private final StringBuilder out = new StringBuilder();

    private LinkText(Link link) {
        this.link = link;
    }

    static String of(Link link) {
        return new LinkText(link).text();
    }

    private String text() {
        link.ifindex().ifPresent(index -> out.append(index).append(": "));
        out.append(Printable.of(link.name().orElse("?")));
        link.get(LinkAttributes.LINK).ifPresent(lower -> out.append('@').append(lower(lower)));
        out.append(": <").append(flags()).append('>');
        add("mtu", LinkAttributes.MTU);
        add("qdisc", LinkAttributes.QDISC);
        link.master().ifPresent(master -> word("master", reference(master)));
        add("state", LinkAttributes.OPERSTATE);
        link.get(LinkAttributes.LINKMODE)
                .ifPresent(mode -> word("mode", mode == 0 ? "DEFAULT" : mode == 1 ? "DORMANT" : mode));
        link.group().ifPresent(group -> word("group", group == 0 ? "default" : group));
        add("qlen", LinkAttributes.TXQLEN);
        link.macAddress().ifPresent(mac -> word("link/" + type(), mac));
        if (link.macAddress().isEmpty() && link.hardwareType() != 0) {
            out.append(" link/").append(type());
        }
        link.broadcastAddress().ifPresent(mac -> word(link.has(LinkFlag.POINTOPOINT) ? "peer" : "brd", mac));
        add("permaddr", LinkAttributes.PERM_ADDRESS);
        link.linkNamespaceId().ifPresent(id -> word("link-netnsid", id));
        link.namespace().ifPresent(namespace -> word("netns", namespace.name().orElseGet(namespace::toString)));
        add("promiscuity", LinkAttributes.PROMISCUITY);
        add("allmulti", LinkAttributes.ALLMULTI);
        add("minmtu", LinkAttributes.MIN_MTU);
        add("maxmtu", LinkAttributes.MAX_MTU);
        link.kind().ifPresent(kind -> out.append(' ').append(kind));
        link.bridgePort().ifPresent(port -> out.append(' ').append(port));
        link.addressGeneration()
                .ifPresent(mode -> word("addrgenmode", mode.name().toLowerCase(Locale.ROOT)));
        add("numtxqueues", LinkAttributes.NUM_TX_QUEUES);
        add("numrxqueues", LinkAttributes.NUM_RX_QUEUES);
        add("gso_max_size", LinkAttributes.GSO_MAX_SIZE);
        add("gso_max_segs", LinkAttributes.GSO_MAX_SEGS);
        add("tso_max_size", LinkAttributes.TSO_MAX_SIZE);
        add("tso_max_segs", LinkAttributes.TSO_MAX_SEGS);
        add("gro_max_size", LinkAttributes.GRO_MAX_SIZE);
        link.alias().ifPresent(alias -> word("alias", alias));
        link.alternativeNames().forEach(name -> word("altname", name));
        return out.toString();
    }

    private void add(String word, Attribute<?> key) {
        link.get(key).ifPresent(value -> word(word, value));
    }

    private void word(String word, Object value) {
        out.append(' ').append(word).append(' ').append(Printable.of(String.valueOf(value)));
    }

    private static String lower(LinkReference lower) {
        return lower.ifindex().orElse(1) == 0 ? "NONE" : reference(lower);
    }

    /** Only a reference that was made by name knows one. */
    static String reference(LinkReference other) {
        Optional<String> name = other.name();
        return name.map(Printable::of).orElseGet(() -> "if" + other.ifindex().orElse(0));
    }

    private String flags() {
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

    private String type() {
        int type = link.hardwareType();
        return type == 0 ? "ether" : TYPES.getOrDefault(type, "[" + type + "]");
    }
}
