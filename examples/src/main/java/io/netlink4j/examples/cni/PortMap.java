package io.netlink4j.examples.cni;

import static io.netlink4j.nft.statement.Statements.dnatTo;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.jump;
import static io.netlink4j.nft.statement.Statements.masquerade;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.udp;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The rules that lead ports of the host to a container, in the form of the reference plugin {@code portmap} with its nftables backend. Their
 * comment is the container.
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

    /**
     * One port of the host.
     *
     * @param hostPort the port of the host
     * @param containerPort the port of the container
     * @param protocol {@code tcp} or {@code udp}
     * @param hostIp the address of the host; empty for all
     */
    record Mapping(int hostPort, int containerPort, String protocol, Optional<IpAddress> hostIp) {
        static Mapping of(JsonNode json) {
            String protocol = Json.text(json, "protocol").toLowerCase(Locale.ROOT);
            String host = Json.text(json, "hostIP");
            try {
                Mapping read = new Mapping(
                        Json.number(json, "hostPort"),
                        Json.number(json, "containerPort"),
                        protocol.isEmpty() ? "tcp" : protocol,
                        host.isEmpty() ? Optional.empty() : Optional.of(IpAddress.of(host)));
                read.check();
                return read;
            } catch (IllegalArgumentException e) {
                throw new CniException(CniException.CONFIGURATION, "invalid port mapping: " + e.getMessage());
            }
        }

        private void check() {
            if (hostPort < 1 || hostPort > 65535 || containerPort < 1 || containerPort > 65535) {
                throw new IllegalArgumentException("invalid port number: " + hostPort + " to " + containerPort);
            }
            if (!protocol.equals("tcp") && !protocol.equals("udp")) {
                throw new CniException(CniException.UNSUPPORTED_FIELD, "unsupported protocol of a port: " + protocol);
            }
        }

        /** Whether it is for addresses of {@code family}. */
        boolean fits(IpFamily family) {
            return hostIp.isEmpty() || hostIp.get().family() == family;
        }
    }

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

    /** Adds the rules for a container with an address. */
    void add(
            Nft nft,
            String container,
            IpAddress address,
            List<Mapping> mappings,
            boolean snat,
            boolean masqueradesAll) {
        Table table = table();
        Chain ports = table.chain(PORTS);
        Chain addressed = table.chain(ADDRESSED);
        Chain all = table.chain(ALL);
        Chain prerouting = table.chain("prerouting").nat(Hook.PREROUTING).priority(Priority.DSTNAT);
        Chain output = table.chain("output").nat(Hook.OUTPUT).priority(Priority.DSTNAT);
        Chain masquerading = table.chain(MASQUERADING).nat(Hook.POSTROUTING).priority(Priority.SRCNAT);
        nft.transact(tx -> {
            List<Rule> stale = rules(nft, container).toList();
            tx.ensure(table);
            Stream.of(ports, addressed, all, prerouting, output).forEach(tx::ensure);
            Stream.of(all, prerouting, output).forEach(tx::flush);
            tx.add(all.rule(jump(ADDRESSED)));
            tx.add(all.rule(jump(PORTS)));
            for (Chain hook : List.of(prerouting, output)) {
                tx.add(hook.rule(
                        Fib.load(Fib.DADDR, Fib.RESULT_ADDRTYPE, REGISTER),
                        Cmp.of(Comparison.EQUAL, REGISTER, nativeOrder(LOCAL)),
                        jump(ALL)));
            }
            stale.forEach(tx::delete);
            for (Mapping mapping : mappings) {
                tx.add(ports.rule(parts(mapping, address)).comment(container));
            }
            if (snat) {
                tx.ensure(masquerading);
                masqueraded(address, masqueradesAll)
                        .forEach(parts -> tx.add(masquerading.rule(parts).comment(container)));
            }
        });
    }

    private List<RulePart> parts(Mapping mapping, IpAddress address) {
        List<RulePart> parts = new ArrayList<>();
        mapping.hostIp().filter(host -> !host.isUnspecified()).ifPresent(host -> parts.add(destination(host)));
        parts.add((mapping.protocol().equals("udp") ? udp() : tcp()).dport(mapping.hostPort()));
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

    /** Whether the rules are there that {@link #add} made. */
    boolean isComplete(Nft nft, String container, List<Mapping> mappings, boolean snat, boolean masqueradesAll) {
        long wanted = mappings.size();
        long masquerades = !snat ? 0 : masqueradesAll || family == IpFamily.IPV6 ? 1 : 2;
        List<String> chains =
                rules(nft, container).map(rule -> rule.chain().name()).toList();
        return chains.stream().filter(PORTS::equals).count() == wanted
                && chains.stream().filter(MASQUERADING::equals).count() == masquerades;
    }

    /** Deletes the rules of a container; the table stays. */
    void delete(Nft nft, String container) {
        List<Rule> stale = rules(nft, container).toList();
        if (!stale.isEmpty()) {
            nft.commit(tx -> stale.forEach(tx::delete));
        }
    }

    private Stream<Rule> rules(Nft nft, String container) {
        return Stream.of(PORTS, ADDRESSED, MASQUERADING)
                .flatMap(name -> nft.chain(table(), name).stream())
                .flatMap(chain -> nft.rules().list(chain).stream())
                .filter(rule -> rule.comment().orElse("").equals(container));
    }
}
