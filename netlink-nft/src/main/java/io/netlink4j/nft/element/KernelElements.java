package io.netlink4j.nft.element;

import io.netlink4j.nft.internal.Userdata;
import io.netlink4j.nft.set.SetElement;

/** Elements that only the kernel has: ends of ranges, and their marks in userdata. */
public final class KernelElements {
    private KernelElements() {}

    /** The end of a range in the kernel: the first key after the range. */
    public static SetElement end(byte... key) {
        return SetElement.of(key).with(SetElement.FLAGS, SetElement.INTERVAL_END);
    }

    /** Whether the userdata marks the range as open: no element ends it. */
    static boolean isOpen(SetElement element) {
        return (flags(notes(element)) & Userdata.ELEMENT_OPEN) != 0;
    }

    /** A copy with or without the mark of an open range in its userdata. */
    static SetElement open(SetElement element, boolean open) {
        byte[] notes = notes(element);
        int flags = flags(notes);
        int changed = open ? flags | Userdata.ELEMENT_OPEN : flags & ~Userdata.ELEMENT_OPEN;
        if (changed == flags) {
            return element;
        }
        byte[] noted = changed == 0
                ? Userdata.without(notes, Userdata.ELEMENT_FLAGS)
                : Userdata.withNumber(notes, Userdata.ELEMENT_FLAGS, changed);
        return noted.length == 0 ? element.without(SetElement.USERDATA) : element.with(SetElement.USERDATA, noted);
    }

    private static byte[] notes(SetElement element) {
        return element.get(SetElement.USERDATA).orElse(Userdata.EMPTY);
    }

    private static int flags(byte[] notes) {
        return Userdata.number(notes, Userdata.ELEMENT_FLAGS).orElse(0);
    }
}
