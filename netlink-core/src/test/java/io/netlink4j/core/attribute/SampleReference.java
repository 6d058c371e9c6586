package io.netlink4j.core.attribute;

import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A reference in a sample object: a number as the kernel reports it, or a name as a user writes it. */
public record SampleReference(String name, int number) {

    /** By its name. */
    public static SampleReference named(String name) {
        return new SampleReference(name, 0);
    }

    /** By its number. */
    public static SampleReference numbered(int number) {
        return new SampleReference("", number);
    }

    /** A handle that an object carries. */
    public record Handle(long id) implements Reference {}

    record NameCodec() implements Codec<SampleReference> {
        @Override
        public String type() {
            return "target";
        }

        @Override
        public SampleReference read(MemorySegment memory, long offset, int length) {
            return numbered(Codecs.S32.read(memory, offset, length));
        }

        @Override
        public int length(SampleReference value) {
            return isReference(value) ? Codecs.BARE_STRING.length(value.name) : Integer.BYTES;
        }

        @Override
        public void write(SampleReference value, MemorySegment memory, long offset) {
            if (isReference(value)) {
                Codecs.BARE_STRING.write(value.name, memory, offset);
            } else {
                Codecs.S32.write(value.number, memory, offset);
            }
        }

        @Override
        public boolean isReference(SampleReference value) {
            return !value.name.isEmpty();
        }

        @Override
        public List<Reference> references(SampleReference value) {
            return isReference(value) ? List.of(Reference.BY_NAME) : List.of();
        }

        @Override
        public SampleReference readReference(
                MemorySegment memory, long offset, int length, List<Reference> references) {
            return named(Codecs.BARE_STRING.read(memory, offset, length));
        }
    }

    record HandleCodec() implements Codec<Handle> {
        @Override
        public String type() {
            return "handle";
        }

        @Override
        public Handle read(MemorySegment memory, long offset, int length) {
            throw new NetlinkException.Malformed("the kernel reports no handles");
        }

        @Override
        public int length(Handle value) {
            return Long.BYTES;
        }

        @Override
        public void write(Handle value, MemorySegment memory, long offset) {
            Codecs.S64.write(value.id, memory, offset);
        }

        @Override
        public boolean isReference(Handle value) {
            return true;
        }

        @Override
        public List<Reference> references(Handle value) {
            return List.of(value);
        }

        @Override
        public Handle readReference(MemorySegment memory, long offset, int length, List<Reference> references) {
            long id = Codecs.S64.read(memory, offset, length);
            return references.stream()
                    .filter(candidate -> candidate instanceof Handle handle && handle.id == id)
                    .map(Handle.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new NetlinkException.Malformed("there is no handle " + id));
        }
    }
}
