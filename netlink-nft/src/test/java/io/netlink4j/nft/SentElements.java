package io.netlink4j.nft;

import io.netlink4j.nft.element.ElementEncoding;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.SetElement;
import java.util.List;

/**
 * The elements of an anonymous set as they are sent to the kernel.
 *
 * @param elements the elements; a range is two elements
 * @param size the size that nft sends
 */
public record SentElements(List<SetElement> elements, int size) {
    /** The elements of {@code set} as they are sent. */
    public static SentElements of(AnonymousSet set) {
        ElementEncoding form = ElementEncoding.of(set.set());
        List<SetElement> elements = form.whole(set.elements());
        return new SentElements(elements, form.size(elements));
    }
}
