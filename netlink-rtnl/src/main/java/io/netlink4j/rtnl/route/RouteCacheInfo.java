package io.netlink4j.rtnl.route;

import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * The times and the use of a route, as the kernel reports them ({@code struct rta_cacheinfo}).
 *
 * @param references how many users it has ({@code rta_clntref})
 * @param lastUsed how long ago it was used ({@code rta_lastuse})
 * @param expires the remaining lifetime; zero if it is unlimited ({@code rta_expires})
 * @param error the error number for its packets ({@code rta_error})
 * @param used how often it was used ({@code rta_used})
 */
public record RouteCacheInfo(long references, Duration lastUsed, Duration expires, int error, long used) {
    private static final int SIZE = 32;
    // rta_id, rta_ts and rta_tsage belonged to the route cache, which Linux 3.6 removed; they are zero.
    private static final int UNUSED = 20;
    private static final long MILLIS_PER_TICK = 10;

    static final Codec<RouteCacheInfo> CODEC = new InAttribute();

    private static final class InAttribute implements Codec<RouteCacheInfo> {
        @Override
        public String type() {
            return "struct rta_cacheinfo";
        }

        @Override
        public RouteCacheInfo read(MemorySegment memory, long offset, int length) {
            Codecs.atLeast(UNUSED, length, type());
            return new RouteCacheInfo(
                    Codecs.U32.read(memory, offset, 4),
                    Codecs.CENTISECONDS.read(memory, offset + 4, 4),
                    Duration.ofMillis(Codecs.S32.read(memory, offset + 8, 4) * MILLIS_PER_TICK),
                    Codecs.S32.read(memory, offset + 12, 4),
                    Codecs.U32.read(memory, offset + 16, 4));
        }

        @Override
        public int length(RouteCacheInfo value) {
            return SIZE;
        }

        @Override
        public void write(RouteCacheInfo value, MemorySegment memory, long offset) {
            Codecs.U32.write(value.references, memory, offset);
            Codecs.CENTISECONDS.write(value.lastUsed, memory, offset + 4);
            Codecs.S32.write((int) (value.expires.toMillis() / MILLIS_PER_TICK), memory, offset + 8);
            Codecs.S32.write(value.error, memory, offset + 12);
            Codecs.U32.write(value.used, memory, offset + 16);
            memory.asSlice(offset + UNUSED, SIZE - UNUSED).fill((byte) 0);
        }
    }
}
