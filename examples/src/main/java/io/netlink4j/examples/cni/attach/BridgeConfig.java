package io.netlink4j.examples.cni.attach;

import io.netlink4j.examples.cni.ipam.Ipam;
import io.netlink4j.examples.cni.protocol.CniCall;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The options of the plugin {@code bridge}. */
public record BridgeConfig(
        String bridge,
        boolean isGateway,
        boolean isDefaultGateway,
        boolean forceAddress,
        boolean masquerades,
        boolean hairpin,
        boolean promiscuous,
        boolean isolated,
        boolean detectsDuplicates,
        boolean checksSpoofing,
        boolean disablesLink,
        PortVlans vlans,
        int mtu,
        Optional<String> mac) {
    /** If this variable is 1, {@code isMasq} is taken for {@code ipMasq}, which is what people mean. */
    private static final String FORGIVING = "NETLINK4J_CNI_ISMASQ";

    static BridgeConfig of(CniCall call) {
        JsonNode config = call.config();
        requireNftables(config);
        boolean meant =
                Json.flag(config, "isMasq") && "1".equals(call.environment().get(FORGIVING));
        boolean isDefault = Json.flag(config, "isDefaultGateway");
        String name = Json.text(config, "bridge");
        BridgeConfig read = new BridgeConfig(
                name.isEmpty() ? "cni0" : name,
                isDefault || Json.flag(config, "isGateway"),
                isDefault,
                Json.flag(config, "forceAddress"),
                meant || Json.flag(config, "ipMasq"),
                Json.flag(config, "hairpinMode"),
                Json.flag(config, "promiscMode"),
                Json.flag(config, "portIsolation"),
                Json.flag(config, "enabledad"),
                Json.flag(config, "macspoofchk"),
                Json.flag(config, "disableContainerInterface"),
                PortVlans.of(config),
                Json.number(config, "mtu"),
                mac(call));
        if (read.hairpin && read.promiscuous) {
            throw new CniException(
                    CniException.CONFIGURATION, "cannot set hairpin mode and promiscuous mode at the same time");
        }
        if (read.disablesLink && Ipam.of(call).isPresent()) {
            throw new CniException(
                    CniException.CONFIGURATION, "cannot use IPAM when DisableContainerInterface flag is set");
        }
        return read;
    }

    /** There is one backend for masquerading. */
    static void requireNftables(JsonNode config) {
        String backend = Json.text(config, "ipMasqBackend");
        if (!backend.isEmpty() && !backend.equals("nftables")) {
            throw new CniException(CniException.UNSUPPORTED_FIELD, "unsupported ipMasqBackend: " + backend);
        }
    }

    /** The link of the host that has the gateway's addresses. */
    String gatewayLink() {
        return vlans.access() == 0 ? bridge : bridge + "." + vlans.access();
    }

    /** What people should know of the configuration; empty if there is nothing. */
    public static Optional<String> warning(CniCall call) {
        return Json.find(call.config(), "isMasq").isPresent()
                        && !"1".equals(call.environment().get(FORGIVING))
                ? Optional.of("isMasq is no option and has no effect; ipMasq was probably meant (" + FORGIVING
                        + "=1 takes it as meant)")
                : Optional.empty();
    }

    /** The address for the container's link: of the runtime, of the arguments, of the variable. */
    private static Optional<String> mac(CniCall call) {
        String runtime = Json.text(Json.get(call.config(), "runtimeConfig"), "mac");
        String arguments = Json.text(Json.get(Json.get(call.config(), "args"), "cni"), "mac");
        return Optional.of(runtime)
                .filter(text -> !text.isEmpty())
                .or(() -> Optional.of(arguments).filter(text -> !text.isEmpty()))
                .or(() -> call.argument("MAC"));
    }
}
