package io.netlink4j.nft.expression;

/**
 * How a register is compared, {@code enum nft_cmp_ops}.
 *
 * @param number the kernel's number; one that this library does not know is possible
 */
public record Comparison(int number) {
    /** Equal. */
    public static final Comparison EQUAL = new Comparison(0);

    /** Not equal. */
    public static final Comparison NOT_EQUAL = new Comparison(1);

    /** Less, as a number in network byte order. */
    public static final Comparison LESS = new Comparison(2);

    /** Less or equal. */
    public static final Comparison AT_MOST = new Comparison(3);

    /** Greater. */
    public static final Comparison GREATER = new Comparison(4);

    /** Greater or equal. */
    public static final Comparison AT_LEAST = new Comparison(5);

    private static final String[] NAMES = {"eq", "neq", "lt", "lte", "gt", "gte"};

    /** The name that nft has for it. */
    @Override
    public String toString() {
        return ExpressionText.name(NAMES, number);
    }
}
