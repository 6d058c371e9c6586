package io.netlink4j.examples.cni.attach;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.examples.cni.protocol.Attachment;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.CniResult;
import io.netlink4j.nft.Nft;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteFilter;
import java.util.List;
import java.util.Optional;

/** Compares the pair of links that ADD made with what is there. */
record LinkCheck(ContainerLink link, CniResult made) {
    /** The container's end. */
    Link end(int mtu, boolean isUp) {
        String name = link.call().interfaceName();
        Link end = link.container()
                .links()
                .find(name)
                .filter(found -> found.kind().orElse(null) instanceof Veth)
                .orElseThrow(() -> CniException.differs("there is no veth " + name + " inside"));
        CniException.check(end.isUp() || !isUp, name + " inside is down");
        CniException.check(mtu == 0 || end.mtu().equals(Optional.of(mtu)), name + " inside has another MTU");
        String mac = end.macAddress().map(Object::toString).orElse("");
        CniException.check(
                made.interfaces().stream()
                        .anyMatch(each -> each.sandbox().equals(link.call().namespace())
                                && each.name().equals(name)
                                && (each.mac().isEmpty() || each.mac().equalsIgnoreCase(mac))),
                name + " inside has another address than that of the result: " + mac);
        return end;
    }

    /** The host's end, which the result names. */
    Link port(Link end) {
        return made.interfaces().stream()
                .filter(each -> each.sandbox().isEmpty())
                .flatMap(each -> link.host().links().find(each.name()).stream())
                .filter(found -> found.link().flatMap(LinkReference::ifindex).equals(end.ifindex())
                        && end.link().flatMap(LinkReference::ifindex).equals(found.ifindex()))
                .filter(Link::isUp)
                .findFirst()
                .orElseThrow(() -> CniException.differs("the host's end of the container's link is not there or down"));
    }

    void addresses() {
        String name = link.call().interfaceName();
        List<Address> addresses = link.container().addresses().list(name);
        for (CniResult.Ip ip : made.ips()) {
            CniException.check(
                    addresses.stream().anyMatch(address -> address.toInterface().equals(ip.address())),
                    name + " inside does not have the address " + ip.address());
        }
    }

    void routes() {
        List<Route> routes = link.container()
                .routes()
                .list(RouteFilter.allTables().link(link.call().interfaceName()));
        for (CniResult.Path path : made.routes()) {
            CniException.check(
                    routes.stream().anyMatch(route -> is(route, path)),
                    "there is no route to " + path.destination() + " inside");
        }
    }

    private static boolean is(Route route, CniResult.Path path) {
        return route.destination().equals(path.destination())
                && (path.gateway().isEmpty()
                        || route.gateway().equals(path.gateway())
                        || route.nextHops().stream()
                                .anyMatch(hop -> hop.gateway().equals(path.gateway())))
                && path.options().entrySet().stream()
                        .allMatch(option -> option.getKey().isOn(route, option.getValue()));
    }

    /** The addresses of the gateway on a link of the host, which forwards. */
    void gateway(String name) {
        List<Address> addresses = link.host().addresses().list(name);
        for (CniResult.Ip ip : made.ips()) {
            CniException.check(
                    addresses.stream().anyMatch(address -> ip.gateway().equals(Optional.of(address.address()))),
                    name + " does not have the gateway's address for " + ip.address());
            IpFamily family = ip.address().family();
            CniException.check(HostBridge.forwards(link.home(), family), "the host does not forward " + family);
        }
    }

    void masquerade(Nft nft) {
        CniException.check(
                Masquerade.isComplete(
                        nft,
                        Attachment.of(link.call()),
                        made.ips().stream().map(CniResult.Ip::address).toList()),
                "the rules for masquerading are not there");
    }
}
