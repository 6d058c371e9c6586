package io.netlink4j.examples.cni.ipam;

import io.netlink4j.examples.cni.protocol.CniCall;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.CniResult;
import io.netlink4j.examples.cni.protocol.Json;
import io.netlink4j.examples.cni.protocol.Plugin;
import io.netlink4j.examples.cni.protocol.Undo;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The plugin that gives addresses: ours in this process, or another program as the specification says. */
public final class Ipam implements Plugin {
    private static final String OURS = "host-local";

    private final String type;

    private Ipam(String type) {
        this.type = type;
    }

    /** The plugin that the configuration names; empty if the container gets no addresses. */
    public static Optional<Plugin> of(CniCall call) {
        String type = Json.text(Json.get(call.config(), "ipam"), "type");
        if (type.isEmpty()) {
            return Optional.empty();
        }
        if (type.contains("/")) {
            throw new CniException(CniException.CONFIGURATION, "no type of a plugin: " + type);
        }
        return Optional.of(type.equals(OURS) ? new HostLocal() : new Ipam(type));
    }

    /** Asks {@code plugin} for addresses, which a failed attempt gives back. */
    public static CniResult add(Undo undo, Plugin plugin, CniCall call) {
        CniResult given = plugin.add(call);
        undo.push(() -> plugin.delete(call));
        if (given.ips().isEmpty()) {
            throw new CniException(CniException.INTERNAL, "IPAM plugin returned missing IP config");
        }
        return given;
    }

    @Override
    public CniResult add(CniCall call) {
        try {
            return CniResult.of(JsonMapper.shared().readTree(run(call, "ADD")));
        } catch (JacksonException e) {
            throw new CniException(CniException.DECODE, type + " answered no JSON", String.valueOf(e.getMessage()));
        } catch (CniException e) {
            try {
                run(call, "DEL");
            } catch (CniException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    @Override
    public void delete(CniCall call) {
        run(call, "DEL");
    }

    @Override
    public void check(CniCall call) {
        run(call, "CHECK");
    }

    @Override
    public void collectGarbage(CniCall call) {
        run(call, "GC");
    }

    @Override
    public void status(CniCall call) {
        run(call, "STATUS");
    }

    private String run(CniCall call, String command) {
        String places = call.environment().getOrDefault("CNI_PATH", "");
        for (String place : places.split(":", -1)) {
            Path program = Path.of(place, type);
            if (!place.isEmpty() && Files.isExecutable(program)) {
                return run(program, call, command);
            }
        }
        throw new CniException(CniException.CONFIGURATION, "failed to find plugin \"" + type + "\" in path " + places);
    }

    private String run(Path program, CniCall call, String command) {
        ProcessBuilder start = new ProcessBuilder(program.toString());
        start.environment().clear();
        start.environment().putAll(call.environment());
        start.environment().remove(CniCall.OPENED);
        start.environment().put("CNI_COMMAND", command);
        try {
            Process process = start.start();
            Thread messages = Thread.startVirtualThread(() -> copy(process.getErrorStream(), call.err()));
            try (var in = process.getOutputStream()) {
                in.write(call.config().toString().getBytes(StandardCharsets.UTF_8));
            }
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            messages.join();
            if (process.waitFor() != 0) {
                throw failed(out);
            }
            return out;
        } catch (IOException e) {
            throw new CniException(CniException.IO, "cannot run " + program, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CniException(CniException.INTERNAL, "interrupted while " + program + " ran");
        }
    }

    private static void copy(InputStream from, PrintStream to) {
        try (from) {
            from.transferTo(to);
        } catch (IOException e) {
            to.println("the messages end here: " + e.getMessage());
        }
    }

    private CniException failed(String out) {
        try {
            JsonNode error = JsonMapper.shared().readTree(out);
            int code = Json.number(error, "code");
            return new CniException(
                    code == 0 ? CniException.INTERNAL : code, Json.text(error, "msg"), Json.text(error, "details"));
        } catch (JacksonException | CniException e) {
            return new CniException(CniException.INTERNAL, type + " failed", out);
        }
    }
}
