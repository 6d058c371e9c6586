package io.netlink4j.examples.cni.attach;

import io.netlink4j.core.link.LinkReference;
import io.netlink4j.examples.cni.protocol.Attachment;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.CniResult;
import io.netlink4j.nft.Nft;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.link.kind.BridgePort;

/** Compares what {@link BridgePlugin} made with what is there. */
record BridgeCheck(BridgeConfig config, CniResult made, ContainerLink link) {
    void run(Nft nft) {
        LinkCheck inside = new LinkCheck(link, made);
        Link end = inside.end(config.mtu(), !config.disablesLink());
        if (!config.disablesLink()) {
            inside.addresses();
            inside.routes();
        }
        Rtnl host = link.host();
        Link bridge = bridge(host);
        Link port = inside.port(end);
        CniException.check(
                port.master().flatMap(LinkReference::ifindex).equals(bridge.ifindex()),
                "the container's link is no port of " + config.bridge());
        BridgePort options = port.bridgePort().orElse(BridgePort.defaults());
        String name = port.name().orElse("");
        CniException.check(
                options.hairpin() == config.hairpin()
                        && options.isolated() == config.isolated()
                        && config.vlans().isOn(host, name),
                "the port has other options than the configuration");
        if (config.isGateway() && !made.ips().isEmpty()) {
            inside.gateway(config.gatewayLink());
        }
        if (config.masquerades() && !made.ips().isEmpty()) {
            inside.masquerade(nft);
        }
        if (config.checksSpoofing()) {
            CniException.check(
                    SpoofCheck.of(Attachment.of(link.call()))
                            .isComplete(nft, name, end.macAddress().orElseThrow()),
                    "the rules against other MAC addresses are not there");
        }
    }

    private Link bridge(Rtnl host) {
        Link bridge = host.links()
                .find(config.bridge())
                .filter(found -> found.kind().orElse(null) instanceof Bridge && found.isUp())
                .orElseThrow(() -> CniException.differs("there is no bridge " + config.bridge() + " that is up"));
        CniException.check(bridge.promiscuity() > 0 || !config.promiscuous(), config.bridge() + " is not promiscuous");
        if (config.isGateway()) {
            // without an address the bridge takes that of one of its ports
            String mac = bridge.macAddress().map(Object::toString).orElse("");
            CniException.check(
                    made.interfaces().stream()
                            .filter(each ->
                                    each.sandbox().isEmpty() && each.name().equals(config.bridge()))
                            .allMatch(each -> each.mac().isEmpty() || each.mac().equalsIgnoreCase(mac)),
                    config.bridge() + " has another MAC address than that of the result: " + mac);
        }
        return bridge;
    }
}
