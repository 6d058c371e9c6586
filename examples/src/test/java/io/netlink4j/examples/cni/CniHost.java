package io.netlink4j.examples.cni;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Namespaces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A host in a namespace, whose runtime calls plugins, ours and those of the reference. */
record CniHost(NetworkNamespace host, Map<String, String> extra) {
    static final String REFERENCE = "/usr/lib/cni";

    /** What a plugin answered. */
    record Answer(int status, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }

        JsonNode ok() {
            if (status != 0) {
                throw new AssertionError("status " + status + ": " + out + err);
            }
            return out.isBlank() ? JsonMapper.shared().createObjectNode() : json();
        }

        int code() {
            return json().get("code").asInt();
        }
    }

    static CniHost in(Namespaces namespaces) {
        return new CniHost(namespaces.withLoopback(), Map.of());
    }

    CniHost with(String variable, String value) {
        Map<String, String> more = new HashMap<>(extra);
        more.put(variable, value);
        return new CniHost(host, more);
    }

    Map<String, String> environment(String command, String id, String namespace) {
        Map<String, String> environment = new HashMap<>();
        environment.put("CNI_COMMAND", command);
        environment.put("CNI_CONTAINERID", id);
        environment.put("CNI_NETNS", namespace);
        environment.put("CNI_IFNAME", "eth0");
        environment.put("CNI_PATH", REFERENCE);
        environment.putAll(extra);
        return environment;
    }

    static String file(NetworkNamespace container) {
        return "/run/netns/" + container.name().orElseThrow();
    }

    /** Calls our plugin in the host's namespace. */
    Answer ours(String plugin, String command, String id, String namespace, String config) {
        return ours(plugin, command, id, namespace, config.getBytes(StandardCharsets.UTF_8));
    }

    Answer ours(String plugin, String command, String id, String namespace, byte[] config) {
        return host.call(() -> call(plugin, environment(command, id, namespace), config));
    }

    static Answer call(String plugin, Map<String, String> environment, String config) {
        return call(plugin, environment, config.getBytes(StandardCharsets.UTF_8));
    }

    static Answer call(String plugin, Map<String, String> environment, byte[] config) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Cni.run(
                plugin,
                environment,
                config,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Answer(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs a plugin's program in the host's namespace. */
    Answer program(Path program, String command, String id, String namespace, String config)
            throws IOException, InterruptedException {
        return program(program, command, id, namespace, config.getBytes(StandardCharsets.UTF_8));
    }

    Answer program(Path program, String command, String id, String namespace, byte[] config)
            throws IOException, InterruptedException {
        ProcessBuilder start = new ProcessBuilder(program.toString());
        start.environment().putAll(environment(command, id, namespace));
        Process process = host.exec(start);
        try (var in = process.getOutputStream()) {
            in.write(config);
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), out, err);
    }

    Answer reference(String plugin, String command, String id, String namespace, String config)
            throws IOException, InterruptedException {
        return program(Path.of(REFERENCE, plugin), command, id, namespace, config);
    }

    String run(String... line) {
        return Command.runIn(host.name().orElseThrow(), line).ok();
    }

    static String runIn(NetworkNamespace namespace, String... line) {
        return Command.runIn(namespace.name().orElseThrow(), line).ok();
    }

    static int statusIn(NetworkNamespace namespace, String... line) {
        return Command.runIn(namespace.name().orElseThrow(), line).status();
    }

    /** The configuration with the result of ADD, as a runtime passes it to CHECK and DEL. */
    static String with(String config, JsonNode previous) {
        return config.replaceFirst(
                "\\{", "{\"prevResult\":" + previous.toString().replace("$", "\\$") + ",");
    }

    /** Writes a file until its disk is full. */
    static void fill(Path file) {
        int status = Command.run("dd", "if=/dev/zero", "of=" + file, "bs=1k", "count=64")
                .status();
        if (status == 0) {
            throw new AssertionError("the disk of " + file + " is too large");
        }
    }
}
