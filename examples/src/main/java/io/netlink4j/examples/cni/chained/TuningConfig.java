package io.netlink4j.examples.cni.chained;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.examples.cni.protocol.CniCall;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.Json;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.LinkFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/**
 * The options of the plugin {@code tuning}.
 *
 * @param names the kernel parameters as the configuration names them
 * @param sysctls the kernel parameters, as paths below {@code /proc/sys}, and their values
 * @param link the options of the link
 */
record TuningConfig(List<String> names, Map<String, String> sysctls, LinkOptions link) {
    /** What is changed of a link; empty for what stays. */
    record LinkOptions(
            Optional<String> mac,
            Optional<Boolean> promiscuous,
            Optional<Boolean> allMulticast,
            Optional<Integer> mtu,
            Optional<Integer> queue) {
        boolean isEmpty() {
            return mac.isEmpty() && promiscuous.isEmpty() && allMulticast.isEmpty() && mtu.isEmpty() && queue.isEmpty();
        }

        /** What a link has of these options. */
        LinkOptions presentIn(Link present) {
            return new LinkOptions(
                    mac.flatMap(wanted -> present.macAddress().map(MacAddress::toString)),
                    promiscuous.map(wanted -> present.has(LinkFlag.PROMISC)),
                    allMulticast.map(wanted -> present.has(LinkFlag.ALLMULTI)),
                    mtu.flatMap(wanted -> present.mtu()),
                    queue.flatMap(wanted -> present.transmitQueueLength()));
        }
    }

    static TuningConfig of(CniCall call) {
        JsonNode config = call.config();
        JsonNode arguments = Json.get(Json.get(config, "args"), "cni");
        Map<String, String> given = new LinkedHashMap<>();
        collect(config, given);
        collect(arguments, given);
        Map<String, String> sysctls = new LinkedHashMap<>();
        given.forEach((key, value) -> sysctls.put(path(key, call.interfaceName()), value));
        Optional<String> mac = text(arguments, "mac")
                .or(() -> text(Json.get(config, "runtimeConfig"), "mac"))
                .or(() -> call.argument("MAC"))
                .or(() -> text(config, "mac"));
        LinkOptions link = new LinkOptions(
                mac.map(TuningConfig::address),
                flag(arguments, "promisc").or(() -> flag(config, "promisc")).filter(on -> on),
                flag(arguments, "allmulti").or(() -> flag(config, "allmulti")),
                number(arguments, "mtu").or(() -> number(config, "mtu")).filter(mtu -> mtu != 0),
                number(arguments, "txQLen").or(() -> number(config, "txQLen")));
        return new TuningConfig(List.copyOf(given.keySet()), sysctls, link);
    }

    private static void collect(JsonNode object, Map<String, String> sysctls) {
        JsonNode given = Json.get(object, "sysctl");
        for (String key : given.propertyNames()) {
            sysctls.put(key, Json.text(given, key));
        }
    }

    private static String path(String key, String link) {
        String path = key.replace('.', '/').replaceFirst("IFNAME", link);
        if (!path.startsWith("net/") || path.contains("//")) {
            throw new CniException(CniException.CONFIGURATION, "invalid net sysctl key: \"" + key + "\"");
        }
        return path;
    }

    private static String address(String text) {
        try {
            return MacAddress.of(text).toString();
        } catch (IllegalArgumentException e) {
            throw new CniException(CniException.CONFIGURATION, "invalid MAC address: " + text);
        }
    }

    private static Optional<String> text(JsonNode object, String key) {
        return Optional.of(Json.text(object, key)).filter(text -> !text.isEmpty());
    }

    private static Optional<Boolean> flag(JsonNode object, String key) {
        return Json.find(object, key).map(value -> Json.flag(object, key));
    }

    private static Optional<Integer> number(JsonNode object, String key) {
        return Json.find(object, key).map(value -> Json.number(object, key));
    }

    /** Throws if a parameter is none of those that {@code file} allows. */
    void requireAllowed(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            List<Pattern> allowed = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(Pattern::compile)
                    .toList();
            for (String name : names) {
                if (allowed.stream().noneMatch(pattern -> pattern.matcher(name).find())) {
                    throw new CniException(
                            CniException.CONFIGURATION,
                            "Sysctl " + name + " is not allowed. Only the following sysctls are allowed: " + allowed);
                }
            }
        } catch (IOException | PatternSyntaxException e) {
            throw new CniException(CniException.IO, "cannot read " + file, String.valueOf(e.getMessage()));
        }
    }
}
