package io.netlink4j.examples.gallery;

import static io.netlink4j.nft.object.Hook.FORWARD;
import static io.netlink4j.nft.object.Hook.INPUT;
import static io.netlink4j.nft.object.Hook.OUTPUT;
import static io.netlink4j.nft.object.Hook.POSTROUTING;
import static io.netlink4j.nft.object.Hook.PREROUTING;
import static io.netlink4j.nft.packet.CtState.ESTABLISHED;
import static io.netlink4j.nft.packet.CtState.NEW;
import static io.netlink4j.nft.packet.CtState.RELATED;
import static io.netlink4j.nft.statement.Lookups.concat;
import static io.netlink4j.nft.statement.Lookups.element;
import static io.netlink4j.nft.statement.Lookups.elements;
import static io.netlink4j.nft.statement.Lookups.fib;
import static io.netlink4j.nft.statement.Lookups.map;
import static io.netlink4j.nft.statement.Lookups.tuple;
import static io.netlink4j.nft.statement.Lookups.update;
import static io.netlink4j.nft.statement.Lookups.vmap;
import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.ct;
import static io.netlink4j.nft.statement.Statements.dnatTo;
import static io.netlink4j.nft.statement.Statements.drop;
import static io.netlink4j.nft.statement.Statements.goTo;
import static io.netlink4j.nft.statement.Statements.iifname;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.jump;
import static io.netlink4j.nft.statement.Statements.masquerade;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.oifname;
import static io.netlink4j.nft.statement.Statements.redirect;
import static io.netlink4j.nft.statement.Statements.reject;
import static io.netlink4j.nft.statement.Statements.returnToCaller;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.th;
import static io.netlink4j.nft.statement.Statements.udp;
import static io.netlink4j.nft.statement.field.Fields.numgenRandom;
import static java.util.Map.entry;

import io.netlink4j.nft.TransactionBuilder;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Policy;
import io.netlink4j.nft.object.Priority;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.AddressType;
import io.netlink4j.nft.packet.CtStatus;
import io.netlink4j.nft.packet.FibKey;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.nft.statement.RejectReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What programs that run containers, machines and services write. */
final class Services {
    private static final int FEW = 20;
    private static final int IN_A_NETWORK = 250;

    private Services() {}

    static Map<String, Consumer<TransactionBuilder>> all() {
        return Map.of(
                "service-proxy", tx -> serviceProxy(tx, FEW),
                "session-affinity", Services::sessionAffinity,
                "container-engine", Services::containerEngine,
                "container-isolation", Services::containerIsolation,
                "virtual-machines", Services::virtualMachines,
                "network-policy", Services::networkPolicy,
                "failed-logins", Services::failedLogins,
                "mesh-sidecar", Services::meshSidecar);
    }

    /** Addresses of services, each with two endpoints: one map finds the chain of a service, whatever their number is. */
    static void serviceProxy(TransactionBuilder tx, int count) {
        Table proxy = tx.add(Table.ip("service_proxy"));
        NamedSet services = tx.add(proxy.map(
                "services", SetKey.concat(SetKey.IPV4_ADDR, SetKey.INET_PROTO, SetKey.INET_SERVICE), SetKey.VERDICT));
        NamedSet idle = tx.add(proxy.map(
                "idle_services",
                SetKey.concat(SetKey.IPV4_ADDR, SetKey.INET_PROTO, SetKey.INET_SERVICE),
                SetKey.VERDICT));
        Chain marks = tx.add(proxy.chain("mark_for_masquerade"));
        tx.add(marks.rule(meta().orMark(0x4000)));
        List<SetElement> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Chain service = tx.add(proxy.chain("service_" + i));
            String host = i / IN_A_NETWORK + "." + (1 + i % IN_A_NETWORK);
            tx.add(service.rule(ip().saddr("10.244.0.0/16").not(), jump(marks)));
            tx.add(service.rule(
                    meta().l4proto(IpProtocol.TCP),
                    dnatTo(map(
                            numgenRandom(2),
                            entry(0, "10.244." + host + " . 8080"),
                            entry(1, "10.245." + host + " . 8080")))));
            elements.add(element(services, tuple("10.96." + host, IpProtocol.TCP, 80), goTo(service)));
        }
        tx.addElements(services, elements);
        tx.addElements(idle, List.of(element(idle, "10.96.255.1 . udp . 53", drop())));
        Chain pre = tx.add(proxy.chain("prerouting").nat(PREROUTING));
        Chain output = tx.add(proxy.chain("output").nat(OUTPUT));
        Chain post = tx.add(proxy.chain("postrouting").nat(POSTROUTING));
        Chain filter = tx.add(proxy.chain("filter").filter(PREROUTING).priority(Priority.DSTNAT, -10));
        for (Chain base : List.of(pre, output)) {
            tx.add(base.rule(vmap(concat(ip().daddr(), meta().l4proto(), th().dport()), services)));
        }
        tx.add(filter.rule(ct().state(NEW), vmap(concat(ip().daddr(), meta().l4proto(), th().dport()), idle)));
        tx.add(post.rule(
                meta().mark().and(0x4000).oneOf(0x4000),
                meta().xorMark(0x4000),
                masquerade().fullyRandom()));
    }

    /** A client comes back to the endpoint that it had in the last three hours. */
    static void sessionAffinity(TransactionBuilder tx) {
        Table proxy = tx.add(Table.ip("session_affinity"));
        Chain first = tx.add(proxy.chain("endpoint_1"));
        Chain second = tx.add(proxy.chain("endpoint_2"));
        Chain service = tx.add(proxy.chain("service"));
        endpoint(tx, proxy, service, first, "affinity_1", "10.244.0.2");
        endpoint(tx, proxy, service, second, "affinity_2", "10.244.1.2");
        tx.add(service.rule(vmap(numgenRandom(2), entry(0, goTo(first)), entry(1, goTo(second)))));
        Chain pre = tx.add(proxy.chain("prerouting").nat(PREROUTING));
        tx.add(pre.rule(ip().daddr("10.96.0.10"), tcp().dport(80), jump(service)));
    }

    private static void endpoint(
            TransactionBuilder tx, Table proxy, Chain service, Chain endpoint, String affinity, String address) {
        NamedSet clients =
                tx.add(proxy.set(affinity, SetKey.IPV4_ADDR).dynamic().timeout(Duration.ofHours(3)));
        tx.add(endpoint.rule(update(clients.name(), ip().saddr())));
        tx.add(endpoint.rule(meta().l4proto(IpProtocol.TCP), dnatTo(address, 8080)));
        tx.add(service.rule(ip().saddr(clients), goTo(endpoint)));
    }

    /** A bridge of containers that reach the world, with published ports. */
    static void containerEngine(TransactionBuilder tx) {
        Table engine = tx.add(Table.ip("container_engine"));
        NamedSet published = tx.add(
                engine.map("published", SetKey.INET_SERVICE, SetKey.concat(SetKey.IPV4_ADDR, SetKey.INET_SERVICE)));
        tx.addElements(
                published,
                List.of(element(published, 8080, "172.17.0.2 . 80"), element(published, 5432, "172.17.0.3 . 5432")));
        Chain pre = tx.add(engine.chain("prerouting").nat(PREROUTING));
        Chain output = tx.add(engine.chain("output").nat(OUTPUT));
        Chain post = tx.add(engine.chain("postrouting").nat(POSTROUTING));
        Chain forward = tx.add(engine.chain("forward").filter(FORWARD));
        Chain ports = tx.add(engine.chain("ports"));
        tx.add(ports.rule(iifname("docker0"), returnToCaller()));
        tx.add(ports.rule(dnatTo(map(tcp().dport(), published))));
        tx.add(pre.rule(fib(FibKey.DADDR).type(AddressType.LOCAL), jump(ports)));
        tx.add(output.rule(ip().daddr("127.0.0.0/8").not(), fib(FibKey.DADDR).type(AddressType.LOCAL), jump(ports)));
        tx.add(post.rule(oifname("docker0").not(), ip().saddr("172.17.0.0/16"), masquerade()));
        tx.add(post.rule(ip().saddr("172.17.0.2"), ip().daddr("172.17.0.2"), tcp().dport(80), masquerade()));
        tx.add(forward.rule(oifname("docker0"), ct().state(ESTABLISHED, RELATED), accept()));
        tx.add(forward.rule(iifname("docker0"), oifname("docker0").not(), accept()));
        tx.add(forward.rule(oifname("docker0"), ct().status(CtStatus.DNAT), accept()));
        tx.add(forward.rule(oifname("docker0"), counter(), drop()));
    }

    /** Networks of containers that do not see each other. */
    static void containerIsolation(TransactionBuilder tx) {
        Table engine = tx.add(Table.inet("container_isolation"));
        NamedSet bridges = tx.add(engine.set("bridges", SetKey.IFNAME));
        tx.addElements(bridges, elements(bridges, "br-front", "br-back", "docker0"));
        Chain forward = tx.add(engine.chain("forward").filter(FORWARD).priority(Priority.FILTER, -5));
        Chain leaves = tx.add(engine.chain("leaves_bridge"));
        tx.add(leaves.rule(oifname().in(bridges), drop()));
        tx.add(forward.rule(
                concat(iifname(), oifname()).oneOf("br-front . br-front", "br-back . br-back", "docker0 . docker0"),
                returnToCaller()));
        tx.add(forward.rule(iifname().in(bridges), jump(leaves)));
    }

    /** Networks of virtual machines: one translated, one that only routes, one isolated. */
    static void virtualMachines(TransactionBuilder tx) {
        Table network = tx.add(Table.ip("virtual_machines"));
        Chain input = tx.add(network.chain("guest_input").filter(INPUT));
        Chain forward = tx.add(network.chain("forward").filter(FORWARD));
        Chain post = tx.add(network.chain("guest_nat").nat(POSTROUTING));
        tx.add(input.rule(iifname("virbr0"), udp().dport(53, 67), counter(), accept()));
        tx.add(input.rule(iifname("virbr0"), tcp().dport(53, 67), counter(), accept()));
        tx.add(forward.rule(
                oifname("virbr0"),
                ip().daddr("192.168.122.0/24"),
                ct().state(RELATED, ESTABLISHED),
                counter(),
                accept()));
        tx.add(forward.rule(iifname("virbr0"), ip().saddr("192.168.122.0/24"), counter(), accept()));
        tx.add(forward.rule(iifname("virbr0"), oifname("virbr0"), counter(), accept()));
        tx.add(forward.rule(iifname("virbr0"), counter(), reject()));
        tx.add(forward.rule(oifname("virbr0"), counter(), reject()));
        tx.add(post.rule(ip().saddr("192.168.122.0/24"), ip().daddr("224.0.0.0/24"), counter(), returnToCaller()));
        for (IpProtocol protocol : List.of(IpProtocol.TCP, IpProtocol.UDP)) {
            tx.add(post.rule(
                    meta().l4proto(protocol),
                    ip().saddr("192.168.122.0/24"),
                    ip().daddr("192.168.122.0/24").not(),
                    counter(),
                    masquerade().ports(1024, 65535)));
        }
        tx.add(post.rule(
                ip().saddr("192.168.122.0/24"), ip().daddr("192.168.122.0/24").not(), counter(), masquerade()));
    }

    /** Which pods may call which: pairs of networks with ports, and all else is refused. */
    static void networkPolicy(TransactionBuilder tx) {
        Table policy = tx.add(Table.inet("network_policy"));
        NamedSet allowed =
                tx.add(policy.set("allowed", SetKey.concat(SetKey.IPV4_ADDR, SetKey.IPV4_ADDR, SetKey.INET_SERVICE))
                        .interval());
        tx.addElements(
                allowed,
                elements(
                        allowed,
                        "10.244.1.0/24 . 10.244.2.2 . 5432",
                        "10.244.1.0/24 . 10.244.2.3 . 6379-6380",
                        tuple("10.244.3.1-10.244.3.9", "10.244.2.0/25", "9000-9100")));
        NamedSet protectedPods =
                tx.add(policy.set("protected", SetKey.IPV4_ADDR).interval());
        tx.addElements(protectedPods, elements(protectedPods, "10.244.2.0/24"));
        Chain forward = tx.add(policy.chain("forward").filter(FORWARD).policy(Policy.ACCEPT));
        tx.add(forward.rule(ct().state(ESTABLISHED, RELATED), accept()));
        tx.add(forward.rule(concat(ip().saddr(), ip().daddr(), tcp().dport()).in(allowed), accept()));
        tx.add(forward.rule(ip().daddr(protectedPods), counter(), reject(RejectReason.ICMPX_ADMIN_PROHIBITED)));
    }

    /** Addresses that a program found in logs are refused at the ports of one service, until they expire. */
    static void failedLogins(TransactionBuilder tx) {
        Table bans = tx.add(Table.inet("failed_logins"));
        NamedSet ssh = tx.add(bans.set("addr-set-sshd", SetKey.IPV4_ADDR).timeout(Duration.ofMinutes(10)));
        tx.addElements(
                ssh,
                List.of(
                        element(ssh, "198.51.100.23"),
                        element(ssh, "203.0.113.99").timeout(Duration.ofDays(1)).comment("again")));
        NamedSet mail6 = tx.add(
                bans.set("addr6-set-postfix", SetKey.IPV6_ADDR).interval().timeouts());
        tx.addElements(mail6, List.of(element(mail6, "2001:db8:bad::/48").timeout(Duration.ofHours(1))));
        Chain input = tx.add(bans.chain("bans").filter(INPUT).priority(Priority.FILTER, -1));
        tx.add(input.rule(tcp().dport(22), ip().saddr(ssh), reject()));
        tx.add(input.rule(tcp().dport(25, 465, 587), ip6().saddr(mail6), reject(RejectReason.ICMPV6_PORT_UNREACHABLE)));
    }

    /** All connections of a pod pass the proxy beside it, except the proxy's own. */
    static void meshSidecar(TransactionBuilder tx) {
        Table mesh = tx.add(Table.inet("mesh_sidecar"));
        Chain pre = tx.add(mesh.chain("prerouting").nat(PREROUTING));
        Chain output = tx.add(mesh.chain("output").nat(OUTPUT));
        Chain in = tx.add(mesh.chain("to_inbound_proxy"));
        Chain out = tx.add(mesh.chain("to_outbound_proxy"));
        tx.add(in.rule(tcp().dport(15008, 15020, 15021), returnToCaller()));
        tx.add(in.rule(meta().l4proto(IpProtocol.TCP), redirect(15006)));
        tx.add(out.rule(meta().skuid().oneOf(1337), returnToCaller()));
        tx.add(out.rule(meta().skgid().oneOf(1337), returnToCaller()));
        tx.add(out.rule(oifname("lo"), ip().daddr("127.0.0.1"), returnToCaller()));
        tx.add(out.rule(meta().l4proto(IpProtocol.TCP), redirect(15001)));
        tx.add(pre.rule(meta().l4proto(IpProtocol.TCP), jump(in)));
        tx.add(output.rule(meta().l4proto(IpProtocol.TCP), jump(out)));
    }
}
