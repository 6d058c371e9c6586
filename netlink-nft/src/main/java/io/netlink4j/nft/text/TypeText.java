package io.netlink4j.nft.text;

import io.netlink4j.nft.decode.Elements;
import io.netlink4j.nft.internal.Userdata;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.set.NamedSet;
import java.util.Optional;

/** Prints the types of a set's keys and values. */
final class TypeText {
    private TypeText() {}

    static String of(NamedSet set) {
        Optional<String> value = set.isObjectMap()
                ? set.get(NamedSet.OBJ_TYPE).map(SetText::name)
                : set.valueType().map(type -> (set.hasValueRanges() ? "interval " : "") + type);
        Optional<Selection> keys = TypeofText.of(set, Userdata.SET_KEY_TYPEOF);
        Optional<String> values = TypeofText.of(set, Userdata.SET_DATA_TYPEOF)
                .map(fields -> (set.hasValueRanges() ? "interval " : "") + fields)
                .or(() -> value.filter(type -> set.isObjectMap() || type.equals("verdict")));
        return keys.isPresent() && values.isPresent() == value.isPresent()
                ? "typeof " + keys.get() + values.map(type -> " : " + type).orElse("")
                : "type " + set.key() + value.map(type -> " : " + type).orElse("");
    }

    /** The fields that have the type of the keys. */
    static Selection keys(NamedSet set) {
        return TypeofText.of(set, Userdata.SET_KEY_TYPEOF)
                .filter(fields -> fields.key().length() == set.key().length())
                .orElseGet(() -> Elements.selection(set.key()));
    }
}
