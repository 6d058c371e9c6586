package io.netlink4j.core.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

final class SpareSocketsTest {
    /** As the descriptors of namespaces; no process has so many. */
    private static final int FIRST = Integer.MAX_VALUE - 1;

    private static final int SECOND = Integer.MAX_VALUE - 2;
    private static final int ROUTE = 0;
    private static final int NETFILTER = 12;

    @Test
    void oneIsTakenOnce() {
        SpareSockets.open(FIRST);
        int socket = take(FIRST, ROUTE);
        new OwnedFd(socket, "the spare socket").close();
        assertThat(socket).isNotNegative();
        assertNoneFor(FIRST, ROUTE);
    }

    @Test
    void itSpeaksRtnetlinkAndIsGoneWithTheHandle() {
        SpareSockets.open(SECOND);
        assertNoneFor(SECOND, NETFILTER);
        SpareSockets.close(SECOND);
        assertNoneFor(SECOND, ROUTE);
        SpareSockets.close(SECOND);
    }

    private static void assertNoneFor(int namespace, int protocol) {
        // So the namespace is entered, which it is not.
        assertThatThrownBy(() -> take(namespace, protocol))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("cannot enter nowhere");
    }

    private static int take(int namespace, int protocol) {
        return SpareSockets.takeOrOpen(namespace, "nowhere", protocol, () -> {
            try (Arena arena = Arena.ofConfined()) {
                return Libc.socket(
                        Libc.newErrno(arena), Linux.AF_NETLINK, Linux.SOCK_RAW | Linux.SOCK_CLOEXEC, protocol);
            }
        });
    }
}
