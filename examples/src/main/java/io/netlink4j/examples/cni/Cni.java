package io.netlink4j.examples.cni;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plugins of the Container Network Interface: {@code bridge}, {@code host-local}, {@code loopback} and {@code portmap}, in one program. {@link Install}
 * writes a script for each name into a directory, from which container runtimes start them.
 */
public final class Cni {
    private static final Map<String, Plugin> PLUGINS = Map.of(
            "bridge", new BridgePlugin(),
            "host-local", new HostLocal(),
            "loopback", new LoopbackPlugin(),
            "portmap", new PortMapPlugin());

    private Cni() {}

    /** The name of the plugin; or {@code install} and a directory. */
    public static void main(String[] args) throws IOException {
        if (args.length == 2 && args[0].equals("install")) {
            Install.into(Path.of(args[1]), PLUGINS.keySet());
            return;
        }
        String name = args.length == 1 ? args[0] : "";
        String input = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        PrintStream out = System.out;
        // The runtime reads the result there, so nothing else may be printed, such as the lines of a log.
        System.setOut(System.err);
        System.exit(run(name, System.getenv(), input, out, System.err));
    }

    /** Carries out one call in the network namespace of the calling thread, and returns the exit status. */
    static int run(String name, Map<String, String> environment, String input, PrintStream out, PrintStream err) {
        Plugin plugin = PLUGINS.get(name);
        if (plugin == null) {
            err.println("usage: cni install DIRECTORY, or the name of a plugin: " + PLUGINS.keySet());
            return 2;
        }
        if (environment.getOrDefault("CNI_COMMAND", "").isEmpty()) {
            err.println("netlink4j CNI plugin " + name + ", protocol versions supported: " + CniVersion.all());
            return 0;
        }
        try {
            answer(plugin, environment, input, err).ifPresent(json -> out.println(json));
            return 0;
        } catch (CniException e) {
            out.println(error(input, e.code(), String.valueOf(e.getMessage()), e.details()));
            return 1;
        } catch (NetlinkException | IllegalArgumentException e) {
            out.println(error(input, CniException.INTERNAL, String.valueOf(e.getMessage()), ""));
            return 1;
        } catch (RuntimeException e) {
            out.println(error(input, CniException.INTERNAL, "a fault of the plugin", e.toString()));
            return 1;
        }
    }

    private static Optional<JsonNode> answer(
            Plugin plugin, Map<String, String> environment, String input, PrintStream err) {
        if (environment.getOrDefault("CNI_COMMAND", "").equals("VERSION")) {
            return Optional.of(versions(input));
        }
        CniCall call = CniCall.of(environment, input);
        BridgeConfig.warning(call).ifPresent(err::println);
        switch (call.command()) {
            case "ADD" -> {
                requireOther(call);
                return Optional.of(plugin.add(call).toJson(call.version()));
            }
            case "DEL" -> plugin.delete(call);
            case "CHECK" -> plugin.check(call);
            case "GC" -> plugin.collectGarbage(call);
            default -> plugin.status(call);
        }
        return Optional.empty();
    }

    /** Before anything is done: attaching the host to itself would cut it off. */
    private static void requireOther(CniCall call) {
        String override = call.environment().getOrDefault("CNI_NETNS_OVERRIDE", "");
        if (override.equals("1") || override.equalsIgnoreCase("TRUE")) {
            return;
        }
        try (NetworkNamespace mine = NetworkNamespace.current();
                NetworkNamespace theirs = NetworkNamespace.open(Path.of(call.namespace()))) {
            if (mine.isSameAs(theirs)) {
                throw new CniException(
                        CniException.NAMESPACE, "plugin's netns and netns from CNI_NETNS should not be the same");
            }
        } catch (NetlinkException.NotFound | NetlinkException.Invalid e) {
            // a plugin that enters the namespace reports it
        }
    }

    private static JsonNode versions(String input) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        String asked = versionOf(input);
        answer.put("cniVersion", CniVersion.all().contains(asked) ? asked : CniVersion.V1_1_0.toString());
        CniVersion.all().forEach(answer.putArray("supportedVersions")::add);
        return answer;
    }

    private static JsonNode error(String input, int code, String message, String details) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        String asked = versionOf(input);
        error.put("cniVersion", CniVersion.all().contains(asked) ? asked : CniVersion.V1_1_0.toString());
        error.put("code", code).put("msg", message);
        if (!details.isEmpty()) {
            error.put("details", details);
        }
        return error;
    }

    private static String versionOf(String input) {
        try {
            JsonNode config = JsonMapper.shared().readTree(input);
            return config.isObject() ? Json.text(config, "cniVersion") : "";
        } catch (JacksonException | CniException e) {
            return "";
        }
    }
}
