package io.netlink4j.core.message;

import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * The layout of {@code struct nlmsghdr}, with which each message begins ({@code linux/netlink.h}).
 *
 * <pre>
 *   0                               4               6               8
 *  +-------------------------------+---------------+---------------+
 *  |           nlmsg_len           |  nlmsg_type   |  nlmsg_flags  |
 *  +-------------------------------+---------------+---------------+
 *  |           nlmsg_seq           |           nlmsg_pid           |
 *  +-------------------------------+-------------------------------+
 * </pre>
 *
 * {@code nlmsg_len} counts this header. {@code nlmsg_pid} is the port of the socket that sent the request.
 */
public final class MessageHeader {
    /** Length of {@code struct nlmsghdr}. */
    public static final int LENGTH = 16;

    /** The message is a request. */
    public static final int NLM_F_REQUEST = 0x1;
    /** The message is one of several. {@link #NLMSG_DONE} is the last. */
    public static final int NLM_F_MULTI = 0x2;
    /** Asks for an acknowledgement. */
    public static final int NLM_F_ACK = 0x4;
    /** Asks for the object after the change. */
    public static final int NLM_F_ECHO = 0x8;
    /** The kernel's state changed during the dump. */
    public static final int NLM_F_DUMP_INTR = 0x10;
    /** The kernel has filtered the dump. */
    public static final int NLM_F_DUMP_FILTERED = 0x20;
    /** Asks for all objects ({@code NLM_F_ROOT | NLM_F_MATCH}). */
    public static final int NLM_F_DUMP = 0x300;
    /** Replaces an existing object. */
    public static final int NLM_F_REPLACE = 0x100;
    /** Fails if the object exists. */
    public static final int NLM_F_EXCL = 0x200;
    /** Deletes all objects that match. */
    public static final int NLM_F_BULK = 0x200;
    /** Creates the object if it does not exist. */
    public static final int NLM_F_CREATE = 0x400;
    /** Adds the object after existing ones. */
    public static final int NLM_F_APPEND = 0x800;
    /** In an acknowledgement: it repeats only the header of the request. */
    public static final int NLM_F_CAPPED = 0x100;
    /** In an acknowledgement: attributes follow. */
    public static final int NLM_F_ACK_TLVS = 0x200;

    /** Message type: no operation. */
    public static final int NLMSG_NOOP = 1;
    /** Message type: a refusal, or an acknowledgement if the error number is 0. */
    public static final int NLMSG_ERROR = 2;
    /** Message type: the end of a dump. */
    public static final int NLMSG_DONE = 3;

    private static final int NLMSG_LEN = 0;
    private static final int NLMSG_TYPE = 4;
    private static final int NLMSG_FLAGS = 6;
    private static final int NLMSG_SEQ = 8;
    private static final int NLMSG_PID = 12;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;

    private MessageHeader() {}

    /** Writes a header at {@code at}. The kernel fills in the port. */
    public static void write(MemorySegment memory, long at, long length, int type, int flags, int sequence) {
        memory.set(INT, at + NLMSG_LEN, Math.toIntExact(length));
        memory.set(SHORT, at + NLMSG_TYPE, (short) type);
        memory.set(SHORT, at + NLMSG_FLAGS, (short) flags);
        memory.set(INT, at + NLMSG_SEQ, sequence);
        memory.set(INT, at + NLMSG_PID, 0);
    }

    /**
     * The length of the message at {@code at}, its header included.
     *
     * @throws NetlinkException.Malformed if it is shorter than a header or ends after {@code end}
     */
    public static int length(MemorySegment memory, long at, long end) {
        if (end - at < LENGTH) {
            throw new NetlinkException.Malformed("a message header takes 16 bytes, and " + (end - at) + " are left");
        }
        int length = memory.get(INT, at + NLMSG_LEN);
        if (length < LENGTH || length > end - at) {
            throw new NetlinkException.Malformed(
                    "a message claims " + Integer.toUnsignedLong(length) + " bytes where " + (end - at) + " are left");
        }
        return length;
    }

    /** The message's type. */
    public static int type(MemorySegment memory, long at) {
        return Short.toUnsignedInt(memory.get(SHORT, at + NLMSG_TYPE));
    }

    /** The message's flags. */
    public static int flags(MemorySegment memory, long at) {
        return Short.toUnsignedInt(memory.get(SHORT, at + NLMSG_FLAGS));
    }

    /** Adds {@code flags} to those of the message. */
    public static void addFlags(MemorySegment memory, long at, int flags) {
        memory.set(SHORT, at + NLMSG_FLAGS, (short) (flags(memory, at) | flags));
    }

    /** The sequence number. A reply has that of its request. */
    public static int sequence(MemorySegment memory, long at) {
        return memory.get(INT, at + NLMSG_SEQ);
    }

    /** A copy of a message's body, from {@code offset} to {@code end}. */
    public static byte[] body(MemorySegment memory, long offset, long end) {
        if (memory.heapBase().orElse(null) instanceof byte[] heap) {
            // Unlike the copy below, this does not write zeros first.
            long start = memory.address();
            return Arrays.copyOfRange(heap, (int) (start + offset), (int) (start + end));
        }
        byte[] body = new byte[(int) (end - offset)];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset, body, 0, body.length);
        return body;
    }

    /** The port of the socket to or from which the message is sent. */
    public static int port(MemorySegment memory, long at) {
        return memory.get(INT, at + NLMSG_PID);
    }
}
