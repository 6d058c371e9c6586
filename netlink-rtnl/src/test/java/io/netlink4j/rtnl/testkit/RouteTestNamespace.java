package io.netlink4j.rtnl.testkit;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.internal.Words;
import io.netlink4j.rtnl.link.OperationalState;
import io.netlink4j.rtnl.neighbour.Neighbours;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteType;
import io.netlink4j.rtnl.route.Routes;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeighbourTables;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A namespace for tests of routes and neighbours. {@code ip} sets it up: the links d0 and d1 with 10.0.0.1/24, fd00::1/64 and 10.0.1.1/24,
 * fd01::1/64, and their peers e0 and e1.
 */
public final class RouteTestNamespace {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Namespaces namespaces;
    private final String name;
    private final Rtnl rtnl;

    public RouteTestNamespace(Namespaces namespaces) {
        NeighbourTables.grow();
        NetworkNamespace namespace = namespaces.named();
        this.namespaces = namespaces;
        this.name = namespace.name().orElseThrow();
        this.rtnl = namespaces.keep(Rtnl.open(namespace));
        try (Subscription<Route> told = routes().subscribe()) {
            setUp();
            awaitLocal(told, "fd00::1", "fd01::1", "fe80::a", "fe80::b");
        }
    }

    private void setUp() {
        ip(
                "link set lo up",
                "link add d0 type veth peer name e0",
                "link add d1 type veth peer name e1",
                // The kernel adds its generated addresses some time later.
                "link set d0 addrgenmode none",
                "link set e0 addrgenmode none",
                "link set d1 addrgenmode none",
                "link set e1 addrgenmode none",
                "link set d0 up",
                "link set e0 up",
                "link set d1 up",
                "link set e1 up",
                "addr add 10.0.0.1/24 dev d0",
                "addr add 10.0.1.1/24 dev d1",
                "addr add fd00::1/64 dev d0 nodad",
                "addr add fd01::1/64 dev d1 nodad",
                "addr add fe80::a/64 dev d0 nodad",
                "addr add fe80::b/64 dev d1 nodad");
    }

    /** The kernel adds the routes to its own IPv6 addresses some time later, also without duplicate address detection. */
    private static void awaitLocal(Subscription<Route> told, String... addresses) {
        Set<IpPrefix> missing =
                Arrays.stream(addresses).map(IpPrefix::of).collect(Collectors.toCollection(HashSet::new));
        while (!missing.isEmpty()) {
            Event<Route> next =
                    told.next(ReceivedEvents.LONG).orElseThrow(() -> new AssertionError("no routes to " + missing));
            Route route = ReceivedEvents.object(next);
            if (route.type() == RouteType.LOCAL) {
                missing.remove(route.destination());
            }
        }
    }

    public Rtnl rtnl() {
        return rtnl;
    }

    public Routes routes() {
        return rtnl.routes();
    }

    public Neighbours neighbours() {
        return rtnl.neighbours();
    }

    /** Runs {@code ip}. */
    public void ip(String... lines) {
        String script = "set -e\n"
                + String.join(
                        "\n", Arrays.stream(lines).map(line -> "ip " + line).toList());
        sh(script);
    }

    /** Removes the carrier of d1. The kernel notices it some time later. */
    public void withoutCarrier() {
        ip("link set e1 down");
        rtnl.links()
                .await("d1", d1 -> d1.operationalState() == OperationalState.LOWERLAYERDOWN, Duration.ofSeconds(60));
    }

    /** The output of {@code ip}. */
    public String ask(String line) {
        return sh("ip " + line);
    }

    public String sh(String script) {
        Command.require("ip");
        return namespaces.sh(name, script).ok();
    }

    /** Whether {@code ip} of this test is the newest that is known. */
    public boolean runsNewerIp() {
        return namespaces.runsNewerIp();
    }

    public JsonNode json(String line) {
        String text = ask("-j " + line);
        return JSON.readTree(text.isBlank() ? "[]" : text);
    }

    /** The sorted output of {@code ip route}, one line for each route, without the separators of {@code -o}. */
    public List<String> shown(IpFamily family, String options, String selector) {
        String text = ask((family == IpFamily.IPV4 ? "-4 " : "-6 ") + options + " -o route show " + selector);
        return text.lines()
                .filter(line -> !line.strip().startsWith("nh_info"))
                .map(line -> line.replace('\\', ' ').replaceAll("\\s+", " ").strip())
                .sorted()
                .toList();
    }

    /** The names of links by index, as {@code ip} prints them. */
    public Function<LinkReference, String> names() {
        Map<Integer, String> names = new HashMap<>();
        for (JsonNode link : json("link")) {
            names.put(link.get("ifindex").asInt(), link.get("ifname").asString());
        }
        return link -> names.getOrDefault(link.ifindex().orElse(0), Words.LINKS.apply(link));
    }
}
