package io.netlink4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.message.MessageHeader;
import io.netlink4j.core.message.Request;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineTest {
    @Test
    void onlyTheLastRequestThatIsSentAsksForAnAcknowledgement() {
        Channel channel = new Channel(socket(), "a socket");
        try {
            Request unwritable = RouteMessages.unwritable(refused -> {
                throw new IllegalArgumentException("it is too long");
            });
            List<Request> requests =
                    List.of(RouteMessages.addBlackhole(1), unwritable, RouteMessages.addBlackhole(2), unwritable);
            new Pipeline(
                    new KernelConnection(RouteMessages.PROTOCOL, "here", channel), channel, requests, 1, true, 1 << 16);
            assertThat(acknowledged(channel)).containsExactly(false, true);
        } finally {
            channel.close();
        }
    }

    private static int socket() {
        try (Arena arena = Arena.ofConfined()) {
            return Libc.socket(
                    Libc.newErrno(arena),
                    Linux.AF_NETLINK,
                    Linux.SOCK_RAW | Linux.SOCK_CLOEXEC,
                    RouteMessages.PROTOCOL.number());
        }
    }

    /** Whether each message of the datagram asks for an acknowledgement. */
    private static List<Boolean> acknowledged(Channel channel) {
        MemorySegment datagram = channel.datagram().memory();
        long end = channel.datagram().position();
        List<Boolean> acknowledged = new ArrayList<>();
        for (long at = 0; at < end; at += KernelConnection.align(MessageHeader.length(datagram, at, end))) {
            acknowledged.add((MessageHeader.flags(datagram, at) & MessageHeader.NLM_F_ACK) != 0);
        }
        return acknowledged;
    }
}
