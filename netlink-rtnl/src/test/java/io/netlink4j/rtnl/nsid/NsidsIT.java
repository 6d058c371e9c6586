package io.netlink4j.rtnl.nsid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@EachIpVersion
@KernelTest
@Timeout(120)
final class NsidsIT {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void anNsidIsAssignedOnce(NetworkNamespace red, Namespaces namespaces) {
        NetworkNamespace blue = namespaces.unnamed();
        NetworkNamespace green = namespaces.unnamed();
        try (Rtnl rtnl = Rtnl.open(red)) {
            Nsids nsids = rtnl.nsids();
            assertThat(nsids.find(blue)).isEmpty();
            assertThat(nsids.list()).isEmpty();
            nsids.assign(blue, 42);
            assertThat(nsids.find(blue)).hasValue(42);
            assertThat(nsids.assign(blue)).isEqualTo(42);
            int chosen = nsids.assign(green);
            assertThat(nsids.find(green)).hasValue(chosen);
            assertThat(nsids.list().stream().mapToInt(nsid -> nsid.number().orElseThrow()))
                    .containsExactlyInAnyOrder(42, chosen);
            assertThat(nsids.list().getFirst()).hasToString("nsid " + Math.min(42, chosen));
            assertThatThrownBy(() -> nsids.assign(namespaces.unnamed(), 42))
                    .isInstanceOf(NetlinkException.AlreadyExists.class)
                    .hasMessageContaining("the nsid 42 in " + red + ": that nsid is taken (EEXIST)");
            assertThatThrownBy(() -> nsids.assign(blue, 43))
                    .isInstanceOf(NetlinkException.AlreadyExists.class)
                    .hasMessageContaining("it has an nsid already");
            assertThatThrownBy(() -> nsids.assign(blue, -1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theNsidOfTheNamespaceOfAProcess(NetworkNamespace red) {
        try (Rtnl rtnl = Rtnl.open(red);
                NetworkNamespace leaders =
                        NetworkNamespace.ofProcess(ProcessHandle.current().pid())) {
            long pid = ProcessHandle.current().pid();
            assertThat(rtnl.nsids().ofProcess(pid)).isEmpty();
            int number = rtnl.nsids().assign(leaders);
            assertThat(rtnl.nsids().ofProcess(pid)).hasValue(number);
            assertThatThrownBy(() -> rtnl.nsids().ofProcess(Integer.MAX_VALUE))
                    .isInstanceOf(NetlinkException.NotFound.class)
                    .hasMessageContaining("there is no such process");
        }
    }

    @Test
    @NeedsCommand("ip")
    void ipShowsTheSameNsids(Namespaces namespaces) {
        LinkTestNamespace red = new LinkTestNamespace(namespaces);
        LinkTestNamespace blue = new LinkTestNamespace(namespaces);
        Rtnl rtnl = red.rtnl();
        red.links().add(Link.named("v0").kind(Veth.to(Link.named("v1").in(blue.namespace()))));
        Link cable = red.links().get("v0");
        JsonNode shown = red.one("link show v0");
        assertThat(cable.linkNamespaceId()).hasValue(shown.get("link_netnsid").asInt());
        assertThat(rtnl.nsids().namespaceOf(cable, List.of(red.namespace(), blue.namespace())))
                .hasValue(blue.namespace());
        assertThat(rtnl.nsids().namespaceOf(red.links().get("lo"), List.of(blue.namespace())))
                .isEmpty();
        String blueName = blue.namespace().name().orElseThrow();
        assertThat(rtnl.nsids().names())
                .isEqualTo(Map.of(cable.linkNamespaceId().orElseThrow(), blueName));
        NetworkNamespace green = namespaces.named();
        rtnl.nsids().assign(green, 4711);
        JsonNode listed = red.json("netns list-id");
        assertThat(rtnl.nsids().list()).hasSize(listed.size());
        for (JsonNode one : listed) {
            assertThat(rtnl.nsids().names())
                    .containsEntry(one.get("nsid").asInt(), one.get("name").asString());
        }
        NetworkNamespace white = namespaces.named();
        red.ip("netns set " + white.name().orElseThrow() + " 77");
        assertThat(rtnl.nsids().find(white)).hasValue(77);
    }

    @Test
    void aSocketKeepsItsNamespaceAlive(Namespaces namespaces) throws Exception {
        // The JDK creates an internal pair of sockets with its first channel. They would keep red alive forever.
        DatagramChannel.open().close();
        NetworkNamespace red = namespaces.named();
        String name = red.name().orElseThrow();
        try (Rtnl here = namespaces.keep(Rtnl.open(namespaces.unnamed()));
                DatagramChannel socket = red.call(() -> DatagramChannel.open())) {
            here.links().add(Link.named("v0").kind(Veth.to(Link.named("v1").in(red))));
            int number = here.nsids().find(red).orElseThrow();
            assertThatThrownBy(() -> here.nsids().awaitGone(NetworkNamespace.open(name), SHORT))
                    .isInstanceOf(NetlinkException.TimedOut.class)
                    .hasMessageStartingWith("timed out after PT0.2S waiting for namespace '" + name
                            + "' to be gone: it is held by its name '" + name + "' and ")
                    .hasMessageContaining("socket:[")
                    .hasMessageContaining("an open handle, file descriptor ");
            NetworkNamespace.delete(name);
            CompletableFuture<Boolean> gone = CompletableFuture.supplyAsync(() -> {
                here.nsids().awaitGone(red, LONG);
                return true;
            });
            assertThatThrownBy(() -> here.nsids().awaitGone(number, SHORT))
                    .isInstanceOf(NetlinkException.TimedOut.class)
                    .hasMessageContaining("waiting for nsid " + number + " of ");
            assertThat(gone).isNotDone();
            assertThat(here.links().find("v0")).isPresent();
            socket.close();
            assertThat(gone.join()).isTrue();
            here.links().awaitGone("v0", LONG);
            here.nsids().awaitGone(number, Duration.ZERO);
        }
    }

    @Test
    @NeedsCommand({"ip", "sleep"})
    void aProcessKeepsItsNamespaceAlive(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.named();
        String name = red.name().orElseThrow();
        Process sleep = new ProcessBuilder("ip", "netns", "exec", name, "sleep", "600").start();
        try (Rtnl here = namespaces.keep(Rtnl.open(namespaces.unnamed()))) {
            while (sleep.info()
                    .command()
                    .filter(program -> program.endsWith("sleep"))
                    .isEmpty()) {
                assertThat(sleep.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            NetworkNamespace.delete(name);
            assertThatThrownBy(() -> here.nsids().awaitGone(red, SHORT))
                    .isInstanceOf(NetlinkException.TimedOut.class)
                    .hasMessageEndingWith("it is held by process " + sleep.pid());
            Optional<Integer> number = here.nsids().ofProcess(sleep.pid());
            sleep.destroyForcibly().waitFor();
            here.nsids().awaitGone(number.orElseThrow(), LONG);
        } finally {
            sleep.destroyForcibly().waitFor();
        }
    }
}
