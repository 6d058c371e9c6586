package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE64;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.STRING;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.internal.Timeouts;
import java.time.Duration;
import java.util.List;

/** Adds the packet's key to a set, or removes it ({@code NFTA_DYNSET_*}). */
public final class Dynset extends NetlinkObject<Dynset> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("dynset");

    /** The set's name. */
    public static final Attribute<String> SET_NAME = KEYS.add(1, "NFTA_DYNSET_SET_NAME", STRING);

    /** The set's number in this transaction. */
    public static final Attribute<Integer> SET_ID = KEYS.add(2, "NFTA_DYNSET_SET_ID", BE_COUNT);

    /** {@code enum nft_dynset_ops}: 0 add, 1 update, 2 delete. */
    public static final Attribute<Integer> OP = KEYS.add(3, "NFTA_DYNSET_OP", BE_COUNT);

    /** The register that holds the key. */
    public static final Attribute<Integer> SREG_KEY = KEYS.add(4, "NFTA_DYNSET_SREG_KEY", BE_COUNT);

    /** The register that holds the value, of a map. */
    public static final Attribute<Integer> SREG_DATA = KEYS.add(5, "NFTA_DYNSET_SREG_DATA", BE_COUNT);

    /** The timeout of the element, in milliseconds. The kernel reports 0 for no timeout, but refuses 0 for a set without timeouts. */
    public static final Attribute<Long> TIMEOUT =
            KEYS.add(Attribute.of(6, "NFTA_DYNSET_TIMEOUT", BE64).sentUnless(0L));

    /** The expression that the element gets. */
    public static final Attribute<Expression> EXPR = KEYS.add(7, "NFTA_DYNSET_EXPR", ExpressionCodec.ELEMENT);

    /** Bit 0: invert the match; bit 1: {@link #EXPRESSIONS} are set. The kernel needs bit 1 in requests and does not report it. */
    public static final Attribute<Integer> FLAGS = KEYS.add(Attribute.of(9, "NFTA_DYNSET_FLAGS", BE_COUNT)
            .sentAs((flags, dynset) -> dynset.has(Dynset.EXPRESSIONS) ? flags | Dynset.SEVERAL : flags));

    private static final int SEVERAL = 2;

    /** The expressions that the element gets, if there are several. */
    public static final Attribute<List<Expression>> EXPRESSIONS = KEYS.add(
            Attribute.of(10, "NFTA_DYNSET_EXPRESSIONS", ExpressionCodec.LIST).sentWith(FLAGS, SEVERAL));

    static final Schema SCHEMA = KEYS.build();

    Dynset(Content content) {
        super(content);
    }

    private static final String[] NAMES = {"add", "update", "delete"};

    /** Adds the key in {@code register} to {@code set}. */
    public static Dynset add(String set, int register) {
        return of(0, set, register);
    }

    /** Adds the key in {@code register} to {@code set}, or renews its timeout. */
    public static Dynset update(String set, int register) {
        return of(1, set, register);
    }

    /** Removes the key in {@code register} from {@code set}. */
    public static Dynset delete(String set, int register) {
        return of(2, set, register);
    }

    private static Dynset of(int operation, String set, int register) {
        return new Dynset(new ExpressionBytes(32 + set.length())
                .put(SREG_KEY, register)
                .put(OP, operation)
                .put(SET_NAME, set)
                .content());
    }

    /**
     * With the timeout of the element.
     *
     * @throws IllegalArgumentException if it is no whole number of milliseconds above 0
     */
    public Dynset timeout(Duration timeout) {
        return with(TIMEOUT, Timeouts.milliseconds(timeout));
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Dynset copy(Content content) {
        return new Dynset(content);
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("[ dynset " + ExpressionText.name(NAMES, get(OP).orElse(-1)) + " reg_key "
                        + get(SREG_KEY).orElse(0) + " set "
                        + get(SET_NAME).map(Printable::of).orElse(""));
        get(SREG_DATA).ifPresent(register -> text.append(" sreg_data ").append(register));
        get(TIMEOUT)
                .ifPresent(timeout -> text.append(" timeout ").append(timeout).append("ms"));
        get(EXPRESSIONS)
                .or(() -> get(EXPR).map(List::of))
                .ifPresent(all -> all.forEach(each -> text.append(" expr ").append(ExpressionText.inner(each))));
        return text.append(" ]").toString();
    }
}
