package io.netlink4j.core.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException.Malformed;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    private static final Target.Handle HANDLE = new Target.Handle(77);

    private final List<Object> asked = new ArrayList<>();
    private final Resolver resolver = (key, reference) -> {
        asked.add(key + "=" + reference);
        return reference.equals(HANDLE) ? 9 : 5;
    };

    @Test
    void aNameStaysANameUntilItIsSent() {
        Thing thing = Thing.empty().with(Thing.TARGET, Target.named("red")).with(Thing.U8, 1);
        assertThat(thing.get(Thing.TARGET)).contains(Target.named("red"));
        assertThat(thing.references()).containsExactly(Reference.BY_NAME);
        assertThat(thing.toDump()).contains("THING_TARGET (a reference)");
        Thing sent = thing.resolved(resolver);
        assertThat(Hex.text(sent.toByteArray())).isEqualTo("00000000 00000000 08002300 05000000 05000100 01000000");
        assertThat(sent.get(Thing.TARGET)).contains(Target.numbered(5));
        assertThat(sent.references()).isEmpty();
        assertThat(asked).containsExactly("THING_TARGET=Target[name=red, number=0]");
    }

    @Test
    void handlesGoWithTheObjectIntoNestsAndOut() {
        Thing inner = Thing.empty().with(Thing.HANDLE, HANDLE).with(Thing.TARGET, Target.named("red"));
        Thing thing = Thing.empty().with(Thing.INNER, inner).with(Thing.HANDLE, HANDLE);
        assertThat(thing.references()).containsExactly(HANDLE, Reference.BY_NAME);
        Thing back = thing.get(Thing.INNER).orElseThrow();
        assertThat(back.get(Thing.HANDLE)).contains(HANDLE);
        assertThat(back)
                .isEqualTo(inner)
                .hasToString("thing{thing_family=0 thing_flags=0 thing_index=0" + " THING_HANDLE THING_TARGET}");
        Thing sent = thing.resolved(resolver).get(Thing.INNER).orElseThrow();
        assertThat(sent.get(Attribute.of(36, "FD", Codecs.S32))).contains(9);
        assertThat(sent.get(Thing.TARGET)).contains(Target.numbered(5));
        assertThat(asked).hasSize(3);
    }

    @Test
    void referencesInListsAreResolved() {
        Thing element = Thing.empty().with(Thing.TARGET, Target.named("red"));
        Thing thing = Thing.empty().with(Thing.THINGS, List.of(element, element));
        assertThat(thing.references()).containsExactly(Reference.BY_NAME);
        assertThat(thing.resolved(resolver).get(Thing.THINGS).orElseThrow())
                .extracting(sent -> sent.get(Thing.TARGET).orElseThrow().number())
                .containsExactly(5, 5);
        Attribute<List<Thing>> indexed =
                Attribute.of(27, "INDEXED", Codecs.indexed(new NestCodec<>(() -> Thing.SCHEMA, Thing::new), 0));
        Schema.Builder schema = Schema.builder("holder");
        schema.add(indexed);
        Schema holder = schema.build();
        Nest nest = Nest.empty(holder).with(indexed, List.of(element, element)).resolved(resolver);
        assertThat(nest.get(indexed).orElseThrow())
                .extracting(sent -> sent.get(Thing.TARGET).orElseThrow().number())
                .containsExactly(5, 5);
    }

    @Test
    void anObjectWithoutReferencesIsSentAsItIs() {
        Thing thing = Thing.empty().with(Thing.TARGET, Target.numbered(3));
        assertThat(thing.resolved(resolver)).isSameAs(thing);
        assertThat(asked).isEmpty();
    }

    @Test
    void aReferenceThatIsTakenAwayNeedsNoAnswer() {
        Thing thing = Thing.empty().with(Thing.TARGET, Target.named("red")).with(Thing.TARGET, Target.numbered(3));
        assertThat(thing.resolved(resolver).get(Thing.TARGET)).contains(Target.numbered(3));
        assertThat(Thing.empty()
                        .with(Thing.TARGET, Target.named("red"))
                        .without(Thing.TARGET)
                        .resolved(resolver))
                .isEqualTo(Thing.empty());
        assertThat(asked).isEmpty();
    }

    @Test
    void anUnresolvedReferenceIsNeverSent() {
        Thing thing = Thing.empty().with(Thing.TARGET, Target.named("red"));
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[64]));
        assertThatThrownBy(() -> out.put(thing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a reference in thing was not resolved");
    }

    @Test
    void theMarkOfAReferenceInForeignBytesIsMalformed() {
        Thing thing = Thing.of(Hex.bytes("00000000 00000000 08000320 01000000"));
        assertThatThrownBy(() -> thing.get(Thing.U32)).isInstanceOf(Malformed.class);
    }

    @Test
    void aHandleCountsForEquality() {
        Thing one = Thing.empty().with(Thing.HANDLE, HANDLE);
        assertThat(one).isEqualTo(Thing.empty().with(Thing.HANDLE, HANDLE));
        assertThat(one).isNotEqualTo(Thing.empty().with(Thing.HANDLE, new Target.Handle(78)));
    }
}
