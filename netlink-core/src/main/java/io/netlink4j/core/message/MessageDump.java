package io.netlink4j.core.message;

import io.netlink4j.core.attribute.AttributeDump;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Schema;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.StringJoiner;

/** Prints messages as annotated lines of hexadecimal bytes, with the name and value of each header and attribute. */
public final class MessageDump {
    private static final Schema ANSWER = answer();

    private MessageDump() {}

    private static Schema answer() {
        Schema.Builder answer = Schema.builder("answer", "nlmsgerr", Integer.BYTES);
        answer.field("error", 0, Integer.BYTES, Codecs.S32);
        return answer.build();
    }

    /**
     * The messages between {@code offset} and {@code end}, requests or replies. Bytes that are no message are printed
     * as bytes.
     */
    public static String of(Protocol protocol, MemorySegment memory, long offset, long end) {
        StringBuilder out = new StringBuilder();
        long at = offset;
        while (end - at >= MessageHeader.LENGTH) {
            long length = Integer.toUnsignedLong(memory.get(ValueLayout.JAVA_INT_UNALIGNED, at));
            if (length < MessageHeader.LENGTH || length > end - at) {
                break;
            }
            message(protocol, memory, at, at + length, out);
            at = Math.min((at + length + 3) & ~3L, end);
        }
        if (at < end) {
            out.append(hex(memory, at, end - at)).append("  (no message)\n");
        }
        return out.toString();
    }

    private static void message(Protocol protocol, MemorySegment memory, long at, long end, StringBuilder out) {
        int type = MessageHeader.type(memory, at);
        int flags = MessageHeader.flags(memory, at);
        boolean answer = type == MessageHeader.NLMSG_ERROR || type == MessageHeader.NLMSG_DONE;
        Schema schema = schema(protocol, memory, at, end);
        out.append(hex(memory, at, MessageHeader.LENGTH))
                .append("  ")
                .append(name(protocol, type))
                .append(" len=")
                .append(end - at)
                .append(" flags=")
                .append(flags(flags, name(protocol, type), answer))
                .append(" seq=")
                .append(Integer.toUnsignedString(MessageHeader.sequence(memory, at)))
                .append(" pid=")
                .append(Integer.toUnsignedString(MessageHeader.port(memory, at)))
                .append('\n');
        long body = at + MessageHeader.LENGTH;
        if (!answer) {
            out.append(AttributeDump.object(schema, memory, body, end));
        } else {
            answer(protocol, memory, type, flags, body, end, out);
        }
    }

    private static Schema schema(Protocol protocol, MemorySegment memory, long at, long end) {
        boolean isRequest = (MessageHeader.flags(memory, at) & MessageHeader.NLM_F_REQUEST) != 0;
        long body = at + MessageHeader.LENGTH;
        int firstByte = body < end ? Byte.toUnsignedInt(memory.get(ValueLayout.JAVA_BYTE, body)) : 0;
        return protocol.type(MessageHeader.type(memory, at))
                .map(type -> type.schema(isRequest, firstByte))
                .orElse(Schema.UNKNOWN);
    }

    /** The error number, the request as the kernel repeats it, and the extended acknowledgement. */
    private static void answer(
            Protocol protocol, MemorySegment memory, int type, int flags, long body, long end, StringBuilder out) {
        out.append(AttributeDump.object(ANSWER, memory, body, Math.min(body + Integer.BYTES, end)));
        long at = Math.min(body + Integer.BYTES, end);
        if (type == MessageHeader.NLMSG_ERROR && end - at >= MessageHeader.LENGTH) {
            long length = Integer.toUnsignedLong(memory.get(ValueLayout.JAVA_INT_UNALIGNED, at));
            boolean capped = (flags & MessageHeader.NLM_F_CAPPED) != 0 || length < MessageHeader.LENGTH;
            long shown = capped ? MessageHeader.LENGTH : Math.min(length, end - at);
            out.append(hex(memory, at, MessageHeader.LENGTH))
                    .append("  of ")
                    .append(name(protocol, MessageHeader.type(memory, at)))
                    .append(" seq=")
                    .append(Integer.toUnsignedString(MessageHeader.sequence(memory, at)))
                    .append('\n');
            Schema schema = schema(protocol, memory, at, at + shown);
            out.append(AttributeDump.object(schema, memory, at + MessageHeader.LENGTH, at + shown));
            at = Math.min(at + (shown + 3 & ~3L), end);
        }
        boolean told = (flags & MessageHeader.NLM_F_ACK_TLVS) != 0;
        out.append(AttributeDump.object(told ? ErrorSchema.SCHEMA : Schema.UNKNOWN, memory, at, end));
    }

    private static String name(Protocol protocol, int type) {
        return switch (type) {
            case MessageHeader.NLMSG_NOOP -> "NLMSG_NOOP";
            case MessageHeader.NLMSG_ERROR -> "NLMSG_ERROR";
            case MessageHeader.NLMSG_DONE -> "NLMSG_DONE";
            default -> protocol.type(type).map(MessageType::name).orElse("message " + type);
        };
    }

    /**
     * The flags by name. The meaning of the bits above the low byte depends on the class of the message, which only its
     * name tells.
     */
    private static String flags(int flags, String type, boolean answer) {
        String[] low = {"REQUEST", "MULTI", "ACK", "ECHO", "DUMP_INTR", "DUMP_FILTERED", "0x40", "0x80"};
        String[] high = {"0x100", "0x200", "0x400", "0x800"};
        if (answer) {
            high = new String[] {"CAPPED", "ACK_TLVS", "0x400", "0x800"};
        } else if (type.contains("_GET")) {
            high = new String[] {"ROOT", "MATCH", "ATOMIC", "0x800"};
        } else if (type.contains("_DEL")) {
            high = new String[] {"NONREC", "BULK", "0x400", "0x800"};
        } else if (type.contains("_NEW")) {
            high = new String[] {"REPLACE", "EXCL", "CREATE", "APPEND"};
        }
        StringJoiner names = new StringJoiner("|");
        for (int bit = 0; bit < low.length; bit++) {
            if ((flags & 1 << bit) != 0) {
                names.add(low[bit]);
            }
        }
        int rest = flags;
        if (type.contains("_GET") && (flags & MessageHeader.NLM_F_DUMP) == MessageHeader.NLM_F_DUMP) {
            names.add("DUMP");
            rest &= ~MessageHeader.NLM_F_DUMP;
        }
        for (int bit = 0; bit < high.length; bit++) {
            if ((rest & 0x100 << bit) != 0) {
                names.add(high[bit]);
            }
        }
        if (flags >> 12 != 0) {
            names.add("0x" + Integer.toHexString(flags & 0xf000));
        }
        return names.length() == 0 ? "0" : names.toString();
    }

    private static String hex(MemorySegment memory, long offset, long length) {
        return HexFormat.ofDelimiter(" ")
                .formatHex(memory.asSlice(offset, Math.min(length, 64)).toArray(ValueLayout.JAVA_BYTE));
    }
}
