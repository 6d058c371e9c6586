package io.netlink4j.examples.cni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Ports of the host that lead to a container, with packets from another host, the host itself and the container. */
@KernelTest
@NeedsCommand({"ip", "nft"})
final class PortMapPluginIT extends CniPluginTest {
    private static final String BRIDGE = """
        {"cniVersion":"1.0.0","name":"net","type":"bridge","isGateway":true,"isDefaultGateway":true,"ipam":{"type":"host-local",
         "dataDir":"DATA","ranges":[[{"subnet":"10.30.0.0/24"}],[{"subnet":"fd00:30::/64"}]]}}\
        """;
    private static final String PORTS = """
        {"cniVersion":"1.0.0","name":"net","type":"portmap","backend":"nftables","runtimeConfig":{"portMappings":[
         {"hostPort":8080,"containerPort":80,"protocol":"tcp"},
         {"hostPort":5353,"containerPort":53,"protocol":"udp","hostIP":"192.168.50.1"}]}}\
        """;

    private JsonNode attached;

    @BeforeEach
    void attach() {
        attached = host.ours("bridge", "ADD", "c1", CniHost.file(pod), bridge()).ok();
    }

    private String bridge() {
        return BRIDGE.replace("DATA", data.toString());
    }

    private String ports() {
        return CniHost.with(PORTS, attached);
    }

    private CniHost.Answer call(String command, String config) {
        return host.ours("portmap", command, "c1", CniHost.file(pod), config);
    }

    @Test
    void aPortIsReachedFromAnotherHostFromTheHostAndFromTheContainer(Namespaces namespaces) throws Exception {
        NetworkNamespace other = namespaces.withLoopback();
        connect(other);
        assertThat(call("ADD", ports()).ok().get("ips")).isEqualTo(attached.get("ips"));
        try (ServerSocketChannel web = pod.sockets().listen("10.30.0.2", 80)) {
            assertThat(source(web, other, "192.168.50.1")).isEqualTo("192.168.50.2");
            assertThat(source(web, host.host(), "127.0.0.1")).isEqualTo("10.30.0.1");
            assertThat(source(web, host.host(), "192.168.50.1")).isEqualTo("192.168.50.1");
        }
        try (DatagramChannel dns = pod.sockets().bind("10.30.0.2", 53);
                DatagramChannel client = other.sockets().bind("192.168.50.2", 0)) {
            client.send(
                    ByteBuffer.wrap("question".getBytes(StandardCharsets.UTF_8)),
                    new InetSocketAddress("192.168.50.1", 5353));
            ByteBuffer arrived = ByteBuffer.allocate(100);
            assertThat(dns.receive(arrived)).isInstanceOf(InetSocketAddress.class);
            assertThat(arrived.position()).isEqualTo("question".length());
        }
    }

    /** Another host, which has 192.168.50.2 and reaches this one as 192.168.50.1. */
    private void connect(NetworkNamespace other) {
        host.run(
                "ip",
                "link",
                "add",
                "out0",
                "type",
                "veth",
                "peer",
                "name",
                "eth0",
                "netns",
                other.name().orElseThrow());
        host.run("ip", "addr", "add", "192.168.50.1/24", "dev", "out0");
        host.run("ip", "link", "set", "out0", "up");
        CniHost.runIn(other, "ip", "addr", "add", "192.168.50.2/24", "dev", "eth0");
        CniHost.runIn(other, "ip", "link", "set", "eth0", "up");
    }

    /** Connects to port 8080 and answers the address that the server sees. */
    private static String source(ServerSocketChannel web, NetworkNamespace from, String to) throws Exception {
        try (SocketChannel client = from.sockets().connect(to, 8080);
                SocketChannel accepted = web.accept()) {
            assertThat(client.isConnected()).isTrue();
            return ((InetSocketAddress) accepted.getRemoteAddress())
                    .getAddress()
                    .getHostAddress();
        }
    }

    @Test
    void conditionsTellClientsApart(Namespaces namespaces) throws Exception {
        NetworkNamespace other = namespaces.withLoopback();
        connect(other);
        String config = ports().replaceFirst(
                        "\\{",
                        "{\"conditionsV4\":[\"ip\",\"saddr\",\"!=\",\"{\",\"192.168.50.2,10.9.0.0/16\",\"}\"],"
                                + "\"conditionsV6\":[\"ip6 saddr fd00:1::/64 iifname == out0\"],\"masqAll\":true,");
        call("ADD", config).ok();
        call("CHECK", config).ok();
        assertThat(host.run("nft", "list", "table", "ip", "cni_hostport"))
                .contains("ip saddr != { 10.9.0.0/16, 192.168.50.2 } fib daddr type local jump hostports_all");
        assertThat(host.run("nft", "list", "table", "ip6", "cni_hostport"))
                .contains("ip6 saddr fd00:1::/64 iifname \"out0\" fib daddr type local jump hostports_all");
        try (ServerSocketChannel web = pod.sockets().listen("10.30.0.2", 80)) {
            assertThatThrownBy(() -> source(web, other, "192.168.50.1")).isInstanceOf(ConnectException.class);
            CniHost.runIn(other, "ip", "addr", "flush", "dev", "eth0");
            CniHost.runIn(other, "ip", "addr", "add", "192.168.50.3/24", "dev", "eth0");
            assertThat(source(web, other, "192.168.50.1")).isEqualTo("10.30.0.1");
        }
        assertThat(call("CHECK", config.replace("10.9.0.0", "10.8.0.0")).code()).isEqualTo(CniException.DIFFERS);
        call("DEL", config).ok();
        assertThat(host.run("nft", "list", "ruleset")).doesNotContain("comment \"c1\"");
    }

    @Test
    void withoutTranslationOfSourcesThereIsNone() {
        String config = ports().replaceFirst("\\{", "{\"snat\":false,\"masqAll\":true,\"markMasqBit\":31,")
                .replace("\"udp\"", "\"SCTP\"")
                .replace("1.0.0", "1.1.0");
        call("ADD", config).ok();
        call("CHECK", config).ok();
        assertThat(host.run("nft", "list", "ruleset"))
                .contains("ip daddr 192.168.50.1 sctp dport 5353 dnat to 10.30.0.2:53 comment \"c1\"")
                .doesNotContain("masquerade");
        call("STATUS", config).ok();
    }

    @Test
    void garbageOfTheNetworkIsCollectedAndThatOfOthersStays() {
        String garbage = ports().replace("1.0.0", "1.1.0");
        // another link of the container, in another network
        String other = garbage.replace("\"net\"", "\"other\"")
                .replace("\"eth0\"", "\"eth1\"")
                .replace("8080", "8181");
        CniHost eth1 = host.with("CNI_IFNAME", "eth1");
        eth1.ours("portmap", "ADD", "c2", CniHost.file(pod), other).ok();
        // as the reference writes it
        host.run("nft", "add rule ip cni_hostport hostports tcp dport 8282 dnat to 10.30.0.2:80 comment \"c2\"");
        List<String> foreign = rulesOf("c2");
        assertThat(foreign).hasSize(7);
        for (String container : List.of("c1", "c2")) {
            host.ours("portmap", "ADD", container, CniHost.file(pod), garbage).ok();
        }
        String all = host.run("nft", "list", "ruleset");
        String first = "{\"containerID\":\"c1\",\"ifname\":\"eth0\"}";
        String second = "{\"containerID\":\"c2\",\"ifname\":\"eth0\"}";
        collectGarbage(garbage, first + "," + second);
        assertThat(host.run("nft", "list", "ruleset")).isEqualTo(all);
        collectGarbage(garbage, first);
        assertThat(rulesOf("c2")).isEqualTo(foreign);
        call("CHECK", garbage).ok();
        collectGarbage(other, "");
        assertThat(rulesOf("c2")).singleElement().asString().contains("8282");
        call("CHECK", garbage).ok();
    }

    private void collectGarbage(String config, String valid) {
        String list = "{\"cni.dev/valid-attachments\":[" + valid + "],";
        host.ours("portmap", "GC", "", "", config.replaceFirst("\\{", list)).ok();
    }

    private List<String> rulesOf(String container) {
        return host.run("nft", "list", "ruleset")
                .lines()
                .filter(line -> line.contains("comment \"" + container + "\""))
                .toList();
    }

    @Test
    void theRulesAreThoseOfTheReference() {
        call("ADD", ports()).ok();
        assertThat(host.run("nft", "list", "table", "ip", "cni_hostport"))
                .contains("comment \"CNI portmap plugin\"")
                .contains("tcp dport 8080 dnat to 10.30.0.2:80 comment \"c1\"")
                .contains("ip daddr 192.168.50.1 udp dport 5353 dnat to 10.30.0.2:53 comment \"c1\"")
                .contains("jump hostip_hostports")
                .contains("jump hostports")
                .contains("type nat hook prerouting priority dstnat; policy accept;")
                .contains("type nat hook output priority -100; policy accept;")
                .contains("fib daddr type local jump hostports_all")
                .contains("ip saddr 10.30.0.2 ip daddr 10.30.0.2 masquerade comment \"c1\"")
                .contains("ip saddr 127.0.0.1 ip daddr 10.30.0.2 masquerade comment \"c1\"");
        assertThat(host.run("nft", "list", "table", "ip6", "cni_hostport"))
                .contains("tcp dport 8080 dnat to [fd00:30::2]:80 comment \"c1\"")
                .doesNotContain("5353");
    }

    @Test
    void mappingsAreCheckedAndDeleted() {
        call("ADD", ports()).ok();
        call("ADD", ports()).ok(); // a second call replaces the rules
        call("CHECK", ports()).ok();
        host.run("nft", "flush", "chain", "ip", "cni_hostport", "hostports");
        assertThat(call("CHECK", ports()).code()).isEqualTo(CniException.DIFFERS);
        call("DEL", ports()).ok();
        assertThat(host.run("nft", "list", "ruleset")).doesNotContain("comment \"c1\"");
        call("DEL", ports()).ok();
        host.ours("portmap", "DEL", "c1", "", PORTS).ok();
    }

    @Test
    void configurationsThatCannotBeAreRefused() {
        assertThat(call("ADD", PORTS).code()).isEqualTo(CniException.CONFIGURATION);
        assertThat(call("ADD", ports().replace("8080", "80800")).code()).isEqualTo(CniException.CONFIGURATION);
        assertThat(call("ADD", ports().replace("\"tcp\"", "\"icmp\"")).code())
                .isEqualTo(CniException.UNSUPPORTED_FIELD);
        assertThat(call("ADD", ports().replace("nftables", "iptables")).code())
                .isEqualTo(CniException.UNSUPPORTED_FIELD);
        for (String option : new String[] {
            "\"externalSetMarkChain\":\"KUBE-MARK\"",
            "\"externalSetMarkChain\":\"\"",
            "\"conditionsV4\":[\"-s\",\"10.0.0.0/8\"]",
            "\"conditionsV4\":[\"!\",\"-s\",\"10.0.0.0/8\"]",
            "\"conditionsV6\":[\"ip6 saddr\"]",
            "\"conditionsV6\":[\"ip6 saddr {\",\"::1 ::2 }\"]",
            "\"conditionsV6\":[\"ct state new\"]"
        }) {
            assertThat(call("ADD", ports().replaceFirst("\\{", "{" + option + ","))
                            .code())
                    .as(option)
                    .isEqualTo(CniException.UNSUPPORTED_FIELD);
        }
        for (String option : new String[] {
            "\"markMasqBit\":32", "\"markMasqBit\":-1", "\"conditionsV4\":[\"ip saddr 10.0.0.0/40\"]",
        }) {
            assertThat(call("ADD", ports().replaceFirst("\\{", "{" + option + ","))
                            .code())
                    .as(option)
                    .isEqualTo(CniException.CONFIGURATION);
        }
        assertThat(host.run("nft", "list", "ruleset")).isEmpty();
    }

    @Test
    void withoutMappingsTheResultIsPassedOn() {
        String none = CniHost.with("{\"cniVersion\":\"0.4.0\",\"name\":\"net\",\"type\":\"portmap\"}", attached);
        JsonNode result = call("ADD", none).ok();
        assertThat(result.get("ips").get(0).get("version").asString()).isEqualTo("4");
        assertThat(result.get("interfaces")).isEqualTo(attached.get("interfaces"));
        assertThat(host.run("nft", "list", "ruleset")).isEmpty();
    }
}
