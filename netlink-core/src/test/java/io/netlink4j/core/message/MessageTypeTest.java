package io.netlink4j.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Schema;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One number for several bodies, as in sock_diag and generic netlink. */
final class MessageTypeTest {
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;

    private static final Schema INET_REQUEST = schema("inet request", 56, "INET_DIAG_REQ_BYTECODE");
    private static final Schema INET_REPLY = schema("inet socket", 72, "INET_DIAG_MEMINFO");
    private static final Schema UNIX_REQUEST = schema("unix request", 24, "NONE");
    private static final Schema UNIX_REPLY = schema("unix socket", 16, "UNIX_DIAG_NAME");

    private static final MessageType BY_FAMILY = new MessageType(
            20,
            "SOCK_DIAG_BY_FAMILY",
            List.of(INET_REQUEST, INET_REPLY, UNIX_REQUEST, UNIX_REPLY),
            (isRequest, family) -> switch (family) {
                case AF_INET, AF_INET6 -> isRequest ? INET_REQUEST : INET_REPLY;
                case AF_UNIX -> isRequest ? UNIX_REQUEST : UNIX_REPLY;
                default -> Schema.UNKNOWN;
            });
    private static final Protocol SOCK_DIAG =
            Protocol.of("NETLINK_SOCK_DIAG", 4, List.of(BY_FAMILY), (request, errno, report) -> null);

    private static Schema schema(String name, int header, String key) {
        Schema.Builder keys = Schema.builder(name, name, header);
        keys.field("family", 0, 1, Codecs.U8);
        keys.add(1, key, Codecs.U32);
        return keys.build();
    }

    @Test
    void requestAndReplyHaveTheirOwnSchemas() {
        assertThat(dump(SOCK_DIAG, BY_FAMILY, INET_REQUEST, AF_INET, true)).contains("INET_DIAG_REQ_BYTECODE");
        assertThat(dump(SOCK_DIAG, BY_FAMILY, INET_REPLY, AF_INET6, false)).contains("INET_DIAG_MEMINFO");
        assertThat(dump(SOCK_DIAG, BY_FAMILY, UNIX_REPLY, AF_UNIX, false)).contains("UNIX_DIAG_NAME");
        assertThat(dump(SOCK_DIAG, BY_FAMILY, UNIX_REPLY, AF_UNIX, true)).doesNotContain("UNIX_DIAG_NAME");
        assertThat(dump(SOCK_DIAG, BY_FAMILY, UNIX_REPLY, 99, false)).doesNotContain("DIAG_NAME");
    }

    @Test
    void everySchemaIsKnownToTheProtocol() {
        assertThat(SOCK_DIAG.schemas()).contains(INET_REQUEST, INET_REPLY, UNIX_REQUEST, UNIX_REPLY);
    }

    @Test
    void aFamilyGetsItsNumberAtRunTime() {
        Schema peers = schema("wireguard", 4, "WGDEVICE_A_IFINDEX");
        MessageType family = new MessageType(0x1b, "wireguard", peers);
        Protocol generic = Protocol.of("NETLINK_GENERIC", 16, List.of(), (request, errno, report) -> null);
        Protocol known = generic.with(family);
        assertThat(generic.type(0x1b)).isEmpty();
        assertThat(known.type(0x1b)).hasValue(family);
        assertThat(dump(known, family, peers, 0, true)).contains("wireguard", "WGDEVICE_A_IFINDEX");
    }

    /** A request or a reply with the attribute 1, as the annotated dump shows it. */
    private static String dump(Protocol protocol, MessageType type, Schema body, int firstByte, boolean isRequest) {
        int length = MessageHeader.LENGTH + body.headerLength() + 8;
        ByteBuffer message = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        message.putInt(length).putShort((short) type.number()).putShort((short) (isRequest ? 1 : 0));
        message.put(MessageHeader.LENGTH, (byte) firstByte);
        message.position(MessageHeader.LENGTH + body.headerLength());
        message.putShort((short) 8).putShort((short) 1).putInt(5);
        return MessageDump.of(protocol, MemorySegment.ofArray(message.array()), 0, length);
    }
}
