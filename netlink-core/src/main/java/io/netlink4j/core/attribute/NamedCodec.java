package io.netlink4j.core.attribute;

import java.lang.foreign.MemorySegment;
import java.util.Map;

/**
 * A codec of numbers, some of which have a name in the kernel's headers. The text of a value shows it: {@code 1 (LWTUNNEL_ENCAP_MPLS)}.
 *
 * @param number the codec of the numbers
 * @param names the names, by number
 */
record NamedCodec<N extends Number>(Codec<N> number, Map<Long, String> names) implements Codec<N> {
    @Override
    public String type() {
        return number.type();
    }

    @Override
    public N read(MemorySegment memory, long offset, int length) {
        return number.read(memory, offset, length);
    }

    @Override
    public N read(byte[] bytes, int offset, int length) {
        return number.read(bytes, offset, length);
    }

    @Override
    public int length(N value) {
        return number.length(value);
    }

    @Override
    public void write(N value, MemorySegment memory, long offset) {
        number.write(value, memory, offset);
    }

    @Override
    public String text(N value) {
        String name = names.get(value.longValue());
        return name == null ? number.text(value) : number.text(value) + " (" + name + ")";
    }
}
