package io.netlink4j.examples.cni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The options of the plugin {@code bridge}, beside what {@code ip}, {@code bridge} and {@code nft} show. */
@KernelTest
@NeedsCommand({"ip", "bridge", "nft", "ping"})
final class BridgeOptionsIT extends CniPluginTest {
    private static final String CONFIG = """
        {"cniVersion":"1.1.0","name":"opt","type":"bridge","bridge":"cni5","isGateway":true,OPTIONS
         "ipam":{"type":"host-local","dataDir":"DATA","ranges":[[{"subnet":"10.35.0.0/24"}],[{"subnet":"fd00:35::/64"}]]ROUTES}}\
        """;
    private static final String FLAT = """
        {"cniVersion":"1.1.0","name":"flat","type":"bridge","bridge":"cni6",OPTIONS"mtu":1450}\
        """;

    private String config(String options) {
        return config(options, "");
    }

    private String config(String options, String routes) {
        return CONFIG.replace("OPTIONS", options).replace("ROUTES", routes).replace("DATA", data.toString());
    }

    private CniHost.Answer call(String command, String config) {
        return host.ours("bridge", command, "c1", CniHost.file(pod), config);
    }

    private void refused(int code, String words, CniHost.Answer answer) {
        assertThat(answer.status()).as(answer.out()).isEqualTo(1);
        assertThat(answer.code()).as(answer.out()).isEqualTo(code);
        assertThat(answer.json().get("msg").asString()).contains(words);
    }

    @Test
    void anotherMacAddressIsDroppedByTheRulesOfTheReference(Namespaces namespaces) {
        String config = config("\"macspoofchk\":true,");
        JsonNode result = call("ADD", config).ok();
        String port = result.get("interfaces").get(1).get("name").asString();
        String mac = result.get("interfaces").get(2).get("mac").asString();
        NetworkNamespace loaded = namespaces.named();
        String comment = "comment \"macspoofchk-c1-eth0\"";
        CniHost.runIn(
                loaded, "nft", """
                    table bridge nat {
                      chain PREROUTING { type filter hook prerouting priority -300; policy accept; }
                      chain cni-br-iface-c1-eth0 { }
                      chain cni-br-iface-c1-eth0-mac { }
                    }
                    add rule bridge nat PREROUTING iifname PORT jump cni-br-iface-c1-eth0 COMMENT
                    add rule bridge nat cni-br-iface-c1-eth0 jump cni-br-iface-c1-eth0-mac COMMENT
                    add rule bridge nat cni-br-iface-c1-eth0-mac ether saddr MAC return COMMENT
                    add rule bridge nat cni-br-iface-c1-eth0-mac drop COMMENT
                    """.replace("PORT", port).replace("MAC", mac).replace("COMMENT", comment));
        for (String how : new String[] {"--handle", "--debug=netlink"}) {
            assertThat(host.run("nft", how, "list", "table", "bridge", "nat").replaceAll("# handle \\d+", ""))
                    .isEqualTo(CniHost.runIn(loaded, "nft", how, "list", "table", "bridge", "nat")
                            .replaceAll("# handle \\d+", ""));
        }
        CniHost.runIn(pod, "ping", "-c1", "-W2", "10.35.0.1");
        CniHost.runIn(pod, "ip", "link", "set", "eth0", "address", "02:00:00:00:00:77");
        assertThat(CniHost.statusIn(pod, "ping", "-c1", "-W1", "10.35.0.1")).isNotZero();
        CniHost.runIn(pod, "ip", "link", "set", "eth0", "address", mac);

        String checked = CniHost.with(config, result);
        call("CHECK", checked).ok();
        host.run("nft", "flush", "chain", "bridge", "nat", "cni-br-iface-c1-eth0");
        refused(CniException.DIFFERS, "other MAC addresses", call("CHECK", checked));
        call("DEL", checked).ok();
        assertThat(host.run("nft", "list", "ruleset")).contains("PREROUTING").doesNotContain("c1-eth0");
    }

    @Test
    void thePortAndTheBridgeHaveTheirOptions() {
        String options = FLAT.replace("OPTIONS", "\"portIsolation\":true,\"promiscMode\":true,");
        JsonNode result = call("ADD", options).ok();
        String port = result.get("interfaces").get(1).get("name").asString();
        assertThat(host.run("ip", "-d", "link", "show", port))
                .contains("isolated on")
                .contains("mtu 1450");
        assertThat(host.run("ip", "-d", "link", "show", "cni6")).contains("PROMISC");
        assertThat(CniHost.runIn(pod, "ip", "link", "show", "eth0"))
                .contains("mtu 1450")
                .contains("state UP");
        String checked = CniHost.with(options, result);
        call("CHECK", checked).ok();
        host.run("bridge", "link", "set", "dev", port, "isolated", "off");
        refused(CniException.DIFFERS, "other options", call("CHECK", checked));
        host.run("bridge", "link", "set", "dev", port, "isolated", "on");
        host.run("ip", "link", "set", "cni6", "promisc", "off");
        refused(CniException.DIFFERS, "promiscuous", call("CHECK", checked));
        host.run("ip", "link", "set", "cni6", "promisc", "on");
        CniHost.runIn(pod, "ip", "link", "set", "eth0", "mtu", "1400");
        refused(CniException.DIFFERS, "MTU", call("CHECK", checked));
        CniHost.runIn(pod, "ip", "link", "set", "eth0", "mtu", "1450");
        CniHost.runIn(pod, "ip", "link", "set", "eth0", "down");
        refused(CniException.DIFFERS, "down", call("CHECK", checked));
    }

    @Test
    void aDisabledLinkStaysDown() {
        String config = FLAT.replace("OPTIONS", "\"disableContainerInterface\":true,");
        JsonNode result = call("ADD", config).ok();
        assertThat(result.get("interfaces")).hasSize(3);
        assertThat(CniHost.runIn(pod, "ip", "link", "show", "eth0")).contains("state DOWN");
        call("CHECK", CniHost.with(config, result)).ok();
        call("DEL", config).ok();
        refused(
                CniException.CONFIGURATION,
                "cannot use IPAM",
                call("ADD", config("\"disableContainerInterface\":true,")));
    }

    @Test
    void anotherAddressOfTheBridgeIsReplacedOnlyByForce() {
        host.run("ip", "link", "add", "cni5", "type", "bridge");
        host.run("ip", "addr", "add", "10.99.0.1/24", "dev", "cni5");
        refused(CniException.CONFIGURATION, "already has an IP address", call("ADD", config("")));
        assertThat(CniHost.runIn(pod, "ip", "-o", "link")).doesNotContain("eth0");
        assertThat(host.run("ip", "addr", "show", "cni5")).contains("10.99.0.1/24");
        JsonNode result = call("ADD", config("\"forceAddress\":true,")).ok();
        assertThat(host.run("ip", "addr", "show", "cni5"))
                .contains("10.35.0.1/24")
                .contains("fd00:35::1/64")
                .doesNotContain("10.99.0.1");
        host.run("sysctl", "-q", "-w", "net.ipv4.ip_forward=0");
        refused(
                CniException.DIFFERS,
                "does not forward",
                call("CHECK", CniHost.with(config("\"forceAddress\":true,"), result)));
    }

    @Test
    void duplicatesAreLookedForWhereThatIsWanted() {
        call("ADD", config("\"enabledad\":true,")).ok();
        assertThat(CniHost.runIn(pod, "ip", "-6", "addr", "show", "eth0"))
                .containsPattern("fd00:35::2/64 scope global *\n");
        assertThat(CniHost.runIn(pod, "sysctl", "-n", "net.ipv6.conf.eth0.accept_dad"))
                .isEqualTo("1\n");
        call("DEL", config("")).ok();
        call("ADD", config("")).ok();
        assertThat(CniHost.runIn(pod, "sysctl", "-n", "net.ipv6.conf.eth0.accept_dad"))
                .isEqualTo("0\n");
    }

    @Test
    void routesHaveTheOptionsOfTheNewestVersion() {
        String config = config("", """
            ,"routes":[{"dst":"10.9.0.0/16","mtu":1300,"priority":7,"advmss":1200},\
            {"dst":"10.8.0.0/16","gw":"10.35.0.7","table":200},{"dst":"10.7.0.0/16","scope":253}]\
            """);
        JsonNode result = call("ADD", config).ok();
        assertThat(result.get("routes").toString())
                .isEqualTo("[{\"dst\":\"10.9.0.0/16\",\"mtu\":1300,\"advmss\":1200,\"priority\":7},"
                        + "{\"dst\":\"10.8.0.0/16\",\"gw\":\"10.35.0.7\",\"table\":200},"
                        + "{\"dst\":\"10.7.0.0/16\",\"scope\":253}]");
        assertThat(CniHost.runIn(pod, "ip", "route", "show", "table", "all"))
                .contains("10.9.0.0/16 via 10.35.0.1 dev eth0 metric 7 mtu 1300 advmss 1200")
                .contains("10.8.0.0/16 via 10.35.0.7 dev eth0 table 200")
                .contains("10.7.0.0/16 dev eth0 scope link");
        call("CHECK", CniHost.with(config, result)).ok();
        CniHost.runIn(pod, "ip", "route", "change", "10.9.0.0/16", "via", "10.35.0.1", "metric", "7");
        refused(CniException.DIFFERS, "no route to 10.9.0.0/16", call("CHECK", CniHost.with(config, result)));
        assertThat(call("ADD", config.replace("1.1.0", "1.0.0")).status()).isEqualTo(1);
    }

    private String state() {
        String all = host.run("ip", "addr")
                + host.run("nft", "list", "ruleset")
                + CniHost.runIn(pod, "ip", "addr")
                + CniHost.runIn(pod, "ip", "route", "show", "table", "all");
        return all.replace(" tentative", ""); // that ends by itself
    }

    @Test
    void aFailedAddLeavesNothingAndASecondOneChangesNothing() {
        String none = state();
        String gone = config("").replace("10.35.0.0/24", "10.35.0.0/31");
        refused(CniException.CONFIGURATION, "too small", call("ADD", gone));
        refused(CniException.INTERNAL, "mtu", call("ADD", config("\"mtu\":1,")));
        refused(CniException.INTERNAL, "", call("ADD", config("\"mtu\":80000000,")));
        refused(
                CniException.CONFIGURATION,
                "failed to find plugin",
                call("ADD", config("").replace("host-local", "no")));
        String unreachable =
                config("\"macspoofchk\":true,", ",\"routes\":[{\"dst\":\"10.8.0.0/16\",\"gw\":\"10.77.0.7\"}]");
        assertThat(call("ADD", unreachable).status()).isEqualTo(1);
        assertThat(state().replaceAll("(?s)table bridge nat \\{.*?\\n\\}\\n", ""))
                .isEqualTo(none);
        assertThat(data.resolve("opt/10.35.0.2")).doesNotExist();

        String config = config("\"macspoofchk\":true,\"ipMasq\":true,");
        call("ADD", config).ok();
        String before = state();
        refused(CniException.INTERNAL, "has a link eth0 already", call("ADD", config));
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void whatIsLeftIsFoundWithoutTheNamespace() {
        String config = config("\"macspoofchk\":true,\"ipMasq\":true,");
        JsonNode result = call("ADD", config).ok();
        host.ours("bridge", "DEL", "c1", "", CniHost.with(config, result)).ok();
        assertThat(host.run("ip", "-o", "link", "show", "master", "cni5")).isEmpty();
        assertThat(host.run("nft", "list", "ruleset")).doesNotContain("-c1-eth0", "id: c1");
        assertThat(data.resolve("opt/10.35.0.2")).doesNotExist();
    }

    @Test
    void garbageOfAllKindsIsCollected(Namespaces namespaces) {
        String config = config("\"macspoofchk\":true,\"ipMasq\":true,");
        call("ADD", config).ok();
        NetworkNamespace other = namespaces.named();
        host.ours("bridge", "ADD", "c2", CniHost.file(other), config).ok();
        NetworkNamespace third = namespaces.named();
        host.ours("bridge", "ADD", "c3", CniHost.file(third), config.replace("\"opt\"", "\"other\""))
                .ok();
        String valid = config.replaceFirst(
                "\\{", "{\"cni.dev/valid-attachments\":[{\"containerID\":\"c2\",\"ifname\":\"eth0\"}],");
        host.ours("bridge", "GC", "", "", valid).ok();
        assertThat(host.run("nft", "list", "ruleset"))
                .doesNotContain("-c1-eth0", "id: c1")
                .contains("macspoofchk-c2-eth0")
                .contains("id: c2")
                .contains("macspoofchk-c3-eth0")
                .contains("id: c3");
        assertThat(CniHost.runIn(pod, "ip", "-o", "link")).doesNotContain("eth0");
        assertThat(CniHost.runIn(other, "ip", "-o", "link")).contains("eth0");
        assertThat(CniHost.runIn(third, "ip", "-o", "link")).contains("eth0");
        assertThat(data.resolve("opt/10.35.0.2")).doesNotExist();
        assertThat(data.resolve("opt/10.35.0.3")).exists();
    }

    @Test
    void wrongOptionsAreRefused() {
        for (String wrong : new String[] {
            "\"vlan\":4095,",
            "\"vlan\":-1,",
            "\"vlanTrunk\":[{\"minID\":3}],",
            "\"vlanTrunk\":[{\"maxID\":3}],",
            "\"vlanTrunk\":[{\"minID\":4,\"maxID\":3}],",
            "\"vlanTrunk\":[{\"minID\":0,\"maxID\":3}],",
            "\"vlanTrunk\":[{\"id\":4095}],",
            "\"hairpinMode\":true,\"promiscMode\":true,"
        }) {
            refused(CniException.CONFIGURATION, "", call("ADD", config(wrong)));
        }
        refused(
                CniException.UNSUPPORTED_FIELD,
                "ipMasqBackend",
                call("ADD", config("\"ipMasqBackend\":\"iptables\",")));
        refused(CniException.DECODE, "vlanTrunk", call("ADD", config("\"vlanTrunk\":7,")));
        assertThat(host.run("ip", "-o", "link")).doesNotContain("cni5");
    }

    @Test
    @VariesByKernel
    void portsAreInTheirVlans(Namespaces namespaces) {
        String config = config("\"vlan\":100,\"preserveDefaultVlan\":false,");
        CniHost.Answer answer = call("ADD", config);
        if (answer.out().contains("bridges of this kernel have no VLANs")) {
            abort("the bridges of this kernel have no VLANs");
        }
        JsonNode result = answer.ok();
        assertThat(result.get("interfaces").get(3).get("name").asString()).isEqualTo("cni5.100");
        String port = result.get("interfaces").get(1).get("name").asString();
        assertThat(host.run("bridge", "vlan", "show", "dev", port))
                .contains("100 PVID Egress Untagged")
                .doesNotContain(" 1 ");
        assertThat(host.run("ip", "addr", "show", "cni5.100"))
                .contains("10.35.0.1/24")
                .contains("fd00:35::1/64");
        CniHost.runIn(pod, "ping", "-c1", "-W5", "10.35.0.1");
        String checked = CniHost.with(config, result);
        call("CHECK", checked).ok();
        host.run("bridge", "vlan", "add", "dev", port, "vid", "7");
        refused(CniException.DIFFERS, "other options", call("CHECK", checked));

        NetworkNamespace other = namespaces.named();
        String trunk = FLAT.replace("cni6", "cni5")
                .replace(
                        "OPTIONS",
                        "\"vlanTrunk\":[{\"minID\":10,\"maxID\":12},{\"id\":20}],\"preserveDefaultVlan\":false,");
        JsonNode second =
                host.ours("bridge", "ADD", "c2", CniHost.file(other), trunk).ok();
        assertThat(host.run(
                                "bridge",
                                "vlan",
                                "show",
                                "dev",
                                second.get("interfaces").get(1).get("name").asString())
                        .lines()
                        .map(line -> line.replaceFirst("^veth\\S+", "").strip())
                        .skip(1))
                .containsExactly("1 PVID Egress Untagged", "10", "11", "12", "20");
        host.ours("bridge", "CHECK", "c2", CniHost.file(other), CniHost.with(trunk, second))
                .ok();
    }
}
