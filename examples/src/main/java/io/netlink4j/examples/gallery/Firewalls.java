package io.netlink4j.examples.gallery;

import static io.netlink4j.nft.object.Hook.FORWARD;
import static io.netlink4j.nft.object.Hook.INPUT;
import static io.netlink4j.nft.object.Hook.OUTPUT;
import static io.netlink4j.nft.object.Hook.PREROUTING;
import static io.netlink4j.nft.packet.CtState.ESTABLISHED;
import static io.netlink4j.nft.packet.CtState.INVALID;
import static io.netlink4j.nft.packet.CtState.NEW;
import static io.netlink4j.nft.packet.CtState.RELATED;
import static io.netlink4j.nft.packet.TcpFlag.ACK;
import static io.netlink4j.nft.packet.TcpFlag.FIN;
import static io.netlink4j.nft.packet.TcpFlag.RST;
import static io.netlink4j.nft.packet.TcpFlag.SYN;
import static io.netlink4j.nft.statement.Lookups.concat;
import static io.netlink4j.nft.statement.Lookups.element;
import static io.netlink4j.nft.statement.Lookups.elements;
import static io.netlink4j.nft.statement.Lookups.fib;
import static io.netlink4j.nft.statement.Lookups.vmap;
import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.ct;
import static io.netlink4j.nft.statement.Statements.drop;
import static io.netlink4j.nft.statement.Statements.goTo;
import static io.netlink4j.nft.statement.Statements.icmp;
import static io.netlink4j.nft.statement.Statements.icmpv6;
import static io.netlink4j.nft.statement.Statements.iif;
import static io.netlink4j.nft.statement.Statements.iifname;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.jump;
import static io.netlink4j.nft.statement.Statements.limit;
import static io.netlink4j.nft.statement.Statements.log;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.oif;
import static io.netlink4j.nft.statement.Statements.oifname;
import static io.netlink4j.nft.statement.Statements.reject;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.th;
import static io.netlink4j.nft.statement.Statements.udp;
import static io.netlink4j.nft.statement.field.Fields.ether;
import static java.util.Map.entry;

import io.netlink4j.nft.TransactionBuilder;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Policy;
import io.netlink4j.nft.object.Priority;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.AddressType;
import io.netlink4j.nft.packet.CtStatus;
import io.netlink4j.nft.packet.FibKey;
import io.netlink4j.nft.packet.IcmpType;
import io.netlink4j.nft.packet.Icmpv6Type;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.LogFlag;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.nft.statement.Per;
import io.netlink4j.nft.statement.RejectReason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Firewalls of hosts and routers. */
final class Firewalls {
    private Firewalls() {}

    static Map<String, Consumer<TransactionBuilder>> all() {
        return Map.of(
                "workstation", Firewalls::workstation,
                "server", Firewalls::server,
                "router", Firewalls::router,
                "bastion", Firewalls::bastion,
                "ipv6-host", Firewalls::ipv6Host,
                "outgoing", Firewalls::outgoing,
                "antispoofing", Firewalls::antispoofing,
                "tcp-flags", Firewalls::tcpFlags,
                "office-hours", Firewalls::officeHours,
                "zones", Firewalls::zones);
    }

    /** A host that offers nothing but answers to ping, and reaches everything. */
    static void workstation(TransactionBuilder tx) {
        Table filter = tx.add(Table.inet("workstation"));
        Chain input = tx.add(filter.chain("input").filter(INPUT).policy(Policy.DROP));
        tx.add(filter.chain("forward").filter(FORWARD).policy(Policy.DROP));
        tx.add(input.rule(
                vmap(ct().state(), entry(ESTABLISHED, accept()), entry(RELATED, accept()), entry(INVALID, drop()))));
        tx.add(input.rule(iif("lo"), accept()));
        tx.add(input.rule(icmp().type(IcmpType.ECHO_REQUEST), limit(5, Per.SECOND), accept()));
        tx.add(input.rule(
                icmpv6().type(
                                Icmpv6Type.ECHO_REQUEST,
                                Icmpv6Type.ND_ROUTER_ADVERT,
                                Icmpv6Type.ND_NEIGHBOR_SOLICIT,
                                Icmpv6Type.ND_NEIGHBOR_ADVERT),
                accept()));
        tx.add(input.rule(ip6().daddr("fe80::/64"), udp().sport(547), udp().dport(546), accept())
                .comment("DHCPv6"));
        tx.add(input.rule(reject(RejectReason.ICMPX_ADMIN_PROHIBITED)));
    }

    /** A host with a few services, some for the local network only, that logs what it refuses. */
    static void server(TransactionBuilder tx) {
        Table filter = tx.add(Table.inet("server"));
        NamedSet open = tx.add(filter.set("open_ports", SetKey.INET_SERVICE).interval());
        tx.addElements(open, elements(open, 80, 443, "8000-8080"));
        Chain input = tx.add(filter.chain("input").filter(INPUT).policy(Policy.DROP));
        tx.add(input.rule(ct().state(ESTABLISHED, RELATED), accept()));
        tx.add(input.rule(ct().state(INVALID), counter(), drop()));
        tx.add(input.rule(iifname("lo"), accept()));
        tx.add(input.rule(
                tcp().dport(22), ct().state(NEW), limit(10, Per.MINUTE).burst(20), accept()));
        tx.add(input.rule(tcp().dport(open), accept()));
        tx.add(input.rule(ip().saddr("192.168.0.0/16", "10.0.0.0/8"), udp().dport(161), accept()));
        tx.add(input.rule(limit(3, Per.MINUTE), log("refused: ").flags(LogFlag.IP_OPTIONS)));
        tx.add(input.rule(counter()));
    }

    /** A router between an inner and an outer network: connections begin inside. */
    static void router(TransactionBuilder tx) {
        Table filter = tx.add(Table.inet("router"));
        Chain input = tx.add(filter.chain("input").filter(INPUT).policy(Policy.DROP));
        Chain forward = tx.add(filter.chain("forward").filter(FORWARD).policy(Policy.DROP));
        Chain fromLan = tx.add(filter.chain("from_lan"));
        Chain fromWan = tx.add(filter.chain("from_wan"));
        tx.add(fromLan.rule(icmp().type(IcmpType.ECHO_REQUEST), accept()));
        tx.add(fromLan.rule(
                concat(meta().l4proto(), th().dport()).oneOf("tcp . 22", "udp . 53", "tcp . 53", "udp . 67"),
                accept()));
        tx.add(fromWan.rule(icmp().type(IcmpType.ECHO_REQUEST), limit(5, Per.SECOND), accept()));
        tx.add(input.rule(
                vmap(ct().state(), entry(ESTABLISHED, accept()), entry(RELATED, accept()), entry(INVALID, drop()))));
        tx.add(input.rule(vmap(
                iifname(),
                entry("lo", accept()),
                entry("wan0", jump(fromWan)),
                entry("lan0", jump(fromLan)),
                entry("lan1", jump(fromLan)))));
        tx.add(forward.rule(ct().state(ESTABLISHED, RELATED), accept()));
        tx.add(forward.rule(iifname("lan*"), oifname("wan0"), counter(), accept()));
    }

    /** A host that only administrators reach, by their networks; all else is answered as closed. */
    static void bastion(TransactionBuilder tx) {
        Table filter = tx.add(Table.inet("bastion").comment("only administrators come in"));
        NamedSet admins =
                tx.add(filter.set("admins", SetKey.IPV4_ADDR).interval().autoMerge());
        tx.addElements(
                admins,
                List.of(
                        element(admins, "198.51.100.0/28").comment("office"),
                        element(admins, "203.0.113.7").comment("on call")));
        NamedSet admins6 = tx.add(filter.set("admins6", SetKey.IPV6_ADDR).interval());
        tx.addElements(admins6, elements(admins6, "2001:db8:1::/48", "2001:db8:2::10-2001:db8:2::1f"));
        Chain input = tx.add(filter.chain("input").filter(INPUT).policy(Policy.DROP));
        tx.add(input.rule(ct().state(ESTABLISHED), accept()));
        tx.add(input.rule(iif("lo"), accept()));
        tx.add(input.rule(ip().saddr(admins), tcp().dport(22), counter(), accept()));
        tx.add(input.rule(ip6().saddr(admins6), tcp().dport(22), counter(), accept()));
        tx.add(input.rule(meta().l4proto(IpProtocol.TCP), reject(RejectReason.TCP_RESET)));
        tx.add(input.rule(reject()));
    }

    /** What an IPv6 host must let through, and what it must not. */
    static void ipv6Host(TransactionBuilder tx) {
        Table filter = tx.add(Table.ip6("ipv6_host"));
        Chain input = tx.add(filter.chain("input").filter(INPUT).policy(Policy.DROP));
        tx.add(input.rule(ct().state(ESTABLISHED, RELATED), accept()));
        tx.add(input.rule(
                icmpv6().type(
                                Icmpv6Type.DESTINATION_UNREACHABLE,
                                Icmpv6Type.PACKET_TOO_BIG,
                                Icmpv6Type.TIME_EXCEEDED,
                                Icmpv6Type.PARAMETER_PROBLEM),
                accept()));
        tx.add(input.rule(
                icmpv6().type(
                                Icmpv6Type.ND_ROUTER_ADVERT,
                                Icmpv6Type.ND_NEIGHBOR_SOLICIT,
                                Icmpv6Type.ND_NEIGHBOR_ADVERT),
                ip6().hoplimit().oneOf(255),
                accept()));
        tx.add(input.rule(
                ip6().saddr("fe80::/10"),
                icmpv6().type(
                                Icmpv6Type.MLD_LISTENER_QUERY,
                                Icmpv6Type.MLD_LISTENER_REPORT,
                                Icmpv6Type.MLD2_LISTENER_REPORT),
                accept()));
        tx.add(input.rule(tcp().dport("22", "80", "443", "6000-6063"), ip6().saddr("2001:db8::/32"), accept()));
    }

    /** What a server may reach, and which users may. */
    static void outgoing(TransactionBuilder tx) {
        Table filter = tx.add(Table.inet("outgoing"));
        Chain output = tx.add(filter.chain("output").filter(OUTPUT).policy(Policy.DROP));
        tx.add(output.rule(ct().state(ESTABLISHED, RELATED), accept()));
        tx.add(output.rule(oif("lo"), accept()));
        tx.add(output.rule(meta().skuid().oneOf(0), accept()));
        tx.add(output.rule(meta().skuid().oneOf(101, 33), tcp().dport(80, 443), accept()));
        tx.add(output.rule(
                meta().skgid().oneOf("1000-1999"), udp().dport(53), ip().daddr("9.9.9.9", "1.1.1.1"), accept()));
        tx.add(output.rule(tcp().dport(25), log("mail: ").group(2), reject(RejectReason.TCP_RESET)));
        tx.add(output.rule(reject(RejectReason.ICMPX_ADMIN_PROHIBITED)));
    }

    /** Sources must be reachable where they come in, and no packet comes from reserved networks. */
    static void antispoofing(TransactionBuilder tx) {
        Table filter = tx.add(Table.inet("antispoofing"));
        Chain raw = tx.add(filter.chain("raw").filter(PREROUTING).priority(Priority.RAW));
        NamedSet bogons = tx.add(filter.set("bogons", SetKey.IPV4_ADDR).interval());
        tx.addElements(
                bogons,
                elements(
                        bogons,
                        "0.0.0.0/8",
                        "127.0.0.0/8",
                        "169.254.0.0/16",
                        "192.0.2.0/24",
                        "198.18.0.0/15",
                        "224.0.0.0/3"));
        tx.add(raw.rule(iif("lo"), accept()));
        tx.add(raw.rule(fib(FibKey.SADDR, FibKey.IIF).missing(), counter(), drop()));
        tx.add(raw.rule(iifname("wan0"), ip().saddr(bogons), counter(), drop()));
        tx.add(raw.rule(
                fib(FibKey.DADDR, FibKey.IIF)
                        .type(AddressType.LOCAL, AddressType.BROADCAST, AddressType.MULTICAST)
                        .not(),
                drop()));
    }

    /** TCP packets with flags that no connection has, and connections that do not begin with SYN. */
    static void tcpFlags(TransactionBuilder tx) {
        Table filter = tx.add(Table.ip("tcp_flags"));
        Chain early = tx.add(filter.chain("early").filter(PREROUTING).priority(Priority.MANGLE));
        tx.add(early.rule(tcp().flags(Set.of(FIN, SYN), Set.of(FIN, SYN)), drop()));
        tx.add(early.rule(tcp().flags(Set.of(SYN, RST), Set.of(SYN, RST)), drop()));
        tx.add(early.rule(tcp().flags(Set.of(FIN, SYN, RST, ACK), Set.of()), counter(), drop()));
        tx.add(early.rule(
                tcp().flags(Set.of(FIN, SYN, RST, ACK), Set.of(SYN)).not(), ct().state(NEW), counter(), drop()));
        tx.add(early.rule(
                tcp().flags(Set.of(FIN, SYN, RST, ACK), Set.of(SYN)),
                tcp().maxSegmentSize().oneOf("0-535"),
                drop()));
    }

    /** A network whose children may browse at some times of the week. */
    static void officeHours(TransactionBuilder tx) {
        Table filter = tx.add(Table.inet("office_hours"));
        NamedSet children = tx.add(filter.set("children", SetKey.ETHER_ADDR));
        tx.addElements(children, elements(children, "02:00:00:00:00:01", "02:00:00:00:00:02"));
        Chain forward = tx.add(filter.chain("forward").filter(FORWARD));
        Chain limited = tx.add(filter.chain("limited"));
        tx.add(forward.rule(ether().saddr().in(children), jump(limited)));
        tx.add(limited.rule(meta().day().oneOf("Saturday", "Sunday"), accept()));
        tx.add(limited.rule(meta().hour().between("16:00", "19:00"), accept()));
        tx.add(limited.rule(ct().state(NEW), reject()));
    }

    /** Zones of links, each with what may enter from it. */
    static void zones(TransactionBuilder tx) {
        Table filter = tx.add(Table.inet("zones"));
        Chain input = tx.add(filter.chain("input").filter(INPUT).priority(Priority.FILTER, 10));
        NamedSet zones = tx.add(filter.map("zone_of_link", SetKey.IFNAME, SetKey.VERDICT));
        Chain home = tx.add(filter.chain("in_home"));
        Chain pub = tx.add(filter.chain("in_public"));
        Chain allowed = tx.add(filter.chain("in_public_allow"));
        tx.addElements(zones, List.of(element(zones, "eth0", goTo(home)), element(zones, "wlan0", goTo(pub))));
        tx.add(home.rule(tcp().dport(22, 139, 445), accept()));
        tx.add(home.rule(ip().daddr("224.0.0.251"), udp().dport(5353), accept()));
        tx.add(home.rule(reject(RejectReason.ICMPX_ADMIN_PROHIBITED)));
        tx.add(pub.rule(jump(allowed)));
        tx.add(pub.rule(meta().l4proto(IpProtocol.ICMP, IpProtocol.ICMPV6), accept()));
        tx.add(pub.rule(reject(RejectReason.ICMPX_ADMIN_PROHIBITED)));
        tx.add(allowed.rule(tcp().dport(22), accept()));
        tx.add(input.rule(ct().state(ESTABLISHED, RELATED), accept()));
        tx.add(input.rule(ct().status(CtStatus.DNAT), accept()));
        tx.add(input.rule(iifname("lo"), accept()));
        tx.add(input.rule(vmap(iifname(), zones)));
        tx.add(input.rule(goTo(pub)));
    }
}
