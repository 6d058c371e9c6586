package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Loads or writes a part of an extension header or option ({@code NFTA_EXTHDR_*}). */
public final class Exthdr extends NetlinkObject<Exthdr> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("exthdr");

    /** The register that the value is loaded into. */
    public static final Attribute<Integer> DREG = KEYS.add(1, "NFTA_EXTHDR_DREG", BE_COUNT);

    /** The header's or option's number. */
    public static final Attribute<Integer> TYPE = KEYS.add(2, "NFTA_EXTHDR_TYPE", U8);

    /** The offset of the bytes in the header or option. */
    public static final Attribute<Integer> OFFSET =
            KEYS.add(Attribute.of(3, "NFTA_EXTHDR_OFFSET", BE_COUNT).sentIf(Exthdr::hasRegister));

    /** The number of bytes. */
    public static final Attribute<Integer> LEN =
            KEYS.add(Attribute.of(4, "NFTA_EXTHDR_LEN", BE_COUNT).sentIf(Exthdr::hasRegister));

    /** Bit 0: load only whether it is present. The kernel reports the attribute for every expression, and accepts it only for loads. */
    public static final Attribute<Integer> FLAGS =
            KEYS.add(Attribute.of(5, "NFTA_EXTHDR_FLAGS", BE_COUNT).sentIf(exthdr -> exthdr.has(Exthdr.DREG)));

    /** {@code enum nft_exthdr_op}: 0 IPv6, 1 TCP option, 2 IPv4 option, 3 SCTP chunk, 4 DCCP option. */
    public static final Attribute<Integer> OP = KEYS.add(6, "NFTA_EXTHDR_OP", BE_COUNT);

    /** The register that is written. */
    public static final Attribute<Integer> SREG = KEYS.add(7, "NFTA_EXTHDR_SREG", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Exthdr(Content content) {
        super(content);
    }

    /** Without a register the expression removes a TCP option; then the kernel accepts neither offset nor length. */
    private static boolean hasRegister(Nest exthdr) {
        return exthdr.has(DREG) || exthdr.has(SREG);
    }

    /** The {@link #OP} of TCP options. */
    public static final int TCP_OPTION = 1;

    private static final String[] NAMES = {"ipv6", "tcpopt", "ipv4", "sctp", "dccp"};

    /** Loads {@code length} bytes of the extension header or option {@code type} of {@code operation} into {@code register}. */
    public static Exthdr load(int operation, int type, int offset, int length, int register) {
        return new Exthdr(new ExpressionBytes(48)
                .put(DREG, register)
                .put(TYPE, type)
                .put(OFFSET, offset)
                .put(LEN, length)
                .put(OP, operation)
                .content());
    }

    /** Writes {@code length} bytes of {@code register} into the TCP option {@code type}. */
    public static Exthdr write(int type, int offset, int length, int register) {
        return new Exthdr(new ExpressionBytes(48)
                .put(SREG, register)
                .put(TYPE, type)
                .put(OFFSET, offset)
                .put(LEN, length)
                .put(OP, TCP_OPTION)
                .content());
    }

    /** Removes the TCP option {@code type}: the kernel replaces it with padding. */
    public static Exthdr reset(int type) {
        return new Exthdr(
                new ExpressionBytes(16).put(TYPE, type).put(OP, TCP_OPTION).content());
    }

    /** Loads whether the extension header or option {@code type} of {@code operation} is present. */
    public static Exthdr exists(int operation, int type, int register) {
        return load(operation, type, 0, 1, register).with(FLAGS, 1);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Exthdr copy(Content content) {
        return new Exthdr(content);
    }

    @Override
    public String toString() {
        String name = ExpressionText.name(NAMES, get(OP).orElse(0));
        String place = get(LEN).orElse(0) + "b @ " + get(TYPE).orElse(0) + " + "
                + get(OFFSET).orElse(0);
        return has(SREG)
                ? "[ exthdr write " + name + " reg " + get(SREG).orElse(0) + " => " + place + " ]"
                : !has(DREG)
                        ? "[ exthdr reset " + name + " " + get(TYPE).orElse(0) + " ]"
                        : "[ exthdr load " + name + " " + place + ((get(FLAGS).orElse(0) & 1) != 0 ? " present" : "")
                                + " => reg " + get(DREG).orElse(0) + " ]";
    }
}
