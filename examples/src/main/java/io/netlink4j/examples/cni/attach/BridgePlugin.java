package io.netlink4j.examples.cni.attach;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.sysctl.InterfaceSysctl;
import io.netlink4j.core.sysctl.SysctlKey;
import io.netlink4j.examples.cni.ipam.Ipam;
import io.netlink4j.examples.cni.protocol.Attachment;
import io.netlink4j.examples.cni.protocol.CniCall;
import io.netlink4j.examples.cni.protocol.CniResult;
import io.netlink4j.examples.cni.protocol.Json;
import io.netlink4j.examples.cni.protocol.Later;
import io.netlink4j.examples.cni.protocol.Plugin;
import io.netlink4j.examples.cni.protocol.Undo;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.address.AddressFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Connects containers to a bridge of the host ({@code bridge}). */
public final class BridgePlugin implements Plugin {
    private static final InterfaceSysctl<Boolean> ACCEPT_DAD =
            InterfaceSysctl.of("net/ipv6/conf/NAME/accept_dad", SysctlKey::flag);
    private static final InterfaceSysctl<Boolean> ENHANCED_DAD =
            InterfaceSysctl.of("net/ipv6/conf/NAME/enhanced_dad", SysctlKey::flag);

    @Override
    public CniResult add(CniCall call) {
        BridgeConfig config = BridgeConfig.of(call);
        Optional<Plugin> ipam = Ipam.of(call);
        try (ContainerLink link = ContainerLink.open(call)) {
            link.requireNone();
            return Undo.attempt(undo -> add(undo, config, ipam, link));
        }
    }

    private static CniResult add(Undo undo, BridgeConfig config, Optional<Plugin> ipam, ContainerLink link) {
        CniCall call = link.call();
        HostBridge bridge = new HostBridge(config, link.host(), link.home());
        bridge.ensure(undo);
        String port = link.create(undo, config.mtu(), config.mac());
        bridge.connect(undo, port, ContainerLink.alias(Attachment.of(call)));
        if (config.checksSpoofing()) {
            checkSpoofing(undo, link, port);
        }
        CniResult given = ipam.isPresent() ? Ipam.add(undo, ipam.get(), call) : CniResult.empty();
        List<CniResult.Ip> ips = given.ips().stream()
                .map(ip -> new CniResult.Ip(ip.address(), gateway(config, ip), 2))
                .toList();
        List<CniResult.Path> routes = routes(config, given, ips);
        boolean hasGateway = config.isGateway() && !ips.isEmpty();
        if (!config.disablesLink()) {
            attach(config, link, ips, routes);
        }
        if (hasGateway) {
            bridge.addGateway(undo, ips);
        }
        if (config.masquerades() && !ips.isEmpty()) {
            Masquerade.add(undo, call, ips);
        }
        if (!config.disablesLink()) {
            link.host().links().awaitUp(port, ContainerLink.LONGEST);
        }
        List<CniResult.Interface> interfaces = new ArrayList<>();
        interfaces.add(link.describeOutside(config.bridge()));
        interfaces.add(link.describeOutside(port));
        interfaces.add(link.describeInside());
        if (hasGateway && config.vlans().access() != 0) {
            interfaces.add(link.describeOutside(config.gatewayLink()));
        }
        JsonNode dns = Json.get(call.config(), "dns");
        return new CniResult(interfaces, ips, routes, dns.isEmpty() ? given.dns() : dns);
    }

    private static void checkSpoofing(Undo undo, ContainerLink link, String port) {
        SpoofCheck check = SpoofCheck.of(Attachment.of(link.call()));
        check.add(Later.nft(), port, link.mac());
        undo.push(() -> check.delete(Later.nft()));
    }

    private static void attach(
            BridgeConfig config, ContainerLink link, List<CniResult.Ip> ips, List<CniResult.Path> routes) {
        String name = link.call().interfaceName();
        if (!ips.isEmpty()) {
            if (config.detectsDuplicates()) {
                link.ipv6(ENHANCED_DAD.on(name), true);
            }
            link.ipv6(ACCEPT_DAD.on(name), config.detectsDuplicates());
            // tells the neighbours when the link comes up
            link.inside().sysctl().write(InterfaceSysctl.ARP_NOTIFY.on(name), true);
        }
        link.addAddresses(ips, config.detectsDuplicates() ? Set.of() : Set.of(AddressFlag.NODAD));
        link.addRoutes(routes, ips);
    }

    private static Optional<IpAddress> gateway(BridgeConfig config, CniResult.Ip ip) {
        return ip.gateway()
                .or(() ->
                        config.isGateway() ? Optional.of(ip.address().network().host(1)) : Optional.empty());
    }

    private static List<CniResult.Path> routes(BridgeConfig config, CniResult given, List<CniResult.Ip> ips) {
        List<CniResult.Path> routes = new ArrayList<>(given.routes());
        if (config.isDefaultGateway()) {
            for (CniResult.Ip ip : ips) {
                IpPrefix all = IpPrefix.any(ip.address().family());
                if (routes.stream()
                        .noneMatch(route -> route.destination().equals(all)
                                && route.gateway().isPresent())) {
                    routes.add(new CniResult.Path(all, ip.gateway()));
                }
            }
        }
        return routes;
    }

    @Override
    public void delete(CniCall call) {
        Undo.all(() -> ContainerLink.delete(call), () -> Ipam.of(call).ifPresent(plugin -> plugin.delete(call)), () -> {
            SpoofCheck.of(Attachment.of(call)).delete(Later.nft());
            Masquerade.delete(Later.nft(), Attachment.of(call));
        });
    }

    @Override
    public void check(CniCall call) {
        BridgeConfig config = BridgeConfig.of(call);
        CniResult made = call.requirePrevious();
        Ipam.of(call).ifPresent(plugin -> plugin.check(call));
        try (ContainerLink link = ContainerLink.open(call)) {
            new BridgeCheck(config, made, link).run(Later.nft());
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
                () -> {
                    try (Rtnl host = Rtnl.open()) {
                        Masquerade.deleteAllBut(Later.nft(), call.network(), Attachment.valid(call));
                        SpoofCheck.deleteStale(
                                Later.nft(), name -> host.links().find(name).isPresent());
                    }
                });
    }

    @Override
    public void status(CniCall call) {
        BridgeConfig.of(call);
        Ipam.of(call).ifPresent(plugin -> plugin.status(call));
    }
}
