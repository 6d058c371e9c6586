package io.netlink4j.nft.expression;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/**
 * The value of a register ({@code NFTA_DATA_*}): a verdict, or bytes in the order of the packet or of the kernel's field.
 */
public final class Data extends NetlinkObject<Data> {
    private static final Schema.Builder KEYS = Schema.builder("data");

    /** The bytes. */
    public static final Attribute<byte[]> VALUE = KEYS.add(1, "NFTA_DATA_VALUE", new ReferenceBytes());

    /** The verdict. */
    public static final Attribute<Verdict> VERDICT =
            KEYS.nest(2, "NFTA_DATA_VERDICT", () -> Verdict.SCHEMA, Verdict::new);

    /** The keys. */
    public static final Schema SCHEMA = KEYS.build();

    /** The data that {@code content} is. */
    public Data(Content content) {
        super(content);
    }

    /** Bytes, at most 64. */
    public static Data value(byte... bytes) {
        return new Data(new ExpressionBytes(4 + bytes.length).put(VALUE, bytes).content());
    }

    /** A verdict. */
    public static Data verdict(Verdict verdict) {
        return new Data(new ExpressionBytes(4 + verdict.byteLength())
                .put(VERDICT, verdict)
                .content());
    }

    /** The bytes, none if it is a verdict. */
    public byte[] bytes() {
        return get(VALUE).orElseGet(() -> new byte[0]);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Data copy(Content content) {
        return new Data(content);
    }

    @Override
    public String toString() {
        return get(VERDICT).map(Verdict::toString).orElseGet(() -> ExpressionText.of(bytes()));
    }
}
