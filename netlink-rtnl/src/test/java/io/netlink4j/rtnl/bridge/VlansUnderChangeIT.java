package io.netlink4j.rtnl.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.testkit.LinkTestNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A list has all VLANs that are there the whole time, each once, while another process adds and deletes others, and links. */
@KernelTest
@VariesByKernel
@Isolated
@NeedsCommand("bridge")
final class VlansUnderChangeIT {
    private static final int PORTS = 64;
    private static final int CHANGES = 400;
    private static final int ROUNDS = 4;
    /** Even ones, so that none are alike neighbours, and in a message of its own each. */
    private static final List<Integer> STAYING =
            IntStream.rangeClosed(501, 700).map(i -> 2 * i).boxed().toList();

    @TempDir
    private Path directory;

    @Test
    void listsAreCompleteOrRefused(Namespaces namespaces) throws Exception {
        LinkTestNamespace room = room(namespaces);
        Rtnl rtnl = room.rtnl();
        FutureTask<Boolean> changes = new FutureTask<>(() -> {
            // Lower VLANs than those that stay, and links before theirs: what is listed after them moves.
            for (int round = 0; round < ROUNDS; round++) {
                for (String change : List.of("add", "del")) {
                    batch(
                            room,
                            "bridge",
                            IntStream.range(0, CHANGES)
                                    .mapToObj(i -> "vlan " + change + " vid " + (2 + 2 * i) + " dev v" + i % PORTS));
                }
            }
            batch(room, "ip", IntStream.range(0, PORTS).mapToObj(i -> "link delete before" + i));
            return true;
        });
        Thread changer = Thread.ofPlatform().start(changes);
        try {
            while (!changes.isDone()) {
                try {
                    check(rtnl.bridgeVlans().list());
                } catch (NetlinkException.DumpInterrupted refused) {
                    assertThat(refused)
                            .hasMessageContaining("cannot list VLANs in namespace")
                            .hasMessageContaining("16 dumps");
                }
            }
        } finally {
            changer.join();
        }
        assertThat(changes.get()).isTrue();
        check(rtnl.bridgeVlans().list());
    }

    private LinkTestNamespace room(Namespaces namespaces) throws IOException {
        LinkTestNamespace room = new LinkTestNamespace(namespaces);
        try {
            room.ip("link add br0 type bridge vlan_filtering 1 vlan_default_pvid 0");
        } catch (AssertionError refused) {
            if (refused.getMessage().contains("Operation not supported")) {
                abort("the bridges of this kernel have no VLANs");
            }
            throw refused;
        }
        batch(
                room,
                "ip",
                IntStream.range(0, PORTS)
                        .boxed()
                        .flatMap(i -> Stream.of(
                                "link add before" + i + " type bridge",
                                "link add v" + i + " type veth peer name w" + i,
                                "link set v" + i + " master br0")));
        batch(
                room,
                "bridge",
                IntStream.range(0, PORTS)
                        .boxed()
                        .flatMap(i -> STAYING.stream().map(vlan -> "vlan add vid " + vlan + " dev v" + i)));
        return room;
    }

    private static void check(Map<Integer, List<BridgeVlan>> listed) {
        assertThat(listed).hasSizeGreaterThanOrEqualTo(PORTS);
        int whole = 0;
        for (List<BridgeVlan> vlans : listed.values()) {
            List<Integer> all = new ArrayList<>();
            vlans.forEach(
                    vlan -> IntStream.rangeClosed(vlan.first(), vlan.last()).forEach(all::add));
            assertThat(all).doesNotHaveDuplicates();
            all.retainAll(STAYING);
            if (!all.isEmpty()) {
                assertThat(all).isEqualTo(STAYING);
                whole++;
            }
        }
        assertThat(whole).isEqualTo(PORTS);
    }

    private void batch(LinkTestNamespace room, String program, Stream<String> lines) throws IOException {
        Path file = Files.write(Files.createTempFile(directory, program, ""), (Iterable<String>) lines::iterator);
        room.sh(program + " -batch " + file);
    }
}
