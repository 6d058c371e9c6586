package io.netlink4j.examples.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Containers with a link of their own to the host, beside what {@code ip} and {@code nft} show. */
@KernelTest
@NeedsCommand({"ip", "nft", "ping"})
final class PtpPluginIT extends CniPluginTest {
    private static final String CONFIG = """
        {"cniVersion":"1.1.0","name":"ptp","type":"ptp","ipMasq":true,"mtu":1400,"ipam":{"type":"host-local","dataDir":"DATA",
         "ranges":[[{"subnet":"10.37.0.0/24"}],[{"subnet":"fd00:37::/64"}]],"routes":[{"dst":"0.0.0.0/0"},{"dst":"::/0"}]}}\
        """;

    private String config() {
        return CONFIG.replace("DATA", data.toString());
    }

    private CniHost.Answer call(String command, String id, NetworkNamespace container, String config) {
        return host.ours("ptp", command, id, CniHost.file(container), config);
    }

    @Test
    void containersReachEachOtherThroughTheHost(Namespaces namespaces) {
        JsonNode result = call("ADD", "c1", pod, config()).ok();
        NetworkNamespace other = namespaces.named();
        call("ADD", "c2", other, config()).ok();
        assertThat(CniHost.runIn(pod, "ip", "route"))
                .contains("default via 10.37.0.1 dev eth0")
                .contains("10.37.0.1 dev eth0 scope link src 10.37.0.2")
                .contains("10.37.0.0/24 via 10.37.0.1 dev eth0 src 10.37.0.2");
        CniHost.runIn(pod, "ping", "-c1", "-W2", "10.37.0.3");
        CniHost.runIn(pod, "ping", "-c1", "-W2", "fd00:37::3");
        host.run("ping", "-c1", "-W2", "10.37.0.2");

        String checked = CniHost.with(config(), result);
        call("CHECK", "c1", pod, checked).ok();
        host.run("ip", "route", "del", "10.37.0.2/32");
        assertThat(call("CHECK", "c1", pod, checked).json().get("msg").asString())
                .contains("no route to 10.37.0.2/32");
        call("DEL", "c1", pod, checked).ok();
        assertThat(CniHost.runIn(pod, "ip", "-o", "link")).doesNotContain("eth0");
        assertThat(host.run("nft", "list", "ruleset")).doesNotContain("id: c1").contains("id: c2");
        assertThat(data.resolve("ptp/10.37.0.2")).doesNotExist();
        call("DEL", "c1", pod, checked).ok();

        host.ours("ptp", "DEL", "c2", "", config()).ok();
        assertThat(host.run("nft", "list", "ruleset")).doesNotContain("id: c2");
        assertThat(CniHost.runIn(other, "ip", "-o", "link")).doesNotContain("eth0");
    }

    @Test
    void aFailedAddLeavesNothingAndASecondOneChangesNothing() {
        String before = host.run("ip", "addr");
        String full = config().replace("\"ranges\"", "\"routes0\":[],\"ranges\"")
                .replace("\"dst\":\"0.0.0.0/0\"", "\"dst\":\"10.9.0.0/16\",\"gw\":\"10.99.0.1\"");
        assertThat(call("ADD", "c1", pod, full).status()).isEqualTo(1);
        assertThat(host.run("ip", "addr")).isEqualTo(before);
        assertThat(CniHost.runIn(pod, "ip", "-o", "link")).doesNotContain("eth0");
        assertThat(data.resolve("ptp/10.37.0.2")).doesNotExist();
        assertThat(call("ADD", "c1", pod, "{\"cniVersion\":\"1.0.0\",\"name\":\"p\",\"type\":\"ptp\"}")
                        .code())
                .isEqualTo(CniException.CONFIGURATION);
        call("ADD", "c1", pod, config()).ok();
        String rules = host.run("nft", "list", "ruleset") + CniHost.runIn(pod, "ip", "route");
        assertThat(call("ADD", "c1", pod, config()).status()).isEqualTo(1);
        assertThat(host.run("nft", "list", "ruleset") + CniHost.runIn(pod, "ip", "route"))
                .isEqualTo(rules);
    }

    @Test
    void garbageIsCollected(Namespaces namespaces) {
        call("ADD", "c1", pod, config()).ok();
        NetworkNamespace other = namespaces.named();
        call("ADD", "c2", other, config()).ok();
        String valid = config().replaceFirst(
                        "\\{", "{\"cni.dev/valid-attachments\":[{\"containerID\":\"c2\",\"ifname\":\"eth0\"}],");
        host.ours("ptp", "GC", "", "", valid).ok();
        assertThat(CniHost.runIn(pod, "ip", "-o", "link")).doesNotContain("eth0");
        assertThat(CniHost.runIn(other, "ip", "-o", "link")).contains("eth0");
        assertThat(host.run("nft", "list", "ruleset")).doesNotContain("id: c1").contains("id: c2");
        host.ours("ptp", "STATUS", "", "", config()).ok();
    }
}
