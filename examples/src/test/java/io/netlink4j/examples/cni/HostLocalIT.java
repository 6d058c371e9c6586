package io.netlink4j.examples.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses from ranges, beside the reference plugin, which shares the files. */
@KernelTest
final class HostLocalIT {
    @TempDir
    private Path data;

    private CniHost host;

    @BeforeEach
    void make(Namespaces namespaces) {
        host = CniHost.in(namespaces);
    }

    private String config(String ipam) {
        return "{\"cniVersion\":\"1.0.0\",\"name\":\"net\",\"type\":\"x\",\"ipam\":{\"type\":\"host-local\",\"dataDir\":\""
                + data + "\"," + ipam + "}}";
    }

    private String add(String id, String config) {
        return host.ours("host-local", "ADD", id, "/dev/null", config)
                .ok()
                .get("ips")
                .get(0)
                .get("address")
                .asString();
    }

    private void delete(String id, String config) {
        host.ours("host-local", "DEL", id, "/dev/null", config).ok();
    }

    @Test
    void theFilesAreThoseOfTheReference() throws Exception {
        String config = config("\"subnet\":\"10.1.0.0/24\"");
        assertThat(add("c1", config)).isEqualTo("10.1.0.2/24");
        Path network = data.resolve("net");
        assertThat(network.resolve("10.1.0.2")).hasContent("c1\r\neth0");
        assertThat(Files.size(network.resolve("10.1.0.2"))).isEqualTo(8);
        assertThat(network.resolve("last_reserved_ip.0")).hasContent("10.1.0.2");
        assertThat(network.resolve("lock")).exists();
    }

    @Test
    void aReleasedAddressComesBackAfterARound() {
        String config = config("\"ranges\":[[{\"subnet\":\"10.1.0.0/29\"}]]");
        assertThat(add("c1", config)).isEqualTo("10.1.0.2/29");
        delete("c1", config);
        assertThat(add("c2", config)).isEqualTo("10.1.0.3/29");
        add("c3", config);
        add("c4", config);
        assertThat(add("c5", config)).isEqualTo("10.1.0.6/29");
        assertThat(add("c6", config)).isEqualTo("10.1.0.2/29");
        CniHost.Answer full = host.ours("host-local", "ADD", "c7", "/dev/null", config);
        assertThat(full.json().get("msg").asString()).contains("no IP addresses available");
    }

    @Test
    void requestedAddressesAreGiven() {
        String config = config("\"subnet\":\"10.1.0.0/24\"");
        CniHost asking = host.with("CNI_ARGS", "IgnoreUnknown=1;IP=10.1.0.77");
        assertThat(asking.ours("host-local", "ADD", "c1", "/dev/null", config)
                        .ok()
                        .toString())
                .contains("10.1.0.77/24");
        assertThat(asking.ours("host-local", "ADD", "c2", "/dev/null", config).status())
                .isEqualTo(1);
        CniHost outside = host.with("CNI_ARGS", "IP=10.2.0.1");
        assertThat(outside.ours("host-local", "ADD", "c3", "/dev/null", config).code())
                .isEqualTo(CniException.CONFIGURATION);
        CniHost gateway = host.with("CNI_ARGS", "IP=10.1.0.1");
        assertThat(gateway.ours("host-local", "ADD", "c4", "/dev/null", config).code())
                .isEqualTo(CniException.CONFIGURATION);
        assertThat(data.resolve("net/10.1.0.2")).doesNotExist();
    }

    @Test
    void aDirectoryThatDependsOnTheCallerIsRefused() {
        String config = config("\"subnet\":\"10.1.0.0/24\"").replace(data.toString(), "some/where");
        assertThat(host.ours("host-local", "ADD", "c1", "/dev/null", config).code())
                .isEqualTo(CniException.CONFIGURATION);
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsAnError() {
        String config = config("\"subnet\":\"10.1.0.0/24\"").replace(data.toString(), "/proc/none");
        assertThat(host.ours("host-local", "ADD", "c1", "/dev/null", config).code())
                .isEqualTo(CniException.IO);
        host.ours("host-local", "DEL", "c1", "/dev/null", config).ok();
    }

    @Test
    void rangesThatCannotBeAreRefused() {
        for (String ipam : List.of(
                "\"subnet\":\"10.1.0.1/24\"",
                "\"subnet\":\"10.1.0.0/31\"",
                "\"subnet\":\"10.1.0.0/24\",\"rangeStart\":\"10.2.0.1\"",
                "\"subnet\":\"10.1.0.0/24\",\"rangeStart\":\"10.1.0.9\",\"rangeEnd\":\"10.1.0.8\"",
                "\"ranges\":[[{\"subnet\":\"10.1.0.0/24\"}],[{\"subnet\":\"10.1.0.0/16\"}]]",
                "\"ranges\":[[]]",
                "\"ranges\":[[{\"subnet\":\"10.1.0.0/24\"},{\"subnet\":\"fd00::/64\"}]]")) {
            CniHost.Answer answer = host.ours("host-local", "ADD", "c1", "/dev/null", config(ipam));
            assertThat(answer.status()).as(ipam).isEqualTo(1);
            assertThat(answer.code()).as(ipam).isEqualTo(CniException.CONFIGURATION);
        }
    }

    @Test
    @NeedsCommand("/usr/lib/cni/host-local")
    void oursAndTheReferenceAllocateAtTheSameTime() throws Exception {
        String config = config("\"subnet\":\"10.1.0.0/24\"");
        List<Future<CniHost.Answer>> answers = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 40; i++) {
                String id = "c" + i;
                boolean ours = i % 2 == 0;
                answers.add(pool.submit(() -> ours
                        ? host.ours("host-local", "ADD", id, "/dev/null", config)
                        : host.reference("host-local", "ADD", id, "/dev/null", config)));
            }
        }
        Set<String> addresses = new HashSet<>();
        for (Future<CniHost.Answer> answer : answers) {
            addresses.add(answer.get().ok().get("ips").get(0).get("address").asString());
        }
        assertThat(addresses).hasSize(40);
        for (int i = 0; i < 40; i++) {
            if (i % 2 == 0) {
                host.reference("host-local", "CHECK", "c" + i, "/dev/null", config)
                        .ok();
                host.reference("host-local", "DEL", "c" + i, "/dev/null", config)
                        .ok();
            } else {
                host.ours("host-local", "CHECK", "c" + i, "/dev/null", config).ok();
                delete("c" + i, config);
            }
        }
        try (var files = Files.list(data.resolve("net"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("lock", "last_reserved_ip.0");
        }
    }
}
