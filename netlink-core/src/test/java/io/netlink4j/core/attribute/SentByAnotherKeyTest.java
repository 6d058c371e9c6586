package io.netlink4j.core.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SentByAnotherKeyTest {
    private static final Schema.Builder KEYS = Schema.builder("form");
    private static final Attribute<Integer> PLAIN = KEYS.add(1, "FORM_PLAIN", Codecs.COUNT);
    private static final Attribute<Integer> LAST = KEYS.requested(2, "FORM_LAST", Codecs.U8);
    private static final Attribute<List<Integer>> PARTS =
            KEYS.add(Attribute.of(3, "FORM_PARTS", Codecs.array(Codecs.U8, 1)).sentAs(LAST, parts -> parts.getLast()));
    private static final Attribute<Integer> PORT = KEYS.add(Attribute.of(4, "FORM_PORT", Codecs.COUNT)
            .sentAs(LAST, (port, form) -> form.has(PLAIN) ? Optional.of(port & 0xff) : Optional.empty()));
    private static final Attribute<Integer> SOCKETS =
            KEYS.add(Attribute.of(5, "FORM_SOCKETS", Codecs.COUNT).sentIf(form -> !form.has(PLAIN)));
    private static final Attribute<Integer> ROLE =
            KEYS.add(Attribute.of(6, "FORM_ROLE", Codecs.COUNT).sentWith(SOCKETS, 1));
    private static final Schema SCHEMA = KEYS.build();
    private static final Nest EMPTY = Nest.empty(SCHEMA);

    private static Nest sent(Nest object) {
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[4]));
        out.put(object);
        return new Nest(SCHEMA, Content.of(out.toByteArray()));
    }

    @Test
    void sendsInAnotherForm() {
        Nest object = EMPTY.with(PARTS, List.of(1, 2, 3));
        assertThat(sent(object)).isEqualTo(EMPTY.with(LAST, 3));
        assertThat(sent(object.with(LAST, 9))).as("unless that is there").isEqualTo(EMPTY.with(LAST, 9));
    }

    @Test
    void sendsInAnotherFormBesideAnotherAttribute() {
        Nest object = EMPTY.with(PORT, 0x1234);
        assertThat(sent(object)).isEqualTo(object);
        assertThat(sent(object.with(PLAIN, 1))).isEqualTo(EMPTY.with(PLAIN, 1).with(LAST, 0x34));
    }

    @Test
    void sendsNoCompanionThatIsNotSentItself() {
        Nest object = EMPTY.with(ROLE, 1);
        assertThat(sent(object)).isEqualTo(object.with(SOCKETS, 1));
        assertThat(sent(object.with(PLAIN, 7))).isEqualTo(object.with(PLAIN, 7));
    }
}
