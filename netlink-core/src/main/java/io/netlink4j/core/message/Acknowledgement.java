package io.netlink4j.core.message;

import static io.netlink4j.core.message.MessageHeader.NLMSG_DONE;
import static io.netlink4j.core.message.MessageHeader.NLM_F_ACK_TLVS;
import static io.netlink4j.core.message.MessageHeader.NLM_F_CAPPED;

import io.netlink4j.core.attribute.AttributeHeader;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * {@code NLMSG_ERROR} and {@code NLMSG_DONE}: the kernel's acknowledgement or refusal of a request.
 *
 * <pre>
 *   0              4                                                     NLM_F_ACK_TLVS
 *  +--------------+-----------------------------------------------------+---------------------------+
 *  |    error     |  the request: its header, and all of it when failed |  enum nlmsgerr_attrs      |
 *  |  0 or -errno |  and not NLM_F_CAPPED (not in NLMSG_DONE)           |                           |
 *  +--------------+-----------------------------------------------------+---------------------------+
 * </pre>
 */
public final class Acknowledgement {
    private Acknowledgement() {}

    /** The error number of the {@code NLMSG_ERROR} or {@code NLMSG_DONE} at {@code at}: 0 or negative. */
    public static int error(MemorySegment memory, long at, long end) {
        if (end - at < MessageHeader.LENGTH + Integer.BYTES) {
            MessageHeader.length(memory, at, end);
            if (MessageHeader.type(memory, at) == NLMSG_DONE) {
                return 0;
            }
            throw new NetlinkException.Malformed("an acknowledgement without an error number");
        }
        return memory.get(ValueLayout.JAVA_INT_UNALIGNED, at + MessageHeader.LENGTH);
    }

    /**
     * The extended acknowledgement.
     *
     * @param memory the memory of the acknowledgement, from {@code at} to {@code end}
     * @param request the request's schema
     * @param sent the memory of the request, from {@code start} to {@code limit}; the kernel refers to offsets in it
     */
    public static KernelReport report(
            MemorySegment memory, long at, long end, Schema request, MemorySegment sent, long start, long limit) {
        MessageHeader.length(memory, at, end);
        int flags = MessageHeader.flags(memory, at);
        long first = at + MessageHeader.LENGTH + Integer.BYTES;
        if ((flags & NLM_F_ACK_TLVS) == 0) {
            return KernelReport.NONE;
        }
        if (MessageHeader.type(memory, at) != NLMSG_DONE) {
            first += (flags & NLM_F_CAPPED) != 0
                    ? MessageHeader.LENGTH
                    : AttributeHeader.align(MessageHeader.length(memory, first, end));
        }
        if (first > end) {
            return KernelReport.NONE;
        }
        Nest told = new Nest(
                ErrorSchema.SCHEMA,
                Content.of(memory.asSlice(first, end - first).toArray(ValueLayout.JAVA_BYTE)));
        long body = start + MessageHeader.LENGTH;
        Optional<String> attribute = told.get(ErrorSchema.OFFS)
                .map(offset -> request.path(sent, body, limit, start + offset))
                .filter(path -> !path.isEmpty());
        Optional<String> missing = told.get(ErrorSchema.MISS_TYPE)
                .map(type -> request.missing(
                        sent,
                        body,
                        limit,
                        told.get(ErrorSchema.MISS_NEST)
                                .map(offset -> start + offset)
                                .orElse(-1L),
                        type.intValue()));
        return new KernelReport(
                told.get(ErrorSchema.MSG).map(String::strip).filter(words -> !words.isEmpty()),
                attribute,
                told.get(ErrorSchema.POLICY).map(Acknowledgement::rule),
                missing);
    }

    private static final String[] TYPES = {
        "anything",
        "flag",
        "u8",
        "u16",
        "u32",
        "u64",
        "s8",
        "s16",
        "s32",
        "s64",
        "binary",
        "string",
        "string",
        "nest",
        "array of nests",
        "bitfield32",
        "signed number",
        "unsigned number"
    };

    private static String rule(Nest policy) {
        long type = policy.get(ErrorSchema.POLICY_TYPE).orElse(0L);
        StringBuilder text = new StringBuilder(type < TYPES.length ? TYPES[(int) type] : "type " + type);
        range(
                text,
                policy.get(ErrorSchema.MIN_UNSIGNED).map(Long::toUnsignedString),
                policy.get(ErrorSchema.MAX_UNSIGNED).map(Long::toUnsignedString),
                "in");
        range(
                text,
                policy.get(ErrorSchema.MIN_SIGNED).map(String::valueOf),
                policy.get(ErrorSchema.MAX_SIGNED).map(String::valueOf),
                "in");
        range(
                text,
                policy.get(ErrorSchema.MIN_LENGTH).map(String::valueOf),
                policy.get(ErrorSchema.MAX_LENGTH).map(String::valueOf),
                "of length");
        policy.get(ErrorSchema.MASK)
                .or(() -> policy.get(ErrorSchema.BITFIELD_MASK))
                .ifPresent(mask -> text.append(" with no bits but 0x").append(Long.toHexString(mask)));
        return text.toString();
    }

    private static void range(StringBuilder text, Optional<String> low, Optional<String> high, String word) {
        if (low.isPresent() || high.isPresent()) {
            text.append(' ')
                    .append(word)
                    .append(' ')
                    .append(low.orElse(""))
                    .append("..")
                    .append(high.orElse(""));
        }
    }
}
