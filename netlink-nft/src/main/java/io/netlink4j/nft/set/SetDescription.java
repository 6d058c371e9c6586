package io.netlink4j.nft.set;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import java.util.List;

/** The size of a set and the lengths of its fields, {@code NFTA_SET_DESC} ({@code NFTA_SET_DESC_*}). */
public final class SetDescription extends NetlinkObject<SetDescription> {
    private static final Schema.Builder FIELD_KEYS = Schema.builder("field");

    /** The number of bytes of a field, without padding. */
    public static final Attribute<Integer> LEN = FIELD_KEYS.add(1, "NFTA_SET_FIELD_LEN", BE_COUNT);

    private static final Schema FIELD_SCHEMA = FIELD_KEYS.build();
    private static final Codec<Nest> FIELD = Schema.builder("fields")
            .nest(1, "NFTA_LIST_ELEM", () -> FIELD_SCHEMA, content -> new Nest(FIELD_SCHEMA, content))
            .codec();

    private static final Schema.Builder KEYS = Schema.builder("description");

    /** The maximum number of elements. */
    public static final Attribute<Integer> SIZE = KEYS.add(1, "NFTA_SET_DESC_SIZE", BE_COUNT);

    /** The fields of a concatenation. */
    public static final Attribute<List<Nest>> CONCAT = KEYS.add(2, "NFTA_SET_DESC_CONCAT", Codecs.list(FIELD, 1));

    static final Schema SCHEMA = KEYS.build();

    SetDescription(Content content) {
        super(content);
    }

    static SetDescription empty() {
        return new SetDescription(Content.of(new byte[0]));
    }

    SetDescription fields(List<SetKey> fields) {
        return with(
                CONCAT,
                fields.stream()
                        .map(field -> Nest.empty(FIELD_SCHEMA).with(LEN, field.length()))
                        .toList());
    }

    /** The lengths of the fields of a concatenation of ranges; empty for other sets. */
    List<Integer> fields() {
        return get(CONCAT).orElse(List.of()).stream()
                .map(field -> field.get(LEN).orElse(0))
                .toList();
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected SetDescription copy(Content content) {
        return new SetDescription(content);
    }
}
