package io.netlink4j.nft.internal;

import io.netlink4j.core.error.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Checks the names of new tables, chains, sets and objects: only names that nft reads, from version 1.0.6 on, are allowed. The kernel
 * accepts any bytes, so names that were read are not checked.
 */
public final class NameRules {
    /** {@code NFT_NAME_MAXLEN} without the NUL byte. */
    private static final int LONGEST = 255;

    private static final int LONGEST_INTERFACE = 15;

    /** The words that nft takes for themselves where a name should be; some are words from version 1.0.7 on only. */
    private static final Set<String> WORDS = Set.of("""
        accept add ah all arp auto-merge bridge cgroup chain comment comp constant continue counter cpu create ct day dccp define \
        delete describe destroy device devices dnat drop dst dup dynamic ecn element elements esp ether exists expires export exthdr \
        fib flags flow flowtable flush frag fwd gc-interval geneve get goto gre gretap handle hbh hook hour ibriport ibrname icmp \
        icmpv6 igmp iif iifgroup iifname iiftype import include index inet insert interval ip ip6 ipsec jhash jump limit list log map \
        mark masquerade meta meter mh missing monitor netdev nftrace notrack numgen obriport obrname offload oif oifgroup oifname \
        oiftype osf pkttype policy position priority queue quota random redefine redirect reject rename replace reset return rt rt0 \
        rt2 rtclassid rule ruleset sctp secmark set size skgid skuid snat socket srh symhash synproxy table tcp th time timeout \
        tproxy type typeof udp udplite undefine update vlan vmap vni vxlan xt\
        """.split(" "));

    private NameRules() {}

    /**
     * The name, if nft could say it.
     *
     * @param what what gets it: {@code table}, {@code chain} ...
     * @throws IllegalArgumentException if it could not
     */
    public static String check(String what, String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the name of a " + what + " cannot be empty");
        }
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST) {
            throw new IllegalArgumentException(
                    "the name of a " + what + " takes at most " + LONGEST + " bytes, not " + length);
        }
        for (int i = 0; i < name.length(); i++) {
            if (!isPart(name.charAt(i), i == 0)) {
                throw new IllegalArgumentException(
                        "nft could not read '" + Printable.of(name) + "' as the name of a " + what
                                + ": a name has letters from a to z, digits, '_', '.', '-' and '/', no spaces, quotes"
                                + " or other characters, and begins with a letter, '_' or '.'");
            }
        }
        if (name.equals(".") || WORDS.contains(name)) {
            throw new IllegalArgumentException("'" + name + "' cannot be the name of a " + what
                    + ": it is a keyword of nft, and nft could not read the ruleset");
        }
        return name;
    }

    private static boolean isPart(char c, boolean first) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
        return letter || (!first && ((c >= '0' && c <= '9') || c == '-' || c == '/'));
    }

    public static String checkInterface(String name) {
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_INTERFACE) {
            throw new IllegalArgumentException("the name of an interface takes 1 to " + LONGEST_INTERFACE
                    + " bytes, but not '" + Printable.of(name) + "'");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c == 0x7f || c == '"') {
                throw new IllegalArgumentException(
                        "the name of an interface cannot have spaces, quotes or control characters, as in '"
                                + Printable.of(name) + "'");
            }
        }
        return name;
    }
}
