package io.netlink4j.rtnl.testkit;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.address.Addresses;
import io.netlink4j.rtnl.link.Links;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Namespaces;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** An empty namespace for tests of links and addresses. {@code ip} can run in it. */
public final class LinkTestNamespace {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int LOOPBACK = 772;

    private final Namespaces namespaces;
    private final NetworkNamespace namespace;
    private final Rtnl rtnl;
    private final Set<Integer> given;

    public LinkTestNamespace(Namespaces namespaces) {
        this.namespaces = namespaces;
        this.namespace = namespaces.named();
        this.rtnl = namespaces.keep(Rtnl.open(namespace));
        this.given = links().list().stream()
                .filter(link -> link.hardwareType() != LOOPBACK)
                .map(link -> link.ifindex().orElseThrow())
                .collect(Collectors.toSet());
    }

    public NetworkNamespace namespace() {
        return namespace;
    }

    public Rtnl rtnl() {
        return rtnl;
    }

    /** Whether the link exists in every new namespace. A kernel with tunnel modules creates one link of each kind. */
    public boolean isGiven(int ifindex) {
        return given.contains(ifindex);
    }

    public Links links() {
        return rtnl.links();
    }

    public Addresses addresses() {
        return rtnl.addresses();
    }

    /** Runs {@code ip}. */
    public void ip(String... lines) {
        String script = "set -e\n"
                + String.join(
                        "\n", Arrays.stream(lines).map(line -> "ip " + line).toList());
        sh(script);
    }

    public String sh(String script) {
        Command.require("ip");
        return namespaces.sh(namespace.name().orElseThrow(), script).ok();
    }

    public JsonNode json(String line) {
        return parsed("ip -j " + line);
    }

    /** The output of a command that writes JSON. */
    public JsonNode parsed(String command) {
        String text = sh(command);
        return JSON.readTree(text.isBlank() ? "[]" : text);
    }

    /** Our text as {@code ip} of this test would show it: {@code shown} may be of an older version, which does not know all words. */
    public String asShown(String ours, String shown) {
        return namespaces.runsNewerIp() ? ours : OlderIp.without(ours, shown);
    }

    /** Whether {@code ip} of this test is the newest that is known. */
    public boolean runsNewerIp() {
        return namespaces.runsNewerIp();
    }

    /** The only object that {@code ip} shows. Old versions show empty objects beside it. */
    public JsonNode one(String line) {
        for (JsonNode found : json(line)) {
            if (!found.isEmpty()) {
                return found;
            }
        }
        throw new AssertionError("ip shows nothing for " + line);
    }

    public Map<Integer, String> names() {
        Map<Integer, String> names = new HashMap<>();
        links().list()
                .forEach(link ->
                        names.put(link.ifindex().orElseThrow(), link.name().orElseThrow()));
        return names;
    }
}
