package io.netlink4j.core.message;

import io.netlink4j.core.attribute.Hex;
import io.netlink4j.core.attribute.SampleObject;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A protocol with a few messages, for tests. */
final class SampleProtocol {
    static final MessageType NEW = new MessageType(16, "TOY_NEWTHING", SampleObject.SCHEMA);
    static final MessageType DELETE = new MessageType(17, "TOY_DELTHING", SampleObject.SCHEMA);
    static final MessageType GET = new MessageType(18, "TOY_GETTHING", SampleObject.SCHEMA);
    static final Protocol PROTOCOL =
            Protocol.of("NETLINK_TOY", 30, List.of(NEW, DELETE, GET), (request, errno, report) -> null);

    private SampleProtocol() {}

    static MemorySegment memory(String hex) {
        return MemorySegment.ofArray(Hex.bytes(hex));
    }

    static String dump(String hex) {
        MemorySegment memory = memory(hex);
        return MessageDump.of(PROTOCOL, memory, 0, memory.byteSize());
    }
}
