package io.netlink4j.core.socket;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.Printable;
import io.netlink4j.core.link.LinkNames;
import io.netlink4j.core.linux.BytePath;
import io.netlink4j.core.linux.Libc;
import io.netlink4j.core.linux.Linux;
import io.netlink4j.core.linux.SystemCall;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.NetworkChannel;
import org.jspecify.annotations.Nullable;

/** The socket options that the JDK does not know. */
record ChannelOptions(long mark, @Nullable String device) {
    static final ChannelOptions NONE = new ChannelOptions(0, null);

    private static final String RIGHTS =
            "that needs CAP_NET_ADMIN in the user namespace that owns the network namespace";

    ChannelOptions withMark(long other) {
        if (other < 0 || other > 0xffff_ffffL) {
            throw new IllegalArgumentException(other + " is no mark: it is no unsigned 32-bit number");
        }
        return new ChannelOptions(other, device);
    }

    ChannelOptions withDevice(String other) {
        return new ChannelOptions(mark, LinkNames.check(other));
    }

    boolean isNone() {
        return equals(NONE);
    }

    /** Sets the options of a channel that nobody else knows yet. */
    void set(NetworkChannel channel, String where) throws IOException {
        String socket = " a socket in " + where;
        int fd = ChannelDescriptor.of(channel, "find" + socket);
        try (Arena arena = Arena.ofConfined()) {
            if (mark != 0) {
                MemorySegment value = arena.allocateFrom(ValueLayout.JAVA_INT, (int) mark);
                set(arena, fd, Linux.SO_MARK, value, "mark" + socket);
            }
            if (device != null) {
                String operation = "bind" + socket + " to link '" + Printable.of(device) + "'";
                set(arena, fd, Linux.SO_BINDTODEVICE, BytePath.allocate(arena, device), operation);
            }
        }
    }

    private static void set(Arena arena, int fd, int option, MemorySegment value, String operation) {
        int size = Math.toIntExact(value.byteSize());
        SystemCall.check(
                Libc.setsockopt(Libc.newErrno(arena), fd, Linux.SOL_SOCKET, option, value, size),
                operation,
                Errno.EPERM,
                RIGHTS);
    }

    /** What follows the name of the namespace: {@code with mark 0x10 bound to 'eth0'}. */
    @Override
    public String toString() {
        return (mark == 0 ? "" : " with mark 0x" + Long.toHexString(mark))
                + (device == null ? "" : " bound to '" + Printable.of(device) + "'");
    }
}
