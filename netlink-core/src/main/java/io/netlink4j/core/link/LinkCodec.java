package io.netlink4j.core.link;

import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Reference;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** An ifindex in 32 bits, or the name of a link until it is sent; for {@code IFLA_MASTER}, {@code RTA_OIF} and the like. */
final class LinkCodec implements Codec<LinkReference> {
    @Override
    public String type() {
        return "u32";
    }

    @Override
    public LinkReference read(MemorySegment memory, long offset, int length) {
        Codecs.atLeast(Integer.BYTES, length, type());
        return LinkReference.of(Math.max(0, memory.get(ValueLayout.JAVA_INT_UNALIGNED, offset)));
    }

    @Override
    public int length(LinkReference value) {
        return isReference(value) ? Codecs.BARE_STRING.length(nameOf(value)) : Integer.BYTES;
    }

    @Override
    public void write(LinkReference value, MemorySegment memory, long offset) {
        if (isReference(value)) {
            Codecs.BARE_STRING.write(nameOf(value), memory, offset);
        } else {
            Codecs.S32.write(value.ifindex().orElse(0), memory, offset);
        }
    }

    @Override
    public String text(LinkReference value) {
        return value.name()
                .map(Printable::of)
                .orElseGet(() -> Integer.toString(value.ifindex().orElse(0)));
    }

    @Override
    public boolean isReference(LinkReference value) {
        return value.ifindex().isEmpty();
    }

    @Override
    public List<Reference> references(LinkReference value) {
        return isReference(value) ? List.of(Reference.BY_NAME) : List.of();
    }

    @Override
    public LinkReference readReference(MemorySegment memory, long offset, int length, List<Reference> references) {
        try {
            return LinkReference.of(Codecs.BARE_STRING.read(memory, offset, length));
        } catch (IllegalArgumentException wrong) {
            throw new NetlinkException.Malformed(String.valueOf(wrong.getMessage()));
        }
    }

    private static String nameOf(LinkReference value) {
        return value.name().orElseThrow(() -> new IllegalArgumentException("a link without a name and an index"));
    }
}
