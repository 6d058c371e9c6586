package io.netlink4j.core.tun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@KernelTest
@NeedsCommand("ip")
@EnabledIf(value = "canOpen", disabledReason = "/dev/net/tun may not be opened here")
final class TunDeviceIT {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final int ICMP = 1;

    private NetworkNamespace red;

    static boolean canOpen() {
        Path file = Path.of("/dev/net/tun");
        return Files.isReadable(file) && Files.isWritable(file);
    }

    @BeforeEach
    void createNamespace(Namespaces namespaces) {
        red = namespaces.named();
    }

    private String ip(String... line) {
        String[] whole = new String[line.length + 3];
        whole[0] = "ip";
        whole[1] = "-n";
        whole[2] = red.name().orElseThrow();
        System.arraycopy(line, 0, whole, 3, line.length);
        return Command.run(whole).ok();
    }

    /** Another test may start a process meanwhile, which has copies of all descriptors until it runs its program. */
    private void awaitGone(String name) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (ip("link").contains(name)) {
            assertThat(System.nanoTime() - deadline)
                    .as(name + " is still there")
                    .isNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theKernelAnswersAPacket(boolean direct) {
        try (TunDevice tun = red.openTun(TunRequest.tun("tun0"))) {
            ip("addr", "add", "10.8.0.1/24", "dev", "tun0");
            ip("link", "set", "tun0", "up");
            ByteBuffer request = direct ? ByteBuffer.allocateDirect(64) : ByteBuffer.allocate(64);
            request.put(echoRequest()).flip();
            assertThat(tun.write(request)).isEqualTo(28);
            assertThat(request.hasRemaining()).isFalse();
            ByteBuffer reply = direct ? ByteBuffer.allocateDirect(2000) : ByteBuffer.allocate(2000);
            int length = tun.read(reply, LONG);
            // The kernel may look for routers by IPv6 first.
            while (reply.get(0) >> 4 != 4) {
                length = tun.read(reply.clear(), LONG);
            }
            assertThat(length).isEqualTo(28).isEqualTo(reply.position());
            assertThat(reply.get(9)).as("protocol").isEqualTo((byte) ICMP);
            assertThat(reply.getInt(12)).as("source").isEqualTo(0x0a080001);
            assertThat(reply.get(20)).as("echo reply").isZero();
        }
    }

    /** An ICMP echo request from 10.8.0.2 to 10.8.0.1. */
    private static byte[] echoRequest() {
        ByteBuffer packet = ByteBuffer.allocate(28)
                .put(0, (byte) 0x45)
                .putShort(2, (short) 28)
                .put(8, (byte) 64)
                .put(9, (byte) ICMP)
                .putInt(12, 0x0a080002)
                .putInt(16, 0x0a080001)
                .put(20, (byte) 8)
                .putShort(24, (short) 7);
        packet.putShort(10, checksum(packet, 0, 20)).putShort(22, checksum(packet, 20, 28));
        return packet.array();
    }

    private static short checksum(ByteBuffer packet, int from, int to) {
        int sum = 0;
        for (int at = from; at < to; at += 2) {
            sum += packet.getShort(at) & 0xffff;
        }
        return (short) ~((sum & 0xffff) + (sum >>> 16));
    }

    @Test
    void aPacketLongerThanTheBufferIsCut() {
        try (TunDevice tun = red.openTun(TunRequest.tun("tun0"))) {
            ip("addr", "add", "10.8.0.1/24", "dev", "tun0");
            ip("link", "set", "tun0", "up");
            tun.write(ByteBuffer.wrap(echoRequest()));
            ByteBuffer first = ByteBuffer.allocate(5);
            assertThat(tun.read(first, LONG)).isEqualTo(5);
            assertThat(first.hasRemaining()).isFalse();
        }
    }

    @Test
    void theLinkIsWhatWasRequested() {
        try (TunDevice one = red.openTun(TunRequest.tun("vpn%d"));
                TunDevice two = red.openTun(TunRequest.tap("tap7").multiQueue());
                TunDevice again = red.openTun(TunRequest.tap("tap7").multiQueue())) {
            assertThat(one.name()).isEqualTo("vpn0");
            assertThat(again.name()).isEqualTo(two.name()).isEqualTo("tap7");
            assertThat(ip("-d", "link", "show", "vpn0")).contains("tun type tun pi off vnet_hdr off persist off");
            assertThat(ip("-d", "link", "show", "tap7"))
                    .contains("tun type tap pi off vnet_hdr off multi_queue numqueues 2", "persist off");
            assertThat(one)
                    .hasToString("tun device 'vpn0' in namespace '" + red.name().orElseThrow() + "'");
        }
        awaitGone("vpn0");
        awaitGone("tap7");
    }

    @Test
    void aPersistentDeviceStaysAndIsOpenedAgain() {
        red.openTun(TunRequest.tun("tun0").persistent().multiQueue()).close();
        assertThat(ip("-d", "link", "show", "tun0")).contains("persist on");
        try (TunDevice again = red.openTun(TunRequest.tun("tun0").multiQueue())) {
            assertThat(again.name()).isEqualTo("tun0");
        }
        ip("link", "delete", "tun0");
    }

    @Test
    void aDeviceHasAnOwnerAndHeaders() throws IOException {
        boolean others = hasId("uid_map", 12345) && hasId("gid_map", 54321);
        TunRequest wanted = TunRequest.tap("tap0")
                .persistent()
                .owner(others ? 12345 : 0)
                .group(others ? 54321 : 0)
                .virtioHeader()
                .packetInformation();
        red.openTun(wanted).close();
        assertThat(ip("-d", "link", "show", "tap0"))
                .contains("tun type tap pi on vnet_hdr on persist on "
                        + (others ? "user 12345 group 54321" : "user root group root"));
        if (!others) {
            assertThatThrownBy(() -> red.openTun(TunRequest.tap("tap1").owner(12345)))
                    .isInstanceOf(NetlinkException.Invalid.class)
                    .hasMessageContaining("the user namespace has no such user or group");
        }
        ip("link", "delete", "tap0");
        try (TunDevice tun =
                red.openTun(TunRequest.tun("tun0").packetInformation().virtioHeader())) {
            ip("addr", "add", "10.8.0.1/24", "dev", "tun0");
            ip("link", "set", "tun0", "up");
            ByteBuffer request = ByteBuffer.allocate(14 + 28);
            request.putShort(2, (short) 0x0800).put(14, echoRequest());
            assertThat(tun.write(request)).isEqualTo(42);
            ByteBuffer reply = ByteBuffer.allocate(2000);
            int length = tun.read(reply, LONG);
            while (reply.getShort(2) != 0x0800) {
                length = tun.read(reply.clear(), LONG);
            }
            assertThat(length).isEqualTo(42);
            assertThat(reply.getInt(14 + 12)).as("source").isEqualTo(0x0a080001);
        }
        assertThatThrownBy(() -> TunRequest.tap("t").owner(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TunRequest.tap("t").group(0xffff_ffffL)).isInstanceOf(IllegalArgumentException.class);
        for (String pattern : new String[] {"tun%s", "a%", "%d%d"}) {
            assertThatThrownBy(() -> TunRequest.tun(pattern))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + pattern + "' is no name for a link");
        }
    }

    /** Whether the user namespace of this process has a user or group with that number. */
    private static boolean hasId(String map, long id) throws IOException {
        return Files.readAllLines(Path.of("/proc/self", map)).stream()
                .map(line -> line.strip().split("\\s+"))
                .anyMatch(range ->
                        id >= Long.parseLong(range[0]) && id - Long.parseLong(range[0]) < Long.parseLong(range[2]));
    }

    @Test
    void whatCannotBeOpenedIsToldWithTheReason() {
        ip("link", "add", "br0", "type", "bridge");
        assertThatThrownBy(() -> red.openTun(TunRequest.tun("br0")))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("cannot open tun device 'br0' in namespace '")
                .hasMessageContaining("no device of this type");
        try (TunDevice tun = red.openTun(TunRequest.tun("tun0"))) {
            assertThat(tun.isOpen()).isTrue();
            assertThatThrownBy(() -> red.openTun(TunRequest.tun("tun0")))
                    .isInstanceOf(NetlinkException.Busy.class)
                    .hasMessageContaining("multiQueue()");
        }
        assertThatThrownBy(() -> TunRequest.tap("a/b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TunRequest.tap("x".repeat(16))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCannotBeWrittenIsToldWithTheReason() {
        try (TunDevice tun = red.openTun(TunRequest.tun("tun0"))) {
            assertThatThrownBy(() -> tun.write(ByteBuffer.wrap(echoRequest())))
                    .isInstanceOf(NetlinkException.class)
                    .hasMessageContaining("the link is down");
            ip("link", "set", "tun0", "up");
            assertThatThrownBy(() -> tun.write(ByteBuffer.wrap(new byte[20])))
                    .isInstanceOf(NetlinkException.Invalid.class)
                    .hasMessageContaining("no packet");
            ip("link", "delete", "tun0");
            assertThatThrownBy(() -> tun.read(ByteBuffer.allocate(10), LONG))
                    .isInstanceOf(NetlinkException.class)
                    .hasMessageContaining("the link was deleted");
        }
    }

    @Test
    void aReaderIsLimitedInterruptedAndClosed() throws Exception {
        TunDevice tun = red.openTun(TunRequest.tun("tun0"));
        assertThatThrownBy(() -> tun.read(ByteBuffer.allocate(10), SHORT))
                .isInstanceOf(NetlinkException.TimedOut.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> tun.read(ByteBuffer.allocate(10))).isInstanceOf(NetlinkException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(tun.isOpen()).isTrue();
        FutureTask<Integer> first = new FutureTask<>(() -> tun.read(ByteBuffer.allocate(10)));
        FutureTask<Integer> second = new FutureTask<>(() -> tun.read(ByteBuffer.allocate(10)));
        Thread platform = Thread.ofPlatform().start(first);
        Thread virtual = Thread.ofVirtual().start(second);
        while (platform.getState() != Thread.State.TIMED_WAITING || virtual.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        tun.close();
        assertThatThrownBy(first::get).hasCauseInstanceOf(NetlinkException.Closed.class);
        assertThatThrownBy(second::get).hasCauseInstanceOf(NetlinkException.Closed.class);
        assertThatThrownBy(() -> tun.write(ByteBuffer.wrap(echoRequest()))).isInstanceOf(NetlinkException.Closed.class);
    }
}
