package io.netlink4j.examples.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.NeedsCommand;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Input that no runtime sends: the answer is an error with the code of the specification, in few words, and nothing is made. */
@KernelTest
@NeedsCommand("ip")
final class HostileInputIT extends CniPluginTest {
    private static final int ANY_CODE = 0;

    /** What a plugin may be sent, with the code that it answers. */
    static Map<byte[], Integer> inputs() {
        Map<byte[], Integer> inputs = new LinkedHashMap<>();
        // no UTF-8: a byte that never is, an overlong NUL, a surrogate, another encoding
        inputs.put(bytes("\"bridge\":\"\u00ff\""), CniException.DECODE);
        inputs.put(bytes("\"bridge\":\"\u00c0\u0080\""), CniException.DECODE);
        inputs.put(bytes("\"bridge\":\"\u00ed\u00a0\u0080\""), CniException.DECODE);
        inputs.put(config("\"mtu\":1400").getBytes(StandardCharsets.UTF_16), CniException.DECODE);
        byte[] noise = new byte[1000];
        new Random(4711).nextBytes(noise);
        inputs.put(noise, CniException.DECODE);
        inputs.put(new byte[0], CniException.DECODE);
        inputs.put(new byte[100], CniException.DECODE);
        // no JSON
        inputs.put((config("\"mtu\":1400") + "\0").getBytes(StandardCharsets.UTF_8), CniException.DECODE);
        inputs.put((config("\"mtu\":1400") + "{}").getBytes(StandardCharsets.UTF_8), CniException.DECODE);
        for (String wrong : new String[] {
            "NaN", "Infinity", "'x'", "0x10", "01", "1,", "/**/1", "tru", "\"\\x\"", "\"\t\"", "\"\0\""
        }) {
            inputs.put(bytes("\"keyA\":" + wrong), CniException.DECODE);
        }
        inputs.put(bytes("\"mtu\":1400,\"mtu\":1500"), CniException.DECODE);
        inputs.put(bytes("\"ipam\":{\"type\":\"host-local\",\"type\":\"dhcp\"}"), CniException.DECODE);
        // no end
        inputs.put(bytes("\"keyA\":" + "[".repeat(100_000)), CniException.DECODE);
        inputs.put(bytes("\"keyA\":" + "[".repeat(100_000) + "]".repeat(100_000)), CniException.DECODE);
        inputs.put(bytes("\"keyA\":" + "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)), CniException.DECODE);
        inputs.put(bytes("\"keyA\":\"" + "x".repeat(10 << 20) + "\""), CniException.DECODE);
        inputs.put(bytes("\"keyA\":[" + "{},".repeat(3 << 20) + "{}]"), CniException.DECODE);
        inputs.put(" ".repeat(10 << 20).getBytes(StandardCharsets.US_ASCII), CniException.DECODE);
        // numbers that are none of ours
        inputs.put(bytes("\"mtu\":1" + "0".repeat(100_000)), CniException.DECODE);
        for (String wrong :
                new String[] {"1e999999999", "-1e-999999999", "99999999999", "1.5", "\"1400\"", "[]", "true"}) {
            inputs.put(bytes("\"mtu\":" + wrong), CniException.DECODE);
        }
        // texts that are none of ours
        for (String wrong : new String[] {"a/b", "a b", "x".repeat(3 << 20), "\\u0000", "br\\u0000", "..", "\\ud800"}) {
            inputs.put(bytes("\"bridge\":\"" + wrong + "\""), ANY_CODE);
        }
        inputs.put(ipam("\"dataDir\":\"/x\\u0000\",\"subnet\":\"10.0.0.0/24\""), CniException.CONFIGURATION);
        inputs.put(ipam("\"dataDir\":\"/" + "x".repeat(5000) + "\",\"subnet\":\"10.0.0.0/24\""), CniException.IO);
        inputs.put(ipam("\"subnet\":\"10.0.0.0/\\u0000\""), CniException.CONFIGURATION);
        inputs.put(ipam("\"subnet\":\"" + "1".repeat(1 << 20) + "\""), CniException.CONFIGURATION);
        inputs.put(ipam("\"ranges\":[[[]]]"), ANY_CODE);
        inputs.put(bytes("\"ipam\":{\"type\":\"\\u0000\"}"), CniException.CONFIGURATION);
        inputs.put(
                "{\"cniVersion\":\"1.0.0\",\"name\":\"n\\u0000\"}".getBytes(StandardCharsets.US_ASCII),
                CniException.CONFIGURATION);
        inputs.put(
                ("{\"cniVersion\":\"" + "1".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.US_ASCII),
                CniException.VERSION);
        return inputs;
    }

    private static String config(String more) {
        return "{\"cniVersion\":\"1.0.0\",\"name\":\"net\",\"type\":\"bridge\"," + more + "}";
    }

    /** Each character is a byte. */
    private static byte[] bytes(String more) {
        return config(more).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] ipam(String more) {
        return bytes("\"ipam\":{\"type\":\"host-local\"," + more + "}");
    }

    @Test
    void theAnswerIsAnError() {
        inputs().forEach((input, code) -> {
            CniHost.Answer answer = host.ours("bridge", "ADD", "c1", CniHost.file(pod), input);
            expectError(answer, input, code);
        });
        assertThat(host.run("ip", "-o", "link").lines()).hasSize(1);
        assertThat(CniHost.runIn(pod, "ip", "-o", "link")).doesNotContain("eth0");
    }

    /** The specification lets plugins ignore the input then. */
    @Test
    void versionsAreAnsweredWhateverTheInputIs() {
        inputs().keySet().forEach(input -> {
            CniHost.Answer answer = host.ours("bridge", "VERSION", "", "", input);
            assertThat(answer.ok().get("supportedVersions").size()).isEqualTo(7);
        });
    }

    static void expectError(CniHost.Answer answer, byte[] input, int code) {
        String what = new String(input, 0, Math.min(input.length, 120), StandardCharsets.ISO_8859_1);
        assertThat(answer.status()).as(what).isEqualTo(1);
        assertThat(answer.out()).as(what).hasSizeLessThan(5000);
        assertThat(answer.code())
                .as(what + answer.out())
                .satisfies(found -> assertThat(found).isEqualTo(code == ANY_CODE ? found : code));
        assertThat(answer.json().get("msg").asString()).as(what).isNotEmpty().doesNotContain("fault of the plugin");
    }
}
