package io.netlink4j.examples.cni.chained;

import io.netlink4j.examples.cni.linux.AtomicFile;
import io.netlink4j.examples.cni.protocol.Attachment;
import io.netlink4j.examples.cni.protocol.CniCall;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.Json;
import io.netlink4j.examples.cni.protocol.Undo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a link was like before {@link TuningPlugin} changed it, in the file of the reference plugin. The file names the network as well,
 * which the reference does not read.
 *
 * @param network the name of the network
 * @param file the file
 */
record TuningBackup(String network, Path file) {
    private static final String DATA = "/run/cni/tuning";
    private static final String SUFFIX = ".json";
    private static final String NETWORK = "network";

    static TuningBackup of(CniCall call) {
        return new TuningBackup(call.network(), directory(call).resolve(name(Attachment.of(call))));
    }

    private static Path directory(CniCall call) {
        String chosen = Json.text(call.config(), "dataDir");
        return Path.of(chosen.isEmpty() ? DATA : chosen);
    }

    private static String name(Attachment attachment) {
        return attachment.container() + "_" + attachment.link() + SUFFIX;
    }

    /** Deletes the files of a network but those of the valid attachments. Files of the reference could be of another network, so they stay. */
    static void deleteAllBut(CniCall call) {
        Set<String> valid =
                Attachment.valid(call).stream().map(TuningBackup::name).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(directory(call))) {
            files.filter(file -> file.toString().endsWith(SUFFIX))
                    .filter(file -> !valid.contains(String.valueOf(file.getFileName())))
                    .map(file -> new TuningBackup(call.network(), file))
                    .filter(backup -> Json.text(backup.content(), NETWORK).equals(call.network()))
                    .forEach(TuningBackup::delete);
        } catch (NoSuchFileException none) {
            // nothing was kept yet
        } catch (IOException e) {
            throw new CniException(CniException.IO, "cannot list " + directory(call), e.toString());
        }
    }

    /** Keeps {@code old}; what an earlier call has kept is older. */
    void keep(Undo undo, TuningConfig.LinkOptions old) {
        boolean isFirst = !Files.exists(file);
        TuningConfig.LinkOptions older = read();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put(NETWORK, network);
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

    /** An empty object if there is no file that can be read: as if nothing were kept. */
    private JsonNode content() {
        try {
            JsonNode content = JsonMapper.shared().readTree(Files.readString(file));
            return content.isObject() ? content : JsonNodeFactory.instance.objectNode();
        } catch (IOException | JacksonException none) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /** What was kept. */
    TuningConfig.LinkOptions read() {
        JsonNode kept = content();
        return new TuningConfig.LinkOptions(
                Json.find(kept, "mac").map(JsonNode::asString),
                Json.find(kept, "promisc").map(JsonNode::asBoolean),
                Json.find(kept, "allmulti").map(JsonNode::asBoolean),
                Json.find(kept, "mtu").map(JsonNode::asInt),
                Json.find(kept, "txQLen").map(JsonNode::asInt));
    }

    void delete() {
        AtomicFile.delete(file);
    }
}
