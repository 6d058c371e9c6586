package io.netlink4j.examples.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same calls to our plugins and to those of the reference from version 1.8 on: what they answer and what is there afterwards. */
@KernelTest
@NeedsCommand({"ip", "nft", "sysctl", "$NEWER_CNI"})
final class ReferenceIT {
    private static final String IPAM = """
        "ipam":{"type":"host-local","dataDir":"DATA","ranges":[[{"subnet":"10.36.0.0/24"}],[{"subnet":"fd00:36::/64"}]],\
        "routes":[{"dst":"10.9.0.0/16","gw":"10.36.0.7"}]}\
        """;

    @TempDir
    private Path data;

    private static Path reference() {
        return Command.find("$NEWER_CNI").orElseThrow().toAbsolutePath().getParent();
    }

    /** Ours and theirs, each on a host of its own. */
    private final class Side {
        private final CniHost host;
        private final NetworkNamespace pod;
        private final String directory;
        private final boolean isOurs;

        Side(Namespaces namespaces, boolean isOurs) {
            this(
                    CniHost.in(namespaces).with("CNI_PATH", reference().toString()),
                    namespaces.named(),
                    isOurs ? "ours" : "theirs",
                    isOurs);
        }

        private Side(CniHost host, NetworkNamespace pod, String directory, boolean isOurs) {
            this.host = host;
            this.directory = directory;
            this.pod = pod;
            this.isOurs = isOurs;
        }

        /** The plugins of the other side, for the same host and container. */
        Side other() {
            return new Side(host, pod, directory, !isOurs);
        }

        CniHost.Answer call(String command, String plugin, String config) throws Exception {
            String text = config.replace("DATA", data.resolve(directory).toString());
            return isOurs
                    ? host.ours(plugin, command, "c1", CniHost.file(pod), text)
                    : host.program(reference().resolve(plugin), command, "c1", CniHost.file(pod), text);
        }

        /** What is there, without what is chosen at random. */
        List<String> state() {
            return List.of(
                    plain(host.run("nft", "--stateless", "list", "ruleset")),
                    plain(host.run("ip", "-br", "addr").replaceAll("fe80\\S+ ?", "")),
                    plain(host.run("ip", "route") + host.run("ip", "-6", "route")),
                    plain(CniHost.runIn(pod, "ip", "-br", "addr").replaceAll("fe80\\S+ ?", "")),
                    plain(CniHost.runIn(pod, "ip", "route") + CniHost.runIn(pod, "ip", "-6", "route")),
                    host.run("sysctl", "net.ipv4.ip_forward", "net.ipv6.conf.all.forwarding"),
                    CniHost.runIn(
                            pod,
                            "sysctl",
                            "net.ipv4.conf.eth0.arp_notify",
                            "net.ipv6.conf.eth0.keep_addr_on_down",
                            "net.ipv6.conf.eth0.disable_ipv6",
                            "net.ipv6.conf.eth0.accept_dad"));
        }

        List<String> afterwards() {
            return List.of(
                    host.run("nft", "--stateless", "list", "ruleset"),
                    plain(host.run("ip", "-br", "addr").replaceAll("fe80\\S+ ?", "")),
                    CniHost.runIn(pod, "ip", "-br", "addr"));
        }

        private String plain(String text) {
            return text.replace(CniHost.file(pod), "POD")
                    .replaceAll("veth[0-9a-f]{8}", "VETH")
                    .replaceAll("@if\\d+", "")
                    .replaceAll("([0-9a-f]{2}:){5}[0-9a-f]{2}", "MAC")
                    .replaceAll(" proto kernel", "")
                    .replaceAll(" (UP|DOWN|UNKNOWN) +", " ")
                    .replaceAll(" (metric \\d+|pref medium|linkdown)", "")
                    .replaceAll("[ \t]+\n", "\n")
                    .replaceAll("fe80[^\n]*\n", "");
        }

        JsonNode plain(JsonNode result) {
            return JsonMapper.shared().readTree(plain(result.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.0/bridge/\"bridge\":\"cni7\",\"isDefaultGateway\":true,\"ipMasq\":true,\"ipMasqBackend\":\"nftables\"",
                "1.0.0/bridge/\"bridge\":\"cni7\",\"isGateway\":true,\"macspoofchk\":true,\"mtu\":1400",
                "0.4.0/bridge/\"bridge\":\"cni7\",\"hairpinMode\":true,\"dns\":{\"nameservers\":[\"10.0.0.53\"]}",
                "0.3.1/bridge/\"bridge\":\"cni7\",\"portIsolation\":true,\"isDefaultGateway\":true",
                "1.0.0/ptp/\"ipMasq\":true,\"ipMasqBackend\":\"nftables\",\"mtu\":1400",
                "0.2.0/bridge/\"isGateway\":true,\"promiscMode\":true",
            })
    void ourAnswersAndEffectsAreThoseOfTheReference(String text, Namespaces namespaces) throws Exception {
        String[] parts = text.split("/", 3);
        String config = "{\"cniVersion\":\"%s\",\"name\":\"net\",\"type\":\"%s\",%s,%s}"
                .formatted(parts[0], parts[1], parts[2], IPAM);
        Side ours = new Side(namespaces, true);
        Side theirs = new Side(namespaces, false);
        JsonNode answer = ours.call("ADD", parts[1], config).ok();
        JsonNode reference = theirs.call("ADD", parts[1], config).ok();
        assertThat(ours.plain(answer)).isEqualTo(theirs.plain(reference));
        assertThat(ours.state()).isEqualTo(theirs.state());
        if (parts[0].compareTo("0.4.0") >= 0) {
            ours.call("CHECK", parts[1], CniHost.with(config, answer)).ok();
            theirs.call("CHECK", parts[1], CniHost.with(config, reference)).ok();
        }
        ours.call("DEL", parts[1], CniHost.with(config, answer)).ok();
        theirs.call(
                "DEL", parts[1], CniHost.with(config, reference)); // it may fail for chains of iptables that never were
        assertThat(ours.afterwards()).isEqualTo(theirs.afterwards());
    }

    private static final String BRIDGE =
            "{\"cniVersion\":\"1.0.0\",\"name\":\"net\",\"type\":\"bridge\",\"isGateway\":true," + IPAM + "}";

    private static final String PORTS = """
        {"cniVersion":"1.0.0","name":"net","type":"portmap","backend":"nftables",OPTIONS"runtimeConfig":{"portMappings":[
         {"hostPort":8080,"containerPort":80,"protocol":"tcp"},{"hostPort":99,"containerPort":9,"protocol":"sctp"},
         {"hostPort":5353,"containerPort":53,"protocol":"udp","hostIP":"127.0.0.1"}]}}\
        """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"snat\":false,\"markMasqBit\":7,",
                "\"conditionsV4\":[\"ip\",\"saddr\",\"!=\",\"10.0.0.0/8\"],\"conditionsV6\":[\"ip6 saddr fd00::/16\"],",
            })
    void ourPortMapsAreThoseOfTheReference(String options, Namespaces namespaces) throws Exception {
        Side ours = new Side(namespaces, true);
        Side theirs = new Side(namespaces, false);
        JsonNode mine = ours.call("ADD", "bridge", BRIDGE).ok();
        JsonNode reference = theirs.call("ADD", "bridge", BRIDGE).ok();
        String config = PORTS.replace("OPTIONS", options);
        ours.call("ADD", "portmap", CniHost.with(config, mine)).ok();
        theirs.call("ADD", "portmap", CniHost.with(config, reference)).ok();
        assertThat(ours.state()).isEqualTo(theirs.state());
        ours.call("DEL", "portmap", CniHost.with(config, mine)).ok();
        theirs.call("DEL", "portmap", CniHost.with(config, reference)).ok();
        assertThat(ours.state()).isEqualTo(theirs.state());
    }

    /** A chain of two plugins, one of them ours: packets come through, and each takes the other's rules away. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void chainsOfBothWork(boolean isBridgeOurs, Namespaces namespaces) throws Exception {
        Side ours = new Side(namespaces, true);
        Side theirs = ours.other();
        Side bridge = isBridgeOurs ? ours : theirs;
        Side portmap = isBridgeOurs ? theirs : ours;
        JsonNode made = bridge.call("ADD", "bridge", BRIDGE).ok();
        String config = CniHost.with(PORTS.replace("OPTIONS", ""), made);
        JsonNode result = portmap.call("ADD", "portmap", config).ok();
        assertThat(JsonMapper.shared().readTree(result.toString())).isEqualTo(made);
        try (ServerSocketChannel web = ours.pod.sockets().listen("10.36.0.2", 80);
                SocketChannel client = ours.host.host().sockets().connect("127.0.0.1", 8080);
                SocketChannel accepted = web.accept()) {
            assertThat(client.isConnected() && accepted.isConnected()).isTrue();
        }
        ours.call("CHECK", "bridge", CniHost.with(BRIDGE, result)).ok();
        theirs.call("CHECK", "bridge", CniHost.with(BRIDGE, result)).ok();
        ours.call("CHECK", "portmap", config).ok();
        bridge.call("DEL", "portmap", config).ok(); // by the one that did not make them
        assertThat(ours.host.run("nft", "list", "ruleset")).doesNotContain("comment \"c1\"");
        portmap.call("DEL", "bridge", CniHost.with(BRIDGE, result));
        assertThat(CniHost.runIn(ours.pod, "ip", "-o", "link")).doesNotContain("eth0");
        ours.call("DEL", "bridge", CniHost.with(BRIDGE, result)).ok();
    }

    private static final String TUNING = """
        {"cniVersion":"1.0.0","name":"net","type":"tuning","dataDir":"DATA","mac":"02:11:22:33:44:55","mtu":1300,"promisc":true,
         "allmulti":true,"txQLen":77,"sysctl":{"net.ipv4.conf.IFNAME.arp_filter":"1","net.core.somaxconn":"500"}}\
        """;

    /** What each keeps of a link, the other one restores. */
    @Test
    void ourTuningIsThatOfTheReference(Namespaces namespaces) throws Exception {
        Side ours = new Side(namespaces, true);
        Side theirs = new Side(namespaces, false);
        for (Side side : List.of(ours, theirs)) {
            JsonNode made = side.call("ADD", "bridge", BRIDGE).ok();
            String mac = link(side).replaceFirst("(?s).*link/ether (\\S+) .*", "$1");
            String before = link(side);
            String config = CniHost.with(TUNING, made);
            JsonNode result = side.call("ADD", "tuning", config).ok();
            assertThat(result.get("interfaces").get(2).get("mac").asString()).isEqualTo("02:11:22:33:44:55");
            assertThat(link(side)).contains("PROMISC", "ALLMULTI", "mtu 1300", "qlen 77", "02:11:22:33:44:55");
            // GC needs the network, which theirs does not know
            String network = side == ours ? ",\"network\":\"net\"}" : "}";
            assertThat(JsonMapper.shared().readTree(Files.readString(data.resolve(side.directory + "/c1_eth0.json"))))
                    .isEqualTo(JsonMapper.shared()
                            .readTree("{\"mac\":\"" + mac
                                    + "\",\"promisc\":false,\"mtu\":1500,\"allmulti\":false,\"txQLen\":1000"
                                    + network));
            String check = CniHost.with(TUNING, result);
            side.call("CHECK", "tuning", check).ok();
            side.other().call("CHECK", "tuning", check).ok();
            side.other().call("DEL", "tuning", check).ok();
            assertThat(link(side)).isEqualTo(before);
            assertThat(data.resolve(side.directory + "/c1_eth0.json")).doesNotExist();
        }
    }

    private static String link(Side side) {
        return CniHost.runIn(side.pod, "ip", "-d", "link", "show", "eth0");
    }
}
