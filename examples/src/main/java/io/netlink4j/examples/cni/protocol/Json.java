package io.netlink4j.examples.cni.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads configurations. As in the reference plugins, upper and lower case of keys do not matter, and unknown keys are ignored. */
public final class Json {
    private Json() {}

    /** The value of a key; empty if it is absent or null. */
    public static Optional<JsonNode> find(JsonNode object, String key) {
        for (String name : object.propertyNames()) {
            if (name.equalsIgnoreCase(key) && !object.get(name).isNull()) {
                return Optional.of(object.get(name));
            }
        }
        return Optional.empty();
    }

    /** The object of a key; an empty one if it is absent. */
    public static JsonNode get(JsonNode object, String key) {
        return find(object, key).orElseGet(() -> JsonNodeFactory.instance.objectNode());
    }

    /** The string of a key; an empty one if it is absent. */
    public static String text(JsonNode object, String key) {
        return find(object, key)
                .map(value -> {
                    if (!value.isString()) {
                        throw wrong(key, "a string", value);
                    }
                    return value.asString();
                })
                .orElse("");
    }

    /** The boolean of a key; false if it is absent. */
    public static boolean flag(JsonNode object, String key) {
        return find(object, key)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw wrong(key, "true or false", value);
                    }
                    return value.asBoolean();
                })
                .orElse(false);
    }

    /** The number of a key; 0 if it is absent. */
    public static int number(JsonNode object, String key) {
        return find(object, key)
                .map(value -> {
                    if (!value.isInt()) {
                        throw wrong(key, "a number", value);
                    }
                    return value.asInt();
                })
                .orElse(0);
    }

    /** The elements of the list of a key; none if it is absent. */
    public static List<JsonNode> list(JsonNode object, String key) {
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
