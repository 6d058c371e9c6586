package io.netlink4j.nft.match;

import io.netlink4j.nft.expression.Comparison;

/** An order comparison of numbers. */
@SuppressWarnings("ImmutableEnumChecker") // the field is an immutable record, which the checker does not recognize
public enum Order {
    BELOW("<", Comparison.LESS),
    AT_MOST("<=", Comparison.AT_MOST),
    ABOVE(">", Comparison.GREATER),
    AT_LEAST(">=", Comparison.AT_LEAST);

    private final String sign;
    private final Comparison comparison;

    Order(String sign, Comparison comparison) {
        this.sign = sign;
        this.comparison = comparison;
    }

    String sign(boolean negated) {
        return negated ? opposite().sign : sign;
    }

    Comparison comparison(boolean negated) {
        return negated ? opposite().comparison : comparison;
    }

    private Order opposite() {
        return switch (this) {
            case BELOW -> AT_LEAST;
            case AT_MOST -> ABOVE;
            case ABOVE -> AT_MOST;
            case AT_LEAST -> BELOW;
        };
    }
}
