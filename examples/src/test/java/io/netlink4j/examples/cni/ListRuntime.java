package io.netlink4j.examples.cni;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A runtime that works through a list of plugins as the specification says (section 3): what each plugin is asked, and in which order.
 *
 * @param host the host whose plugins are called
 * @param list the configuration of the network, with its list of plugins
 * @param capabilities what the runtime knows of the container, by capability
 */
record ListRuntime(CniHost host, JsonNode list, Map<String, JsonNode> capabilities) {

    /** What a plugin was asked and what it answered. */
    record Step(String type, ObjectNode request, JsonNode answer) {}

    /** Adds the container to the network: each plugin gets the result of the one before. */
    List<Step> add(String id, String namespace) {
        List<Step> steps = new ArrayList<>();
        JsonNode previous = null;
        for (JsonNode plugin : plugins()) {
            Step step = call("ADD", plugin, id, namespace, previous);
            steps.add(step);
            previous = step.answer();
        }
        return steps;
    }

    /** Checks the container; {@code result} is that of the last plugin of ADD. */
    List<Step> check(String id, String namespace, JsonNode result) {
        return plugins().stream()
                .map(plugin -> call("CHECK", plugin, id, namespace, result))
                .toList();
    }

    /** Removes the container, the last plugin first. */
    List<Step> delete(String id, String namespace, JsonNode result) {
        List<JsonNode> plugins = plugins();
        Collections.reverse(plugins);
        return plugins.stream()
                .map(plugin -> call("DEL", plugin, id, namespace, result))
                .toList();
    }

    /** Asks whether the plugins are ready. */
    void status() {
        plugins().forEach(plugin -> call("STATUS", plugin, "", "", null));
    }

    /** Removes what does not belong to one of the containers. */
    void collectGarbage(String... containers) {
        for (JsonNode plugin : plugins()) {
            ObjectNode request = request(plugin, null);
            var valid = request.putArray("cni.dev/valid-attachments");
            for (String container : containers) {
                valid.addObject().put("containerID", container).put("ifname", "eth0");
            }
            host.ours(plugin.get("type").asString(), "GC", "", "", request.toString())
                    .ok();
        }
    }

    private List<JsonNode> plugins() {
        List<JsonNode> plugins = new ArrayList<>();
        list.get("plugins").forEach(plugins::add);
        return plugins;
    }

    private Step call(String command, JsonNode plugin, String id, String namespace, @Nullable JsonNode previous) {
        ObjectNode request = request(plugin, previous);
        String type = plugin.get("type").asString();
        return new Step(
                type,
                request,
                host.ours(type, command, id, namespace, request.toString()).ok());
    }

    /** The configuration of a plugin as it gets it: without its capabilities, with what the runtime knows for them. */
    private ObjectNode request(JsonNode plugin, @Nullable JsonNode previous) {
        ObjectNode request = JsonMapper.shared().createObjectNode();
        request.set("cniVersion", list.get("cniVersion"));
        request.set("name", list.get("name"));
        plugin.properties().forEach(each -> {
            if (!each.getKey().equals("capabilities")) {
                request.set(each.getKey(), each.getValue());
            }
        });
        for (String capability : plugin.path("capabilities").propertyNames()) {
            if (plugin.get("capabilities").get(capability).asBoolean() && capabilities.containsKey(capability)) {
                request.withObjectProperty("runtimeConfig").set(capability, capabilities.get(capability));
            }
        }
        if (previous != null) {
            request.set("prevResult", previous);
        }
        return request;
    }
}
