package io.netlink4j.nft.text;

import io.netlink4j.nft.decode.FieldNotes;
import io.netlink4j.nft.internal.Userdata;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.set.NamedSet;
import java.util.List;
import java.util.Optional;

/** The fields that a set was declared with: nft's {@code typeof ip saddr . tcp dport}. */
final class TypeofText {
    private TypeofText() {}

    /** The fields of the keys, or with {@code note} of the values; empty if the set does not say them, or not all are known. */
    static Optional<Selection> of(NamedSet set, int note) {
        return set.get(NamedSet.USERDATA)
                .flatMap(notes -> Userdata.find(notes, note))
                .map(FieldNotes::read)
                .filter(fields -> !fields.isEmpty())
                .map(fields -> new Selection(
                        fields.size() > 1 ? fields : List.of(fields.getFirst().stored(set.key()))));
    }
}
