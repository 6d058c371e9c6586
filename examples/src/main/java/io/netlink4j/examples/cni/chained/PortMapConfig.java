package io.netlink4j.examples.cni.chained;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.examples.cni.protocol.CniCall;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.CniResult;
import io.netlink4j.examples.cni.protocol.Json;
import io.netlink4j.nft.expression.RulePart;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The options of the plugin {@code portmap}.
 *
 * @param mappings the ports
 * @param snat whether the container reaches its own ports, and the host's loopback the container
 * @param masqueradesAll whether the container sees the host in place of all clients
 * @param conditionsV4 what IPv4 packets have to match beside
 * @param conditionsV6 what IPv6 packets have to match beside
 * @param made the result of the plugin before
 * @param link the container's link
 */
record PortMapConfig(
        List<PortMapping> mappings,
        boolean snat,
        boolean masqueradesAll,
        List<RulePart> conditionsV4,
        List<RulePart> conditionsV6,
        CniResult made,
        String link) {
    private static final int LAST_BIT = 31;

    static PortMapConfig of(CniCall call) {
        JsonNode config = call.config();
        requireNftables(config);
        CniResult made = call.previous()
                .orElseThrow(() -> new CniException(
                        CniException.CONFIGURATION, "must be called as chained plugin: prevResult is missing"));
        return new PortMapConfig(
                Json.list(Json.get(config, "runtimeConfig"), "portMappings").stream()
                        .map(PortMapping::of)
                        .toList(),
                Json.find(config, "snat").isEmpty() || Json.flag(config, "snat"),
                Json.flag(config, "masqAll"),
                PortMapConditions.of(config, "conditionsV4"),
                PortMapConditions.of(config, "conditionsV6"),
                made,
                call.interfaceName());
    }

    /** The bit of the mark is an option of the other backend, which this one checks and ignores as the reference does. */
    private static void requireNftables(JsonNode config) {
        String backend = Json.text(config, "backend");
        if (!backend.isEmpty() && !backend.equals("nftables")) {
            throw new CniException(CniException.UNSUPPORTED_FIELD, "unsupported backend: " + backend);
        }
        // As the reference does, also if it is empty.
        Json.find(config, "externalSetMarkChain").ifPresent(chain -> {
            throw new CniException(
                    CniException.UNSUPPORTED_FIELD, "unsupported externalSetMarkChain, which is of iptables: " + chain);
        });
        int bit = Json.number(config, "markMasqBit");
        if (bit < 0 || bit > LAST_BIT) {
            throw new CniException(CniException.CONFIGURATION, "markMasqBit must be between 0 and 31, not " + bit);
        }
    }

    List<RulePart> conditions(IpFamily family) {
        return family == IpFamily.IPV4 ? conditionsV4 : conditionsV6;
    }

    /** The first address of the container's link; that of a link in the host, or of another one, is not meant. */
    Optional<IpAddress> address(IpFamily family) {
        return made.ips().stream()
                .filter(ip -> ip.address().family() == family)
                .filter(ip -> ip.link() < 0
                        || ip.link() >= made.interfaces().size()
                        || isContainers(made.interfaces().get(ip.link())))
                .map(ip -> ip.address().address())
                .findFirst();
    }

    private boolean isContainers(CniResult.Interface each) {
        return !each.sandbox().isEmpty() && each.name().equals(link);
    }

    List<PortMapping> mappings(IpFamily family) {
        return mappings.stream().filter(mapping -> mapping.fits(family)).toList();
    }
}
