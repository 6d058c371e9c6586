package io.netlink4j.examples.gallery;

import static io.netlink4j.nft.object.Hook.FORWARD;
import static io.netlink4j.nft.object.Hook.INGRESS;
import static io.netlink4j.nft.object.Hook.INPUT;
import static io.netlink4j.nft.object.Hook.OUTPUT;
import static io.netlink4j.nft.object.Hook.PREROUTING;
import static io.netlink4j.nft.packet.CtState.ESTABLISHED;
import static io.netlink4j.nft.packet.CtState.INVALID;
import static io.netlink4j.nft.packet.CtState.NEW;
import static io.netlink4j.nft.packet.CtState.RELATED;
import static io.netlink4j.nft.packet.CtState.UNTRACKED;
import static io.netlink4j.nft.statement.Lookups.addTo;
import static io.netlink4j.nft.statement.Lookups.concat;
import static io.netlink4j.nft.statement.Lookups.element;
import static io.netlink4j.nft.statement.Lookups.elements;
import static io.netlink4j.nft.statement.Lookups.map;
import static io.netlink4j.nft.statement.Lookups.update;
import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.ct;
import static io.netlink4j.nft.statement.Statements.drop;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.limit;
import static io.netlink4j.nft.statement.Statements.limitBytes;
import static io.netlink4j.nft.statement.Statements.log;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.notrack;
import static io.netlink4j.nft.statement.Statements.oifname;
import static io.netlink4j.nft.statement.Statements.reject;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.udp;
import static io.netlink4j.nft.statement.action.Actions.ctCountOver;
import static io.netlink4j.nft.statement.action.Actions.quotaOver;
import static io.netlink4j.nft.statement.action.Actions.synproxy;
import static io.netlink4j.nft.statement.action.Actions.use;
import static java.util.Map.entry;

import io.netlink4j.nft.TransactionBuilder;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Limit;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.expression.Quota;
import io.netlink4j.nft.expression.Synproxy;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Policy;
import io.netlink4j.nft.object.Priority;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.TcpFlag;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.nft.statement.Per;
import io.netlink4j.nft.statement.RejectReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Limits of rates, connections and bytes, and lists of addresses. */
final class Limits {
    private Limits() {}

    static Map<String, Consumer<TransactionBuilder>> all() {
        return Map.of(
                "rate-per-address", Limits::ratePerAddress,
                "ban", Limits::ban,
                "port-knocking", Limits::portKnocking,
                "syn-proxy", Limits::synProxy,
                "connections-per-address", Limits::connectionsPerAddress,
                "quotas", Limits::quotas,
                "blocklist", Limits::blocklist,
                "bandwidth", Limits::bandwidth,
                "accounting", Limits::accounting,
                "allow-for-a-while", Limits::allowForAWhile);
    }

    /** New connections above a rate, counted for each address on its own, are dropped. */
    static void ratePerAddress(TransactionBuilder tx) {
        Table filter = tx.add(Table.inet("rate_per_address"));
        NamedSet meter = tx.add(filter.set("clients", SetKey.IPV4_ADDR)
                .dynamic()
                .timeout(Duration.ofMinutes(1))
                .size(65535));
        NamedSet meter6 = tx.add(filter.set("clients6", SetKey.IPV6_ADDR)
                .dynamic()
                .timeout(Duration.ofMinutes(1))
                .size(65535));
        Chain input = tx.add(filter.chain("input").filter(INPUT));
        tx.add(input.rule(
                tcp().dport(22),
                ct().state(NEW),
                update(meter.name(), ip().saddr())
                        .with(limit(10, Per.MINUTE).burst(5).over()),
                counter(),
                drop()));
        tx.add(input.rule(
                tcp().dport(22),
                ct().state(NEW),
                update(meter6.name(), ip6().saddr())
                        .with(limit(10, Per.MINUTE).burst(5).over()),
                counter(),
                drop()));
    }

    /** Who connects too often is dropped for some minutes, and longer if it goes on. */
    static void ban(TransactionBuilder tx) {
        Table filter = tx.add(Table.ip("ban"));
        NamedSet banned = tx.add(filter.set("banned", SetKey.IPV4_ADDR)
                .dynamic()
                .timeout(Duration.ofMinutes(5))
                .size(10000));
        NamedSet seen = tx.add(filter.set("seen", SetKey.concat(SetKey.IPV4_ADDR, SetKey.INET_SERVICE))
                .dynamic()
                .timeout(Duration.ofSeconds(30))
                .size(10000));
        Chain input = tx.add(filter.chain("input").filter(INPUT));
        tx.add(input.rule(
                ip().saddr(banned), update(banned.name(), ip().saddr()).timeout(Duration.ofHours(1)), drop()));
        tx.add(input.rule(
                tcp().dport(22),
                ct().state(NEW),
                addTo(seen.name(), concat(ip().saddr(), tcp().dport()))
                        .with(limit(3, Per.MINUTE).burst(2).over()),
                addTo(banned.name(), ip().saddr()),
                drop()));
    }

    /** Three knocks in the right order within seconds open a port for the address that knocked. */
    static void portKnocking(TransactionBuilder tx) {
        Table filter = tx.add(Table.inet("port_knocking"));
        NamedSet first = tx.add(stage(filter, "knocked_once", Duration.ofSeconds(5)));
        NamedSet second = tx.add(stage(filter, "knocked_twice", Duration.ofSeconds(5)));
        NamedSet open = tx.add(stage(filter, "opened", Duration.ofMinutes(1)));
        Chain input = tx.add(filter.chain("input").filter(INPUT));
        tx.add(input.rule(ct().state(ESTABLISHED, RELATED), accept()));
        tx.add(input.rule(ip().saddr(open), tcp().dport(22), accept()));
        tx.add(input.rule(ip().saddr(second), tcp().dport(3000), addTo(open.name(), ip().saddr()), drop()));
        tx.add(input.rule(ip().saddr(first), tcp().dport(2000), addTo(second.name(), ip().saddr()), drop()));
        tx.add(input.rule(tcp().dport(1000), addTo(first.name(), ip().saddr()), drop()));
        tx.add(input.rule(tcp().dport(22), reject(RejectReason.TCP_RESET)));
    }

    private static NamedSet stage(Table table, String name, Duration timeout) {
        return table.set(name, SetKey.IPV4_ADDR).dynamic().timeout(timeout).size(1000);
    }

    /** The kernel answers handshakes, and the server sees connections that have one. */
    static void synProxy(TransactionBuilder tx) {
        Table filter = tx.add(Table.ip("syn_proxy"));
        tx.add(filter.object("web", Synproxy.of(1460, 7, SYNPROXY_FLAGS)));
        Chain raw = tx.add(filter.chain("raw").filter(PREROUTING).priority(Priority.RAW));
        Chain input = tx.add(filter.chain("input").filter(INPUT));
        tx.add(raw.rule(tcp().dport(443, 8443), tcp().flags(TcpFlag.SYN), notrack()));
        tx.add(input.rule(
                tcp().dport(8443),
                ct().state(INVALID, UNTRACKED),
                synproxy().mss(1460).wscale(7).timestamp().sackPerm()));
        tx.add(input.rule(tcp().dport(443), ct().state(INVALID, UNTRACKED), use(ObjectType.SYNPROXY, "web")));
        tx.add(input.rule(ct().state(INVALID), drop()));
    }

    private static final int SYNPROXY_FLAGS =
            Synproxy.FLAG_MSS | Synproxy.FLAG_WSCALE | Synproxy.FLAG_TIMESTAMP | Synproxy.FLAG_SACK_PERM;

    /** At most so many connections at once: of one address, of one network, of all. */
    static void connectionsPerAddress(TransactionBuilder tx) {
        Table filter = tx.add(Table.ip("connections_per_address"));
        NamedSet hosts = tx.add(filter.set("hosts", SetKey.IPV4_ADDR).dynamic().size(65535));
        NamedSet networks =
                tx.add(filter.set("networks", SetKey.IPV4_ADDR).dynamic().size(65535));
        Chain input = tx.add(filter.chain("input").filter(INPUT));
        tx.add(input.rule(
                tcp().dport(80),
                ct().state(NEW),
                addTo(hosts.name(), ip().saddr()).with(ctCountOver(20)),
                reject(RejectReason.TCP_RESET)));
        tx.add(input.rule(
                tcp().dport(80),
                ct().state(NEW),
                addTo(networks.name(), ip().saddr().and("255.255.255.0")).with(ctCountOver(100)),
                reject(RejectReason.TCP_RESET)));
        tx.add(input.rule(tcp().dport(80), ct().state(NEW), ctCountOver(1000), drop()));
    }

    /** Users of a network, each with as many bytes as was paid for. */
    static void quotas(TransactionBuilder tx) {
        Table filter = tx.add(Table.ip("quotas"));
        tx.add(filter.object("alice", Quota.over(10L << 30)).comment("ten gigabytes"));
        tx.add(filter.object("bob", Quota.over(500L << 20)));
        tx.add(filter.object("guests", Quota.over(100L << 20)));
        Chain forward = tx.add(filter.chain("forward").filter(FORWARD));
        tx.add(forward.rule(
                use(
                        ObjectType.QUOTA,
                        map(
                                ip().saddr(),
                                entry("192.168.15.2", "alice"),
                                entry("192.168.15.3", "bob"),
                                entry("192.168.16.0/24", "guests"))),
                drop()));
        tx.add(forward.rule(oifname("wan0"), quotaOver(1L << 40), log("the month is used up: "), drop()));
    }

    /** Networks of a list, each for a time; the list is changed while packets pass. */
    static void blocklist(TransactionBuilder tx) {
        Table filter = tx.add(Table.netdev("blocklist"));
        NamedSet blocked =
                tx.add(filter.set("blocked", SetKey.IPV4_ADDR).interval().timeouts());
        NamedSet blocked6 = tx.add(filter.set("blocked6", SetKey.IPV6_ADDR).interval());
        List<SetElement> networks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            networks.add(element(blocked, "198." + (20 + i / 100) + "." + 2 * (i % 100) + ".0/24")
                    .timeout(Duration.ofHours(1 + i % 48)));
        }
        tx.addElements(blocked, networks);
        tx.addElements(blocked6, elements(blocked6, "2001:db8:dead::/48", "2001:db8:f00d::/48"));
        Chain ingress =
                tx.add(filter.chain("ingress").filter(INGRESS).device("eth0").priority(-500));
        tx.add(ingress.rule(ip().saddr(blocked), counter(), drop()));
        tx.add(ingress.rule(ip6().saddr(blocked6), counter(), drop()));
    }

    /** Bytes per second of a link, of a service, and of pings. */
    static void bandwidth(TransactionBuilder tx) {
        Table filter = tx.add(Table.inet("bandwidth"));
        tx.add(filter.object("backup", Limit.bytes(1 << 20, Duration.ofSeconds(1), 0)));
        Chain forward = tx.add(filter.chain("forward").filter(FORWARD));
        tx.add(forward.rule(oifname("wan0"), limitBytes(10 << 20, Per.SECOND).over(), drop()));
        tx.add(forward.rule(tcp().dport(873), use(ObjectType.LIMIT, "backup"), drop()));
        tx.add(forward.rule(
                meta().l4proto(IpProtocol.ICMP, IpProtocol.ICMPV6),
                limit(100, Per.SECOND).burst(50).over(),
                counter(),
                drop()));
    }

    /** Bytes of services, links and hosts, by named counters, a map to counters, and a set that counts. */
    static void accounting(TransactionBuilder tx) {
        Table stats = tx.add(Table.inet("accounting"));
        for (String name : List.of("web_in", "mail_in", "other_in")) {
            tx.add(stats.object(name, Counter.zero()));
        }
        NamedSet hosts = tx.add(stats.set("hosts", SetKey.IPV4_ADDR)
                .dynamic()
                .timeout(Duration.ofDays(1))
                .size(65535)
                .expressions(Counter.zero()));
        Chain input = tx.add(stats.chain("input").filter(INPUT).priority(Priority.MANGLE));
        Chain output = tx.add(stats.chain("output").filter(OUTPUT).priority(Priority.MANGLE));
        tx.add(input.rule(
                ct().state(ESTABLISHED),
                use(
                        ObjectType.COUNTER,
                        map(
                                tcp().dport(),
                                entry(80, "web_in"),
                                entry(443, "web_in"),
                                entry(25, "mail_in"),
                                entry(587, "mail_in")))));
        tx.add(input.rule(meta().l4proto(IpProtocol.UDP), use(ObjectType.COUNTER, "other_in")));
        tx.add(output.rule(update(hosts.name(), ip().daddr())));
    }

    /** An answer is let in for some seconds if something was sent there: what stateful filters did before connection tracking. */
    static void allowForAWhile(TransactionBuilder tx) {
        Table filter = tx.add(Table.inet("allow_for_a_while"));
        NamedSet asked =
                tx.add(filter.set("asked", SetKey.concat(SetKey.IPV4_ADDR, SetKey.INET_SERVICE, SetKey.INET_SERVICE))
                        .dynamic()
                        .timeouts()
                        .size(65535));
        Chain output = tx.add(filter.chain("output").filter(OUTPUT));
        Chain input = tx.add(filter.chain("input").filter(INPUT).policy(Policy.DROP));
        tx.add(output.rule(update(asked.name(), concat(ip().daddr(), udp().dport(), udp().sport()))
                .timeout(Duration.ofSeconds(30))));
        tx.add(input.rule(concat(ip().saddr(), udp().sport(), udp().dport()).in(asked), accept()));
        tx.add(input.rule(meta().l4proto(IpProtocol.UDP).not(), accept()));
    }
}
