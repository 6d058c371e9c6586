package io.netlink4j.core.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestFormTest {
    private static final int KNOWN_FLAGS = 0x1f;

    /** An object whose attributes are reported in one form and accepted in another. */
    private static final class Form extends NetlinkObject<Form> {
        private static final Schema.Builder KEYS = Schema.builder("form");
        static final Attribute<Integer> PLAIN = KEYS.add(1, "FORM_PLAIN", Codecs.COUNT);
        static final Attribute<Integer> FLAGS =
                KEYS.add(Attribute.of(2, "FORM_FLAGS", Codecs.COUNT).sentAs(flags -> flags & KNOWN_FLAGS));
        static final Attribute<Integer> TIMEOUT =
                KEYS.add(Attribute.of(3, "FORM_TIMEOUT", Codecs.COUNT).sentUnless(0));
        static final Attribute<Integer> INHERIT =
                KEYS.add(Attribute.of(4, "FORM_INHERIT", Codecs.U8).sentAsFlag());
        static final Attribute<Integer> MODE = KEYS.add(5, "FORM_MODE", Codecs.COUNT);
        static final Attribute<List<Integer>> DATA = KEYS.add(
                Attribute.of(6, "FORM_DATA", Codecs.list(Codecs.COUNT, 1)).sentWith(MODE, 3));
        static final Attribute<Integer> OPTION =
                KEYS.add(Attribute.of(7, "FORM_OPTION", Codecs.COUNT).notSentBeside(PLAIN));
        static final Attribute<String> KIND = KEYS.add(8, "FORM_KIND", Codecs.STRING);
        static final Attribute<Nest> INNER = KEYS.selected(9, "FORM_INNER", KIND, Map.of("form", () -> Form.SCHEMA));
        static final Attribute<Integer> DEPENDENT = KEYS.add(Attribute.of(11, "FORM_DEPENDENT", Codecs.COUNT)
                .sentAs((value, beside) -> beside.has(MODE) ? value | 0x100 : value));
        static final Attribute<Integer> CONDITIONAL = KEYS.add(Attribute.of(12, "FORM_CONDITIONAL", Codecs.COUNT)
                .sentIf(beside -> beside.get(MODE).equals(Optional.of(2))));
        static final Attribute<List<Form>> FORMS = KEYS.add(
                13,
                "FORM_FORMS",
                Codecs.list(
                        Schema.builder("forms")
                                .nest(1, "", () -> Form.SCHEMA, Form::new)
                                .codec(),
                        -2));
        static final Attribute<Integer> COUNT = KEYS.reported(10, "FORM_COUNT", Codecs.COUNT);
        static final Schema SCHEMA = KEYS.build();
        static final Form EMPTY = new Form(Content.of(new byte[0]));

        Form(Content content) {
            super(content);
        }

        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        protected Form copy(Content content) {
            return new Form(content);
        }

        Form sent() {
            AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[4]));
            out.put(this);
            return new Form(Content.of(out.toByteArray()));
        }
    }

    @Test
    void sendsAnotherValue() {
        assertThat(Form.EMPTY.with(Form.FLAGS, -1).sent()).isEqualTo(Form.EMPTY.with(Form.FLAGS, KNOWN_FLAGS));
    }

    @Test
    void leavesOutAValueThatMeansAbsence() {
        Form object = Form.EMPTY.with(Form.PLAIN, 7).with(Form.TIMEOUT, 0);
        assertThat(object.sent()).isEqualTo(Form.EMPTY.with(Form.PLAIN, 7));
        assertThat(object.with(Form.TIMEOUT, 5).sent()).isEqualTo(object.with(Form.TIMEOUT, 5));
    }

    @Test
    void sendsANumberAsAFlag() {
        Form sent = Form.EMPTY.with(Form.INHERIT, 1).with(Form.PLAIN, 7).sent();
        assertThat(sent.toByteArray()).startsWith(4, 0, 4, 0);
        assertThat(sent.get(Form.PLAIN)).contains(7);
        assertThat(Form.EMPTY.with(Form.INHERIT, 0).sent()).isEqualTo(Form.EMPTY);
        assertThat(sent.sent()).as("a flag that is one already").isEqualTo(sent);
    }

    @Test
    void sendsCompanions() {
        Form object = Form.EMPTY.with(Form.DATA, List.of(1, 2));
        assertThat(object.sent()).isEqualTo(object.with(Form.MODE, 3));
        assertThat(object.with(Form.MODE, 4).sent()).isEqualTo(object.with(Form.MODE, 4));
    }

    @Test
    void leavesOutAttributesThatExcludeEachOther() {
        Form object = Form.EMPTY.with(Form.OPTION, 1);
        assertThat(object.sent()).isEqualTo(object);
        assertThat(object.with(Form.PLAIN, 7).sent()).isEqualTo(Form.EMPTY.with(Form.PLAIN, 7));
    }

    @Test
    void sendsAValueThatDependsOnAnotherAttribute() {
        Form object = Form.EMPTY.with(Form.DEPENDENT, 1);
        assertThat(object.sent()).isEqualTo(object);
        assertThat(object.with(Form.MODE, 4).sent())
                .isEqualTo(object.with(Form.MODE, 4).with(Form.DEPENDENT, 0x101));
    }

    @Test
    void leavesOutAnAttributeUnlessItsConditionHolds() {
        Form object = Form.EMPTY.with(Form.CONDITIONAL, 1);
        assertThat(object.sent()).isEqualTo(Form.EMPTY);
        assertThat(object.with(Form.MODE, 2).sent()).isEqualTo(object.with(Form.MODE, 2));
        assertThat(object.with(Form.MODE, 3).sent()).isEqualTo(Form.EMPTY.with(Form.MODE, 3));
    }

    @Test
    void appliesInsideANest() {
        Form inner = Form.EMPTY.with(Form.TIMEOUT, 0).with(Form.INHERIT, 1).with(Form.COUNT, 9);
        Form object = Form.EMPTY.with(Form.KIND, "form").with(Form.INNER, Nest.of(inner));
        assertThat(object.sent()).isEqualTo(Form.EMPTY.with(Form.KIND, "form").with(Form.INNER, Nest.of(inner.sent())));
    }

    @Test
    void appliesInsideEachElementOfAnIndexedList() {
        Form inner = Form.EMPTY.with(Form.PLAIN, 7).with(Form.TIMEOUT, 0);
        Form object = Form.EMPTY.with(Form.FORMS, List.of(inner, inner.with(Form.COUNT, 9)));
        assertThat(object.sent()).isEqualTo(Form.EMPTY.with(Form.FORMS, List.of(inner.sent(), inner.sent())));
    }

    @Test
    void theDifferenceHasTheChangedAttributes() {
        Form current = Form.EMPTY.with(Form.PLAIN, 1).with(Form.MODE, 2).with(Form.COUNT, 3);
        Form wanted = current.with(Form.PLAIN, 4).with(Form.TIMEOUT, 5).with(Form.COUNT, 6);
        assertThat(wanted.differenceFrom(current))
                .isEqualTo(Form.EMPTY.with(Form.PLAIN, 4).with(Form.TIMEOUT, 5));
        assertThat(current.differenceFrom(current)).isEqualTo(Form.EMPTY);
    }

    @Test
    void theDifferenceOfANestKeepsItsKind() {
        Form inner = Form.EMPTY.with(Form.PLAIN, 1).with(Form.MODE, 2);
        Form current = Form.EMPTY.with(Form.PLAIN, 7).with(Form.KIND, "form").with(Form.INNER, Nest.of(inner));
        Form wanted = current.with(Form.INNER, Nest.of(inner.with(Form.MODE, 3)));
        assertThat(wanted.differenceFrom(current))
                .isEqualTo(Form.EMPTY.with(Form.KIND, "form").with(Form.INNER, Nest.of(Form.EMPTY.with(Form.MODE, 3))));
    }

    @Test
    void theDifferenceOfANestOfUnknownKind() {
        Form inner = Form.EMPTY.with(Form.PLAIN, 1).with(Form.MODE, 2);
        Form current = Form.EMPTY.with(Form.KIND, "other").with(Form.INNER, Nest.of(inner));
        Form wanted = current.with(Form.INNER, Nest.of(inner.with(Form.MODE, 3)));
        assertThat(wanted.differenceFrom(current).get(Form.INNER).orElseThrow().get(Form.PLAIN))
                .isEmpty();
    }

    @Test
    void theDifferenceTakesAListAsOneValue() {
        Form current = Form.EMPTY.with(Form.DATA, List.of(1, 2, 3));
        Form wanted = Form.EMPTY.with(Form.DATA, List.of(1, 2, 4));
        assertThat(wanted.differenceFrom(current)).isEqualTo(wanted);
        assertThat(wanted.with(Form.MODE, 5).differenceFrom(current.with(Form.MODE, 5)))
                .as("with what it needs")
                .isEqualTo(wanted.with(Form.MODE, 5));
    }
}
