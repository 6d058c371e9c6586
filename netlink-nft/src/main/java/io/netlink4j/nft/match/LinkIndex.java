package io.netlink4j.nft.match;

import static io.netlink4j.core.attribute.Codecs.BARE_STRING;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Reference;
import io.netlink4j.nft.expression.Data;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** The value of a register that is the index of a link, known by its name until the rule is sent. */
final class LinkIndex implements Codec<String> {
    private static final Attribute<String> BY_NAME =
            Attribute.of(Data.VALUE.number(), Data.VALUE.name(), new LinkIndex());

    private LinkIndex() {}

    static Data of(String name) {
        return new Data(Content.of(new byte[0])).with(BY_NAME, name);
    }

    @Override
    public String type() {
        return Data.VALUE.codec().type();
    }

    @Override
    public String read(MemorySegment memory, long offset, int length) {
        return BARE_STRING.read(memory, offset, length);
    }

    @Override
    public int length(String value) {
        return BARE_STRING.length(value);
    }

    @Override
    public void write(String value, MemorySegment memory, long offset) {
        BARE_STRING.write(value, memory, offset);
    }

    @Override
    public boolean isReference(String value) {
        return true;
    }

    @Override
    public List<Reference> references(String value) {
        return List.of(Reference.BY_NAME);
    }

    @Override
    public String readReference(MemorySegment memory, long offset, int length, List<Reference> references) {
        return read(memory, offset, length);
    }
}
