package io.netlink4j.examples.tour;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.socket.NamespaceSockets;
import io.netlink4j.core.sysctl.Sysctl;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.address.AddressFlag;
import io.netlink4j.rtnl.address.Addresses;
import io.netlink4j.rtnl.lab.LabNode;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Links;
import io.netlink4j.rtnl.link.UnknownKind;
import io.netlink4j.rtnl.neighbour.Neighbour;
import io.netlink4j.rtnl.neighbour.NeighbourFilter;
import io.netlink4j.rtnl.neighbour.NeighbourState;
import io.netlink4j.rtnl.neighbour.Neighbours;
import io.netlink4j.rtnl.route.RouteFilter;
import io.netlink4j.rtnl.route.Routes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A node of a lab, and what the tour asks about it. */
final class Node {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** States in which the other side did answer. */
    private static final Set<NeighbourState> KNOWN = Set.of(
            NeighbourState.REACHABLE,
            NeighbourState.STALE,
            NeighbourState.DELAY,
            NeighbourState.PROBE,
            NeighbourState.PERMANENT);

    private final LabNode node;

    Node(LabNode node) {
        this.node = node;
    }

    /** Its name in the tour. The name of its namespace is longer. */
    String name() {
        return node.name();
    }

    NetworkNamespace namespace() {
        return node.namespace();
    }

    Rtnl rtnl() {
        return node.rtnl();
    }

    Links links() {
        return node.rtnl().links();
    }

    Addresses addresses() {
        return node.rtnl().addresses();
    }

    Routes routes() {
        return node.rtnl().routes();
    }

    Neighbours neighbours() {
        return node.rtnl().neighbours();
    }

    NamespaceSockets sockets() {
        return node.sockets();
    }

    Sysctl sysctl() {
        return node.namespace().sysctl();
    }

    /**
     * Waits until the kernel says that packets pass. A cable drops what it is given until both ends know of each other, and a
     * resolver that lost its first question asks again only a second later.
     */
    void await(String... links) {
        for (String link : links) {
            links().awaitUp(link, PATIENCE);
        }
    }

    /** Waits until a link may use its IPv6 addresses, the link-local one among them: without that it finds no neighbours. */
    void awaitIpv6(String link) {
        addresses()
                .await(
                        link,
                        addresses -> addresses.stream()
                                        .anyMatch(address -> address.address().isLinkLocal())
                                && addresses.stream().noneMatch(address -> address.has(AddressFlag.TENTATIVE)),
                        PATIENCE);
    }

    /** Its links but those that some kernels put into every namespace, such as the tunnel {@code sit0}. */
    List<Link> ownLinks() {
        return links().list().stream()
                .filter(link -> !(link.kind().orElse(null) instanceof UnknownKind))
                .toList();
    }

    /** The names of its links. */
    String linkNames() {
        return words(ownLinks().stream().flatMap(link -> link.name().stream()));
    }

    /** Where its IPv4 routes lead. */
    String destinations() {
        return words(routes().list(RouteFilter.main().family(IpFamily.IPV4)).stream()
                .map(route ->
                        route.isDefault() ? "default" : route.destination().toString()));
    }

    /** The IPv4 neighbours of which it knows the MAC address. */
    String neighbourAddresses() {
        return words(knownNeighbours()
                .flatMap(neighbour -> neighbour.address().stream())
                .map(Object::toString)
                .sorted());
    }

    /** The MAC address that it knows of a neighbour. */
    String macOfNeighbour(String address) {
        return words(knownNeighbours()
                .filter(neighbour -> neighbour
                        .address()
                        .map(Object::toString)
                        .filter(address::equals)
                        .isPresent())
                .flatMap(neighbour -> neighbour.mac().stream())
                .map(Object::toString));
    }

    /** The MAC address that a link of its own has. */
    String macOfLink(String link) {
        return words(links().get(link).macAddress().stream().map(Object::toString));
    }

    private Stream<Neighbour> knownNeighbours() {
        return neighbours().list(NeighbourFilter.all().family(IpFamily.IPV4)).stream()
                .filter(neighbour -> KNOWN.contains(neighbour.state()));
    }

    private static String words(Stream<String> words) {
        String line = words.collect(Collectors.joining(" "));
        return line.isEmpty() ? "none" : line;
    }

    @Override
    public String toString() {
        return node.name();
    }
}
