package io.netlink4j.examples.cni;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.examples.cni.attach.BridgeConfig;
import io.netlink4j.examples.cni.attach.BridgePlugin;
import io.netlink4j.examples.cni.attach.LoopbackPlugin;
import io.netlink4j.examples.cni.attach.PtpPlugin;
import io.netlink4j.examples.cni.chained.PortMapPlugin;
import io.netlink4j.examples.cni.chained.TuningPlugin;
import io.netlink4j.examples.cni.ipam.HostLocal;
import io.netlink4j.examples.cni.protocol.CniCall;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.CniVersion;
import io.netlink4j.examples.cni.protocol.Json;
import io.netlink4j.examples.cni.protocol.Later;
import io.netlink4j.examples.cni.protocol.Plugin;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
 * Plugins of the Container Network Interface: {@code bridge}, {@code host-local}, {@code loopback}, {@code portmap}, {@code ptp} and {@code tuning}, in one
 * program. {@link Install}
 * writes a program for each name into a directory, from which container runtimes start them.
 */
public final class Cni {
    private static final Map<String, Plugin> PLUGINS = Map.of(
            "bridge", new BridgePlugin(),
            "host-local", new HostLocal(),
            "loopback", new LoopbackPlugin(),
            "portmap", new PortMapPlugin(),
            "ptp", new PtpPlugin(),
            "tuning", new TuningPlugin());

    /** More than all containers of a host, and few enough for the memory of the JVM. */
    private static final int LONGEST = 4 << 20;

    private static final int LONGEST_MESSAGE = 1000;

    private static final String USAGE =
            "usage: cni install DIRECTORY [SOCKET], or serve [SOCKET], or the name of a plugin: " + PLUGINS.keySet();

    private Cni() {}

    /** The name of the plugin; or what {@link #USAGE} says. */
    public static void main(String[] args) throws IOException {
        switch (args.length == 0 ? "" : args[0]) {
            case "install" -> {
                if (args.length < 2 || args.length > 3) {
                    System.err.println(USAGE);
                    System.exit(2);
                }
                new Install(Path.of(args[1]).toAbsolutePath(), args.length == 3 ? Path.of(args[2]) : Install.SOCKET)
                        .run(PLUGINS.keySet());
            }
            case "serve" -> Server.serve(args.length == 2 ? Path.of(args[1]) : Install.SOCKET);
            case "train" -> Training.run(Path.of(args[1]), 1);
            default -> plugin(args.length == 1 ? args[0] : "");
        }
    }

    private static void plugin(String name) throws IOException {
        byte[] input = System.in.readAllBytes();
        PrintStream out = System.out;
        // The runtime reads the result there, so nothing else may be printed, such as the lines of a log.
        System.setOut(System.err);
        System.exit(run(name, System.getenv(), input, out, System.err));
    }

    /** Carries out one call in the network namespace of the calling thread, and returns the exit status. */
    static int run(String name, Map<String, String> environment, byte[] input, PrintStream out, PrintStream err) {
        try {
            return answer(name, environment, input, out, err);
        } finally {
            Later.close();
        }
    }

    /** Does the same, but leaves it to the caller to close {@link Later}. */
    static int answer(String name, Map<String, String> environment, byte[] input, PrintStream out, PrintStream err) {
        Plugin plugin = PLUGINS.get(name);
        if (plugin == null) {
            err.println(USAGE);
            return 2;
        }
        if (environment.getOrDefault("CNI_COMMAND", "").isEmpty()) {
            err.println("netlink4j CNI plugin " + name + ", protocol versions supported: " + CniVersion.all());
            return 0;
        }
        String text = "";
        try {
            if (environment.getOrDefault("CNI_COMMAND", "").equals("VERSION")) {
                out.println(versions(new String(input, StandardCharsets.UTF_8)));
                return 0;
            }
            text = decode(input);
            answer(plugin, CniCall.of(environment, text, err)).ifPresent(out::println);
            return 0;
        } catch (CniException e) {
            out.println(error(text, e.code(), String.valueOf(e.getMessage()), e.details()));
            return 1;
        } catch (NetlinkException e) {
            out.println(error(text, CniException.INTERNAL, String.valueOf(e.getMessage()), ""));
            return 1;
        } catch (IllegalArgumentException e) {
            // A value of the configuration that the library refuses.
            out.println(error(text, CniException.CONFIGURATION, String.valueOf(e.getMessage()), ""));
            return 1;
        } catch (RuntimeException e) {
            out.println(error(text, CniException.INTERNAL, "a fault of the plugin", e.toString()));
            return 1;
        }
    }

    private static String decode(byte[] input) {
        if (input.length > LONGEST) {
            throw new CniException(
                    CniException.DECODE, "the configuration has " + input.length + " bytes, more than " + LONGEST);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(input))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CniException(CniException.DECODE, "the configuration is no UTF-8", e.toString());
        }
    }

    private static Optional<JsonNode> answer(Plugin plugin, CniCall call) {
        BridgeConfig.warning(call).ifPresent(call.err()::println);
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
                NetworkNamespace theirs = call.openNamespace()) {
            if (mine.isSameAs(theirs)) {
                throw new CniException(
                        CniException.NAMESPACE, "plugin's netns and netns from CNI_NETNS should not be the same");
            }
        } catch (CniException e) {
            if (e.code() == CniException.NAMESPACE) {
                throw e;
            }
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
        error.put("code", code).put("msg", shortened(message));
        if (!details.isEmpty()) {
            error.put("details", shortened(details));
        }
        return error;
    }

    /** A message may quote the configuration. */
    private static String shortened(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
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
