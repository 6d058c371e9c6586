package io.netlink4j.examples.cni.chained;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.Json;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One port of the host that leads to a container.
 *
 * @param hostPort the port of the host
 * @param containerPort the port of the container
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param hostIp the address of the host; empty for all
 */
record PortMapping(int hostPort, int containerPort, String protocol, Optional<IpAddress> hostIp) {
    private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "sctp");
    private static final int LAST = 65535;

    /** Reads an element of {@code runtimeConfig.portMappings}. */
    static PortMapping of(JsonNode json) {
        String protocol = Json.text(json, "protocol").toLowerCase(Locale.ROOT);
        String host = Json.text(json, "hostIP");
        try {
            PortMapping read = new PortMapping(
                    Json.number(json, "hostPort"),
                    Json.number(json, "containerPort"),
                    protocol.isEmpty() ? "tcp" : protocol,
                    host.isEmpty() ? Optional.empty() : Optional.of(IpAddress.of(host)));
            read.check();
            return read;
        } catch (IllegalArgumentException e) {
            throw new CniException(CniException.CONFIGURATION, "invalid port mapping: " + e.getMessage());
        }
    }

    private void check() {
        if (hostPort < 1 || hostPort > LAST || containerPort < 1 || containerPort > LAST) {
            throw new IllegalArgumentException("invalid port number: " + hostPort + " to " + containerPort);
        }
        if (!PROTOCOLS.contains(protocol)) {
            throw new CniException(CniException.UNSUPPORTED_FIELD, "unsupported protocol of a port: " + protocol);
        }
    }

    /** Whether it is for addresses of {@code family}. */
    boolean fits(IpFamily family) {
        return hostIp.isEmpty() || hostIp.get().family() == family;
    }
}
