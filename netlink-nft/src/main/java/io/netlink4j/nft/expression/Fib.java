package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import java.util.StringJoiner;

/** Looks the packet up in the routing tables ({@code NFTA_FIB_*}). */
public final class Fib extends NetlinkObject<Fib> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("fib");

    /** The register that the value is loaded into. */
    public static final Attribute<Integer> DREG = KEYS.add(1, "NFTA_FIB_DREG", BE_COUNT);

    /** {@code enum nft_fib_result}: 1 interface index, 2 interface name, 3 address type. */
    public static final Attribute<Integer> RESULT = KEYS.add(2, "NFTA_FIB_RESULT", BE_COUNT);

    /** The lookup: a mask of {@link #SADDR}, {@link #DADDR}, {@link #MARK}, {@link #IIF}, {@link #OIF}, {@link #PRESENT}. */
    public static final Attribute<Integer> FLAGS = KEYS.add(3, "NFTA_FIB_FLAGS", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Fib(Content content) {
        super(content);
    }

    /** Look up the source address. */
    public static final int SADDR = 1;
    /** Look up the destination address. */
    public static final int DADDR = 2;
    /** By the packet's mark. */
    public static final int MARK = 4;
    /** Through the input interface. */
    public static final int IIF = 8;
    /** Through the output interface. */
    public static final int OIF = 16;
    /** Only whether there is a route. */
    public static final int PRESENT = 32;
    /** The result is an interface index. */
    public static final int RESULT_OIF = 1;
    /** The result is an interface name. */
    public static final int RESULT_OIFNAME = 2;
    /** The result is a type of address, {@code RTN_LOCAL} ... */
    public static final int RESULT_ADDRTYPE = 3;

    private static final String[] FLAG_NAMES = {"saddr", "daddr", "mark", "iif", "oif"};

    /** Does the lookup of {@code flags} and loads {@code result} into {@code register}. */
    public static Fib load(int flags, int result, int register) {
        return new Fib(new ExpressionBytes(24)
                .put(FLAGS, flags)
                .put(RESULT, result)
                .put(DREG, register)
                .content());
    }

    private String resultName() {
        String present = (get(FLAGS).orElse(0) & PRESENT) != 0 ? " present" : "";
        return switch (get(RESULT).orElse(0)) {
            case RESULT_OIF -> "oif" + present;
            case RESULT_OIFNAME -> "oifname" + present;
            case RESULT_ADDRTYPE -> "type";
            default -> "unknown";
        };
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Fib copy(Content content) {
        return new Fib(content);
    }

    @Override
    public String toString() {
        StringJoiner flags = new StringJoiner(" . ");
        for (int bit = 0; bit < FLAG_NAMES.length; bit++) {
            if ((get(FLAGS).orElse(0) & 1 << bit) != 0) {
                flags.add(FLAG_NAMES[bit]);
            }
        }
        return "[ fib " + flags + " " + resultName() + " => reg " + get(DREG).orElse(0) + " ]";
    }
}
