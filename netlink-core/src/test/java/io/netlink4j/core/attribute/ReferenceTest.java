package io.netlink4j.core.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException.Malformed;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    private static final SampleReference.Handle HANDLE = new SampleReference.Handle(77);

    private final List<Object> asked = new ArrayList<>();
    private final Resolver resolver = (key, reference) -> {
        asked.add(key + "=" + reference);
        return reference.equals(HANDLE) ? 9 : 5;
    };

    @Test
    void aNameStaysANameUntilItIsSent() {
        SampleObject thing = SampleObject.empty()
                .with(SampleObject.TARGET, SampleReference.named("red"))
                .with(SampleObject.U8, 1);
        assertThat(thing.get(SampleObject.TARGET)).contains(SampleReference.named("red"));
        assertThat(thing.references()).containsExactly(Reference.BY_NAME);
        assertThat(thing.toDump()).contains("THING_TARGET (a reference)");
        SampleObject sent = thing.resolved(resolver);
        assertThat(Hex.text(sent.toByteArray())).isEqualTo("00000000 00000000 08002300 05000000 05000100 01000000");
        assertThat(sent.get(SampleObject.TARGET)).contains(SampleReference.numbered(5));
        assertThat(sent.references()).isEmpty();
        assertThat(asked).containsExactly("THING_TARGET=SampleReference[name=red, number=0]");
    }

    @Test
    void handlesAreKeptInNests() {
        SampleObject inner = SampleObject.empty()
                .with(SampleObject.HANDLE, HANDLE)
                .with(SampleObject.TARGET, SampleReference.named("red"));
        SampleObject thing =
                SampleObject.empty().with(SampleObject.INNER, inner).with(SampleObject.HANDLE, HANDLE);
        assertThat(thing.references()).containsExactly(HANDLE, Reference.BY_NAME);
        SampleObject back = thing.get(SampleObject.INNER).orElseThrow();
        assertThat(back.get(SampleObject.HANDLE)).contains(HANDLE);
        assertThat(back)
                .isEqualTo(inner)
                .hasToString("thing{thing_family=0 thing_flags=0 thing_index=0" + " THING_HANDLE THING_TARGET}");
        SampleObject sent = thing.resolved(resolver).get(SampleObject.INNER).orElseThrow();
        assertThat(sent.get(Attribute.of(36, "FD", Codecs.S32))).contains(9);
        assertThat(sent.get(SampleObject.TARGET)).contains(SampleReference.numbered(5));
        assertThat(asked).hasSize(3);
    }

    @Test
    void referencesInListsAreResolved() {
        SampleObject element = SampleObject.empty().with(SampleObject.TARGET, SampleReference.named("red"));
        SampleObject thing = SampleObject.empty().with(SampleObject.THINGS, List.of(element, element));
        assertThat(thing.references()).containsExactly(Reference.BY_NAME);
        assertThat(thing.resolved(resolver).get(SampleObject.THINGS).orElseThrow())
                .extracting(sent -> sent.get(SampleObject.TARGET).orElseThrow().number())
                .containsExactly(5, 5);
        Attribute<List<SampleObject>> indexed = Attribute.of(
                27, "INDEXED", Codecs.indexed(new NestCodec<>(() -> SampleObject.SCHEMA, SampleObject::new), 0));
        Schema.Builder schema = Schema.builder("holder");
        schema.add(indexed);
        Schema holder = schema.build();
        Nest nest = Nest.empty(holder).with(indexed, List.of(element, element)).resolved(resolver);
        assertThat(nest.get(indexed).orElseThrow())
                .extracting(sent -> sent.get(SampleObject.TARGET).orElseThrow().number())
                .containsExactly(5, 5);
    }

    @Test
    void anObjectWithoutReferencesIsSentAsItIs() {
        SampleObject thing = SampleObject.empty().with(SampleObject.TARGET, SampleReference.numbered(3));
        assertThat(thing.resolved(resolver)).isSameAs(thing);
        assertThat(asked).isEmpty();
    }

    @Test
    void aRemovedReferenceIsNotResolved() {
        SampleObject thing = SampleObject.empty()
                .with(SampleObject.TARGET, SampleReference.named("red"))
                .with(SampleObject.TARGET, SampleReference.numbered(3));
        assertThat(thing.resolved(resolver).get(SampleObject.TARGET)).contains(SampleReference.numbered(3));
        assertThat(SampleObject.empty()
                        .with(SampleObject.TARGET, SampleReference.named("red"))
                        .without(SampleObject.TARGET)
                        .resolved(resolver))
                .isEqualTo(SampleObject.empty());
        assertThat(asked).isEmpty();
    }

    @Test
    void anUnresolvedReferenceIsNeverSent() {
        SampleObject thing = SampleObject.empty().with(SampleObject.TARGET, SampleReference.named("red"));
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[64]));
        assertThatThrownBy(() -> out.put(thing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a reference in thing was not resolved");
    }

    @Test
    void aReferenceInBytesOfTheKernelIsMalformed() {
        SampleObject thing = SampleObject.of(Hex.bytes("00000000 00000000 08000320 01000000"));
        assertThatThrownBy(() -> thing.get(SampleObject.U32)).isInstanceOf(Malformed.class);
    }

    @Test
    void equalityComparesHandles() {
        SampleObject one = SampleObject.empty().with(SampleObject.HANDLE, HANDLE);
        assertThat(one).isEqualTo(SampleObject.empty().with(SampleObject.HANDLE, HANDLE));
        assertThat(one).isNotEqualTo(SampleObject.empty().with(SampleObject.HANDLE, new SampleReference.Handle(78)));
    }
}
