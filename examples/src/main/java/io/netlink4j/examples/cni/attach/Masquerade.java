package io.netlink4j.examples.cni.attach;

import static io.netlink4j.nft.statement.Statements.goTo;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.masquerade;
import static io.netlink4j.nft.statement.Statements.returnToCaller;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpInterface;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.examples.cni.protocol.Attachment;
import io.netlink4j.examples.cni.protocol.CniCall;
import io.netlink4j.examples.cni.protocol.CniResult;
import io.netlink4j.examples.cni.protocol.Later;
import io.netlink4j.examples.cni.protocol.Undo;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.Priority;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
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

    private static final int LONGEST_COMMENT = 128;

    private Masquerade() {}

    /** Adds the rules for what ADD has given a container. */
    static void add(Undo undo, CniCall call, List<CniResult.Ip> ips) {
        Attachment attachment = Attachment.of(call);
        add(Later.nft(), attachment, ips.stream().map(CniResult.Ip::address).toList());
        undo.push(() -> delete(Later.nft(), attachment));
    }

    /** All or none. */
    private static void add(Nft nft, Attachment attachment, List<IpInterface> addresses) {
        nft.transact(tx -> {
            List<Rule> stale = list(nft, attachment.key());
            tx.ensure(TABLE);
            tx.ensure(CHECKS);
            tx.ensure(POSTROUTING);
            tx.flush(POSTROUTING);
            tx.add(POSTROUTING.rule(ip().daddr("224.0.0.0/4"), returnToCaller()));
            tx.add(POSTROUTING.rule(ip6().daddr("ff00::/8"), returnToCaller()));
            tx.add(POSTROUTING.rule(goTo(CHECKS.name())));
            stale.forEach(tx::delete);
            rules(attachment, addresses).forEach(tx::add);
        });
    }

    private static List<Rule> rules(Attachment attachment, List<IpInterface> addresses) {
        return addresses.stream()
                .map(address -> rule(address).comment(comment(attachment)))
                .toList();
    }

    private static Rule rule(IpInterface address) {
        IpPrefix host = IpPrefix.of(address.address());
        return address.family() == IpFamily.IPV4
                ? CHECKS.rule(ip().saddr(host), ip().daddr(address.network()).not(), masquerade())
                : CHECKS.rule(ip6().saddr(host), ip6().daddr(address.network()).not(), masquerade());
    }

    /** Whether exactly the rules are there that {@link #add} made for a container. */
    static boolean isComplete(Nft nft, Attachment attachment, List<IpInterface> addresses) {
        return nft.chain(TABLE, POSTROUTING.name()).stream()
                        .flatMap(chain -> nft.rules().list(chain).stream())
                        .anyMatch(Rules.like(POSTROUTING.rule(goTo(CHECKS.name()))))
                && Rules.same(list(nft, attachment.key()), rules(attachment, addresses));
    }

    /** Deletes the rules of a container; the table stays. */
    static void delete(Nft nft, Attachment attachment) {
        delete(nft, list(nft, attachment.key()));
    }

    private static void delete(Nft nft, List<Rule> rules) {
        if (!rules.isEmpty()) {
            nft.commit(tx -> rules.forEach(tx::delete));
        }
    }

    /** Deletes the rules of a network but those of some attachments. */
    static void deleteAllBut(Nft nft, String network, Set<Attachment> valid) {
        Set<String> keys = valid.stream().map(Attachment::key).collect(Collectors.toSet());
        delete(
                nft,
                list(nft, Attachment.networkKey(network)).stream()
                        .filter(rule -> keys.stream().noneMatch(rule.comment().orElse("")::startsWith))
                        .toList());
    }

    private static List<Rule> list(Nft nft, String prefix) {
        return nft.chain(TABLE, CHECKS.name()).stream()
                .flatMap(chain -> nft.rules().list(chain).stream())
                .filter(rule -> rule.comment().orElse("").startsWith(prefix))
                .toList();
    }

    private static String comment(Attachment attachment) {
        String text = attachment.key() + ", net: " + attachment.network() + ", if: " + attachment.link() + ", id: "
                + attachment.container();
        String plain = text.replace("\"", "");
        return plain.substring(0, Math.min(plain.length(), LONGEST_COMMENT));
    }
}
