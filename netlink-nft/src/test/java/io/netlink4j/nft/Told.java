package io.netlink4j.nft;

import io.netlink4j.nft.element.ElementForm;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.SetElement;
import java.util.List;

/**
 * What the kernel is told of an anonymous set.
 *
 * @param elements the elements, of which a range is two
 * @param size the size that nft says
 */
public record Told(List<SetElement> elements, int size) {
    /** What it is told of {@code set}. */
    public static Told of(AnonymousSet set) {
        ElementForm form = ElementForm.of(set.set());
        List<SetElement> elements = form.whole(set.elements());
        return new Told(elements, form.size(elements));
    }
}
