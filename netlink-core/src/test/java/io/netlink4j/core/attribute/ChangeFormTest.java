package io.netlink4j.core.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangeFormTest {
    private static final Schema.Builder WHOLE_KEYS = Schema.builder("whole").whole();
    private static final Attribute<Integer> INSIDE = WHOLE_KEYS.add(1, "WHOLE_INSIDE", Codecs.COUNT);
    private static final Attribute<Integer> BESIDE = WHOLE_KEYS.add(2, "WHOLE_BESIDE", Codecs.COUNT);
    private static final Attribute<Integer> REPORTED = WHOLE_KEYS.reported(3, "WHOLE_REPORTED", Codecs.COUNT);
    private static final Schema WHOLE_SCHEMA = WHOLE_KEYS.build();

    private static final Schema.Builder KEYS = Schema.builder("form");
    private static final Attribute<Integer> PLAIN = KEYS.add(1, "FORM_PLAIN", Codecs.COUNT);
    private static final Attribute<Integer> MASK =
            KEYS.add(Attribute.of(2, "FORM_MASK", Codecs.COUNT).changedAs((wanted, current) -> wanted ^ current));
    private static final Attribute<String> ALIAS =
            KEYS.add(Attribute.of(3, "FORM_ALIAS", Codecs.STRING).removedAs(""));
    private static final Attribute<Nest> WHOLE = KEYS.add(4, "FORM_WHOLE", Codecs.nest(() -> WHOLE_SCHEMA));
    private static final Schema SCHEMA = KEYS.build();
    private static final Nest EMPTY = Nest.empty(SCHEMA);

    @Test
    void asksForADifferenceWhereTheWantedValueIsNotEnough() {
        Nest current = EMPTY.with(MASK, 0b0110);
        assertThat(EMPTY.with(MASK, 0b0011).differenceFrom(current)).isEqualTo(EMPTY.with(MASK, 0b0101));
        assertThat(current.differenceFrom(current)).isEqualTo(EMPTY);
        assertThat(current.differenceFrom(EMPTY)).isEqualTo(current);
    }

    @Test
    void removesUnwantedAttributes() {
        Nest current = EMPTY.with(ALIAS, "text").with(PLAIN, 1);
        assertThat(EMPTY.differenceFrom(current)).isEqualTo(EMPTY.with(ALIAS, ""));
        assertThat(EMPTY.differenceFrom(EMPTY)).isEqualTo(EMPTY);
    }

    @Test
    void changesAWholeNestThatARequestReplaces() {
        Nest whole = Nest.empty(WHOLE_SCHEMA).with(INSIDE, 1).with(BESIDE, 2);
        Nest current = EMPTY.with(WHOLE, whole.with(REPORTED, 3));
        assertThat(EMPTY.with(WHOLE, whole.with(REPORTED, 4)).differenceFrom(current))
                .isEqualTo(EMPTY);
        Nest other = EMPTY.with(WHOLE, whole.with(INSIDE, 5));
        assertThat(other.differenceFrom(current)).isEqualTo(other);
        Nest less = EMPTY.with(WHOLE, whole.without(BESIDE));
        assertThat(less.differenceFrom(current))
                .as("what is left out gets a default")
                .isEqualTo(less);
    }
}
