package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;

/** Drops the packet and sends an error to its sender ({@code NFTA_REJECT_*}). */
public final class Reject extends NetlinkObject<Reject> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("reject");

    /** {@code enum nft_reject_types}: 0 ICMP of the table's family, 1 TCP reset, 2 ICMP of the packet's family. */
    public static final Attribute<Integer> TYPE = KEYS.add(1, "NFTA_REJECT_TYPE", BE_COUNT);

    /** The ICMP code; for type 2 a number of {@code enum nft_reject_inet_code}. */
    public static final Attribute<Integer> ICMP_CODE = KEYS.add(2, "NFTA_REJECT_ICMP_CODE", U8);

    static final Schema SCHEMA = KEYS.build();

    Reject(Content content) {
        super(content);
    }

    private static final int ICMP_UNREACH = 0;
    private static final int TCP_RST = 1;
    private static final int ICMPX_UNREACH = 2;

    /** Answers "destination unreachable" with {@code code} of ICMP, or of ICMPv6 in an IPv6 table. */
    public static Reject icmp(int code) {
        return of(ICMP_UNREACH, code);
    }

    /** Answers "destination unreachable" in both families, with {@code code} of {@code enum nft_reject_inet_code}. */
    public static Reject icmpx(int code) {
        return of(ICMPX_UNREACH, code);
    }

    /** Answers with a TCP reset. */
    public static Reject tcpReset() {
        return of(TCP_RST, 0);
    }

    private static Reject of(int type, int code) {
        return new Reject(
                new ExpressionBytes(16).put(TYPE, type).put(ICMP_CODE, code).content());
    }

    /** A number of {@code enum nft_reject_types}. */
    public int type() {
        return get(TYPE).orElse(ICMP_UNREACH);
    }

    /** The code of the answer. */
    public int code() {
        return get(ICMP_CODE).orElse(0);
    }

    @Override
    public boolean isTerminal() {
        return true;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Reject copy(Content content) {
        return new Reject(content);
    }

    @Override
    public String toString() {
        return "[ reject type " + type() + " code " + code() + " ]";
    }
}
