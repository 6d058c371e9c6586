package io.netlink4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.message.MessageHeader;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.Test;

/** Nobody but the kernel can send to our port: an answer is the kernel's. */
@KernelTest
class NetlinkSocketForgeryIT {

    @Test
    void aForgedRefusalDoesNotArrive(NetworkNamespace red) throws Throwable {
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, red);
                Arena arena = Arena.ofConfined();
                OwnedFd forger = new OwnedFd(
                        red.call(() -> Libc.socket(
                                Libc.newErrno(Arena.ofAuto()),
                                Linux.AF_NETLINK,
                                Linux.SOCK_RAW | Linux.SOCK_CLOEXEC,
                                0)),
                        "the forger")) {
            int[] portAndSequence = new int[2];
            socket.dump(RouteMessages.links(), (type, flags, memory, offset, end) -> {
                portAndSequence[0] = MessageHeader.port(memory, offset - MessageHeader.LENGTH);
                portAndSequence[1] = MessageHeader.sequence(memory, offset - MessageHeader.LENGTH);
                return true;
            });
            for (int next = 1; next <= 3; next++) {
                sendTo(arena, forger.acquire(), portAndSequence[0], refusal(arena, portAndSequence, next));
                forger.release();
            }
            socket.execute(RouteMessages.addBridge("bridge"));
            assertThat(socket.get(RouteMessages.get("bridge"), RouteMessages.NAMES))
                    .isEqualTo("bridge");
            assertThat(socket.list(RouteMessages.links(), RouteMessages.NAMES)).contains("bridge");
        }
    }

    private static MemorySegment refusal(Arena arena, int[] portAndSequence, int next) {
        MemorySegment message = arena.allocate(36, 4);
        MessageHeader.write(message, 0, 36, MessageHeader.NLMSG_ERROR, 0, portAndSequence[1] + next);
        message.set(ValueLayout.JAVA_INT, 12, portAndSequence[0]);
        message.set(ValueLayout.JAVA_INT, 16, -1);
        return message;
    }

    @SuppressWarnings("restricted")
    private static void sendTo(Arena arena, int fd, int port, MemorySegment message) throws Throwable {
        Linker linker = Linker.nativeLinker();
        MethodHandle sendto = linker.downcallHandle(
                linker.defaultLookup().find("sendto").orElseThrow(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT),
                Linker.Option.captureCallState("errno"));
        MemorySegment address = arena.allocate(12, 4);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) Linux.AF_NETLINK);
        address.set(ValueLayout.JAVA_INT, 4, port);
        MemorySegment errno = arena.allocate(Linker.Option.captureStateLayout());
        long sent = (long) sendto.invokeExact(errno, fd, message, message.byteSize(), 0, address, 12);
        assertThat(sent).isEqualTo(-1);
        assertThat(new Errno(errno.get(ValueLayout.JAVA_INT, 0)).symbol()).isEqualTo("ECONNREFUSED");
    }
}
