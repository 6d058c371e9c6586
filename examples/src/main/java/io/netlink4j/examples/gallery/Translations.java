package io.netlink4j.examples.gallery;

import static io.netlink4j.core.address.IpFamily.IPV4;
import static io.netlink4j.nft.object.Hook.OUTPUT;
import static io.netlink4j.nft.object.Hook.POSTROUTING;
import static io.netlink4j.nft.object.Hook.PREROUTING;
import static io.netlink4j.nft.statement.Lookups.concat;
import static io.netlink4j.nft.statement.Lookups.element;
import static io.netlink4j.nft.statement.Lookups.fib;
import static io.netlink4j.nft.statement.Lookups.map;
import static io.netlink4j.nft.statement.Statements.ct;
import static io.netlink4j.nft.statement.Statements.dnatTo;
import static io.netlink4j.nft.statement.Statements.iifname;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.masquerade;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.notrack;
import static io.netlink4j.nft.statement.Statements.oifname;
import static io.netlink4j.nft.statement.Statements.redirect;
import static io.netlink4j.nft.statement.Statements.returnToCaller;
import static io.netlink4j.nft.statement.Statements.snatTo;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.th;
import static io.netlink4j.nft.statement.Statements.udp;
import static io.netlink4j.nft.statement.action.Actions.dnatPrefixTo;
import static io.netlink4j.nft.statement.action.Actions.snatPrefixTo;
import static io.netlink4j.nft.statement.field.Fields.jhash;
import static io.netlink4j.nft.statement.field.Fields.numgenInc;
import static io.netlink4j.nft.statement.field.Fields.numgenRandom;
import static java.util.Map.entry;

import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.nft.TransactionBuilder;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Priority;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.AddressType;
import io.netlink4j.nft.packet.CtStatus;
import io.netlink4j.nft.packet.FibKey;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetKey;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Translation of addresses and ports. */
final class Translations {
    private Translations() {}

    static Map<String, Consumer<TransactionBuilder>> all() {
        return Map.of(
                "masquerade", Translations::masquerading,
                "port-forwarding", Translations::portForwarding,
                "hairpin", Translations::hairpin,
                "netmap", Translations::netmap,
                "source-pool", Translations::sourcePool,
                "load-balancing", Translations::loadBalancing,
                "prefix-translation", Translations::prefixTranslation,
                "local-redirect", Translations::localRedirect,
                "stateless-nat", Translations::statelessNat,
                "shared-address", Translations::sharedAddress);
    }

    /** A network behind the address of a link, as of a home router. */
    static void masquerading(TransactionBuilder tx) {
        Table nat = tx.add(Table.ip("home_router"));
        Chain post = tx.add(nat.chain("postrouting").nat(POSTROUTING));
        tx.add(post.rule(
                ip().saddr("192.168.15.0/24"), ip().daddr("224.0.0.0/24", "255.255.255.255"), returnToCaller()));
        tx.add(post.rule(
                ip().saddr("192.168.15.0/24"),
                ip().daddr("192.168.15.0/24").not(),
                meta().l4proto(IpProtocol.TCP, IpProtocol.UDP),
                masquerade().ports(1024, 65535)));
        tx.add(post.rule(
                ip().saddr("192.168.15.0/24"), ip().daddr("192.168.15.0/24").not(), masquerade()));
        tx.add(post.rule(oifname("ppp0"), masquerade().random().persistent()));
    }

    /** Services of inner hosts at the outer address: single ones, a range, and a map of many. */
    static void portForwarding(TransactionBuilder tx) {
        Table nat = tx.add(Table.ip("port_forwarding"));
        NamedSet forwarded = tx.add(nat.map(
                "forwarded",
                SetKey.concat(SetKey.INET_PROTO, SetKey.INET_SERVICE),
                SetKey.concat(SetKey.IPV4_ADDR, SetKey.INET_SERVICE)));
        tx.addElements(
                forwarded,
                List.of(
                        element(forwarded, "tcp . 2222", "192.168.15.4 . 22"),
                        element(forwarded, "udp . 51820", "192.168.15.5 . 51820")));
        Chain pre = tx.add(nat.chain("prerouting").nat(PREROUTING));
        Chain output = tx.add(nat.chain("output").nat(OUTPUT));
        tx.add(pre.rule(iifname("wan0"), tcp().dport(80), dnatTo("192.168.15.2", 8080))
                .comment("the web server"));
        tx.add(pre.rule(iifname("wan0"), udp().dport("5000-5100"), dnatTo("192.168.15.3")));
        tx.add(pre.rule(
                iifname("wan0"),
                meta().l4proto(IpProtocol.TCP, IpProtocol.UDP),
                dnatTo(map(concat(meta().l4proto(), th().dport()), forwarded))));
        tx.add(output.rule(ip().daddr("203.0.113.1"), tcp().dport(80), dnatTo("192.168.15.2", 8080)));
    }

    /** Inner hosts reach a service of their own network by its outer address. */
    static void hairpin(TransactionBuilder tx) {
        Table nat = tx.add(Table.inet("hairpin"));
        Chain pre = tx.add(nat.chain("prerouting").nat(PREROUTING));
        Chain post = tx.add(nat.chain("postrouting").nat(POSTROUTING));
        tx.add(pre.rule(
                fib(FibKey.DADDR).type(AddressType.LOCAL),
                tcp().dport(80, 443),
                ip().daddr("127.0.0.0/8").not(),
                dnatTo("192.168.15.2")));
        tx.add(post.rule(
                ip().saddr("192.168.15.0/24"),
                ip().daddr("192.168.15.0/24"),
                ct().status(CtStatus.DNAT),
                masquerade()));
    }

    /** Two networks with the same addresses see each other under others. */
    static void netmap(TransactionBuilder tx) {
        Table nat = tx.add(Table.ip("netmap"));
        Chain pre = tx.add(nat.chain("prerouting").nat(PREROUTING));
        Chain post = tx.add(nat.chain("postrouting").nat(POSTROUTING));
        tx.add(pre.rule(
                iifname("eth0"), dnatPrefixTo(IPV4, map(ip().daddr(), entry("10.9.0.0/24", "192.168.9.0/24")))));
        tx.add(post.rule(
                oifname("eth0"),
                snatPrefixTo(
                        IPV4,
                        map(
                                ip().saddr(),
                                entry("192.168.9.0/24", "10.9.0.0/24"),
                                entry("192.168.10.0/24", "10.10.0.0/24")))));
    }

    /** Networks that leave with addresses of their own, each client always with the same. */
    static void sourcePool(TransactionBuilder tx) {
        Table nat = tx.add(Table.ip("source_pool"));
        Chain post = tx.add(nat.chain("postrouting").nat(POSTROUTING));
        tx.add(post.rule(
                ip().saddr("10.1.0.0/16"), snatTo("203.0.113.8-203.0.113.15").persistent()));
        tx.add(post.rule(
                oifname("wan0"),
                snatTo(map(
                        ip().saddr(),
                        entry("10.2.0.0/24", "203.0.113.16"),
                        entry("10.2.1.0/24", "203.0.113.17"),
                        entry("10.3.0.1-10.3.0.9", "203.0.113.18")))));
        tx.add(post.rule(
                ip().saddr("10.4.0.0/24"),
                meta().l4proto(IpProtocol.UDP),
                snatTo("203.0.113.19").ports(1000, 2000).fullyRandom()));
    }

    /** Connections in turn, by chance with weights, and by the client's address. */
    static void loadBalancing(TransactionBuilder tx) {
        Table nat = tx.add(Table.ip("load_balancing"));
        Chain pre = tx.add(nat.chain("prerouting").nat(PREROUTING));
        tx.add(pre.rule(
                tcp().dport(80),
                dnatTo(map(numgenInc(3), entry(0, "10.0.0.2"), entry(1, "10.0.0.3"), entry(2, "10.0.0.4")))));
        tx.add(pre.rule(
                tcp().dport(443), dnatTo(map(numgenRandom(10), entry("0-6", "10.0.0.2"), entry("7-9", "10.0.0.3")))));
        tx.add(pre.rule(
                tcp().dport(8080), dnatTo(map(jhash(ip().saddr(), 2), entry(0, "10.0.0.2"), entry(1, "10.0.0.3")))));
        tx.add(pre.rule(
                udp().dport(53),
                dnatTo(map(
                        jhash(concat(ip().saddr(), udp().sport()), 2),
                        entry(0, "10.0.0.5 . 5353"),
                        entry(1, "10.0.0.6 . 5353")))));
    }

    /** A network of local IPv6 addresses that others see under a global prefix. */
    static void prefixTranslation(TransactionBuilder tx) {
        Table nat = tx.add(Table.ip6("prefix_translation"));
        Chain pre = tx.add(nat.chain("prerouting").nat(PREROUTING));
        Chain post = tx.add(nat.chain("postrouting").nat(POSTROUTING));
        tx.add(pre.rule(ip6().daddr("2001:db8:1::/64"), dnatPrefixTo(IpPrefix.of("fd00:1::/64"))));
        tx.add(post.rule(ip6().saddr("fd00:1::/64"), oifname("wan0"), snatPrefixTo(IpPrefix.of("2001:db8:1::/64"))));
    }

    /** Queries for names and web pages go to programs of this host, whatever their destination is. */
    static void localRedirect(TransactionBuilder tx) {
        Table nat = tx.add(Table.inet("local_redirect"));
        Chain pre = tx.add(nat.chain("prerouting").nat(PREROUTING).priority(Priority.DSTNAT, 5));
        Chain output = tx.add(nat.chain("output").nat(OUTPUT));
        tx.add(pre.rule(iifname("lan0"), udp().dport(53), redirect()));
        tx.add(pre.rule(iifname("lan0"), tcp().dport(80), redirect(3128)));
        tx.add(output.rule(
                meta().skuid().oneOf(13).not(),
                tcp().dport(80),
                redirect().ports(3128, 3135).random()));
    }

    /** Translation without connection tracking, by writing into packets. */
    static void statelessNat(TransactionBuilder tx) {
        Table raw = tx.add(Table.ip("stateless_nat"));
        Chain pre = tx.add(raw.chain("prerouting").filter(PREROUTING).priority(Priority.RAW));
        Chain post = tx.add(raw.chain("postrouting").filter(POSTROUTING).priority(Priority.RAW));
        tx.add(pre.rule(ip().daddr("203.0.113.5"), tcp().dport(80), ip().daddr().set("10.0.0.5"), notrack()));
        tx.add(pre.rule(udp().dport(123), udp().dport().set(10123), notrack()));
        tx.add(post.rule(
                ip().saddr("10.0.0.5"),
                tcp().sport(80),
                ip().saddr().set(map(ip().saddr(), entry("10.0.0.5", "203.0.113.5"))),
                notrack()));
    }

    /** Many clients behind few addresses: each has a block of ports (RFC 6346). */
    static void sharedAddress(TransactionBuilder tx) {
        Table nat = tx.add(Table.ip("shared_address"));
        Chain post = tx.add(nat.chain("postrouting").nat(POSTROUTING));
        tx.add(post.rule(
                ip().saddr("100.64.0.1"),
                meta().l4proto(IpProtocol.TCP, IpProtocol.UDP),
                snatTo("203.0.113.20").ports(1024, 2047)));
        tx.add(post.rule(
                ip().saddr("100.64.0.2"),
                meta().l4proto(IpProtocol.TCP, IpProtocol.UDP),
                snatTo("203.0.113.20").ports(2048, 3071)));
        tx.add(post.rule(ip().saddr("100.64.0.0/10"), snatTo("203.0.113.21")));
    }
}
