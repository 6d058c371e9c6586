package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BINARY;

import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Reference;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Bytes. For the index of a link they are the bytes of its name until the rule is sent. */
final class ReferenceBytes implements Codec<byte[]> {
    @Override
    public String type() {
        return BINARY.type();
    }

    @Override
    public byte[] read(MemorySegment memory, long offset, int length) {
        return BINARY.read(memory, offset, length);
    }

    @Override
    public int length(byte[] value) {
        return BINARY.length(value);
    }

    @Override
    public void write(byte[] value, MemorySegment memory, long offset) {
        BINARY.write(value, memory, offset);
    }

    @Override
    public String text(byte[] value) {
        return BINARY.text(value);
    }

    @Override
    public byte[] readReference(MemorySegment memory, long offset, int length, List<Reference> references) {
        return BINARY.read(memory, offset, length);
    }
}
