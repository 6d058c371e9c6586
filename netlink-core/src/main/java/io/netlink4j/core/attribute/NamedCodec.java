package io.netlink4j.core.attribute;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A codec of numbers, some of which have a name in the kernel's headers. The text of a value shows it: {@code 1 (LWTUNNEL_ENCAP_MPLS)}.
 *
 * @param number the codec of the numbers
 * @param names the names, by number
 * @param bits whether the numbers with names are those of bits in a value, of which each may be set
 */
record NamedCodec<N extends Number>(Codec<N> number, Map<Long, String> names, boolean bits) implements Codec<N> {
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
        String known = names.keySet().stream()
                .filter(named -> bits ? (value.longValue() >>> named & 1) == 1 : named == value.longValue())
                .sorted()
                .map(names::get)
                .collect(Collectors.joining(" "));
        return known.isEmpty() ? number.text(value) : number.text(value) + " (" + known + ")";
    }
}
