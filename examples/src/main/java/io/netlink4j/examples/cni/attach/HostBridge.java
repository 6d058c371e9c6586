package io.netlink4j.examples.cni.attach;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpInterface;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.sysctl.AcceptRouterAdvertisements;
import io.netlink4j.core.sysctl.InterfaceSysctl;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.CniResult;
import io.netlink4j.examples.cni.protocol.Undo;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.address.AddressFlag;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.link.kind.BridgePort;
import java.util.List;
import java.util.Optional;

/**
 * The bridge of the host.
 *
 * @param config what it is to be like
 * @param host the host's links
 * @param home the host's namespace
 */
record HostBridge(BridgeConfig config, Rtnl host, NetworkNamespace home) {
    /** Makes the bridge if it is missing; an attempt that fails takes an empty one away again. */
    void ensure(Undo undo) {
        String name = config.bridge();
        Optional<Link> present = host.links().find(name);
        if (present.isEmpty()) {
            make(undo, name);
            present = host.links().find(name);
        }
        Link bridge = present.orElseThrow(() -> new CniException(CniException.TRY_AGAIN, name + " is gone again"));
        if (!(bridge.kind().orElse(null) instanceof Bridge)) {
            throw new CniException(CniException.CONFIGURATION, "\"" + name + "\" already exists but is not a bridge");
        }
        if (!bridge.isUp() || (config.promiscuous() && bridge.promiscuity() == 0)) {
            host.links().change(name, link -> config.promiscuous() ? link.up().promiscuous(true) : link.up());
        }
    }

    private void make(Undo undo, String name) {
        Bridge kind = Bridge.defaults();
        Link link = Link.named(name)
                .kind(config.vlans().filters() ? kind.vlanFiltering(true) : kind)
                .up();
        try {
            host.links().add(config.mtu() == 0 ? link : link.mtu(config.mtu()));
        } catch (NetlinkException.AlreadyExists sameTime) {
            return; // another container's call was faster
        } catch (NetlinkException.NotSupported e) {
            throw config.vlans().filters()
                    ? new CniException(
                            CniException.UNSUPPORTED_FIELD,
                            "unsupported field: vlan; the bridges of this kernel have no VLANs",
                            String.valueOf(e.getMessage()))
                    : e;
        }
        undo.push(this::deleteIfEmpty);
        try {
            home.sysctl().write(InterfaceSysctl.ACCEPT_RA.on(name), AcceptRouterAdvertisements.NEVER);
        } catch (NetlinkException.NotFound disabled) {
            // the kernel was started without IPv6
        }
    }

    private void deleteIfEmpty() {
        host.links().find(config.bridge()).flatMap(Link::ifindex).ifPresent(index -> {
            boolean isUsed = host.links().list().stream()
                    .anyMatch(link ->
                            link.master().flatMap(LinkReference::ifindex).equals(Optional.of(index)));
            if (!isUsed) {
                host.links().deleteIfExists(config.bridge());
            }
        });
    }

    /** Makes a link a port of the bridge, which an attempt of another call may just have taken away. */
    void connect(Undo undo, String port, String alias) {
        try {
            join(port, alias, config.vlans());
        } catch (NetlinkException.NotFound taken) {
            ensure(undo);
            join(port, alias, config.vlans());
        }
    }

    private void join(String port, String alias, PortVlans vlans) {
        host.links()
                .change(port, link -> link.master(config.bridge()).alias(alias).up());
        if (config.hairpin() || config.isolated()) {
            host.links()
                    .change(
                            port,
                            link -> link.bridgePort(BridgePort.defaults()
                                    .hairpin(config.hairpin())
                                    .isolated(config.isolated())));
        }
        vlans.apply(host, port);
    }

    /** Gives the bridge, or the link of its VLAN, the addresses of the gateway, and lets the host forward. */
    void addGateway(Undo undo, List<CniResult.Ip> ips) {
        if (config.vlans().access() != 0) {
            ensureGatewayLink(undo);
        }
        for (CniResult.Ip ip : ips) {
            addGateway(IpInterface.of(ip.gateway().orElseThrow(), ip.address().prefixLength()));
        }
        forward(home, ips);
    }

    /** Lets the host forward packets of the families of some addresses. */
    static void forward(NetworkNamespace home, List<CniResult.Ip> ips) {
        for (IpFamily family : IpFamily.values()) {
            if (ips.stream().anyMatch(ip -> ip.address().family() == family) && !forwards(home, family)) {
                if (family == IpFamily.IPV6) {
                    home.sysctl().ipv6Forwarding(true);
                } else {
                    home.sysctl().ipv4Forwarding(true);
                }
            }
        }
    }

    static boolean forwards(NetworkNamespace home, IpFamily family) {
        return family == IpFamily.IPV6
                ? home.sysctl().ipv6Forwarding()
                : home.sysctl().ipv4Forwarding();
    }

    /** A bridge that tells VLANs apart is itself in none of them, so a link of the host joins it as a port. */
    private void ensureGatewayLink(Undo undo) {
        String name = config.gatewayLink();
        if (host.links().find(name).isPresent()) {
            return;
        }
        String port = ContainerLink.newName();
        int mtu = host.links().get(config.bridge()).mtu().orElseThrow();
        Link other = Link.named(port).mtu(mtu);
        try {
            host.links().add(Link.named(name).kind(Veth.to(other)).mtu(mtu).up());
        } catch (NetlinkException.AlreadyExists sameTime) {
            return; // another container's call was faster
        }
        undo.push(() -> host.links().deleteIfExists(name));
        host.links().change(port, link -> link.master(config.bridge()).up());
        config.vlans().ofGateway().apply(host, port);
    }

    private void addGateway(IpInterface wanted) {
        String name = config.gatewayLink();
        boolean isIpv6 = wanted.family() == IpFamily.IPV6;
        List<Address> present = host.addresses().list(name).stream()
                .filter(address -> address.family() == wanted.family())
                .toList();
        if (present.stream().anyMatch(address -> address.toInterface().equals(wanted))) {
            return;
        }
        present.stream()
                .filter(address -> !isIpv6 || address.toInterface().network().overlaps(wanted.network()))
                .forEach(this::replace);
        try {
            host.addresses().add(name, Address.of(wanted).flag(AddressFlag.NODAD, isIpv6));
        } catch (NetlinkException.AlreadyExists sameTime) {
            // another container's call was faster
        }
        // A bridge takes the MAC address of one of its ports, and changes it with them, until it is given one.
        host.links()
                .get(name)
                .macAddress()
                .ifPresent(address -> host.links().change(name, link -> link.macAddress(address)));
    }

    private void replace(Address other) {
        if (!config.forceAddress()) {
            throw new CniException(
                    CniException.CONFIGURATION,
                    "\"" + config.gatewayLink() + "\" already has an IP address different from the gateway's: "
                            + other.toInterface());
        }
        host.addresses().delete(config.gatewayLink(), other);
    }
}
