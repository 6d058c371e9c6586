package io.netlink4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.message.MessageHeader;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Replies that are longer than usual, and names of links that look like something else. */
@KernelTest
class LongRepliesIT {
    private static final Attribute<byte[]> ALIAS = Attribute.of(20, "IFLA_IFALIAS", Codecs.BINARY);
    private static final int NETLINK_CAP_ACK = 10;

    /**
     * Without {@code NETLINK_CAP_ACK}, as on kernels that do not know it, the kernel sends a refused request back
     * whole.
     */
    @Test
    void aTruncatedAcknowledgementStillCounts(NetworkNamespace red) throws Exception {
        red.call(() -> {
            int socket = withMemory(errno -> Libc.socket(
                    errno, Linux.AF_NETLINK, Linux.SOCK_RAW | Linux.SOCK_CLOEXEC, RouteMessages.PROTOCOL.number()));
            Channel channel = new Channel(socket, "a socket");
            try {
                int fd = channel.acquire();
                MemorySegment off = Arena.ofAuto().allocate(ValueLayout.JAVA_INT);
                withMemory(errno -> Libc.setsockopt(errno, fd, Linux.SOL_NETLINK, NETLINK_CAP_ACK, off, Integer.BYTES));
                KernelConnection answers = new KernelConnection(RouteMessages.PROTOCOL, "here", channel);
                Request refused = new Request(
                        RouteMessages.NEWLINK,
                        0,
                        RouteMessages.link("nobody").with(ALIAS, new byte[3000]),
                        () -> "change link 'nobody'");
                Request done = RouteMessages.addBridge("bridge");
                channel.expectMuch();
                Pipeline pipeline = new Pipeline(answers, channel, List.of(refused, done), 1, true, 1 << 16);
                assertThat(pipeline.untilAnswered(fd)).singleElement().satisfies(failure -> {
                    assertThat(failure.index()).isZero();
                    assertThat(failure.exception().errno()).isPresent();
                    assertThat(failure.exception()).hasMessageStartingWith("cannot change link 'nobody' in here");
                });
                channel.release();
            } finally {
                channel.close();
            }
            return null;
        });
    }

    private interface Call {
        int run(MemorySegment errno);
    }

    private static int withMemory(Call call) {
        try (Arena arena = Arena.ofConfined()) {
            int result = call.run(Libc.newErrno(arena));
            assertThat(result).isNotNegative();
            return result;
        }
    }

    @Test
    void aBatchTakesNoDumps(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            Request dump = new Request(
                    RouteMessages.GETLINK,
                    MessageHeader.NLM_F_DUMP,
                    RouteMessages.links().body(),
                    () -> "list links");
            assertThatThrownBy(() -> socket.batch(List.of(RouteMessages.addBridge("a"), dump)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a batch takes no dumps, such as 'list links': call list");
            assertThat(socket.list(RouteMessages.links(), RouteMessages.NAMES)).doesNotContain("a");
        }
    }

    @Test
    void transmittingNothingHasAnEmptyResult(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            TransmitResult nothing = socket.transmit(List.of(), 0, (index, type, flags, memory, offset, end) -> {
                throw new AssertionError();
            });
            assertThat(nothing.failures()).isEmpty();
            assertThat(nothing.overrun()).isFalse();
            assertThat(nothing.acknowledged(0)).isFalse();
        }
    }

    /** The acknowledgement of the last request ends a transmission, but not before the replies that an earlier call left. */
    @Test
    void transmissionsBeginWithAnEmptyReceiveBuffer(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            for (int i = 0; i < 3; i++) {
                socket.read(acknowledged(RouteMessages.get("lo")), (type, flags, memory, offset, end) -> true);
            }
            for (String name : List.of("a", "b")) {
                TransmitResult result = socket.transmit(
                        List.of(RouteMessages.addBridge(name + 1), acknowledged(RouteMessages.addBridge(name + 2))),
                        0,
                        (index, type, flags, memory, offset, end) -> {
                            throw new AssertionError("a reply to an earlier request");
                        });
                assertThat(result.failures()).isEmpty();
                assertThat(result.acknowledgements().stream()).containsExactly(1);
            }
            assertThat(socket.list(RouteMessages.links(), RouteMessages.NAMES)).contains("a1", "a2", "b1", "b2");
        }
    }

    @Test
    void aTransmissionReadsItsDumpsToTheirEnd(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            List<Request> bridges = IntStream.range(0, 100)
                    .mapToObj(i -> RouteMessages.addBridge("br" + i))
                    .toList();
            socket.batch(bridges).orThrow();
            Request dump = new Request(
                    RouteMessages.GETLINK,
                    MessageHeader.NLM_F_DUMP,
                    RouteMessages.links().body(),
                    () -> "list links");
            int[] links = new int[1];
            TransmitResult result = socket.transmit(
                    List.of(dump, acknowledged(RouteMessages.addBridge("last"))),
                    0,
                    (index, type, flags, memory, offset, end) -> links[0]++);
            assertThat(result.acknowledged(1)).isTrue();
            assertThat(links[0]).isGreaterThanOrEqualTo(bridges.size());
        }
    }

    private static Request acknowledged(Request request) {
        return new Request(
                request.type(), request.flags() | MessageHeader.NLM_F_ACK, request.body(), request.operation());
    }

    @Test
    void aBatchResultCanThrowAgain(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red)) {
            BatchResult result = socket.batch(
                    List.of(RouteMessages.delete("a"), RouteMessages.delete("b"), RouteMessages.delete("c")));
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(result::orThrow)
                        .isInstanceOf(NetlinkException.NotFound.class)
                        .hasMessage("cannot delete link 'a' in " + red
                                + ": No such device (ENODEV); and 2 more were refused")
                        .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(2));
            }
        }
    }

    @Test
    void anIndexIsThatOfTheExactName(NetworkNamespace red) {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
                NetlinkSocket other = NetlinkSocket.open(RouteMessages.OTHER, red)) {
            for (NetlinkSocket each : List.of(socket, other)) {
                assertThat(each.ifindex("lo")).isEqualTo(Optional.of(1));
                assertThat(each.ifindex("lo:1")).isEmpty();
                assertThat(each.ifindex("lo ")).isEmpty();
                assertThat(each.ifindex("a".repeat(127))).isEmpty();
                for (String impossible : List.of("", "lo\0", "lo\0x", "a".repeat(128))) {
                    assertThatThrownBy(() -> each.ifindex(impossible)).isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
    }

    @Test
    void anIndexIsFoundByAnAlternativeName(NetworkNamespace red) {
        String longName = "an-alternative-name-of-a-bridge";
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
                NetlinkSocket other = NetlinkSocket.open(RouteMessages.OTHER, red)) {
            socket.execute(RouteMessages.addBridge("bridge"));
            socket.execute(RouteMessages.addAlternativeName("bridge", longName));
            socket.execute(RouteMessages.addAlternativeName("bridge", "ünïcode:1"));
            Optional<Integer> index = socket.ifindex("bridge");
            assertThat(index).isPresent();
            for (NetlinkSocket each : List.of(socket, other)) {
                assertThat(each.ifindex(longName)).isEqualTo(index);
                assertThat(each.ifindex("ünïcode:1")).isEqualTo(index);
            }
        }
    }

    @Test
    void aClosedSocketFindsNothing(NetworkNamespace red) {
        NetlinkSocket other = NetlinkSocket.open(RouteMessages.OTHER, red);
        other.close();
        assertThatThrownBy(() -> other.ifindex("lo")).isInstanceOf(NetlinkException.Closed.class);
    }
}
