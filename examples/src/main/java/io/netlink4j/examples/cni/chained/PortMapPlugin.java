package io.netlink4j.examples.cni.chained;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.sysctl.InterfaceSysctl;
import io.netlink4j.examples.cni.protocol.Attachment;
import io.netlink4j.examples.cni.protocol.CniCall;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.CniResult;
import io.netlink4j.examples.cni.protocol.Later;
import io.netlink4j.examples.cni.protocol.Plugin;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.flow.FlowFilter;
import io.netlink4j.nft.flow.Flows;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Link;
import java.util.List;
import java.util.Optional;

/** Leads ports of the host to a container that another plugin has attached ({@code portmap}). */
public final class PortMapPlugin implements Plugin {
    @Override
    public CniResult add(CniCall call) {
        PortMapConfig config = PortMapConfig.of(call);
        Nft nft = Later.nft();
        try {
            for (IpFamily family : IpFamily.values()) {
                Optional<IpAddress> address = config.address(family);
                if (address.isPresent() && !config.mappings(family).isEmpty()) {
                    new PortMap(family).add(nft, Attachment.of(call), address.get(), config);
                    if (family == IpFamily.IPV4 && config.snat()) {
                        routeLoopback(address.get());
                    }
                }
            }
        } catch (RuntimeException e) {
            PortMap.delete(nft, Attachment.of(call));
            throw e;
        }
        forgetDatagrams(config.mappings());
        return config.made();
    }

    /** Lets packets from 127.0.0.1 reach the container through the link that leads there, if one does. */
    private static void routeLoopback(IpAddress address) {
        try (Rtnl host = Rtnl.open();
                NetworkNamespace home = NetworkNamespace.current()) {
            host.routes()
                    .lookup(address)
                    .link()
                    .map(LinkReference::ifindex)
                    .flatMap(index -> index.map(host.links()::get))
                    .flatMap(Link::name)
                    .ifPresent(name -> home.sysctl().write(InterfaceSysctl.ROUTE_LOCALNET.on(name), true));
        } catch (NetlinkException.Unreachable none) {
            // such as behind a bridge without addresses
        }
    }

    /** Datagrams that came before the rules belong to flows that are not translated, and so would the next ones. */
    private static void forgetDatagrams(List<PortMapping> mappings) {
        try (Flows flows = Flows.open()) {
            mappings.stream()
                    .filter(mapping -> mapping.protocol().equals("udp"))
                    .forEach(mapping -> flows.deleteAll(
                            FlowFilter.all().protocol(IpProtocol.UDP).destinationPort(mapping.hostPort())));
        }
    }

    @Override
    public void delete(CniCall call) {
        PortMap.delete(Later.nft(), Attachment.of(call));
    }

    @Override
    public void check(CniCall call) {
        PortMapConfig config = PortMapConfig.of(call);
        Nft nft = Later.nft();
        for (IpFamily family : IpFamily.values()) {
            Optional<IpAddress> address = config.address(family);
            if (address.isPresent() && !config.mappings(family).isEmpty()) {
                CniException.check(
                        new PortMap(family).isComplete(nft, Attachment.of(call), address.get(), config),
                        "the rules for " + family + " ports are not there");
            }
        }
    }

    @Override
    public void collectGarbage(CniCall call) {
        PortMap.deleteAllBut(Later.nft(), call.network(), Attachment.valid(call));
    }
}
