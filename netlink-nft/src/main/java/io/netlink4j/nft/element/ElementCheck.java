package io.netlink4j.nft.element;

import io.netlink4j.nft.analysis.KeyFields;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks that an element fits a set. If the user described a set that the kernel has, without reading it, the check uses the types of
 * the description, but does not assume that features which the description omits, such as timeouts, are missing.
 */
final class ElementCheck {
    private static final int FLAGS = SetElement.bit(SetElement.FLAGS);
    private static final int KEY_END = SetElement.bit(SetElement.KEY_END);
    private static final int DATA = SetElement.bit(SetElement.DATA);
    private static final int OBJREF = SetElement.bit(SetElement.OBJREF);
    private static final int TIMEOUT = SetElement.bit(SetElement.TIMEOUT);
    private static final int EXPRESSIONS = SetElement.bit(SetElement.EXPR) | SetElement.bit(SetElement.EXPRESSIONS);

    private final NamedSet set;
    private final SetKey key;
    private final @Nullable SetKey values;
    /** The attributes that need a check of the element. */
    private final int doubted;

    private final boolean known;
    private boolean doubtful;

    ElementCheck(NamedSet set, boolean known) {
        this.set = set;
        this.key = set.key();
        this.known = known;
        this.values = set.value().orElse(null);
        boolean map = set.isMap() || set.isObjectMap();
        this.doubted = EXPRESSIONS | (set.hasTimeouts() ? 0 : TIMEOUT) | (map ? -1 : DATA | OBJREF);
    }

    /** Whether an element needs a feature that the set is not known to have. */
    boolean isDoubtful() {
        return doubtful;
    }

    private void requireOfSet(boolean has, SetElement element, String why) {
        if (!has && known) {
            throw refused(element, why);
        }
        doubtful |= !has;
    }

    /** Checks that the element can be added. */
    void require(SetElement element) {
        int attributes = requireKeys(element);
        if ((attributes & doubted) == 0) {
            return;
        }
        requireValue(element, attributes);
        requireOfSet(
                set.hasTimeouts() || (attributes & TIMEOUT) == 0,
                element,
                "it has a timeout, and the elements of this set cannot have one; call timeouts() on the set");
        if ((attributes & EXPRESSIONS) != 0) {
            requireExpressions(element);
        }
    }

    /** Checks the keys, which is enough for deleting and looking up. Returns the element's attributes. */
    int requireKeys(SetElement element) {
        int attributes = element.attributes();
        if ((attributes & FLAGS) != 0) {
            if (element.isEnd()) {
                throw refused(element, "it is only the end of a range; pass the whole range");
            }
            if (element.isCatchAll()) {
                return attributes;
            }
        }
        // the index of an interface is looked up only when the element is sent
        boolean resolved = element.references().isEmpty();
        if (resolved) {
            requireLength(element, element.length(SetElement.KEY), key, "key");
        }
        if ((attributes & KEY_END) != 0) {
            requireLength(element, element.length(SetElement.KEY_END), key, "last key");
            requireOfSet(
                    set.isInterval(),
                    element,
                    "it is a range, but this set holds single keys; call interval() on the set");
        }
        return attributes;
    }

    private void requireLength(SetElement element, int length, SetKey type, String what) {
        if (length != type.length()) {
            throw refused(
                    element,
                    "its " + what + " takes " + Math.max(length, 0) + (length == 1 ? " byte" : " bytes") + ", but "
                            + type + " takes " + type.length());
        }
    }

    /**
     * Checks that no field of a range ends before it begins. {@code first} and {@code last} are in the encoding that the kernel compares.
     */
    void requireOrder(SetElement element, byte[] first, byte[] last) {
        int from = 0;
        for (int width : KeyFields.widths(key)) {
            if (Arrays.compareUnsigned(first, from, from + width, last, from, from + width) > 0) {
                throw refused(element, "it ends before it begins");
            }
            from += width;
        }
    }

    private void requireValue(SetElement element, int attributes) {
        boolean value = (attributes & DATA) != 0;
        boolean object = (attributes & OBJREF) != 0;
        if (!set.isMap() && !set.isObjectMap()) {
            if (value || object) {
                throw refused(element, "it has a value, but this set is not a map");
            }
        } else if (set.isObjectMap() ? !object : !value) {
            throw refused(element, "it has no value, but this set is a map");
        } else if (value) {
            requireType(element, element.length(SetElement.DATA));
        }
    }

    private void requireType(SetElement element, int length) {
        SetKey type = values;
        boolean verdict = length < 0
                && element.value().filter(value -> value.has(Data.VERDICT)).isPresent();
        if (type != null && verdict != type.isVerdict()) {
            throw refused(
                    element,
                    verdict
                            ? "its value is a verdict, but the values of this map are " + type
                            : "its value is not a verdict, but the values of this map are verdicts");
        }
        if (type != null && !verdict && element.references().isEmpty()) {
            requireLength(element, length, type, "value");
        }
    }

    /** If the set has no expressions, the kernel accepts any expressions in its elements. */
    private void requireExpressions(SetElement element) {
        List<Expression> own = element.expressions();
        List<Expression> wanted = set.expressions();
        requireOfSet(
                wanted.isEmpty() || names(own).equals(names(wanted)),
                element,
                "it has " + names(own) + ", but the elements of this set have " + names(wanted));
    }

    private static String names(List<Expression> expressions) {
        return expressions.stream().map(Expression::name).collect(Collectors.joining(" and "));
    }

    IllegalArgumentException refused(SetElement element, String why) {
        return new IllegalArgumentException(element + " cannot be in " + set + ", " + described() + ": " + why);
    }

    private String described() {
        String values = set.value().map(value -> " to " + value).orElse("");
        return (set.isInterval() ? "ranges of " : "") + key + values;
    }
}
