package io.netlink4j.examples.cni.protocol;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpInterface;
import io.netlink4j.core.address.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The result of ADD, which each version of the specification writes in its own form.
 *
 * @param interfaces the links that were made
 * @param ips the addresses
 * @param routes the routes in the container
 * @param dns the settings of name servers, as they came
 */
public record CniResult(List<Interface> interfaces, List<Ip> ips, List<Path> routes, JsonNode dns) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** A link; without a sandbox it is in the host's namespace. The MTU is 0 and texts are empty where nothing is known. */
    public record Interface(String name, String mac, String sandbox, int mtu, String socketPath, String pciId) {
        /** A link of which no more is known. */
        public Interface(String name, String mac, String sandbox) {
            this(name, mac, sandbox, 0, "", "");
        }

        /** A copy with another MAC address. */
        public Interface mac(String other) {
            return new Interface(name, other, sandbox, mtu, socketPath, pciId);
        }
    }

    /** An address; the index of its link is -1 if it has none yet. */
    public record Ip(IpInterface address, Optional<IpAddress> gateway, int link) {
        /** A copy on another link. */
        public Ip on(int index) {
            return new Ip(address, gateway, index);
        }

        /** Whether it is an IPv6 address. */
        public boolean isIpv6() {
            return address.family() == IpFamily.IPV6;
        }
    }

    /** A route. */
    public record Path(IpPrefix destination, Optional<IpAddress> gateway, Map<PathOption, Integer> options) {
        /** A route without options. */
        public Path(IpPrefix destination, Optional<IpAddress> gateway) {
            this(destination, gateway, Map.of());
        }
    }

    /** A result without links, as of a plugin that gives addresses. */
    public static CniResult of(List<Ip> ips, List<Path> routes, JsonNode dns) {
        return new CniResult(List.of(), ips, routes, dns);
    }

    /** A result without anything. */
    public static CniResult empty() {
        return of(List.of(), List.of(), JSON.objectNode());
    }

    /** Reads a result of any version. */
    public static CniResult of(JsonNode json) {
        try {
            List<Interface> interfaces =
                    Json.list(json, "interfaces").stream().map(CniResult::link).toList();
            List<Ip> ips = new ArrayList<>();
            List<Path> routes = new ArrayList<>(routes(json));
            for (JsonNode ip : Json.list(json, "ips")) {
                int link = Json.find(ip, "interface").isPresent() ? Json.number(ip, "interface") : -1;
                ips.add(new Ip(IpInterface.of(Json.text(ip, "address")), address(ip, "gateway"), link));
            }
            for (String family : List.of("ip4", "ip6")) {
                Json.find(json, family).ifPresent(old -> {
                    ips.add(new Ip(IpInterface.of(Json.text(old, "ip")), address(old, "gateway"), -1));
                    routes.addAll(routes(old));
                });
            }
            return new CniResult(interfaces, ips, routes, Json.get(json, "dns"));
        } catch (IllegalArgumentException e) {
            throw new CniException(CniException.DECODE, "a result that cannot be read", String.valueOf(e.getMessage()));
        }
    }

    private static Interface link(JsonNode json) {
        return new Interface(
                Json.text(json, "name"),
                Json.text(json, "mac"),
                Json.text(json, "sandbox"),
                Json.number(json, "mtu"),
                Json.text(json, "socketPath"),
                Json.text(json, "pciID"));
    }

    /** Reads the list {@code routes} of an object. */
    public static List<Path> routes(JsonNode json) {
        return Json.list(json, "routes").stream()
                .map(route ->
                        new Path(IpPrefix.of(Json.text(route, "dst")), address(route, "gw"), PathOption.read(route)))
                .toList();
    }

    private static Optional<IpAddress> address(JsonNode object, String key) {
        return Optional.of(Json.text(object, key))
                .filter(text -> !text.isEmpty())
                .map(IpAddress::of);
    }

    /** The result in the form of a version. */
    public ObjectNode toJson(CniVersion version) {
        ObjectNode json = JSON.objectNode().put("cniVersion", version.toString());
        if (version.isAtLeast(CniVersion.V0_3_0)) {
            writeLists(json, version);
        } else {
            writeFamilies(json);
        }
        if (!version.isAtLeast(CniVersion.V1_0_0) || !dns.isEmpty()) {
            json.set("dns", dns);
        }
        return json;
    }

    private void writeLists(ObjectNode json, CniVersion version) {
        if (!interfaces.isEmpty()) {
            ArrayNode list = json.putArray("interfaces");
            for (Interface link : interfaces) {
                ObjectNode each = list.addObject().put("name", link.name);
                put(each, "mac", link.mac);
                if (version.isAtLeast(CniVersion.V1_1_0)) {
                    put(each, "socketPath", link.socketPath);
                    put(each, "pciID", link.pciId);
                    if (link.mtu > 0) {
                        each.put("mtu", link.mtu);
                    }
                }
                put(each, "sandbox", link.sandbox);
            }
        }
        if (!ips.isEmpty()) {
            ArrayNode list = json.putArray("ips");
            for (Ip ip : ips) {
                ObjectNode each = list.addObject();
                if (!version.isAtLeast(CniVersion.V1_0_0)) {
                    each.put("version", ip.address.family() == IpFamily.IPV4 ? "4" : "6");
                }
                if (ip.link >= 0) {
                    each.put("interface", ip.link);
                }
                each.put("address", ip.address.toString());
                ip.gateway.ifPresent(gateway -> each.put("gateway", gateway.toString()));
            }
        }
        if (!routes.isEmpty()) {
            write(json, routes, version);
        }
    }

    /** The first two versions have one address of each family. */
    private void writeFamilies(ObjectNode json) {
        for (IpFamily family : IpFamily.values()) {
            ips.stream().filter(ip -> ip.address.family() == family).findFirst().ifPresent(ip -> {
                ObjectNode each = json.putObject(family == IpFamily.IPV4 ? "ip4" : "ip6");
                each.put("ip", ip.address.toString());
                ip.gateway.ifPresent(gateway -> each.put("gateway", gateway.toString()));
                List<Path> own = routes.stream()
                        .filter(route -> route.destination.family() == family)
                        .toList();
                if (!own.isEmpty()) {
                    write(each, own, CniVersion.V0_2_0);
                }
            });
        }
    }

    private static void write(ObjectNode json, List<Path> routes, CniVersion version) {
        ArrayNode list = json.putArray("routes");
        for (Path route : routes) {
            ObjectNode each = list.addObject().put("dst", route.destination.toString());
            route.gateway.ifPresent(gateway -> each.put("gw", gateway.toString()));
            if (version.isAtLeast(CniVersion.V1_1_0)) {
                PathOption.write(route.options, each);
            }
        }
    }

    private static void put(ObjectNode object, String key, String value) {
        if (!value.isEmpty()) {
            object.put(key, value);
        }
    }
}
