package io.netlink4j.core.attribute;

import java.util.List;

/**
 * The content of a {@link NetlinkObject}.
 *
 * @param bytes the fixed header and the attributes; must not be changed any more
 * @param references the objects that references among the attributes refer to
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only passes both to a constructor
public record Content(byte[] bytes, List<Reference> references) {

    /** Content without references, such as that from the kernel. */
    public static Content of(byte[] bytes) {
        return new Content(bytes, List.of());
    }
}
