package io.netlink4j.core.attribute;

import java.util.List;

/**
 * What a {@link NetlinkObject} is made of.
 *
 * @param bytes the fixed header and the attributes, which nobody may change any more
 * @param references the handles that references among the attributes stand for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the two to a constructor
public record Content(byte[] bytes, List<Reference> references) {

    /** Content without references, such as the kernel sends. */
    public static Content of(byte[] bytes) {
        return new Content(bytes, List.of());
    }
}
