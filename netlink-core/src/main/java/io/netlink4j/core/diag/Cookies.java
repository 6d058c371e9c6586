package io.netlink4j.core.diag;

import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import java.util.List;

/** Cookies: 64 bits in two words of 32, the lower one first. */
final class Cookies {
    /** Matches any socket ({@code INET_DIAG_NOCOOKIE} twice). */
    static final long ANY = -1;

    static final Codec<Long> CODEC = Codecs.array(Codecs.U32, Integer.BYTES)
            .map(
                    words -> words.get(0) | words.get(1) << Integer.SIZE,
                    cookie -> List.of(cookie & 0xffff_ffffL, cookie >>> Integer.SIZE));

    private Cookies() {}
}
