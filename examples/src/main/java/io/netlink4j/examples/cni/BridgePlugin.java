package io.netlink4j.examples.cni;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpInterface;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.sysctl.AcceptRouterAdvertisements;
import io.netlink4j.core.sysctl.InterfaceSysctl;
import io.netlink4j.nft.Nft;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.address.AddressFlag;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.link.kind.BridgePort;
import io.netlink4j.rtnl.route.Route;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;

/** Connects containers to a bridge of the host ({@code bridge}). */
final class BridgePlugin implements Plugin {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    @Override
    public CniResult add(CniCall call) {
        BridgeConfig config = BridgeConfig.of(call);
        Optional<Plugin> ipam = Ipam.of(call);
        Deque<Runnable> undo = new ArrayDeque<>();
        try (NetworkNamespace home = NetworkNamespace.current();
                NetworkNamespace inside = call.openNamespace();
                Rtnl host = Rtnl.open();
                Rtnl container = Rtnl.open(inside)) {
            if (container.links().find(call.interfaceName()).isPresent()) {
                throw new CniException(
                        CniException.INTERNAL, "container has a link " + call.interfaceName() + " already");
            }
            try {
                return attach(call, config, ipam, home, inside, host, container, undo);
            } catch (RuntimeException e) {
                undo.forEach(step -> {
                    try {
                        step.run();
                    } catch (RuntimeException alsoFailed) {
                        e.addSuppressed(alsoFailed);
                    }
                });
                throw e;
            }
        }
    }

    private static CniResult attach(
            CniCall call,
            BridgeConfig config,
            Optional<Plugin> ipam,
            NetworkNamespace home,
            NetworkNamespace inside,
            Rtnl host,
            Rtnl container,
            Deque<Runnable> undo) {
        bridge(config, host, home);
        String port =
                "veth" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        Link link =
                Link.named(call.interfaceName()).kind(Veth.to(Link.named(port).in(home)));
        link = config.mtu() == 0 ? link : link.mtu(config.mtu());
        link = config.mac().isPresent() ? link.macAddress(config.mac().get()) : link;
        container.links().add(link);
        undo.push(() -> container.links().deleteIfExists(call.interfaceName()));
        int mtu = config.mtu();
        host.links()
                .change(
                        port,
                        changed -> (mtu == 0 ? changed : changed.mtu(mtu))
                                .master(config.bridge())
                                .up());
        host.links()
                .change(
                        port,
                        changed -> changed.bridgePort(
                                BridgePort.defaults().hairpin(config.hairpin()).isolated(config.isolated())));
        CniResult given = ipam.isPresent()
                ? ipam.get().add(call)
                : CniResult.of(List.of(), List.of(), Json.get(call.config(), "dns"));
        ipam.ifPresent(plugin -> undo.push(() -> plugin.delete(call)));
        if (ipam.isPresent() && given.ips().isEmpty()) {
            throw new CniException(CniException.INTERNAL, "IPAM plugin returned missing IP config");
        }
        List<CniResult.Ip> ips = given.ips().stream()
                .map(ip -> new CniResult.Ip(ip.address(), gateway(config, ip), 2))
                .toList();
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
        configure(call, config, inside, container, ips, routes);
        if (config.isGateway()) {
            gateway(config, host, home, ips);
        }
        if (config.masquerades() && !ips.isEmpty()) {
            try (Nft nft = Nft.open()) {
                Masquerade.add(
                        nft, call, ips.stream().map(CniResult.Ip::address).toList());
            }
            undo.push(() -> removeMasquerade(call));
        }
        host.links().awaitUp(port, LONGEST);
        JsonNode dns = Json.get(call.config(), "dns");
        return new CniResult(
                List.of(
                        describe(host, config.bridge(), ""),
                        describe(host, port, ""),
                        describe(container, call.interfaceName(), call.namespace())),
                ips,
                routes,
                dns.isEmpty() ? given.dns() : dns);
    }

    private static CniResult.Interface describe(Rtnl where, String name, String sandbox) {
        return new CniResult.Interface(
                name, where.links().get(name).macAddress().map(Object::toString).orElse(""), sandbox);
    }

    private static Optional<IpAddress> gateway(BridgeConfig config, CniResult.Ip ip) {
        return ip.gateway()
                .or(() ->
                        config.isGateway() ? Optional.of(ip.address().network().host(1)) : Optional.empty());
    }

    private static void bridge(BridgeConfig config, Rtnl host, NetworkNamespace home) {
        String name = config.bridge();
        if (host.links().find(name).isEmpty()) {
            Link link = Link.named(name).kind(Bridge.defaults()).up();
            try {
                host.links().add(config.mtu() == 0 ? link : link.mtu(config.mtu()));
            } catch (NetlinkException.AlreadyExists sameTime) {
                // another container's call was faster
            }
            home.sysctl().write(InterfaceSysctl.ACCEPT_RA.on(name), AcceptRouterAdvertisements.NEVER);
        }
        if (!(host.links().get(name).kind().orElse(null) instanceof Bridge)) {
            throw new CniException(CniException.CONFIGURATION, "\"" + name + "\" already exists but is not a bridge");
        }
        host.links().change(name, link -> config.promiscuous() ? link.up().promiscuous(true) : link.up());
    }

    private static void configure(
            CniCall call,
            BridgeConfig config,
            NetworkNamespace inside,
            Rtnl container,
            List<CniResult.Ip> ips,
            List<CniResult.Path> routes) {
        String name = call.interfaceName();
        inside.sysctl().write(InterfaceSysctl.ARP_NOTIFY.on(name), true);
        if (ips.stream().anyMatch(ip -> ip.address().family() == IpFamily.IPV6)) {
            inside.sysctl().write(InterfaceSysctl.DISABLE_IPV6.on("lo"), false);
            inside.sysctl().write(InterfaceSysctl.DISABLE_IPV6.on(name), false);
            inside.sysctl().write(InterfaceSysctl.KEEP_ADDR_ON_DOWN.on(name), 1);
        }
        for (CniResult.Ip ip : ips) {
            Address address = Address.of(ip.address());
            boolean skips = ip.address().family() == IpFamily.IPV6 && !config.detectsDuplicates();
            container.addresses().add(name, skips ? address.flag(AddressFlag.NODAD, true) : address);
        }
        container.links().up(name);
        for (CniResult.Ip ip : ips) {
            container.addresses().awaitReady(name, ip.address().toString(), LONGEST);
        }
        for (CniResult.Path route : routes) {
            Optional<IpAddress> gateway = route.gateway()
                    .or(() -> ips.stream()
                            .filter(ip ->
                                    ip.address().family() == route.destination().family())
                            .findFirst()
                            .flatMap(CniResult.Ip::gateway));
            Route wanted = Route.to(route.destination()).link(name);
            container.routes().replace(gateway.isPresent() ? wanted.via(gateway.get()) : wanted);
        }
    }

    private static void gateway(BridgeConfig config, Rtnl host, NetworkNamespace home, List<CniResult.Ip> ips) {
        for (CniResult.Ip ip : ips) {
            IpInterface wanted =
                    IpInterface.of(ip.gateway().orElseThrow(), ip.address().prefixLength());
            List<Address> present = host.addresses().list(config.bridge()).stream()
                    .filter(address -> address.family() == wanted.family())
                    .toList();
            if (present.stream().noneMatch(address -> address.toInterface().equals(wanted))) {
                present.stream()
                        .filter(address -> address.toInterface().network().overlaps(wanted.network())
                                || address.family() == IpFamily.IPV4)
                        .forEach(other -> replaced(config, host, other));
                try {
                    host.addresses().add(config.bridge(), Address.of(wanted).flag(AddressFlag.NODAD, isIpv6(wanted)));
                } catch (NetlinkException.AlreadyExists sameTime) {
                    // another container's call was faster
                }
            }
            if (isIpv6(wanted)) {
                home.sysctl().ipv6Forwarding(true);
            } else {
                home.sysctl().ipv4Forwarding(true);
            }
        }
        // A bridge takes the address of one of its ports, and changes it with them, until it is given one.
        host.links()
                .get(config.bridge())
                .macAddress()
                .ifPresent(address -> host.links().change(config.bridge(), link -> link.macAddress(address)));
    }

    private static boolean isIpv6(IpInterface address) {
        return address.family() == IpFamily.IPV6;
    }

    private static void replaced(BridgeConfig config, Rtnl host, Address other) {
        if (!config.forceAddress()) {
            throw new CniException(
                    CniException.CONFIGURATION,
                    "\"" + config.bridge() + "\" already has an IP address different from the gateway's: "
                            + other.toInterface());
        }
        host.addresses().delete(config.bridge(), other);
    }

    @Override
    public void delete(CniCall call) {
        call.findNamespace().ifPresent(inside -> {
            try (inside;
                    Rtnl container = Rtnl.open(inside)) {
                container.links().deleteIfExists(call.interfaceName());
            }
        });
        Ipam.of(call).ifPresent(plugin -> plugin.delete(call));
        removeMasquerade(call);
    }

    private static void removeMasquerade(CniCall call) {
        try (Nft nft = Nft.open()) {
            Masquerade.delete(nft, call);
        }
    }

    @Override
    public void check(CniCall call) {
        BridgeConfig config = BridgeConfig.of(call);
        CniResult made = call.previous()
                .orElseThrow(() -> new CniException(CniException.CONFIGURATION, "Required prevResult missing"));
        Ipam.of(call).ifPresent(plugin -> plugin.check(call));
        try (NetworkNamespace inside = call.openNamespace();
                Rtnl host = Rtnl.open();
                Rtnl container = Rtnl.open(inside);
                Nft nft = Nft.open()) {
            BridgeCheck check = new BridgeCheck(call, config, made);
            check.container(container);
            check.host(host);
            if (config.masquerades()) {
                BridgeCheck.require(
                        Masquerade.count(nft, call) == made.ips().size(), "the rules for masquerading are not there");
            }
        }
    }

    @Override
    public void collectGarbage(CniCall call) {
        Ipam.of(call).ifPresent(plugin -> plugin.collectGarbage(call));
        try (Nft nft = Nft.open()) {
            Masquerade.deleteAllBut(nft, call, HostLocal.validAttachments(call));
        }
    }

    @Override
    public void status(CniCall call) {
        BridgeConfig.of(call);
        Ipam.of(call).ifPresent(plugin -> plugin.status(call));
    }
}
