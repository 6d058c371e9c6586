package io.netlink4j.examples.cni.chained;

import static io.netlink4j.nft.statement.Statements.dnatTo;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.jump;
import static io.netlink4j.nft.statement.Statements.masquerade;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.udp;
import static io.netlink4j.nft.statement.field.Fields.sctp;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.examples.cni.protocol.Attachment;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.expression.Cmp;
import io.netlink4j.nft.expression.Comparison;
import io.netlink4j.nft.expression.Fib;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.Priority;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules that lead ports of the host to a container, in the form of the reference plugin {@code portmap} with its nftables backend. Their
 * comment is the container. The network and the link are in a note beside it, which nft does not print; the rules of the reference have none.
 *
 * @param family the family of the addresses
 */
record PortMap(IpFamily family) {
    private static final String NAME = "cni_hostport";
    private static final String COMMENT = "CNI portmap plugin";
    private static final String PORTS = "hostports";
    /** Older versions of the reference kept the rules with an address of the host there. */
    private static final String ADDRESSED = "hostip_hostports";

    private static final String ALL = "hostports_all";
    private static final String MASQUERADING = "masquerading";

    /** {@code RTN_LOCAL}: an address of this host. */
    private static final int LOCAL = 2;

    private static final int REGISTER = 1;
    /** A type of userdata that nft does not use. */
    private static final byte NOTE = (byte) 0xC1;

    private static final Pattern SET = Pattern.compile("\\{ (.*?) \\}");

    private Table table() {
        return (family == IpFamily.IPV4 ? Table.ip(NAME) : Table.ip6(NAME)).comment(COMMENT);
    }

    private RulePart destination(IpAddress address) {
        IpPrefix host = IpPrefix.of(address);
        return family == IpFamily.IPV4 ? ip().daddr(host) : ip6().daddr(host);
    }

    private RulePart source(IpAddress address) {
        IpPrefix host = IpPrefix.of(address);
        return family == IpFamily.IPV4 ? ip().saddr(host) : ip6().saddr(host);
    }

    private Chain prerouting() {
        return table().chain("prerouting").nat(Hook.PREROUTING).priority(Priority.DSTNAT);
    }

    private Chain output() {
        return table().chain("output").nat(Hook.OUTPUT).priority(Priority.DSTNAT);
    }

    private Chain masquerading() {
        return table().chain(MASQUERADING).nat(Hook.POSTROUTING).priority(Priority.SRCNAT);
    }

    /** Adds the rules for a container with an address. */
    void add(Nft nft, Attachment attachment, IpAddress address, PortMapConfig config) {
        Table table = table();
        Chain all = table.chain(ALL);
        nft.transact(tx -> {
            List<Rule> stale = rules(nft, noted(attachment));
            tx.ensure(table);
            Stream.of(table.chain(PORTS), table.chain(ADDRESSED), all, prerouting(), output())
                    .forEach(tx::ensure);
            Stream.of(all, prerouting(), output()).forEach(tx::flush);
            tx.add(all.rule(jump(ADDRESSED)));
            tx.add(all.rule(jump(PORTS)));
            Stream.of(prerouting(), output()).map(hook -> entry(hook, config)).forEach(tx::add);
            stale.forEach(tx::delete);
            if (config.snat()) {
                tx.ensure(masquerading());
            }
            made(attachment, address, config).forEach(tx::add);
        });
    }

    /** Where packets to this host come in. */
    private Rule entry(Chain hook, PortMapConfig config) {
        List<RulePart> parts = new ArrayList<>(config.conditions(family));
        parts.add(Fib.load(Fib.DADDR, Fib.RESULT_ADDRTYPE, REGISTER));
        parts.add(Cmp.of(Comparison.EQUAL, REGISTER, nativeOrder(LOCAL)));
        parts.add(jump(ALL));
        return hook.rule(parts);
    }

    /** The rules of one container. */
    private List<Rule> made(Attachment attachment, IpAddress address, PortMapConfig config) {
        Chain ports = table().chain(PORTS);
        Stream<Rule> mapped = config.mappings(family).stream().map(mapping -> ports.rule(parts(mapping, address)));
        Stream<Rule> masqueraded = config.snat()
                ? masqueraded(address, config.masqueradesAll()).stream()
                        .map(parts -> masquerading().rule(parts))
                : Stream.empty();
        return Stream.concat(mapped, masqueraded)
                .map(rule -> noted(rule.comment(attachment.container()), attachment.key()))
                .toList();
    }

    private static Rule noted(Rule rule, String key) {
        byte[] comment = rule.get(Rule.USERDATA).orElseThrow();
        byte[] text = key.getBytes(StandardCharsets.US_ASCII);
        return rule.with(
                Rule.USERDATA,
                ByteBuffer.allocate(comment.length + 2 + text.length)
                        .put(comment)
                        .put(NOTE)
                        .put((byte) text.length)
                        .put(text)
                        .array());
    }

    /** The key of the attachment that a rule is for; empty if the rule is of another program. */
    private static String note(Rule rule) {
        ByteBuffer data = ByteBuffer.wrap(rule.get(Rule.USERDATA).orElse(new byte[0]));
        while (data.remaining() > 2) {
            byte type = data.get();
            byte[] value = new byte[Math.min(Byte.toUnsignedInt(data.get()), data.remaining())];
            data.get(value);
            if (type == NOTE) {
                return new String(value, StandardCharsets.US_ASCII);
            }
        }
        return "";
    }

    /** The rules that are for an attachment for sure. */
    private static Predicate<Rule> noted(Attachment attachment) {
        return rule -> note(rule).equals(attachment.key());
    }

    /** The rules of the reference that could be for an attachment, or for another link of its container. */
    private static Predicate<Rule> possible(Attachment attachment) {
        return rule -> note(rule).isEmpty() && rule.comment().orElse("").equals(attachment.container());
    }

    private List<RulePart> parts(PortMapping mapping, IpAddress address) {
        List<RulePart> parts = new ArrayList<>();
        mapping.hostIp().filter(host -> !host.isUnspecified()).ifPresent(host -> parts.add(destination(host)));
        parts.add(
                switch (mapping.protocol()) {
                    case "udp" -> udp().dport(mapping.hostPort());
                    case "sctp" -> sctp().dport().oneOf(mapping.hostPort());
                    default -> tcp().dport(mapping.hostPort());
                });
        parts.add(dnatTo(address, mapping.containerPort()));
        return parts;
    }

    /** The packets whose answers have to come back to this host: from the container to itself, and from the host's loopback. */
    private List<List<RulePart>> masqueraded(IpAddress address, boolean masqueradesAll) {
        if (masqueradesAll) {
            return List.of(List.of(destination(address), masquerade()));
        }
        List<RulePart> itself = List.of(source(address), destination(address), masquerade());
        return family == IpFamily.IPV4
                ? List.of(itself, List.of(source(IpAddress.of("127.0.0.1")), destination(address), masquerade()))
                : List.of(itself);
    }

    private static byte[] nativeOrder(int number) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(number)
                .array();
    }

    /** Whether exactly the rules are there that {@link #add} made for a container, and packets come to them. */
    boolean isComplete(Nft nft, Attachment attachment, IpAddress address, PortMapConfig config) {
        List<Rule> noted = rules(nft, noted(attachment));
        List<Rule> present = noted.isEmpty() ? rules(nft, possible(attachment)) : noted;
        return words(made(attachment, address, config)).equals(words(present))
                && Stream.of(prerouting(), output()).allMatch(hook -> has(nft, hook, entry(hook, config)))
                && has(nft, table().chain(ALL), table().chain(ALL).rule(jump(PORTS)));
    }

    private boolean has(Nft nft, Chain chain, Rule rule) {
        return nft.chain(table(), chain.name()).stream()
                .flatMap(found -> nft.rules().list(found).stream())
                .map(nft::withSets)
                .anyMatch(found -> words(List.of(found)).equals(words(List.of(rule))));
    }

    /** The rules in the words of nft, with the elements of sets in one order. The kernel completes some expressions, so bytes differ. */
    private static List<String> words(List<Rule> rules) {
        return rules.stream().map(PortMap::words).sorted().toList();
    }

    private static String words(Rule rule) {
        String text = rule.toString();
        String words = text.substring(text.indexOf(rule.label()) + rule.label().length());
        return rule.chain().name()
                + SET.matcher(words)
                        .replaceAll(set -> Stream.of(set.group(1).split(", "))
                                .sorted()
                                .collect(Collectors.joining(", ", "{ ", " }")));
    }

    /** Deletes the rules for ports of a container's link; the tables stay. */
    static void delete(Nft nft, Attachment attachment) {
        delete(nft, noted(attachment).or(possible(attachment)));
    }

    /** Deletes the rules of a network but those of some attachments. Rules of the reference could be of another network, so they stay. */
    static void deleteAllBut(Nft nft, String network, Set<Attachment> valid) {
        Set<String> keys = valid.stream().map(Attachment::key).collect(Collectors.toSet());
        delete(nft, rule -> note(rule).startsWith(Attachment.networkKey(network)) && !keys.contains(note(rule)));
    }

    private static void delete(Nft nft, Predicate<Rule> test) {
        List<Rule> stale = Arrays.stream(IpFamily.values())
                .flatMap(family -> new PortMap(family).rules(nft, test).stream())
                .toList();
        if (!stale.isEmpty()) {
            nft.commit(tx -> stale.forEach(tx::delete));
        }
    }

    private List<Rule> rules(Nft nft, Predicate<Rule> test) {
        return Stream.of(PORTS, ADDRESSED, MASQUERADING)
                .flatMap(name -> nft.chain(table(), name).stream())
                .flatMap(chain -> nft.rules().list(chain).stream())
                .filter(test)
                .toList();
    }
}
