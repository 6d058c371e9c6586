package io.netlink4j.examples.cni.protocol;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a runtime asks of a plugin.
 *
 * @param command {@code CNI_COMMAND}
 * @param environment all variables
 * @param config the configuration
 * @param version the version of the configuration
 * @param err what people read
 */
public record CniCall(
        String command, Map<String, String> environment, JsonNode config, CniVersion version, PrintStream err) {
    /** What is said twice is refused: nobody knows which of the two was meant. */
    private static final JsonMapper READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The file that {@link #openNamespace} opens instead of {@code CNI_NETNS}. No variable of a client can have such a name. */
    public static final String OPENED = "=opened";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");
    private static final Pattern INTERFACE = Pattern.compile("[^/:\\s]{1,15}");

    /** Checks the environment and the configuration as far as they do not depend on the plugin. */
    public static CniCall of(Map<String, String> environment, String input, PrintStream err) {
        String command = environment.getOrDefault("CNI_COMMAND", "");
        JsonNode config = parse(input);
        CniVersion version = CniVersion.of(Json.text(config, "cniVersion"));
        CniCall call = new CniCall(command, environment, config, version, err);
        call.check();
        return call;
    }

    private static JsonNode parse(String input) {
        try {
            JsonNode config = READER.readTree(input);
            if (config.isObject()) {
                return config;
            }
        } catch (JacksonException e) {
            throw new CniException(CniException.DECODE, "the configuration is no JSON", String.valueOf(e.getMessage()));
        }
        throw new CniException(CniException.DECODE, "the configuration is no JSON object");
    }

    private void check() {
        boolean attaches = switch (command) {
            case "ADD", "CHECK", "DEL" -> true;
            case "GC", "STATUS" -> false;
            default -> throw new CniException(CniException.ENVIRONMENT, "unknown CNI_COMMAND: " + command);
        };
        if (command.equals("CHECK") && !version.isAtLeast(CniVersion.V0_4_0)) {
            throw new CniException(CniException.VERSION, "config version does not allow CHECK");
        }
        if (!attaches && !version.isAtLeast(CniVersion.V1_1_0)) {
            throw new CniException(CniException.VERSION, "config version does not allow " + command);
        }
        if (attaches) {
            require(
                    containerId(),
                    "CNI_CONTAINERID",
                    NAME.matcher(containerId()).matches());
            String name = interfaceName();
            require(name, "CNI_IFNAME", INTERFACE.matcher(name).matches() && !name.matches("\\.\\.?"));
            if (!command.equals("DEL")) {
                require(namespace(), "CNI_NETNS", true);
            }
        }
        if (!NAME.matcher(network()).matches()) {
            throw new CniException(
                    CniException.CONFIGURATION,
                    network().isEmpty() ? "the network has no name" : "no name of a network: " + network());
        }
    }

    private static void require(String value, String variable, boolean isValid) {
        if (value.isEmpty()) {
            throw new CniException(CniException.ENVIRONMENT, "required env variables [" + variable + "] missing");
        }
        if (!isValid) {
            throw new CniException(CniException.ENVIRONMENT, variable + " is wrong: " + value);
        }
    }

    /** The name of the network. */
    public String network() {
        return Json.text(config, "name");
    }

    /** The id of the container; empty if the call is about none. */
    public String containerId() {
        return environment.getOrDefault("CNI_CONTAINERID", "");
    }

    /** The name of the container's link; empty if the call is about none. */
    public String interfaceName() {
        return environment.getOrDefault("CNI_IFNAME", "");
    }

    /** The file of the container's namespace; empty if it is not known any more. */
    public String namespace() {
        return environment.getOrDefault("CNI_NETNS", "");
    }

    /** Opens the container's namespace. */
    public NetworkNamespace openNamespace() {
        try {
            return NetworkNamespace.open(Path.of(environment.getOrDefault(OPENED, namespace())));
        } catch (NetlinkException.NotFound | NetlinkException.Invalid e) {
            throw new CniException(
                    CniException.ENVIRONMENT,
                    "failed to open netns \"" + namespace() + "\"",
                    String.valueOf(e.getMessage()));
        }
    }

    /** Opens the container's namespace for DEL; empty if it is gone, and everything in it. */
    public Optional<NetworkNamespace> findNamespace() {
        try {
            return namespace().isEmpty() ? Optional.empty() : Optional.of(openNamespace());
        } catch (CniException gone) {
            return Optional.empty();
        }
    }

    /** The variables in {@code CNI_ARGS}, such as {@code IP}. */
    public Optional<String> argument(String key) {
        Map<String, String> arguments = new LinkedHashMap<>();
        for (String pair : environment.getOrDefault("CNI_ARGS", "").split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                arguments.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return Optional.ofNullable(arguments.get(key)).filter(value -> !value.isEmpty());
    }

    /** The result of ADD, of this plugin or of the one before it in a chain. */
    public Optional<CniResult> previous() {
        return Json.find(config, "prevResult").map(CniResult::of);
    }

    /** The result of ADD, without which the plugin cannot do its work. */
    public CniResult requirePrevious() {
        return previous()
                .orElseThrow(() -> new CniException(CniException.CONFIGURATION, "Required prevResult missing"));
    }

    @Override
    public String toString() {
        return command + " " + containerId() + " " + interfaceName();
    }
}
