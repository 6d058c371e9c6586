package io.netlink4j.examples.cni;

import static io.netlink4j.nft.statement.Statements.goTo;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.masquerade;
import static io.netlink4j.nft.statement.Statements.returnToCaller;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpInterface;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.Priority;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets packets of containers leave with an address of the host. The rules are those of the reference plugins from version 1.8 on, so that
 * each finds those of the other: their comments begin with a hash of the network and one of the container.
 */
final class Masquerade {
    private static final Table TABLE = Table.inet("cni_plugins_masquerade")
            .comment("Masquerading for plugins from github.com/containernetworking/plugins");
    private static final Chain CHECKS = TABLE.chain("masq_checks")
            .comment("Masquerade traffic from certain IPs to any (non-multicast) IP outside their subnet");
    private static final Chain POSTROUTING =
            TABLE.chain("postrouting").nat(Hook.POSTROUTING).priority(Priority.SRCNAT);

    private static final int HASH = 16;
    private static final int LONGEST_COMMENT = 128;

    private Masquerade() {}

    /** Adds the rules for the addresses of a container, all or none. */
    static void add(Nft nft, CniCall call, List<IpInterface> addresses) {
        nft.transact(tx -> {
            List<Rule> stale = rules(nft, key(call));
            tx.ensure(TABLE);
            tx.ensure(CHECKS);
            tx.ensure(POSTROUTING);
            tx.flush(POSTROUTING);
            tx.add(POSTROUTING.rule(ip().daddr("224.0.0.0/4"), returnToCaller()));
            tx.add(POSTROUTING.rule(ip6().daddr("ff00::/8"), returnToCaller()));
            tx.add(POSTROUTING.rule(goTo(CHECKS.name())));
            stale.forEach(tx::delete);
            addresses.forEach(address -> tx.add(rule(address).comment(comment(call))));
        });
    }

    private static Rule rule(IpInterface address) {
        IpPrefix host = IpPrefix.of(address.address());
        return address.family() == IpFamily.IPV4
                ? CHECKS.rule(ip().saddr(host), ip().daddr(address.network()).not(), masquerade())
                : CHECKS.rule(ip6().saddr(host), ip6().daddr(address.network()).not(), masquerade());
    }

    /** How many rules there are for a container. */
    static int count(Nft nft, CniCall call) {
        return rules(nft, key(call)).size();
    }

    /** Deletes the rules of a container; the table stays. */
    static void delete(Nft nft, CniCall call) {
        List<Rule> stale = rules(nft, key(call));
        if (!stale.isEmpty()) {
            nft.commit(tx -> stale.forEach(tx::delete));
        }
    }

    /** Deletes the rules of a network but those of some attachments, each a container and an interface. */
    static void deleteAllBut(Nft nft, CniCall call, Set<List<String>> valid) {
        Set<String> keys = valid.stream()
                .map(attachment -> key(call.network(), attachment.getLast(), attachment.getFirst()))
                .collect(Collectors.toSet());
        List<Rule> stale = rules(nft, hash(call.network()) + "-").stream()
                .filter(rule -> keys.stream().noneMatch(rule.comment().orElse("")::startsWith))
                .toList();
        if (!stale.isEmpty()) {
            nft.commit(tx -> stale.forEach(tx::delete));
        }
    }

    private static List<Rule> rules(Nft nft, String prefix) {
        return nft.chain(TABLE, CHECKS.name()).stream()
                .flatMap(chain -> nft.rules().list(chain).stream())
                .filter(rule -> rule.comment().orElse("").startsWith(prefix))
                .toList();
    }

    private static String key(CniCall call) {
        return key(call.network(), call.interfaceName(), call.containerId());
    }

    private static String key(String network, String link, String container) {
        return hash(network) + "-" + hash(link + ":" + container);
    }

    private static String comment(CniCall call) {
        String text = key(call) + ", net: " + call.network() + ", if: " + call.interfaceName() + ", id: "
                + call.containerId();
        String plain = text.replace("\"", "");
        return plain.substring(0, Math.min(plain.length(), LONGEST_COMMENT));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e); // every JDK has it
        }
    }
}
