package io.netlink4j.examples.cni.chained;

import io.netlink4j.examples.cni.linux.AtomicFile;
import io.netlink4j.examples.cni.protocol.CniCall;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.Json;
import io.netlink4j.examples.cni.protocol.Undo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a link was like before {@link TuningPlugin} changed it, in the file of the reference plugin.
 *
 * @param file the file
 */
record TuningBackup(Path file) {
    private static final String DATA = "/run/cni/tuning";

    static TuningBackup of(CniCall call) {
        String chosen = Json.text(call.config(), "dataDir");
        return new TuningBackup(
                Path.of(chosen.isEmpty() ? DATA : chosen, call.containerId() + "_" + call.interfaceName() + ".json"));
    }

    /** Keeps {@code old}; what an earlier call has kept is older. */
    void keep(Undo undo, TuningConfig.LinkOptions old) {
        boolean isFirst = !Files.exists(file);
        TuningConfig.LinkOptions older = read();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        older.mac().or(old::mac).ifPresent(mac -> json.put("mac", mac));
        older.promiscuous().or(old::promiscuous).ifPresent(on -> json.put("promisc", on));
        older.mtu().or(old::mtu).ifPresent(mtu -> json.put("mtu", mtu));
        older.allMulticast().or(old::allMulticast).ifPresent(on -> json.put("allmulti", on));
        older.queue().or(old::queue).ifPresent(length -> json.put("txQLen", length));
        if (isFirst) {
            undo.push(this::delete);
        }
        AtomicFile.write(file, json.toString());
    }

    /** What was kept; nothing if there is no file that can be read. */
    TuningConfig.LinkOptions read() {
        JsonNode json = JsonNodeFactory.instance.objectNode();
        try {
            json = JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException | JacksonException none) {
            // as if nothing were kept
        }
        JsonNode kept = json;
        return new TuningConfig.LinkOptions(
                Json.find(kept, "mac").map(JsonNode::asString),
                Json.find(kept, "promisc").map(JsonNode::asBoolean),
                Json.find(kept, "allmulti").map(JsonNode::asBoolean),
                Json.find(kept, "mtu").map(JsonNode::asInt),
                Json.find(kept, "txQLen").map(JsonNode::asInt));
    }

    void delete() {
        try {
            Files.delete(file);
        } catch (NoSuchFileException gone) {
            // there was nothing to restore
        } catch (IOException e) {
            throw new CniException(CniException.IO, "cannot delete " + file, e.toString());
        }
    }
}
