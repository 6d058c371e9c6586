package io.netlink4j.examples.cni;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.sysctl.InterfaceSysctl;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.flow.FlowFilter;
import io.netlink4j.nft.flow.Flows;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Link;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Leads ports of the host to a container that another plugin has attached ({@code portmap}). */
final class PortMapPlugin implements Plugin {
    /** Options of the reference plugin that this one does not have. */
    private static final List<String> UNSUPPORTED = List.of("conditionsV4", "conditionsV6", "externalSetMarkChain");

    private record Config(List<PortMap.Mapping> mappings, boolean snat, boolean masqueradesAll, CniResult made) {
        static Config of(CniCall call) {
            JsonNode config = call.config();
            for (String key : UNSUPPORTED) {
                Json.find(config, key).ifPresent(value -> {
                    throw new CniException(CniException.UNSUPPORTED_FIELD, "unsupported field: " + key);
                });
            }
            if (Json.text(config, "backend").equals("iptables")) {
                throw new CniException(CniException.UNSUPPORTED_FIELD, "unsupported backend: iptables");
            }
            CniResult made = call.previous()
                    .orElseThrow(() -> new CniException(
                            CniException.CONFIGURATION, "must be called as chained plugin: prevResult is missing"));
            return new Config(
                    Json.list(Json.get(config, "runtimeConfig"), "portMappings").stream()
                            .map(PortMap.Mapping::of)
                            .toList(),
                    Json.find(config, "snat").isEmpty() || Json.flag(config, "snat"),
                    Json.flag(config, "masqAll"),
                    made);
        }

        /** The container's address of a family; that of a link in the host is not the container's. */
        Optional<IpAddress> address(IpFamily family) {
            return made.ips().stream()
                    .filter(ip -> ip.address().family() == family)
                    .filter(ip -> ip.link() < 0
                            || ip.link() >= made.interfaces().size()
                            || !made.interfaces().get(ip.link()).sandbox().isEmpty())
                    .map(ip -> ip.address().address())
                    .findFirst();
        }

        List<PortMap.Mapping> mappings(IpFamily family) {
            return mappings.stream().filter(mapping -> mapping.fits(family)).toList();
        }
    }

    @Override
    public CniResult add(CniCall call) {
        Config config = Config.of(call);
        Nft nft = Later.nft();
        try {
            for (IpFamily family : IpFamily.values()) {
                List<PortMap.Mapping> mappings = config.mappings(family);
                Optional<IpAddress> address = config.address(family);
                if (address.isPresent() && !mappings.isEmpty()) {
                    new PortMap(family)
                            .add(
                                    nft,
                                    call.containerId(),
                                    address.get(),
                                    mappings,
                                    config.snat(),
                                    config.masqueradesAll());
                    if (family == IpFamily.IPV4 && config.snat()) {
                        routeLoopback(address.get());
                    }
                }
            }
        } catch (RuntimeException e) {
            delete(nft, call);
            throw e;
        }
        forgetDatagrams(config.mappings());
        return config.made();
    }

    /** Lets packets from 127.0.0.1 reach the container through the link that leads there. */
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
        }
    }

    /** Datagrams that came before the rules belong to flows that are not translated, and so would the next ones. */
    private static void forgetDatagrams(List<PortMap.Mapping> mappings) {
        try (Flows flows = Flows.open()) {
            mappings.stream()
                    .filter(mapping -> mapping.protocol().equals("udp"))
                    .forEach(mapping -> flows.deleteAll(
                            FlowFilter.all().protocol(IpProtocol.UDP).destinationPort(mapping.hostPort())));
        }
    }

    @Override
    public void delete(CniCall call) {
        delete(Later.nft(), call);
    }

    private static void delete(Nft nft, CniCall call) {
        Arrays.stream(IpFamily.values()).forEach(family -> new PortMap(family).delete(nft, call.containerId()));
    }

    @Override
    public void check(CniCall call) {
        Config config = Config.of(call);
        Nft nft = Later.nft();
        for (IpFamily family : IpFamily.values()) {
            List<PortMap.Mapping> mappings = config.mappings(family);
            if (config.address(family).isPresent() && !mappings.isEmpty()) {
                LinkCheck.require(
                        new PortMap(family)
                                .isComplete(nft, call.containerId(), mappings, config.snat(), config.masqueradesAll()),
                        "the rules for " + family + " ports are not there");
            }
        }
    }
}
