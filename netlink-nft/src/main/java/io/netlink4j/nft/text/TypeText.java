package io.netlink4j.nft.text;

import io.netlink4j.nft.decode.Elements;
import io.netlink4j.nft.internal.Userdata;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetKey;
import java.util.List;
import java.util.Optional;

/** Prints the types of a set's keys and values. */
final class TypeText {
    private TypeText() {}

    static String of(NamedSet set) {
        Optional<String> value = set.isObjectMap()
                ? set.get(NamedSet.OBJ_TYPE).map(SetText::name)
                : value(set).map(type -> (hasIntervals(set) ? "interval " : "") + type);
        Optional<Selection> keys = TypeofText.of(set, Userdata.SET_KEY_TYPEOF);
        Optional<String> values = TypeofText.of(set, Userdata.SET_DATA_TYPEOF)
                .map(fields -> (hasIntervals(set) ? "interval " : "") + fields)
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

    /** The type of the values of a map; of both ends of a range if they are ranges. */
    static Optional<SetKey> value(NamedSet set) {
        return set.value()
                .map(type -> !hasIntervals(set)
                        ? type
                        : type.isConcatenation()
                                ? SetKey.concat(type.fields().toArray(new SetKey[0]))
                                : new SetKey(type.type(), type.length() / 2, type.hostOrder(), List.of()));
    }

    /** Whether the values of a map are ranges. */
    static boolean hasIntervals(NamedSet set) {
        return set.get(NamedSet.USERDATA)
                .flatMap(notes -> Userdata.number(notes, Userdata.SET_DATA_INTERVAL))
                .filter(interval -> interval != 0)
                .isPresent();
    }
}
