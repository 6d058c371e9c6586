package io.netlink4j.examples.cni;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads configurations. As in the reference plugins, upper and lower case of keys do not matter, and unknown keys are ignored. */
final class Json {
    private Json() {}

    static Optional<JsonNode> find(JsonNode object, String key) {
        for (String name : object.propertyNames()) {
            if (name.equalsIgnoreCase(key) && !object.get(name).isNull()) {
                return Optional.of(object.get(name));
            }
        }
        return Optional.empty();
    }

    static JsonNode get(JsonNode object, String key) {
        return find(object, key).orElseGet(() -> JsonNodeFactory.instance.objectNode());
    }

    static String text(JsonNode object, String key) {
        return find(object, key)
                .map(value -> {
                    if (!value.isString()) {
                        throw wrong(key, "a string", value);
                    }
                    return value.asString();
                })
                .orElse("");
    }

    static boolean flag(JsonNode object, String key) {
        return find(object, key)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw wrong(key, "true or false", value);
                    }
                    return value.asBoolean();
                })
                .orElse(false);
    }

    static int number(JsonNode object, String key) {
        return find(object, key)
                .map(value -> {
                    if (!value.isInt()) {
                        throw wrong(key, "a number", value);
                    }
                    return value.asInt();
                })
                .orElse(0);
    }

    static List<JsonNode> list(JsonNode object, String key) {
        List<JsonNode> elements = new ArrayList<>();
        find(object, key).ifPresent(value -> {
            if (!value.isArray()) {
                throw wrong(key, "a list", value);
            }
            value.forEach(elements::add);
        });
        return elements;
    }

    private static CniException wrong(String key, String expected, JsonNode value) {
        return new CniException(CniException.DECODE, "\"" + key + "\" is " + expected + ", not " + value);
    }
}
