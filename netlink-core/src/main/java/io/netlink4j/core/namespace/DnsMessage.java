package io.netlink4j.core.namespace;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A DNS answer of RFC 1035, as far as addresses go.
 *
 * <pre>
 *  0      2       4         6         8         10        12
 * +------+-------+---------+---------+---------+---------+----------+---------+
 * |  ID  | flags | QDCOUNT | ANCOUNT | NSCOUNT | ARCOUNT | question | answers |
 * +------+-------+---------+---------+---------+---------+----------+---------+
 * </pre>
 *
 * @param code the response code, 0 for success
 * @param truncated whether the answer did not fit and has to be asked for over TCP
 * @param addresses those of the name that was asked for, or of the one that it is an alias of
 */
record DnsMessage(int code, boolean truncated, List<IpAddress> addresses) {
    static final int NO_ERROR = 0;
    static final int NAME_ERROR = 3;
    static final int A = 1;
    static final int AAAA = 28;

    private static final int IN = 1;
    private static final int CNAME = 5;
    private static final int HEADER = 12;
    private static final int RESPONSE = 0x8000;
    private static final int TRUNCATED = 0x0200;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int CODE = 0xf;
    private static final int LABEL_MAX = 63;
    private static final int NAME_MAX = 253;
    private static final int POINTER = 0xc0;

    /** A question for the addresses of a name. */
    static byte[] question(int id, String name, int type) {
        ByteBuffer buffer = ByteBuffer.allocate(HEADER + name.length() + 2 + 4);
        buffer.putShort((short) id).putShort((short) RECURSION_DESIRED).putShort((short) 1);
        buffer.position(HEADER);
        for (String label : name.split("\\.", -1)) {
            buffer.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        buffer.put((byte) 0).putShort((short) type).putShort((short) IN);
        return buffer.array();
    }

    /** Whether the bytes answer exactly that question; anybody may send us others. */
    static boolean answers(ByteBuffer answer, byte[] question) {
        if (answer.remaining() < question.length
                || answer.getShort(0) != ByteBuffer.wrap(question).getShort(0)
                || (answer.getShort(2) & RESPONSE) == 0
                || answer.getShort(4) != 1) {
            return false;
        }
        byte[] repeated = new byte[question.length - HEADER];
        answer.get(HEADER, repeated);
        return lower(repeated).equals(lower(Arrays.copyOfRange(question, HEADER, question.length)));
    }

    /**
     * Reads an answer.
     *
     * @throws NetlinkException.Malformed if it is none
     */
    static DnsMessage read(ByteBuffer answer, byte[] question) {
        try {
            int flags = answer.getShort(2);
            int records = answer.getShort(6) & 0xffff;
            int type = ByteBuffer.wrap(question).getShort(question.length - 4);
            String owner = name(answer.position(HEADER));
            answer.position(question.length);
            List<IpAddress> addresses = new ArrayList<>();
            boolean truncated = (flags & TRUNCATED) != 0;
            for (int i = 0; i < records && !truncated; i++) {
                String name = name(answer);
                int recordType = answer.getShort();
                int recordClass = answer.getShort();
                answer.getInt(); // time to live
                int end = answer.position() + 2 + (answer.getShort(answer.position()) & 0xffff);
                answer.position(answer.position() + 2);
                if (recordClass == IN && name.equals(owner)) {
                    if (recordType == type) {
                        byte[] bytes = new byte[type == A ? 4 : 16];
                        answer.get(bytes);
                        addresses.add(IpAddress.of(bytes));
                    } else if (recordType == CNAME) {
                        owner = name(answer);
                    }
                }
                answer.position(end);
            }
            return new DnsMessage(flags & CODE, truncated, List.copyOf(addresses));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new NetlinkException.Malformed("bytes that are no DNS answer: " + e);
        }
    }

    /** Whether the name can be asked for: labels of 1 to 63 printable ASCII characters, 253 in all. */
    static boolean isLegal(String name) {
        String labels = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (labels.length() > NAME_MAX || !labels.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return false;
        }
        for (String label : labels.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > LABEL_MAX) {
                return false;
            }
        }
        return true;
    }

    // A pointer leads backwards only, so each step makes the rest shorter and a loop cannot be.
    private static String name(ByteBuffer buffer) {
        StringBuilder name = new StringBuilder();
        int end = -1;
        int limit = buffer.position();
        for (int length = buffer.get() & 0xff; length != 0; length = buffer.get() & 0xff) {
            if ((length & POINTER) == POINTER) {
                int target = ((length & ~POINTER) << 8) | (buffer.get() & 0xff);
                if (target >= limit) {
                    throw new IllegalArgumentException("a name that points forward");
                }
                end = end < 0 ? buffer.position() : end;
                limit = target;
                buffer.position(target);
            } else if (length > LABEL_MAX) {
                throw new IllegalArgumentException("a label of " + length + " bytes");
            } else {
                byte[] label = new byte[length];
                buffer.get(label);
                name.append(lower(label)).append('.');
            }
        }
        if (end >= 0) {
            buffer.position(end);
        }
        return name.toString();
    }

    private static String lower(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }
}
