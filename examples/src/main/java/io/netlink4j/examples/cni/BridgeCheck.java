package io.netlink4j.examples.cni;

import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.link.kind.BridgePort;
import io.netlink4j.rtnl.route.Route;
import java.util.List;
import java.util.Optional;

/** Compares what {@link BridgePlugin} made with what is there. */
record BridgeCheck(CniCall call, BridgeConfig config, CniResult made) {
    static void require(boolean condition, String difference) {
        if (!condition) {
            throw new CniException(CniException.DIFFERS, difference);
        }
    }

    private Optional<CniResult.Interface> described(String sandbox, String name) {
        return made.interfaces().stream()
                .filter(link -> link.sandbox().equals(sandbox) && link.name().equals(name))
                .findFirst();
    }

    void container(Rtnl container) {
        String name = call.interfaceName();
        Link link = container.links().find(name).orElse(null);
        require(link != null && link.kind().orElse(null) instanceof Veth, "there is no veth " + name + " inside");
        if (link == null) {
            return;
        }
        require(link.isUp(), name + " inside is down");
        String mac = link.macAddress().map(Object::toString).orElse("");
        CniResult.Interface described = described(call.namespace(), name).orElse(null);
        require(
                described != null && described.mac().equalsIgnoreCase(mac),
                name + " inside has another address than that of the result: " + mac);
        List<Address> addresses = container.addresses().list(name);
        for (CniResult.Ip ip : made.ips()) {
            require(
                    addresses.stream().anyMatch(address -> address.toInterface().equals(ip.address())),
                    name + " inside does not have the address " + ip.address());
        }
        List<Route> routes = container.routes().list();
        for (CniResult.Path path : made.routes()) {
            require(
                    routes.stream()
                            .anyMatch(route -> route.destination().equals(path.destination())
                                    && (path.gateway().isEmpty()
                                            || route.gateway().equals(path.gateway()))),
                    "there is no route to " + path.destination() + " inside");
        }
    }

    void host(Rtnl host) {
        Link bridge = host.links().find(config.bridge()).orElse(null);
        require(
                bridge != null && bridge.kind().orElse(null) instanceof Bridge && bridge.isUp(),
                "there is no bridge " + config.bridge() + " that is up");
        if (bridge == null) {
            return;
        }
        Optional<Link> port = made.interfaces().stream()
                .filter(link -> link.sandbox().isEmpty() && !link.name().equals(config.bridge()))
                .flatMap(link -> host.links().find(link.name()).stream())
                .filter(link -> link.master().flatMap(LinkReference::ifindex).equals(bridge.ifindex()))
                .findFirst();
        require(port.isPresent(), "the container's link is no port of " + config.bridge());
        BridgePort options = port.flatMap(Link::bridgePort).orElse(BridgePort.defaults());
        require(
                options.hairpin() == config.hairpin() && options.isolated() == config.isolated(),
                "the port has other options than the configuration");
        if (config.isGateway()) {
            List<Address> addresses = host.addresses().list(config.bridge());
            for (CniResult.Ip ip : made.ips()) {
                require(
                        ip.gateway()
                                .map(gateway -> addresses.stream()
                                        .anyMatch(address -> address.address().equals(gateway)))
                                .orElse(false),
                        config.bridge() + " does not have the gateway's address for " + ip.address());
            }
        }
    }
}
