package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Loads bytes of the packet into a register, or writes a register into the packet ({@code NFTA_PAYLOAD_*}). */
public final class Payload extends NetlinkObject<Payload> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("payload");

    /** The register that the value is loaded into. */
    public static final Attribute<Integer> DREG = KEYS.add(1, "NFTA_PAYLOAD_DREG", BE_COUNT);

    /** The header that the offset counts from. */
    public static final Attribute<PayloadBase> BASE =
            KEYS.add(2, "NFTA_PAYLOAD_BASE", BE_COUNT.map(PayloadBase::new, PayloadBase::number));

    /** The offset of the bytes in the header. */
    public static final Attribute<Integer> OFFSET = KEYS.add(3, "NFTA_PAYLOAD_OFFSET", BE_COUNT);

    /** The number of bytes. */
    public static final Attribute<Integer> LEN = KEYS.add(4, "NFTA_PAYLOAD_LEN", BE_COUNT);

    /** The register that is written into the packet. */
    public static final Attribute<Integer> SREG = KEYS.add(5, "NFTA_PAYLOAD_SREG", BE_COUNT);

    /** The checksum to update: 0 none, 1 the Internet checksum, 2 SCTP's. */
    public static final Attribute<Integer> CSUM_TYPE = KEYS.add(6, "NFTA_PAYLOAD_CSUM_TYPE", BE_COUNT);

    /** The offset of the checksum in the header. */
    public static final Attribute<Integer> CSUM_OFFSET = KEYS.add(7, "NFTA_PAYLOAD_CSUM_OFFSET", BE_COUNT);

    /** Bit 0: the transport header's checksum covers the bytes too. */
    public static final Attribute<Integer> CSUM_FLAGS = KEYS.add(8, "NFTA_PAYLOAD_CSUM_FLAGS", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Payload(Content content) {
        super(content);
    }

    /** Loads {@code length} bytes at {@code offset} of the header {@code base} into {@code register}. */
    public static Payload load(PayloadBase base, int offset, int length, int register) {
        return new Payload(new ExpressionBytes(32)
                .be32(DREG, register)
                .be32(BASE, base.number())
                .be32(OFFSET, offset)
                .be32(LEN, length)
                .content());
    }

    /**
     * Writes {@code length} bytes of {@code register} into the packet.
     *
     * @param checksumType the checksum to update: 0 none, 1 the Internet checksum
     * @param checksumOffset the offset of the checksum in the header
     * @param checksumFlags 1 if the transport header's checksum covers the bytes, too
     */
    public static Payload write(
            int register,
            PayloadBase base,
            int offset,
            int length,
            int checksumType,
            int checksumOffset,
            int checksumFlags) {
        return new Payload(new ExpressionBytes(56)
                .put(SREG, register)
                .put(BASE, base)
                .put(OFFSET, offset)
                .put(LEN, length)
                .put(CSUM_TYPE, checksumType)
                .put(CSUM_OFFSET, checksumOffset)
                .put(CSUM_FLAGS, checksumFlags)
                .content());
    }

    /** Whether it writes into the packet. */
    public boolean isWrite() {
        return has(SREG);
    }

    /** The header that the offset counts from. */
    public PayloadBase base() {
        return require(BASE);
    }

    /** The offset of the bytes in the header. */
    public int offset() {
        return get(OFFSET).orElse(0);
    }

    /** The number of bytes. */
    public int length() {
        return get(LEN).orElse(0);
    }

    /** The register that is loaded, or that holds the bytes to write. */
    public int register() {
        return get(isWrite() ? SREG : DREG).orElse(0);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Payload copy(Content content) {
        return new Payload(content);
    }

    @Override
    public String toString() {
        String place =
                length() + "b @ " + get(BASE).map(PayloadBase::toString).orElse("unknown") + " header + " + offset();
        return isWrite()
                ? "[ payload write reg " + register() + " => " + place + " csum_type "
                        + get(CSUM_TYPE).orElse(0) + " csum_off "
                        + get(CSUM_OFFSET).orElse(0) + " csum_flags 0x"
                        + Integer.toHexString(get(CSUM_FLAGS).orElse(0)) + " ]"
                : "[ payload load " + place + " => reg " + register() + " ]";
    }
}
