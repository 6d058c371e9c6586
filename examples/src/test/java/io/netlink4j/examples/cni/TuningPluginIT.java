package io.netlink4j.examples.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Options of a container's link and its namespace, beside what {@code ip} and {@code sysctl} show. */
@KernelTest
@NeedsCommand({"ip", "sysctl"})
final class TuningPluginIT extends CniPluginTest {
    private JsonNode attached;

    @BeforeEach
    void attach() {
        attached = host.ours(
                        "bridge",
                        "ADD",
                        "c1",
                        CniHost.file(pod),
                        config("\"x\":1").replace("tuning", "bridge"))
                .ok();
    }

    private String config(String options) {
        return "{\"cniVersion\":\"1.0.0\",\"name\":\"net\",\"type\":\"tuning\",\"dataDir\":\"" + data + "\"," + options
                + "}";
    }

    private CniHost.Answer call(String command, String options) {
        return host.ours("tuning", command, "c1", CniHost.file(pod), CniHost.with(config(options), attached));
    }

    private String link() {
        return CniHost.runIn(pod, "ip", "-d", "link", "show", "eth0");
    }

    @Test
    void theLinkAndTheNamespaceAreChangedAndTheLinkIsRestored() {
        String before = link();
        String options = """
            "mac":"02:11:22:33:44:55","mtu":1300,"promisc":true,"allmulti":true,"txQLen":77,\
            "sysctl":{"net.core.somaxconn":"500","net.ipv4.conf.IFNAME.arp_filter":"1","net.ipv4.ip_local_port_range":"2000 3000"}\
            """;
        JsonNode result = call("ADD", options).ok();
        assertThat(result.get("interfaces").get(2).get("mac").asString()).isEqualTo("02:11:22:33:44:55");
        assertThat(link())
                .contains("02:11:22:33:44:55")
                .contains("mtu 1300")
                .contains("PROMISC")
                .contains("ALLMULTI")
                .contains("qlen 77");
        assertThat(CniHost.runIn(pod, "sysctl", "-n", "net.core.somaxconn", "net.ipv4.conf.eth0.arp_filter"))
                .isEqualTo("500\n1\n");
        assertThat(data.resolve("c1_eth0.json"))
                .content()
                .contains("\"mtu\":1500")
                .contains("\"promisc\":false");
        call("CHECK", options).ok();
        CniHost.runIn(pod, "sysctl", "-q", "-w", "net.core.somaxconn=501");
        assertThat(call("CHECK", options).code()).isEqualTo(CniException.DIFFERS);
        CniHost.runIn(pod, "sysctl", "-q", "-w", "net.core.somaxconn=500");
        CniHost.runIn(pod, "ip", "link", "set", "eth0", "txqueuelen", "78");
        assertThat(call("CHECK", options).code()).isEqualTo(CniException.DIFFERS);
        call("DEL", options).ok();
        assertThat(link()).isEqualTo(before);
        assertThat(data.resolve("c1_eth0.json")).doesNotExist();
        call("DEL", options).ok();
        host.ours("tuning", "DEL", "c1", "", config(options)).ok();
    }

    @Test
    void garbageOfTheNetworkIsCollectedAndThatOfOthersStays() throws IOException {
        Path valid = data.resolve("c1_eth0.json");
        Path stale = data.resolve("c2_eth0.json");
        Path reference = data.resolve("c3_eth0.json");
        String config = CniHost.with(config("\"mtu\":1300"), attached).replace("1.0.0", "1.1.0");
        host.ours("tuning", "GC", "", "", config.replace(data.toString(), data + "/none"))
                .ok();
        for (String container : List.of("c1", "c2")) {
            host.ours("tuning", "ADD", container, CniHost.file(pod), config).ok();
        }
        Files.writeString(reference, "{\"mtu\":1500}");
        host.ours("tuning", "GC", "", "", config.replace("\"net\"", "\"other\""))
                .ok();
        assertThat(stale).exists();
        String list = "\"cni.dev/valid-attachments\":[{\"containerID\":\"c1\",\"ifname\":\"eth0\"}],";
        host.ours("tuning", "GC", "", "", config.replaceFirst("\\{", "{" + list))
                .ok();
        assertThat(stale).doesNotExist();
        assertThat(List.of(valid, reference)).allMatch(Files::exists);
    }

    @Test
    @NeedsCommand("mount")
    void disksThatTakeNothingAreErrorsAndNothingIsHalfMade() throws IOException {
        String before = link();
        String options = "\"mtu\":1300,\"sysctl\":{\"net.core.somaxconn\":\"9\"}";
        Command.run("mount", "-t", "tmpfs", "-o", "size=16k", "small", data.toString())
                .ok();
        try {
            Path filler = data.resolve("filler");
            CniHost.fill(filler);
            expectRefused(options, before);
            Command.run("mount", "-o", "remount,ro", data.toString()).ok();
            expectRefused(options, before);
            call("DEL", options).ok();
            Command.run("mount", "-o", "remount,rw", data.toString()).ok();
            Files.delete(filler);
            call("ADD", options).ok();
            CniHost.fill(filler);
            call("DEL", options).ok();
            assertThat(link()).isEqualTo(before);
        } finally {
            Command.run("umount", "-l", data.toString()).ok();
        }
    }

    private void expectRefused(String options, String before) {
        CniHost.Answer answer = call("ADD", options);
        assertThat(answer.code()).as(answer.out()).isEqualTo(CniException.IO);
        assertThat(link()).isEqualTo(before);
        assertThat(CniHost.runIn(pod, "sysctl", "-n", "net.core.somaxconn")).isNotEqualTo("9\n");
        assertThat(data.resolve("c1_eth0.json")).doesNotExist();
    }

    @Test
    void argumentsWin() {
        String options = """
            "mac":"02:11:22:33:44:55","mtu":1300,"runtimeConfig":{"mac":"02:11:22:33:44:56"},\
            "args":{"cni":{"mac":"02:11:22:33:44:57","mtu":1400,"sysctl":{"net.core.somaxconn":"55"}}}\
            """;
        call("ADD", options).ok();
        assertThat(link()).contains("02:11:22:33:44:57").contains("mtu 1400");
        call("DEL", options).ok();
        CniHost asking = host.with("CNI_ARGS", "IgnoreUnknown=1;MAC=02:11:22:33:44:58");
        asking.ours(
                        "tuning",
                        "ADD",
                        "c1",
                        CniHost.file(pod),
                        CniHost.with(config("\"mac\":\"02:11:22:33:44:55\""), attached))
                .ok();
        assertThat(link()).contains("02:11:22:33:44:58");
    }

    @Test
    void aFailedAddLeavesNothing() {
        String before = link();
        String[] wrong = {
            "\"sysctl\":{\"kernel.x\":\"1\"}",
            "\"sysctl\":{\"net.core.somaxconn\":\"1\",\"net.core.somaxconn\":\"2\"}",
            "\"sysctl\":{\"net.../../kernel/x\":\"1\"}",
            "\"sysctl\":{\"net.core.somaxconn\":\"9\",\"net.core.none\":\"1\"}",
            "\"sysctl\":{\"net.core.somaxconn\":\"9\"},\"mac\":\"zz\"",
            "\"sysctl\":{\"net.core.somaxconn\":\"9\"},\"mtu\":1",
            "\"sysctl\":{\"net.core.somaxconn\":\"9\"},\"mac\":\"01:00:5e:00:00:01\",\"mtu\":1400"
        };
        for (String options : wrong) {
            assertThat(call("ADD", options).status()).as(options).isEqualTo(1);
            assertThat(link()).as(options).isEqualTo(before);
            assertThat(CniHost.runIn(pod, "sysctl", "-n", "net.core.somaxconn"))
                    .as(options)
                    .isNotEqualTo("9\n");
            assertThat(data.resolve("c1_eth0.json")).as(options).doesNotExist();
        }
        assertThat(host.ours("tuning", "ADD", "c1", CniHost.file(pod), config("\"mtu\":1400"))
                        .code())
                .isEqualTo(CniException.CONFIGURATION);
    }
}
