package io.netlink4j.core.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.FileId;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.OwnedFd;
import io.netlink4j.core.namespace.NamespaceId;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@KernelTest
final class OpenSocketIT {
    private static final int PACKET = 17;
    private static final int NO_FAMILY = 144;

    @ParameterizedTest
    @CsvSource({"2, 1, 6", "10, 2, 17", "16, 3, 0", "16, 3, 12", "17, 3, 0", "2, 2049, 0"})
    void itIsOpenedInside(int family, int type, int protocol, Namespaces namespaces) {
        NetworkNamespace red = namespaces.unnamed();
        assertIsIn(red, red.openSocket(family, type, protocol));
    }

    @Test
    void theSpareSocketIsUsedOnce(Namespaces namespaces) {
        NetworkNamespace red = namespaces.unnamed();
        int first = red.openSocket(Linux.AF_NETLINK, Linux.SOCK_RAW, Linux.NETLINK_ROUTE);
        int second = red.openSocket(Linux.AF_NETLINK, Linux.SOCK_RAW, Linux.NETLINK_ROUTE);
        assertThat(second).isNotEqualTo(first);
        assertIsIn(red, first);
        assertIsIn(red, second);
    }

    @Test
    void anUnsupportedFamilyIsNotSupported(NetworkNamespace red) {
        assertThatThrownBy(() -> red.openSocket(NO_FAMILY, Linux.SOCK_RAW, 7))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessage("cannot open a socket of family 144, type 3, protocol 7 in " + red
                        + ": Address family not supported by protocol (EAFNOSUPPORT)");
    }

    @Test
    void aClosedHandleOpensNoSocket() {
        NetworkNamespace closed = NetworkNamespace.createUnnamed();
        closed.close();
        assertThatThrownBy(() -> closed.openSocket(PACKET, Linux.SOCK_RAW, 0))
                .isInstanceOf(NetlinkException.Closed.class);
        assertThatThrownBy(() -> closed.openSocket(Linux.AF_NETLINK, Linux.SOCK_RAW, Linux.NETLINK_ROUTE))
                .isInstanceOf(NetlinkException.Closed.class);
    }

    private static void assertIsIn(NetworkNamespace namespace, int socket) {
        try (Arena arena = Arena.ofConfined();
                OwnedFd owned = new OwnedFd(socket, "the socket");
                OwnedFd of = new OwnedFd(
                        owned.<Integer>use(fd -> Libc.ioctl(Libc.newErrno(arena), fd, Linux.SIOCGSKNS)),
                        "its namespace")) {
            FileId file = of.use(FileId::of);
            assertThat(new NamespaceId(file.device(), file.inode())).isEqualTo(namespace.id());
        }
    }
}
