package io.netlink4j.examples.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Containers on a bridge, beside what {@code ip} and {@code nft} show and what the reference plugins do. */
@KernelTest
@NeedsCommand({"ip", "nft", "ping"})
final class BridgePluginIT extends CniPluginTest {
    private static final String BOTH = """
        {"cniVersion":"1.0.0","name":"both","type":"bridge","bridge":"cni1","isDefaultGateway":true,"ipMasq":true,
         "hairpinMode":true,"mtu":1400,"ipam":{"type":"host-local","dataDir":"DATA",
         "ranges":[[{"subnet":"10.30.0.0/24"}],[{"subnet":"fd00:30::/64"}]]}}\
        """;
    private static final String COURSE = """
        {"cniVersion":"0.2.0","name":"mynet","type":"bridge","isGateway":true,"isMasq":true,"ipam":{"type":"host-local",
         "subnet":"10.22.0.0/16","dataDir":"DATA","routes":[{"dst":"0.0.0.0/0"}]}}\
        """;
    private static final String SMALL = """
        {"cniVersion":"1.0.0","name":"small","type":"bridge","bridge":"cni2","isGateway":true,
         "ipam":{"type":"host-local","subnet":"10.31.0.0/30","dataDir":"DATA"}}\
        """;

    private String config(String text) {
        return text.replace("DATA", data.toString());
    }

    private CniHost.Answer call(String command, String id, NetworkNamespace container, String config) {
        return host.ours("bridge", command, id, CniHost.file(container), config);
    }

    private List<String> reserved(String network) {
        try (Stream<Path> files = Files.list(data.resolve(network))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("last") && !name.equals("lock"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theFileOfTheCourseWorksAsItIsAndItsWrongKeyIsReported() {
        CniHost.Answer answer = call("ADD", "c1", pod, config(COURSE));
        assertThat(answer.ok())
                .hasToString("{\"cniVersion\":\"0.2.0\",\"ip4\":{\"ip\":\"10.22.0.2/16\",\"gateway\":\"10.22.0.1\","
                        + "\"routes\":[{\"dst\":\"0.0.0.0/0\"}]},\"dns\":{}}");
        assertThat(answer.err()).contains("isMasq is no option").contains("ipMasq was probably meant");
        assertThat(host.run("nft", "list", "ruleset")).isEmpty();
        assertThat(CniHost.runIn(pod, "ip", "route")).contains("default via 10.22.0.1 dev eth0");
        CniHost.runIn(pod, "ping", "-c1", "-W2", "10.22.0.1");
        call("DEL", "c1", pod, config(COURSE)).ok();
        CniHost forgiving = host.with("NETLINK4J_CNI_ISMASQ", "1");
        assertThat(forgiving
                        .ours("bridge", "ADD", "c1", CniHost.file(pod), config(COURSE))
                        .err())
                .isEmpty();
        assertThat(host.run("nft", "list", "ruleset")).contains("masquerade");
    }

    @Test
    void aContainerIsAttachedCheckedAndDetached() {
        JsonNode result = call("ADD", "c1", pod, config(BOTH)).ok();
        assertThat(result.get("ips").toString())
                .isEqualTo("[{\"interface\":2,\"address\":\"10.30.0.2/24\",\"gateway\":\"10.30.0.1\"},"
                        + "{\"interface\":2,\"address\":\"fd00:30::2/64\",\"gateway\":\"fd00:30::1\"}]");
        assertThat(result.get("interfaces").get(0).get("name").asString()).isEqualTo("cni1");
        assertThat(result.get("interfaces").get(1).get("name").asString()).matches("veth[0-9a-f]{8}");
        assertThat(CniHost.runIn(pod, "ip", "-d", "link", "show", "eth0")).contains("mtu 1400");
        assertThat(CniHost.runIn(pod, "ip", "route")).contains("default via 10.30.0.1 dev eth0");
        assertThat(CniHost.runIn(pod, "ip", "-6", "route")).contains("default via fd00:30::1 dev eth0");
        assertThat(host.run("ip", "-d", "link", "show", "master", "cni1")).contains("hairpin on");
        CniHost.runIn(pod, "ping", "-c1", "-W2", "10.30.0.1");
        CniHost.runIn(pod, "ping", "-c1", "-W2", "fd00:30::1");
        assertThat(host.run("nft", "list", "table", "inet", "cni_plugins_masquerade"))
                .contains("type nat hook postrouting priority srcnat; policy accept;")
                .contains("ip daddr 224.0.0.0/4 return")
                .contains("ip6 daddr ff00::/8 return")
                .contains("goto masq_checks")
                .containsPattern(
                        "ip saddr 10.30.0.2 ip daddr != 10.30.0.0/24 masquerade comment \"[0-9a-f]{16}-[0-9a-f]{16},"
                                + " net: both, if: eth0, id: c1\"")
                .contains("ip6 saddr fd00:30::2 ip6 daddr != fd00:30::/64 masquerade comment");
        String checked = CniHost.with(config(BOTH), result);
        call("CHECK", "c1", pod, checked).ok();

        CniHost.Answer second = call("ADD", "c1", pod, config(BOTH));
        assertThat(second.status()).isEqualTo(1);
        assertThat(second.json().get("msg").asString()).contains("has a link eth0 already");
        call("CHECK", "c1", pod, checked).ok();

        call("DEL", "c1", pod, checked).ok();
        assertThat(CniHost.runIn(pod, "ip", "-o", "link")).doesNotContain("eth0");
        assertThat(host.run("ip", "-o", "link", "show", "master", "cni1")).isEmpty();
        assertThat(host.run("nft", "list", "ruleset")).doesNotContain("10.30.0.2");
        assertThat(reserved("both")).isEmpty();
        call("DEL", "c1", pod, checked).ok();
        host.ours("bridge", "DEL", "c1", "", config(BOTH)).ok();
        host.ours("bridge", "DEL", "c1", "/run/netns/no-such-namespace", config(BOTH))
                .ok();
    }

    @Test
    void checkSeesWhatIsMissing() {
        JsonNode result = call("ADD", "c1", pod, config(BOTH)).ok();
        String checked = CniHost.with(config(BOTH), result);
        differs(checked, "no route to 0.0.0.0/0", () -> CniHost.runIn(pod, "ip", "route", "del", "default"));
        CniHost.runIn(pod, "ip", "route", "add", "default", "via", "10.30.0.1");
        differs(checked, "gateway's address", () -> host.run("ip", "addr", "del", "10.30.0.1/24", "dev", "cni1"));
        host.run("ip", "addr", "add", "10.30.0.1/24", "dev", "cni1");
        differs(
                checked,
                "masquerading",
                () -> host.run("nft", "flush", "chain", "inet", "cni_plugins_masquerade", "masq_checks"));
        differs(
                checked,
                "no port of cni1",
                () -> host.run(
                        "ip",
                        "link",
                        "set",
                        result.get("interfaces").get(1).get("name").asString(),
                        "nomaster"));
        differs(checked, "does not have the address", () -> CniHost.runIn(pod, "ip", "addr", "flush", "dev", "eth0"));
    }

    private void differs(String config, String words, Runnable change) {
        change.run();
        CniHost.Answer answer = call("CHECK", "c1", pod, config);
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.code()).isEqualTo(CniException.DIFFERS);
        assertThat(answer.json().get("msg").asString()).contains(words);
    }

    @Test
    void aFailedAddLeavesNothing(Namespaces namespaces) {
        call("ADD", "c1", pod, config(SMALL)).ok();
        NetworkNamespace other = namespaces.named();
        CniHost.Answer full = call("ADD", "c2", other, config(SMALL));
        assertThat(full.status()).isEqualTo(1);
        assertThat(full.json().get("msg").asString()).contains("no IP addresses available");
        assertThat(CniHost.runIn(other, "ip", "-o", "link")).doesNotContain("eth0");
        assertThat(host.run("ip", "-o", "link", "show", "master", "cni2").lines())
                .hasSize(1);
        assertThat(reserved("small")).containsExactly("10.31.0.2");
        // the runtime then deletes what failed, which must not disturb the other container
        call("DEL", "c2", other, config(SMALL)).ok();
        assertThat(reserved("small")).containsExactly("10.31.0.2");
    }

    @Test
    void garbageIsCollected(Namespaces namespaces) {
        String config = config(BOTH).replace("1.0.0", "1.1.0");
        call("ADD", "c1", pod, config).ok();
        NetworkNamespace other = namespaces.named();
        call("ADD", "c2", other, config).ok();
        String valid = config.replaceFirst(
                "\\{", "{\"cni.dev/valid-attachments\":[{\"containerID\":\"c2\",\"ifname\":\"eth0\"}],");
        host.ours("bridge", "GC", "", "", valid).ok();
        assertThat(reserved("both")).containsExactly("10.30.0.3", "fd00:30::3");
        assertThat(host.run("nft", "list", "ruleset")).doesNotContain("id: c1").contains("id: c2");
        host.ours("bridge", "STATUS", "", "", config).ok();
    }

    @Test
    void manyContainersAtOnceGetAnAddressEach(Namespaces namespaces) throws Exception {
        List<NetworkNamespace> pods =
                Stream.generate(namespaces::named).limit(20).toList();
        List<Future<CniHost.Answer>> answers = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < pods.size(); i++) {
                String id = "p" + i;
                NetworkNamespace each = pods.get(i);
                answers.add(pool.submit(() -> call("ADD", id, each, config(BOTH))));
            }
        }
        for (Future<CniHost.Answer> answer : answers) {
            answer.get().ok();
        }
        assertThat(reserved("both")).hasSize(2 * pods.size());
        assertThat(host.run("ip", "-o", "link", "show", "master", "cni1").lines())
                .hasSize(pods.size());
        assertThat(host.run("nft", "list", "chain", "inet", "cni_plugins_masquerade", "masq_checks")
                        .lines()
                        .filter(line -> line.contains("masquerade comment")))
                .hasSize(2 * pods.size());
    }

    @Test
    @NeedsCommand({"/usr/lib/cni/bridge", "/usr/lib/cni/host-local"})
    void oursAndTheReferenceShareANetwork(Namespaces namespaces) throws Exception {
        String config = config(BOTH).replace("\"ipMasq\":true", "\"ipMasq\":false");
        JsonNode ours = call("ADD", "c1", pod, config).ok();
        NetworkNamespace other = namespaces.named();
        JsonNode theirs = host.reference("bridge", "ADD", "c2", CniHost.file(other), config)
                .ok();
        assertThat(theirs.get("ips").get(0).get("address").asString()).isEqualTo("10.30.0.3/24");
        assertThat(theirs.get("interfaces").get(0))
                .isEqualTo(ours.get("interfaces").get(0));
        CniHost.runIn(pod, "ping", "-c1", "-W2", "10.30.0.3");
        // each checks and takes away what the other made
        host.reference("bridge", "CHECK", "c1", CniHost.file(pod), CniHost.with(config, ours))
                .ok();
        call("CHECK", "c2", other, CniHost.with(config, theirs)).ok();
        host.reference("bridge", "DEL", "c1", CniHost.file(pod), CniHost.with(config, ours))
                .ok();
        call("DEL", "c2", other, CniHost.with(config, theirs)).ok();
        assertThat(reserved("both")).isEmpty();
        assertThat(CniHost.runIn(pod, "ip", "-o", "link")).doesNotContain("eth0");
        assertThat(CniHost.runIn(other, "ip", "-o", "link")).doesNotContain("eth0");
    }

    @Test
    @NeedsCommand("/usr/lib/cni/static")
    void addressesOfAnotherPluginAreTakenByItsProgram() {
        String config = """
            {"cniVersion":"1.0.0","name":"fixed","type":"bridge","bridge":"cni3",
             "ipam":{"type":"static","addresses":[{"address":"10.40.0.7/24","gateway":"10.40.0.1"}]}}\
            """;
        JsonNode result = call("ADD", "c1", pod, config).ok();
        assertThat(CniHost.runIn(pod, "ip", "addr", "show", "eth0")).contains("10.40.0.7/24");
        call("CHECK", "c1", pod, CniHost.with(config, result)).ok();
        call("DEL", "c1", pod, CniHost.with(config, result)).ok();
    }

    @Test
    void theInstalledProgramsWork() throws Exception {
        Path programs = data.resolve("bin");
        new Install(programs, data.resolve("socket")).run(List.of("bridge", "loopback"));
        String config = config(SMALL);
        JsonNode result = host.program(programs.resolve("bridge"), "ADD", "c1", CniHost.file(pod), config)
                .ok();
        assertThat(result.get("ips").get(0).get("address").asString()).isEqualTo("10.31.0.2/30");
        host.program(programs.resolve("loopback"), "ADD", "c1", CniHost.file(pod), config)
                .ok();
        assertThat(CniHost.runIn(pod, "ip", "link", "show", "lo")).contains("UP");
        host.program(programs.resolve("bridge"), "DEL", "c1", CniHost.file(pod), config)
                .ok();
        assertThat(reserved("small")).isEmpty();
    }
}
