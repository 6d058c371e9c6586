package io.netlink4j.examples.cni.attach;

import static io.netlink4j.nft.statement.Statements.drop;
import static io.netlink4j.nft.statement.Statements.iifname;
import static io.netlink4j.nft.statement.Statements.jump;
import static io.netlink4j.nft.statement.Statements.returnToCaller;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.examples.cni.protocol.Attachment;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.expression.Cmp;
import io.netlink4j.nft.expression.Comparison;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.Policy;
import io.netlink4j.nft.object.Priority;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Drops what a container sends with another MAC address than its own, by the rules of the reference plugin.
 *
 * @param reference the container and its interface, which are in the names of chains and in comments
 */
record SpoofCheck(String reference) {
    private static final Table TABLE = Table.of(NfFamily.BRIDGE, "nat");
    private static final Chain BASE = TABLE.chain("PREROUTING")
            .filter(Hook.PREROUTING)
            .priority(Priority.DSTNAT)
            .policy(Policy.ACCEPT);
    private static final String PREFIX = "macspoofchk-";
    private static final int REGISTER = 1;
    /** Where the source address is in an Ethernet header, and its length. */
    private static final int SOURCE = 6;

    static SpoofCheck of(Attachment attachment) {
        return new SpoofCheck(attachment.container() + "-" + attachment.link());
    }

    private Chain entry() {
        return TABLE.chain("cni-br-iface-" + reference);
    }

    private Chain addresses() {
        return TABLE.chain("cni-br-iface-" + reference + "-mac");
    }

    /** The rules for the container behind {@code port}. */
    private List<Rule> rules(String port, MacAddress address) {
        return Stream.of(
                        BASE.rule(iifname(port), jump(entry().name())),
                        entry().rule(jump(addresses().name())),
                        addresses()
                                .rule(
                                        Payload.load(PayloadBase.LINK, SOURCE, SOURCE, REGISTER),
                                        Cmp.of(Comparison.EQUAL, REGISTER, address.toByteArray()),
                                        returnToCaller()),
                        addresses().rule(drop()))
                .map(rule -> rule.comment(PREFIX + reference))
                .toList();
    }

    /** Adds the rules, or replaces those that are there. */
    void add(Nft nft, String port, MacAddress address) {
        nft.transact(tx -> {
            List<Rule> stale = list(nft, BASE, this::isMine);
            tx.ensure(TABLE);
            Stream.of(BASE, entry(), addresses()).forEach(tx::ensure);
            Stream.of(entry(), addresses()).forEach(tx::flush);
            stale.forEach(tx::delete);
            rules(port, address).forEach(tx::add);
        });
    }

    private boolean isMine(Rule rule) {
        return rule.comment().orElse("").equals(PREFIX + reference);
    }

    /** Whether exactly the rules are there that {@link #add} made. */
    boolean isComplete(Nft nft, String port, MacAddress address) {
        List<Rule> present = Stream.of(BASE, entry(), addresses())
                .flatMap(chain -> list(nft, chain, this::isMine).stream())
                .toList();
        return Rules.same(present, rules(port, address));
    }

    private static List<Rule> list(Nft nft, Chain chain, Predicate<Rule> test) {
        return nft.chain(TABLE, chain.name()).stream()
                .flatMap(present -> nft.rules().list(present).stream())
                .filter(test)
                .toList();
    }

    /** Deletes the rules and their chains; the table stays. */
    void delete(Nft nft) {
        if (nft.chain(TABLE, entry().name()).isEmpty()
                && nft.chain(TABLE, addresses().name()).isEmpty()) {
            return;
        }
        nft.transact(tx -> {
            list(nft, BASE, this::isMine).forEach(tx::delete);
            for (Chain chain : List.of(entry(), addresses())) {
                nft.chain(TABLE, chain.name()).ifPresent(tx::flush);
            }
            for (Chain chain : List.of(entry(), addresses())) {
                nft.chain(TABLE, chain.name()).ifPresent(tx::delete);
            }
        });
    }

    /** Deletes the rules for ports that do not exist any more, as {@code exists} says of a name. */
    static void deleteStale(Nft nft, Predicate<String> exists) {
        for (Rule rule : list(nft, BASE, any -> any.comment().orElse("").startsWith(PREFIX))) {
            if (!exists.test(port(rule))) {
                new SpoofCheck(rule.comment().orElse("").substring(PREFIX.length())).delete(nft);
            }
        }
    }

    /** The name that the first comparison of a rule is about. */
    private static String port(Rule rule) {
        return rule.expressions().stream()
                .filter(Cmp.class::isInstance)
                .map(expression -> new String(((Cmp) expression).value(), StandardCharsets.US_ASCII))
                .map(name -> name.replace("\0", ""))
                .findFirst()
                .orElse("");
    }
}
