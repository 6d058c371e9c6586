package io.netlink4j.nft.element;

import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.decode.Elements;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Formats an element as nft does, by the types of its set: {@code 10.0.0.1 . 80 : jump web}. */
public final class ElementText {
    private static final Elements VALUES = new Elements(index -> Optional.empty());

    private ElementText() {}

    /** The text; values that do not have the length of the type are hexadecimal numbers. */
    public static String of(SetElement element, NamedSet set) {
        StringBuilder text =
                new StringBuilder(element.isCatchAll() ? "*" : value(set.key(), element.key(), element.last()));
        element.value().ifPresent(data -> text.append(" : ").append(data(set, data)));
        element.get(SetElement.OBJREF)
                .ifPresent(object ->
                        text.append(" : \"").append(Printable.of(object)).append('"'));
        return text.toString();
    }

    private static String value(SetKey type, byte[] first, byte[] last) {
        if (first.length != type.length() || last.length != type.length()) {
            return hex(first) + (Arrays.equals(first, last) ? "" : '-' + hex(last));
        }
        Selection fields = Elements.selection(type);
        Element value = VALUES.read(fields, first, last);
        return Printable.of(value.text(fields));
    }

    private static String data(NamedSet map, Data data) {
        return data.get(Data.VERDICT)
                .map(verdict -> verdict.toString().replace(" -> ", " "))
                .orElseGet(() -> map.value()
                        .map(type -> value(type, data.bytes(), data.bytes()))
                        .orElseGet(() -> hex(data.bytes())));
    }

    private static String hex(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }
}
