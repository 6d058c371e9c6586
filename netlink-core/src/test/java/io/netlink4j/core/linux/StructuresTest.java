package io.netlink4j.core.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads and writes structures with the layout of each machine. The bytes come from the machine's compiler. */
final class StructuresTest {
    @ParameterizedTest
    @EnumSource
    void pollfd(Machine machine) {
        byte[] compiled = Headers.bytes(machine, "pollfds");
        MemorySegment written = MemorySegment.ofArray(compiled.clone()).fill((byte) 0x55);
        PollFd.put(machine.architecture(), written, 0, 1, 2);
        PollFd.put(machine.architecture(), written, 1, 0x11121314, 0x2122);
        // The kernel writes the events that happened.
        assertThat(bytes(written)).isEqualTo(cleared(compiled, PollFd.LENGTH + 6, Short.BYTES));
        MemorySegment answer = MemorySegment.ofArray(compiled);
        assertThat(PollFd.revents(machine.architecture(), answer, 0)).isZero();
        assertThat(PollFd.revents(machine.architecture(), answer, 1)).isEqualTo(0x3132);
    }

    @ParameterizedTest
    @EnumSource
    void epollEvent(Machine machine) {
        byte[] compiled = Headers.bytes(machine, "epoll_events");
        assertThat(2 * EpollEvent.length(machine.architecture())).isEqualTo(compiled.length);
        MemorySegment written = MemorySegment.ofArray(new byte[compiled.length]);
        EpollEvent.put(machine.architecture(), written, 0, 1, 2);
        EpollEvent.put(machine.architecture(), written, 1, 0x11121314, 0x2122232425262728L);
        assertThat(bytes(written)).isEqualTo(compiled);
        MemorySegment answer = MemorySegment.ofArray(compiled);
        assertThat(EpollEvent.events(machine.architecture(), answer, 1)).isEqualTo(0x11121314);
        assertThat(EpollEvent.data(machine.architecture(), answer, 1)).isEqualTo(0x2122232425262728L);
        assertThat(EpollEvent.data(machine.architecture(), answer, 0)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void dirent(Machine machine) {
        byte[] compiled = Headers.bytes(machine, "dirent");
        MemorySegment entry = MemorySegment.ofArray(compiled);
        assertThat(Dirent.name(entry, 0)).isEqualTo("red");
        assertThat(Dirent.next(machine.architecture(), entry, 0)).isEqualTo(compiled.length);
    }

    @ParameterizedTest
    @EnumSource
    void inotifyEvent(Machine machine) {
        MemorySegment events = MemorySegment.ofArray(Headers.bytes(machine, "inotify_events"));
        assertThat(InotifyEvent.watch(machine.architecture(), events, 0)).isEqualTo(0x11121314);
        assertThat(InotifyEvent.mask(machine.architecture(), events, 0)).isEqualTo(0x21222324);
        assertThat(InotifyEvent.name(machine.architecture(), events, 0)).isEqualTo("red");
        long second = InotifyEvent.next(machine.architecture(), events, 0);
        assertThat(second).isEqualTo(32);
        assertThat(InotifyEvent.watch(machine.architecture(), events, second)).isEqualTo(1);
        assertThat(InotifyEvent.name(machine.architecture(), events, second)).isEmpty();
        assertThat(InotifyEvent.next(machine.architecture(), events, second)).isEqualTo(48);
    }

    @ParameterizedTest
    @EnumSource
    void statfs(Machine machine) {
        byte[] compiled = Headers.bytes(machine, "statfs");
        assertThat(compiled).hasSizeLessThanOrEqualTo(StatFs.LENGTH);
        assertThat(StatFs.type(machine.architecture(), MemorySegment.ofArray(compiled)))
                .isEqualTo(Linux.NSFS_MAGIC);
    }

    @ParameterizedTest
    @EnumSource
    void statx(Machine machine) {
        byte[] compiled = Headers.bytes(machine, "statx");
        assertThat(compiled).hasSizeLessThanOrEqualTo(FileId.STATX_SIZE);
        assertThat(FileId.read(machine.architecture(), MemorySegment.ofArray(compiled)))
                .isEqualTo(new FileId(0xf1222324_f1323334L, 0x1112131415161718L));
        assertThat(FileId.isDirectory(machine.architecture(), MemorySegment.ofArray(compiled)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void ifreq(Machine machine) {
        byte[] compiled = Headers.bytes(machine, "ifreq");
        assertThat(IfReq.ifindex(machine.architecture(), MemorySegment.ofArray(compiled)))
                .isEqualTo(0x11121314);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = IfReq.of(arena, "eth0".getBytes(StandardCharsets.UTF_8));
            assertThat(bytes(request)).isEqualTo(cleared(compiled, Linux.IFNAMSIZ, Integer.BYTES));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sockaddrNl(Machine machine) {
        byte[] compiled = Headers.bytes(machine, "sockaddr_nl");
        assertThat(compiled).hasSize(SockaddrNl.LENGTH);
        MemorySegment written =
                MemorySegment.ofArray(new byte[SockaddrNl.LENGTH]).fill((byte) 0x55);
        SockaddrNl.putKernel(machine.architecture(), written);
        assertThat(bytes(written)).isEqualTo(compiled);
    }

    @ParameterizedTest
    @EnumSource
    void mmsghdr(Machine machine) {
        byte[] compiled = Headers.bytes(machine, "mmsghdrs");
        assertThat(MmsgHdr.length(2)).isEqualTo(compiled.length);
        // The address of memory on the heap is its place there, so this one is at 0.
        MemorySegment written = MemorySegment.ofArray(new byte[compiled.length]).fill((byte) 0x55);
        MmsgHdr.put(machine.architecture(), written, 2, MemorySegment.ofAddress(0x1112131415161000L), 0x400);
        assertThat(bytes(written)).isEqualTo(cleared(compiled, 64 + 56, Integer.BYTES));
        assertThat(MmsgHdr.received(machine.architecture(), MemorySegment.ofArray(compiled), 1))
                .isEqualTo(0x21222324);
    }

    @ParameterizedTest
    @EnumSource
    void controlMessages(Machine machine) {
        Architecture architecture = machine.architecture();
        MemorySegment header = MemorySegment.ofArray(new byte[64 + 16]);
        // The address of memory on the heap is its place there.
        MemorySegment room = MemorySegment.ofArray(new byte[64]).asSlice(40, CmsgHdr.LENGTH);
        MmsgHdr.putControl(architecture, header, room);
        assertThat(header.get(architecture.int64(), 32)).isEqualTo(40);
        assertThat(MmsgHdr.controlLength(architecture, header)).isEqualTo(CmsgHdr.LENGTH);

        byte[] compiled = Headers.bytes(machine, "cmsghdr");
        assertThat(compiled).hasSize(CmsgHdr.LENGTH);
        MemorySegment control = MemorySegment.ofArray(compiled);
        assertThat(CmsgHdr.read(architecture, control, 24, Linux.SOL_NETLINK, Linux.NETLINK_LISTEN_ALL_NSID))
                .hasValue(0x11121314);
        assertThat(CmsgHdr.read(architecture, control, 0, Linux.SOL_NETLINK, Linux.NETLINK_LISTEN_ALL_NSID))
                .isEmpty();
        assertThat(CmsgHdr.read(architecture, control, 24, Linux.SOL_SOCKET, Linux.NETLINK_LISTEN_ALL_NSID))
                .isEmpty();
        assertThat(CmsgHdr.read(architecture, control, 24, Linux.SOL_NETLINK, Linux.NETLINK_EXT_ACK))
                .isEmpty();
    }

    private static byte[] bytes(MemorySegment memory) {
        return memory.toArray(ValueLayout.JAVA_BYTE);
    }

    private static byte[] cleared(byte[] bytes, int from, int length) {
        byte[] cleared = bytes.clone();
        Arrays.fill(cleared, from, from + length, (byte) 0);
        return cleared;
    }
}
