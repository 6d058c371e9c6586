package io.netlink4j.examples.cni.attach;

import io.netlink4j.core.address.IpInterface;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.sysctl.InterfaceSysctl;
import io.netlink4j.core.sysctl.SysctlKey;
import io.netlink4j.examples.cni.ipam.Ipam;
import io.netlink4j.examples.cni.protocol.Attachment;
import io.netlink4j.examples.cni.protocol.CniCall;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.CniResult;
import io.netlink4j.examples.cni.protocol.Json;
import io.netlink4j.examples.cni.protocol.Later;
import io.netlink4j.examples.cni.protocol.Plugin;
import io.netlink4j.examples.cni.protocol.Undo;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.address.AddressFlag;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteFilter;
import io.netlink4j.rtnl.route.RouteScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Connects each container to the host alone ({@code ptp}): the container sends everything to the gateway, also what is for its own network,
 * and the host has a route to each container.
 */
public final class PtpPlugin implements Plugin {
    private record Config(Plugin ipam, boolean masquerades, int mtu) {
        static Config of(CniCall call) {
            BridgeConfig.requireNftables(call.config());
            return new Config(
                    Ipam.of(call).orElseThrow(() -> new CniException(CniException.CONFIGURATION, "ptp needs an ipam")),
                    Json.flag(call.config(), "ipMasq"),
                    Json.number(call.config(), "mtu"));
        }
    }

    @Override
    public CniResult add(CniCall call) {
        Config config = Config.of(call);
        try (ContainerLink link = ContainerLink.open(call)) {
            link.requireNone();
            return Undo.attempt(undo -> add(undo, config, link));
        }
    }

    private static CniResult add(Undo undo, Config config, ContainerLink link) {
        CniCall call = link.call();
        CniResult given = Ipam.add(undo, config.ipam(), call);
        List<CniResult.Ip> ips = given.ips().stream()
                .map(ip -> new CniResult.Ip(
                        ip.address(),
                        ip.gateway().or(() -> Optional.of(ip.address().network().host(1))),
                        1))
                .toList();
        HostBridge.forward(link.home(), ips);
        String port = link.create(undo, config.mtu(), Optional.empty());
        if (ips.stream().anyMatch(CniResult.Ip::isIpv6)) {
            // the host answers for the gateway at once
            link.home()
                    .sysctl()
                    .write(
                            InterfaceSysctl.of("net/ipv6/conf/NAME/accept_dad", SysctlKey::flag)
                                    .on(port),
                            false);
        }
        link.host()
                .links()
                .change(
                        port,
                        changed -> changed.alias(ContainerLink.alias(Attachment.of(call)))
                                .up());
        link.addAddresses(ips, Set.of(AddressFlag.NODAD));
        link.addRoutes(given.routes(), ips);
        for (CniResult.Ip ip : ips) {
            Route own = Route.to(ip.address().network()).link(call.interfaceName());
            link.container().routes().delete(own.scope(RouteScope.NOWHERE));
            inside(link, ip).forEach(link.container().routes()::add);
            Address gateway =
                    Address.of(IpInterface.of(gateway(ip).address(), gateway(ip).prefixLength()));
            link.host().addresses().add(port, gateway.flag(AddressFlag.NODAD, ip.isIpv6()));
            link.host().routes().replace(outside(port, ip));
        }
        if (config.masquerades()) {
            Masquerade.add(undo, call, ips);
        }
        link.host().links().awaitUp(port, ContainerLink.LONGEST);
        JsonNode dns = Json.get(call.config(), "dns");
        return new CniResult(
                List.of(link.describeOutside(port), link.describeInside()),
                ips,
                given.routes(),
                dns.isEmpty() ? given.dns() : dns);
    }

    private static IpPrefix gateway(CniResult.Ip ip) {
        return IpPrefix.of(ip.gateway().orElseThrow());
    }

    /** The container's routes to the gateway and, through it, to its own network. */
    private static List<Route> inside(ContainerLink link, CniResult.Ip ip) {
        Route route = Route.to(gateway(ip)).link(link.call().interfaceName());
        return List.of(
                route.scope(RouteScope.LINK).source(ip.address().address()),
                Route.to(ip.address().network())
                        .link(link.call().interfaceName())
                        .via(gateway(ip).address())
                        .source(ip.address().address()));
    }

    /** The host's route to the container. */
    private static Route outside(String port, CniResult.Ip ip) {
        Route route = Route.to(IpPrefix.of(ip.address().address())).link(port);
        return ip.isIpv6() ? route : route.scope(RouteScope.HOST);
    }

    @Override
    public void delete(CniCall call) {
        Undo.all(() -> ContainerLink.delete(call), () -> Ipam.of(call).ifPresent(plugin -> plugin.delete(call)), () -> {
            Masquerade.delete(Later.nft(), Attachment.of(call));
        });
    }

    @Override
    public void check(CniCall call) {
        Config config = Config.of(call);
        CniResult made = call.requirePrevious();
        config.ipam().check(call);
        try (ContainerLink link = ContainerLink.open(call)) {
            LinkCheck check = new LinkCheck(link, made);
            Link port = check.port(check.end(config.mtu(), true));
            check.addresses();
            check.routes();
            String name = port.name().orElse("");
            check.gateway(name);
            List<Route> routes = link.host().routes().list(RouteFilter.main().link(name));
            for (CniResult.Ip ip : made.ips()) {
                IpPrefix container = IpPrefix.of(ip.address().address());
                CniException.check(
                        routes.stream().anyMatch(route -> route.destination().equals(container)),
                        "the host has no route to " + container);
            }
            if (config.masquerades()) {
                check.masquerade(Later.nft());
            }
        }
    }

    @Override
    public void collectGarbage(CniCall call) {
        Undo.all(
                () -> {
                    try (Rtnl host = Rtnl.open()) {
                        ContainerLink.deleteAllBut(host, call);
                    }
                },
                () -> Ipam.of(call).ifPresent(plugin -> plugin.collectGarbage(call)),
                () -> Masquerade.deleteAllBut(Later.nft(), call.network(), Attachment.valid(call)));
    }

    @Override
    public void status(CniCall call) {
        Config.of(call).ipam().status(call);
    }
}
