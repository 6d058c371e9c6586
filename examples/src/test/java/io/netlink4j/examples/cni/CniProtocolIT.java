package io.netlink4j.examples.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a runtime may ask, and the answers to what it may not. */
@KernelTest
final class CniProtocolIT {
    private static final String CONFIG = """
        {"cniVersion":"1.0.0","name":"net","type":"bridge"}\
        """;

    private CniHost host;

    @BeforeEach
    void make(Namespaces namespaces) {
        host = CniHost.in(namespaces);
    }

    private void refused(int code, String words, CniHost.Answer answer) {
        assertThat(answer.status()).as(answer.out()).isEqualTo(1);
        assertThat(answer.code()).as(answer.out()).isEqualTo(code);
        assertThat(answer.json().get("msg").asString()
                        + answer.json().path("details").asString())
                .contains(words);
    }

    @Test
    void versionsAreAnswered() {
        CniHost.Answer answer = CniHost.call(
                "bridge", Map.of("CNI_COMMAND", "VERSION", "CNI_NETNS", "dummy"), "{\"cniVersion\":\"1.0.0\"}");
        assertThat(answer.ok())
                .hasToString("{\"cniVersion\":\"1.0.0\",\"supportedVersions\":[\"0.1.0\",\"0.2.0\",\"0.3.0\",\"0.3.1\","
                        + "\"0.4.0\",\"1.0.0\",\"1.1.0\"]}");
        CniHost.Answer nothing = CniHost.call("bridge", Map.of(), "");
        assertThat(nothing.status()).isZero();
        assertThat(nothing.err()).contains("protocol versions supported");
    }

    @Test
    void errorsHaveTheCodesOfTheSpecification(NetworkNamespace other, Namespaces namespaces) {
        NetworkNamespace pod = namespaces.named();
        String file = CniHost.file(pod);
        assertThat(other.id()).isNotEqualTo(pod.id());
        refused(1, "incompatible", host.ours("bridge", "ADD", "c", file, CONFIG.replace("1.0.0", "9.9.9")));
        refused(1, "does not allow CHECK", host.ours("bridge", "CHECK", "c", file, CONFIG.replace("1.0.0", "0.3.1")));
        refused(1, "does not allow GC", host.ours("bridge", "GC", "", "", CONFIG));
        refused(
                2,
                "ipMasqBackend",
                host.ours("bridge", "ADD", "c", file, CONFIG.replace("}", ",\"ipMasqBackend\":\"iptables\"}")));
        refused(4, "CNI_NETNS", host.ours("bridge", "ADD", "c", "", CONFIG));
        refused(4, "CNI_CONTAINERID", host.ours("bridge", "ADD", "../c", file, CONFIG));
        refused(4, "CNI_IFNAME", host.with("CNI_IFNAME", "a/b").ours("bridge", "ADD", "c", file, CONFIG));
        refused(4, "unknown CNI_COMMAND", host.ours("bridge", "JUMP", "c", file, CONFIG));
        refused(4, "failed to open netns", host.ours("bridge", "ADD", "c", "/run/netns/none", CONFIG));
        refused(6, "no JSON", host.ours("bridge", "ADD", "c", file, "{"));
        refused(6, "isGateway", host.ours("bridge", "ADD", "c", file, CONFIG.replace("}", ",\"isGateway\":3}")));
        refused(7, "no name", host.ours("bridge", "ADD", "c", file, "{\"cniVersion\":\"1.0.0\"}"));
        refused(
                7,
                "hairpin",
                host.ours(
                        "bridge",
                        "ADD",
                        "c",
                        file,
                        CONFIG.replace("}", ",\"hairpinMode\":true,\"promiscMode\":true}")));
        refused(8, "should not be the same", host.ours("bridge", "ADD", "c", CniHost.file(host.host()), CONFIG));
        refused(
                7,
                "failed to find plugin",
                host.ours("bridge", "ADD", "c", file, CONFIG.replace("}", ",\"ipam\":{\"type\":\"none\"}}")));
        assertThat(CniHost.runIn(pod, "ip", "-o", "link")).doesNotContain("eth0");
    }

    @Test
    void aContainerWithoutAddressesIsOnlyConnected(Namespaces namespaces) {
        NetworkNamespace pod = namespaces.named();
        String file = CniHost.file(pod);
        assertThat(host.ours("bridge", "ADD", "c", file, CONFIG).ok().has("ips"))
                .isFalse();
        assertThat(CniHost.runIn(pod, "ip", "link", "show", "eth0")).contains("state UP");
        host.ours("bridge", "DEL", "c", file, CONFIG).ok();
    }

    @Test
    void loopbackIsBroughtUpAndDown(Namespaces namespaces) {
        NetworkNamespace pod = namespaces.named();
        String file = CniHost.file(pod);
        String config = CONFIG.replace("bridge", "loopback");
        assertThat(host.ours("loopback", "ADD", "c", file, config).ok().toString())
                .contains("127.0.0.1/8");
        host.ours("loopback", "CHECK", "c", file, config).ok();
        host.ours("loopback", "DEL", "c", file, config).ok();
        assertThat(host.ours("loopback", "CHECK", "c", file, config).code()).isEqualTo(CniException.DIFFERS);
        host.ours("loopback", "DEL", "c", "", config).ok();
    }

    /** Nothing here allocates an address: a changed name of a directory could be any. */
    @Test
    void hostileConfigurationsEndInAnError(Namespaces namespaces) {
        String file = CniHost.file(namespaces.named());
        String attaching = """
            {"cniVersion":"1.1.0","name":"net","type":"bridge","bridge":"br7","isGateway":true,"mtu":1400,"hairpinMode":true}\
            """;
        String checking = """
            {"cniVersion":"1.1.0","name":"net","type":"bridge","isGateway":true,"prevResult":{"ips":[{"address":"10.0.0.1/8"}],
            "routes":[{"dst":"0.0.0.0/0"}]},"ipam":{"type":"host-local","ranges":[[{"subnet":"10.0.0.0/8"}]]}}\
            """;
        Random random = new Random(4711);
        for (int i = 0; i < 200; i++) {
            expectAnswer(host.ours("bridge", "ADD", "c", file, changed(random, attaching)));
            host.ours("bridge", "DEL", "c", file, attaching).ok();
            expectAnswer(host.ours("bridge", "CHECK", "c", file, changed(random, checking)));
            expectAnswer(host.ours("bridge", "STATUS", "c", file, changed(random, checking)));
            expectAnswer(host.ours("portmap", "CHECK", "c", file, changed(random, checking)));
        }
    }

    private static String changed(Random random, String json) {
        char[] text = json.toCharArray();
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            text[random.nextInt(text.length)] =
                    random.nextBoolean() ? (char) random.nextInt(128) : "{}[],:\"0".charAt(random.nextInt(8));
        }
        return new String(text);
    }

    private static void expectAnswer(CniHost.Answer answer) {
        if (answer.status() != 0) {
            assertThat(answer.json().get("code").isInt()).as(answer.out()).isTrue();
        }
    }
}
