package io.netlink4j.examples.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.examples.cni.protocol.CniVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.NeedsCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The examples of the specification, versions 0.1.0 to 1.1.0 ({@code SPEC.md} of github.com/containernetworking/cni, Apache License 2.0):
 * configurations, what a runtime makes of them, results, errors and versions. Only the directories are the test's own.
 */
@KernelTest
@NeedsCommand({"ip", "nft", "sh", "sysctl"})
final class SpecificationIT extends CniPluginTest {
    /** The network of version 1.0.0 and 1.1.0, section 1. */
    private static final String DBNET = """
        {"cniVersion":"1.1.0","name":"dbnet","plugins":[
         {"type":"bridge","bridge":"cni0","keyA":["some more","plugin specific","configuration"],
          "ipam":{"type":"host-local","dataDir":"DATA","subnet":"10.1.0.0/16","gateway":"10.1.0.1","routes":[{"dst":"0.0.0.0/0"}]},
          "dns":{"nameservers":["10.1.0.1"]}},
         {"type":"tuning","dataDir":"DATA","capabilities":{"mac":true},"sysctl":{"net.core.somaxconn":"500"}},
         {"type":"portmap","capabilities":{"portMappings":true}}]}\
        """;

    /** What the runtime knows of the container in that example. */
    private static final Map<String, JsonNode> CAPABILITIES = Map.of(
            "mac",
            json("\"00:11:22:33:44:66\""),
            "portMappings",
            json("[{\"hostPort\":8080,\"containerPort\":80,\"protocol\":\"tcp\"}]"));

    /** The network of version 0.3.0 to 0.4.0. */
    private static final String OLDER_DBNET = """
        {"cniVersion":"0.4.0","name":"dbnet","plugins":[
         {"type":"bridge","bridge":"cni0","args":{"labels":{"appVersion":"1.0"}},
          "ipam":{"type":"host-local","dataDir":"DATA","subnet":"10.1.0.0/16","gateway":"10.1.0.1"},
          "dns":{"nameservers":["10.1.0.1"]}},
         {"type":"tuning","dataDir":"DATA","sysctl":{"net.core.somaxconn":"500"}}]}\
        """;

    /** The result of ADD in the appendix of version 1.0.0. */
    private static final String RESULT = """
        {"cniVersion":"1.0.0",
         "interfaces":[{"name":"cni0","mac":"00:11:22:33:44:55"},{"name":"veth3243","mac":"55:44:33:22:11:11"},
          {"name":"eth0","mac":"99:88:77:66:55:44","sandbox":"/var/run/netns/blue"}],
         "ips":[{"interface":2,"address":"10.1.0.5/16","gateway":"10.1.0.1"}],
         "routes":[{"dst":"0.0.0.0/0"}],"dns":{"nameservers":["10.1.0.1"]}}\
        """;

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private ListRuntime runtime(String list, String version) {
        ObjectNode network = (ObjectNode) json(list.replace("DATA", data.toString()));
        // The address of the examples, and the generic argument.
        CniHost asking = host.with("CNI_ARGS", "argA=foo;IP=10.1.0.5");
        return new ListRuntime(asking, network.put("cniVersion", version), CAPABILITIES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "1.1.0"})
    void aListIsAddedCheckedAndDeleted(String version) {
        ListRuntime runtime = runtime(DBNET, version);
        String file = CniHost.file(pod);
        List<ListRuntime.Step> steps = runtime.add("c1", file);

        ListRuntime.Step bridge = steps.get(0);
        assertThat(bridge.request()).isEqualTo(json("""
            {"cniVersion":"%s","name":"dbnet","type":"bridge","bridge":"cni0",
             "keyA":["some more","plugin specific","configuration"],
             "ipam":{"type":"host-local","dataDir":"%s","subnet":"10.1.0.0/16","gateway":"10.1.0.1",
              "routes":[{"dst":"0.0.0.0/0"}]},"dns":{"nameservers":["10.1.0.1"]}}\
            """.formatted(version, data)));
        assertThat(comparable(bridge.answer(), "99:88:77:66:55:44")).isEqualTo(expected(version, "99:88:77:66:55:44"));
        ListRuntime.Step tuning = steps.get(1);
        assertThat(tuning.request().get("runtimeConfig")).isEqualTo(json("{\"mac\":\"00:11:22:33:44:66\"}"));
        assertThat(tuning.request().has("capabilities")).isFalse();
        assertThat(tuning.request().get("prevResult")).isEqualTo(bridge.answer());
        assertThat(tuning.answer().get("interfaces").get(2).get("mac").asString())
                .as("the mac has changed")
                .isEqualTo("00:11:22:33:44:66");
        assertThat(comparable(tuning.answer(), "00:11:22:33:44:66")).isEqualTo(expected(version, "00:11:22:33:44:66"));
        assertThat(steps.get(2).answer())
                .as("what portmap does is not in the result")
                .isEqualTo(tuning.answer());

        assertThat(CniHost.runIn(pod, "ip", "link", "show", "eth0")).contains("00:11:22:33:44:66");
        assertThat(CniHost.runIn(pod, "sysctl", "-n", "net.core.somaxconn")).isEqualTo("500\n");
        assertThat(host.run("nft", "list", "ruleset")).contains("tcp dport 8080 dnat to 10.1.0.5:80");

        JsonNode result = steps.getLast().answer();
        assertThat(runtime.check("c1", file, result))
                .allSatisfy(step -> assertThat(step.answer().isEmpty()).isTrue());
        if (version.equals("1.1.0")) {
            runtime.status();
            runtime.collectGarbage("c1");
            runtime.check("c1", file, result);
        }
        assertThat(runtime.delete("c1", file, result))
                .extracting(ListRuntime.Step::type)
                .containsExactly("portmap", "tuning", "bridge");
        expectNothing();
        runtime.delete("c1", file, result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3.0", "0.3.1", "0.4.0"})
    void anOlderListIsAddedCheckedAndDeleted(String version) {
        ListRuntime runtime = runtime(OLDER_DBNET, version);
        String file = CniHost.file(pod);
        List<ListRuntime.Step> steps = runtime.add("c1", file);
        JsonNode result = steps.getLast().answer();
        assertThat(result).isEqualTo(steps.getFirst().answer());
        assertThat(comparable(result, "99:88:77:66:55:44"))
                .isEqualTo(json(expected(version, "99:88:77:66:55:44")
                        .toString()
                        .replace("\"routes\":[{\"dst\":\"0.0.0.0/0\"}],", "")
                        .replace("{\"interface\":2", "{\"version\":\"4\",\"interface\":2")));
        assertThat(CniHost.runIn(pod, "sysctl", "-n", "net.core.somaxconn")).isEqualTo("500\n");
        if (version.equals("0.4.0")) {
            runtime.check("c1", file, result);
        }
        assertThat(runtime.delete("c1", file, result))
                .extracting(ListRuntime.Step::type)
                .containsExactly("tuning", "bridge");
        expectNothing();
    }

    private void expectNothing() {
        assertThat(CniHost.runIn(pod, "ip", "-o", "link")).doesNotContain("eth0");
        assertThat(host.run("nft", "list", "ruleset")).doesNotContain("10.1.0.5");
        assertThat(data.resolve("dbnet/10.1.0.5")).doesNotExist();
        assertThat(data.resolve("c1_eth0.json")).doesNotExist();
    }

    private static JsonNode expected(String version, String mac) {
        return json(RESULT.replace("\"1.0.0\"", "\"" + version + "\"").replace("99:88:77:66:55:44", mac));
    }

    /** With the names and addresses of the specification in place of those that are chosen at random. */
    private JsonNode comparable(JsonNode result, String mac) {
        JsonNode copy = json(result.toString().replace(CniHost.file(pod), "/var/run/netns/blue"));
        List<String> macs = List.of("00:11:22:33:44:55", "55:44:33:22:11:11", mac);
        for (int i = 0; i < macs.size(); i++) {
            ((ObjectNode) copy.get("interfaces").get(i)).put("mac", macs.get(i)).remove("mtu");
        }
        ((ObjectNode) copy.get("interfaces").get(1)).put("name", "veth3243");
        return copy;
    }

    /** The first example of version 0.1.0 and 0.2.0, for the first two versions. */
    @ParameterizedTest
    @ValueSource(strings = {"0.1.0", "0.2.0", ""})
    void aPluginWithoutAList(String version) {
        String config = """
            {"cniVersion":"VERSION","name":"dbnet","type":"bridge","bridge":"cni0",
             "ipam":{"type":"host-local","dataDir":"DATA","subnet":"10.1.0.0/16","gateway":"10.1.0.1"},
             "dns":{"nameservers":["10.1.0.1"]}}\
            """.replace("VERSION", version).replace("DATA", data.toString());
        assertThat(host.ours("bridge", "ADD", "c1", CniHost.file(pod), config).ok())
                .isEqualTo(json("""
                    {"cniVersion":"%s","ip4":{"ip":"10.1.0.2/16","gateway":"10.1.0.1"},"dns":{"nameservers":["10.1.0.1"]}}\
                    """.formatted(version.isEmpty() ? "0.1.0" : version)));
        host.ours("bridge", "DEL", "c1", CniHost.file(pod), config).ok();
        assertThat(CniHost.runIn(pod, "ip", "-o", "link")).doesNotContain("eth0");
    }

    /** The other two examples are for plugins that do not exist here; this one takes their fields, and gets addresses from a program. */
    @Test
    void fieldsOfOthersAreIgnoredAndAddressesComeFromAProgram() throws Exception {
        Path dhcp = Files.writeString(data.resolve("dhcp"), """
            #!/bin/sh
            cat >>%s.asked
            [ $CNI_COMMAND = ADD ] || exit 0
            echo '{"cniVersion":"0.4.0","ips":[{"version":"4","address":"10.2.0.9/16","gateway":"10.2.0.1"}],
              "routes":[{"dst":"10.3.0.0/16"},{"dst":"10.4.0.0/16"}],"dns":{"search":["example.org"]}}'
            """.formatted(data.resolve("dhcp")));
        Files.setPosixFilePermissions(dhcp, PosixFilePermissions.fromString("rwx------"));
        String pci = """
            {"cniVersion":"0.4.0","name":"pci","type":"bridge","bridge":"ovs0","vxlanID":42,
             "ipam":{"type":"dhcp","routes":[{"dst":"10.3.0.0/16"},{"dst":"10.4.0.0/16"}]},
             "args":{"labels":{"appVersion":"1.0"}}}\
            """;
        CniHost asking = host.with("CNI_PATH", data.toString());
        JsonNode result =
                asking.ours("bridge", "ADD", "c1", CniHost.file(pod), pci).ok();
        assertThat(result.get("ips"))
                .isEqualTo(json(
                        "[{\"version\":\"4\",\"interface\":2,\"address\":\"10.2.0.9/16\",\"gateway\":\"10.2.0.1\"}]"));
        assertThat(result.get("routes")).isEqualTo(json("[{\"dst\":\"10.3.0.0/16\"},{\"dst\":\"10.4.0.0/16\"}]"));
        assertThat(result.get("dns")).isEqualTo(json("{\"search\":[\"example.org\"]}"));
        assertThat(CniHost.runIn(pod, "ip", "route")).contains("10.4.0.0/16 via 10.2.0.1");
        assertThat(json(Files.readString(data.resolve("dhcp.asked")))).isEqualTo(json(pci));
        asking.ours("bridge", "CHECK", "c1", CniHost.file(pod), CniHost.with(pci, result))
                .ok();
        asking.ours("bridge", "DEL", "c1", CniHost.file(pod), CniHost.with(pci, result))
                .ok();
    }

    /** Each version's example of a result, handed on by a plugin that changes nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"""
        {"cniVersion":"0.2.0","ip4":{"ip":"10.1.0.5/16","gateway":"10.1.0.1","routes":[{"dst":"10.3.0.0/16","gw":"10.1.0.9"}]},
         "ip6":{"ip":"fd00::5/64","gateway":"fd00::1","routes":[{"dst":"::/0"}]},
         "dns":{"nameservers":["10.1.0.1"],"domain":"d","search":["a","b"],"options":["o"]}}\
        """, """
            {"cniVersion":"0.4.0","interfaces":[{"name":"cni0","mac":"00:11:22:33:44:55"},{"name":"veth3243","mac":"55:44:33:22:11:11"},
             {"name":"eth0","mac":"99:88:77:66:55:44","sandbox":"/var/run/netns/blue"}],
             "ips":[{"version":"4","interface":2,"address":"10.0.0.5/32"}],"dns":{"nameservers":["10.1.0.1"]}}\
            """, RESULT, """
                {"cniVersion":"1.1.0","interfaces":[{"name":"eth0","mac":"99:88:77:66:55:44","socketPath":"/run/s","pciID":"0000:00:1f.6",
                 "mtu":1400,"sandbox":"/var/run/netns/blue"}],
                 "ips":[{"interface":0,"address":"10.1.0.5/16","gateway":"10.1.0.1"},{"interface":0,"address":"fd00::5/64"}],
                 "routes":[{"dst":"0.0.0.0/0","gw":"10.1.0.1","mtu":1300,"advmss":1200,"priority":7,"table":100,"scope":0}],
                 "dns":{"nameservers":["10.1.0.1"]}}\
                """})
    void resultsAreHandedOnAsTheyAre(String text) {
        JsonNode result = json(text);
        String config = "{\"cniVersion\":%s,\"name\":\"dbnet\",\"type\":\"portmap\",\"prevResult\":%s}"
                .formatted(result.get("cniVersion"), result);
        assertThat(host.ours("portmap", "ADD", "c1", CniHost.file(pod), config).ok())
                .isEqualTo(result);
    }

    @Test
    void errorsHaveTheVersionOfTheRequest() {
        String small = """
            {"cniVersion":"VERSION","name":"net","type":"host-local","ipam":{"type":"host-local","subnet":"192.168.0.0/31"}}\
            """;
        for (String version : CniVersion.all()) {
            JsonNode error = host.ours("host-local", "ADD", "c1", "/x", small.replace("VERSION", version))
                    .json();
            assertThat(error.get("cniVersion").asString()).isEqualTo(version);
            assertThat(error.get("code").asInt()).isEqualTo(7);
            assertThat(error.get("msg").asString()).contains("192.168.0.0/31").contains("too small");
        }
        // The third example of version 0.2.0 has this one, which is none.
        assertThat(host.ours("bridge", "ADD", "c1", CniHost.file(pod), "{\"cniVersion\":\"0.1\",\"name\":\"wan\"}")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void versionsAreAnsweredInTheVersionOfTheRequest() {
        for (String version : CniVersion.all()) {
            JsonNode answer = host.ours("bridge", "VERSION", "", "", "{\"cniVersion\":\"" + version + "\"}")
                    .ok();
            assertThat(answer).isEqualTo(json("""
                {"cniVersion":"%s","supportedVersions":["0.1.0","0.2.0","0.3.0","0.3.1","0.4.0","1.0.0","1.1.0"]}\
                """.formatted(version)));
        }
    }
}
