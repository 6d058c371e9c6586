package io.netlink4j.examples.cni.linux;

import io.netlink4j.examples.cni.protocol.CniException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A socket of the file system by which descriptors come along with the bytes; {@code UnixDomainSocketAddress} cannot have them. */
public final class UnixSocket implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_CMSG_CLOEXEC = 0x40000000;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private static final int OWNER_ONLY = 0600;
    private static final int BACKLOG = 4096;

    /** {@code sizeof(sockaddr_un)}, and where its path begins. */
    private static final int ADDRESS = 110;

    private static final int PATH = 2;

    /** {@code sizeof(msghdr)} and its fields. */
    private static final int MESSAGE = 56;

    private static final int PARTS = 16;
    private static final int PART_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;

    /** {@code sizeof(cmsghdr)}, and room for one with a few descriptors. */
    private static final int CONTROL_HEADER = 16;

    private static final int CONTROL_ROOM = 64;

    private final int fd;
    /** What came along with the bytes; whoever reads it closes them. */
    private final List<Integer> descriptors = new ArrayList<>();

    private UnixSocket(int fd) {
        this.fd = fd;
    }

    /** Listens at {@code file}, to which only its owner may connect, from the first moment on. */
    public static UnixSocket listen(Path file) {
        byte[] name = file.toString().getBytes(StandardCharsets.UTF_8);
        if (name.length >= ADDRESS - PATH) {
            throw new CniException(CniException.CONFIGURATION, "the name of the socket is too long: " + file);
        }
        int fd = Posix.check(Posix.socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "make a socket");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(ADDRESS);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, PATH, name.length);
            Posix.check(Posix.fchmod(fd, OWNER_ONLY), "restrict " + file);
            Posix.check(Posix.bind(fd, address), "bind " + file);
            Posix.check(Posix.listen(fd, BACKLOG), "listen at " + file);
            return new UnixSocket(fd);
        } catch (CniException e) {
            Posix.close(fd);
            throw e;
        }
    }

    /** Waits for the next client. */
    public UnixSocket accept() {
        int accepted;
        do {
            accepted = Posix.accept4(fd, SOCK_CLOEXEC);
        } while (accepted == -Posix.EINTR);
        return new UnixSocket(Posix.check(accepted, "accept a client"));
    }

    /** Reads exactly {@code length} bytes. */
    public byte[] read(int length) {
        byte[] bytes = new byte[length];
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = arena.allocate(Math.max(length, 1));
            MemorySegment part = arena.allocate(16, 8);
            MemorySegment message = arena.allocate(MESSAGE, 8);
            MemorySegment control = arena.allocate(CONTROL_ROOM, 8);
            message.set(ValueLayout.ADDRESS, PARTS, part);
            message.set(ValueLayout.JAVA_LONG, PART_COUNT, 1);
            for (long done = 0; done < length; ) {
                part.set(ValueLayout.ADDRESS, 0, data.asSlice(done));
                part.set(ValueLayout.JAVA_LONG, 8, length - done);
                message.set(ValueLayout.ADDRESS, CONTROL, control);
                message.set(ValueLayout.JAVA_LONG, CONTROL_LENGTH, CONTROL_ROOM);
                long received = Posix.recvmsg(fd, message, MSG_CMSG_CLOEXEC);
                if (received == -Posix.EINTR) {
                    continue;
                }
                if (received <= 0) {
                    throw new CniException(CniException.IO, "the client ended: " + received);
                }
                keep(control, message.get(ValueLayout.JAVA_LONG, CONTROL_LENGTH));
                done += received;
            }
            MemorySegment.copy(data, ValueLayout.JAVA_BYTE, 0, bytes, 0, length);
        }
        return bytes;
    }

    private void keep(MemorySegment control, long length) {
        if (length < CONTROL_HEADER
                || control.get(ValueLayout.JAVA_INT, 8) != SOL_SOCKET
                || control.get(ValueLayout.JAVA_INT, 12) != SCM_RIGHTS) {
            return;
        }
        long end = Math.min(control.get(ValueLayout.JAVA_LONG, 0), length);
        for (long at = CONTROL_HEADER; at + Integer.BYTES <= end; at += Integer.BYTES) {
            descriptors.add(control.get(ValueLayout.JAVA_INT, at));
        }
    }

    /** The descriptors that came with what was read; they are closed with this socket. */
    public List<Integer> descriptors() {
        return descriptors;
    }

    /** Returns whether the client has taken all of {@code bytes}. */
    public boolean write(byte[] bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            for (long done = 0; done < bytes.length; ) {
                long sent = Posix.send(fd, data.asSlice(done), MSG_NOSIGNAL);
                if (sent <= 0 && sent != -Posix.EINTR) {
                    return false;
                }
                done += Math.max(sent, 0);
            }
            return true;
        }
    }

    @Override
    public void close() {
        descriptors.forEach(Posix::close);
        Posix.close(fd);
    }
}
