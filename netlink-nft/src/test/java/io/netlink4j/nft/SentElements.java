package io.netlink4j.nft;

import io.netlink4j.nft.element.ElementEncoding;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.SetElement;
import java.util.List;

/**
 * What the kernel is told of an anonymous set.
 *
 * @param elements the elements, of which a range is two
 * @param size the size that nft says
 */
public record SentElements(List<SetElement> elements, int size) {
    /** What it is told of {@code set}. */
    public static SentElements of(AnonymousSet set) {
        ElementEncoding form = ElementEncoding.of(set.set());
        List<SetElement> elements = form.whole(set.elements());
        return new SentElements(elements, form.size(elements));
    }
}
