package io.netlink4j.rtnl.neighbour;

import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * The times of an entry, as the kernel reports them ({@code struct nda_cacheinfo}). The wire format has hundredths of a second.
 *
 * @param confirmed how long ago it was confirmed ({@code ndm_confirmed})
 * @param used how long ago it was used ({@code ndm_used})
 * @param updated how long ago it changed ({@code ndm_updated})
 * @param references how many users it has ({@code ndm_refcnt})
 */
public record NeighbourCacheInfo(Duration confirmed, Duration used, Duration updated, long references) {
    private static final int SIZE = 16;

    static final Codec<NeighbourCacheInfo> CODEC = new InAttribute();

    private static final class InAttribute implements Codec<NeighbourCacheInfo> {
        @Override
        public String type() {
            return "struct nda_cacheinfo";
        }

        @Override
        public NeighbourCacheInfo read(MemorySegment memory, long offset, int length) {
            Codecs.atLeast(SIZE, length, type());
            return new NeighbourCacheInfo(
                    Codecs.CENTISECONDS.read(memory, offset, 4),
                    Codecs.CENTISECONDS.read(memory, offset + 4, 4),
                    Codecs.CENTISECONDS.read(memory, offset + 8, 4),
                    Codecs.U32.read(memory, offset + 12, 4));
        }

        @Override
        public int length(NeighbourCacheInfo value) {
            return SIZE;
        }

        @Override
        public void write(NeighbourCacheInfo value, MemorySegment memory, long offset) {
            Codecs.CENTISECONDS.write(value.confirmed, memory, offset);
            Codecs.CENTISECONDS.write(value.used, memory, offset + 4);
            Codecs.CENTISECONDS.write(value.updated, memory, offset + 8);
            Codecs.U32.write(value.references, memory, offset + 12);
        }
    }
}
