package io.netlink4j.rtnl.testkit;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words that the newest {@code ip} and {@code bridge} print, and so this library, but older ones do not. */
final class OlderIp {
    private static final List<Pattern> NEWER = List.of(
            words("netns-immutable", ""),
            words("gso_ipv4_max_size|gro_ipv4_max_size", " \\d+"),
            words("stp_mode", " \\w+"),
            words("fdb_n_learned|fdb_max_learned", " \\d+"),
            words("mst_enabled|mdb_offload_fail_notification|fdb_local_vlan_0", " [01]"),
            words("neigh_vlan_suppress|neigh_forward_grat|mab", " (?:on|off)"),
            words("backup_nhid", " \\d+"),
            words("lacp_strict|coupled_control|broadcast_neighbor", " (?:on|off)"),
            words("actor_port_prio", " \\d+"),
            words("reserved_bits", " 0x[0-9a-f]+"),
            words("bclim", " -?\\d+"),
            words("nolocalbypass|mcroute", ""),
            words("proto", " kernel_l[lo]"));

    private OlderIp() {}

    private static Pattern words(String words, String value) {
        return Pattern.compile(" (" + words + ")" + value + "(?= |$)");
    }

    /** Our text, without the words that {@code shown} has nowhere. */
    static String without(String ours, String shown) {
        String text = ours;
        for (Pattern newer : NEWER) {
            text = newer.matcher(text)
                    .replaceAll(found ->
                            shown.contains(" " + found.group(1) + " ") ? Matcher.quoteReplacement(found.group()) : "");
        }
        return text;
    }
}
