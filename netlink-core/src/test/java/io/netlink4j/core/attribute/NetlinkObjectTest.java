package io.netlink4j.core.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException.Malformed;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetlinkObjectTest {
    private static final String HEADER = "02000304 05000000";

    private static SampleObject thing(String attributes) {
        return SampleObject.of(Hex.bytes(HEADER + attributes));
    }

    @Test
    void headerFieldsAreReadAndCopied() {
        SampleObject thing = thing("");
        assertThat(thing.get(SampleObject.FAMILY)).isEqualTo(2);
        assertThat(thing.get(SampleObject.FLAGS)).isEqualTo(0x304);
        assertThat(thing.get(SampleObject.INDEX)).isEqualTo(5);
        SampleObject other = thing.with(SampleObject.INDEX, -1);
        assertThat(Hex.text(other.toByteArray())).isEqualTo("02000304 ffffffff");
        assertThat(thing.get(SampleObject.INDEX)).isEqualTo(5);
    }

    @Test
    void anAttributeIsSetReplacedInPlaceAndRemoved() {
        SampleObject one = thing("").with(SampleObject.U8, 1).with(SampleObject.U32, 2L);
        assertThat(Hex.text(one.toByteArray())).isEqualTo(HEADER + " 05000100 01000000 08000300 02000000");
        assertThat(one.get(SampleObject.U8)).contains(1);
        assertThat(one.has(SampleObject.U32)).isTrue();
        SampleObject two = one.with(SampleObject.U8, 0);
        assertThat(Hex.text(two.toByteArray())).isEqualTo(HEADER + " 05000100 00000000 08000300 02000000");
        SampleObject longer = one.with(SampleObject.STRING, "a")
                .with(SampleObject.STRING, "longer")
                .with(SampleObject.U8, 9);
        assertThat(longer.get(SampleObject.STRING)).contains("longer");
        assertThat(longer.get(SampleObject.U32)).contains(2L);
        SampleObject without = two.without(SampleObject.U8);
        assertThat(without.get(SampleObject.U8)).isEmpty();
        assertThat(without.has(SampleObject.U8)).isFalse();
        assertThat(without.byteLength()).isEqualTo(16);
        assertThat(without.without(SampleObject.U8)).isEqualTo(without);
    }

    @Test
    void unknownAttributesAreKeptAndSentAgain() {
        String unknown = "0600f30f abcd0000 09000e00 6e616d65 00000000";
        SampleObject thing = thing(unknown);
        assertThat(Hex.text(thing.with(SampleObject.STRING, "else").toByteArray()))
                .isEqualTo(HEADER + " 0600f30f abcd0000 09000e00 656c7365 00000000");
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[0]));
        out.put(thing);
        assertThat(out.toByteArray()).isEqualTo(thing.toByteArray());
        assertThat(thing.get(Attribute.of(0xff3, "NEWER", Codecs.BE16))).contains(0xabcd);
    }

    @Test
    void theFirstOfSeveralIsReadAndAllAreRemoved() {
        SampleObject thing = thing("05000100 01000000 06000200 07000000 05000100 02000000");
        assertThat(thing.get(SampleObject.U8)).contains(1);
        assertThat(thing.with(SampleObject.U8, 3).get(SampleObject.U8)).contains(3);
        assertThat(Hex.text(thing.without(SampleObject.U8).toByteArray())).isEqualTo(HEADER + " 06000200 07000000");
    }

    @Test
    void twoObjectsAgreeInAnAttributeWithTheSameBytesOrWithout() {
        SampleObject one = thing("").with(SampleObject.U8, 1).with(SampleObject.STRING, "one");
        SampleObject other = thing("").with(SampleObject.STRING, "one").with(SampleObject.U8, 2);
        assertThat(one.agrees(other, SampleObject.STRING)).isTrue();
        assertThat(one.agrees(other.with(SampleObject.STRING, "ones"), SampleObject.STRING))
                .isFalse();
        assertThat(one.agrees(other, SampleObject.U8)).isFalse();
        assertThat(one.agrees(other, SampleObject.U32)).isTrue();
        assertThat(one.agrees(thing(""), SampleObject.U8)).isFalse();
        assertThat(thing("").agrees(one, SampleObject.U8)).isFalse();
    }

    @Test
    void flagsOfTheTypeAreIgnored() {
        assertThat(thing("06004a00 01020000").get(Attribute.of(0x4a, "BE", Codecs.BE16)))
                .contains(0x102);
        assertThat(thing("06000a40 01020000").get(SampleObject.BE16)).contains(0x102);
        assertThat(thing("0c001d80 01000000 00000000")
                        .get(SampleObject.INNER)
                        .orElseThrow()
                        .get(SampleObject.FAMILY))
                .isEqualTo(1);
    }

    @Test
    void theLastAttributeMayLackItsPadding() {
        SampleObject thing = thing("06000200 0700");
        assertThat(thing.get(SampleObject.U16)).contains(7);
        assertThat(thing).isEqualTo(thing("06000200 07000000")).hasSameHashCodeAs(thing("06000200 07000000"));
        assertThat(Hex.text(thing.with(SampleObject.U8, 1).toByteArray()))
                .isEqualTo(HEADER + " 06000200 07000000 05000100 01000000");
        assertThat(thing.without(SampleObject.U16)).isEqualTo(thing(""));
    }

    @Test
    void trailingBytesDoNotSwallowTheNextAttribute() {
        assertThat(thing("0800").with(SampleObject.U8, 1).get(SampleObject.U8)).contains(1);
        assertThat(thing("05000100 01000000 0800").with(SampleObject.U16, 2).get(SampleObject.U16))
                .contains(2);
    }

    @Test
    void anEmptyAddressIsNoAddress() {
        SampleObject thing = thing("04001400");
        assertThat(thing.has(SampleObject.MAC)).isTrue();
        assertThat(thing.get(SampleObject.MAC)).isEmpty();
    }

    @Test
    void equalityIgnoresTheOrderOfAttributes() {
        SampleObject one = thing("05000100 01000000 0c001d80 01000000 00000000 06000200 07000000");
        SampleObject two = thing("06000200 07000000 0c001d00 01000000 00000000 05000100 01ffffff");
        assertThat(one).isEqualTo(two).hasSameHashCodeAs(two);
        assertThat(one).isNotEqualTo(two.with(SampleObject.U8, 2)).isNotEqualTo(two.with(SampleObject.FAMILY, 9));
        assertThat(one)
                .isNotEqualTo(two.without(SampleObject.U16))
                .isNotEqualTo(null)
                .isNotEqualTo("thing");
        SampleObject nested =
                thing("14001d80 00000000 00000000 05000100 01000000").with(SampleObject.U8, 1);
        SampleObject turned = SampleObject.empty().with(SampleObject.U16, 2).with(SampleObject.U8, 1);
        SampleObject same = SampleObject.empty().with(SampleObject.U8, 1).with(SampleObject.U16, 2);
        assertThat(nested.with(SampleObject.INNER, turned)).isEqualTo(nested.with(SampleObject.INNER, same));
        assertThat(nested.with(SampleObject.THINGS, List.of(turned, same)))
                .isEqualTo(nested.with(SampleObject.THINGS, List.of(same, turned)))
                .isNotEqualTo(nested.with(SampleObject.THINGS, List.of(same)));
    }

    @Test
    void equalityRespectsTheOrderOfAList() {
        SampleObject thing = SampleObject.empty();
        assertThat(thing.with(SampleObject.LIST, List.of(1L, 2L)))
                .isNotEqualTo(thing.with(SampleObject.LIST, List.of(2L, 1L)));
        assertThat(thing.with(SampleObject.INDEXED, List.of("a", "b")))
                .isNotEqualTo(thing.with(SampleObject.INDEXED, List.of("b", "a")));
    }

    @Test
    void reportedAttributesAreNotSent() {
        SampleObject inner =
                SampleObject.empty().with(SampleObject.REPORTED, 1L).with(SampleObject.U8, 1);
        SampleObject thing = thing("")
                .with(SampleObject.REPORTED, 1L)
                .with(SampleObject.REQUESTED, 2L)
                .with(SampleObject.INNER, inner)
                .with(SampleObject.KIND, "part")
                .with(
                        SampleObject.DATA,
                        Nest.empty(SampleObject.PART)
                                .with(SampleObject.PART_COUNTER, 9L)
                                .with(SampleObject.PART_SIZE, 3));
        assertThat(thing.get(SampleObject.REPORTED)).contains(1L);
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[16]));
        out.put(thing);
        assertThat(Hex.text(out.toByteArray()))
                .isEqualTo(HEADER + " 08002100 02000000 14001d80 00000000 00000000 05000100 01000000"
                        + " 09001e00 70617274 00000000 0c001f80 08000100 03000000");
    }

    @Test
    void nestsAreObjects() {
        Nest data = Nest.empty(SampleObject.PART).with(SampleObject.PART_SIZE, 3);
        SampleObject thing = SampleObject.empty().with(SampleObject.DATA, data);
        assertThat(thing.get(SampleObject.DATA).orElseThrow().get(SampleObject.PART_SIZE))
                .contains(3);
        SampleObject inner = SampleObject.empty().with(SampleObject.U8, 7);
        assertThat(Nest.of(inner).as(SampleObject::new)).isEqualTo(inner);
        assertThat(Nest.of(inner).schema()).isSameAs(SampleObject.SCHEMA);
        assertThat(data).hasToString("part{PART_SIZE=3}");
    }

    @Test
    void bytesThatAreNoObjectAreMalformedAndComparable() {
        SampleObject shorter = SampleObject.of(new byte[3]);
        assertThatThrownBy(() -> shorter.get(SampleObject.INDEX))
                .isInstanceOf(Malformed.class)
                .hasMessage("the header of thing takes 8 bytes, and there are 3");
        assertThatThrownBy(() -> shorter.with(SampleObject.U8, 1)).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> shorter.with(SampleObject.INDEX, 1)).isInstanceOf(Malformed.class);
        assertThat(shorter.get(SampleObject.U8)).isEmpty();
        assertThat(shorter).isEqualTo(SampleObject.of(new byte[3])).isNotEqualTo(SampleObject.of(new byte[5]));
        SampleObject cut = thing("08000300 0100");
        assertThatThrownBy(() -> cut.get(SampleObject.U32))
                .isInstanceOf(Malformed.class)
                .hasMessage("an attribute claims 8 bytes where 6 are left");
        assertThat(cut).isNotEqualTo(thing("")).hasSameHashCodeAs(thing("08000300 0100"));
        assertThat(cut).hasToString("thing{thing_family=2 thing_flags=772 thing_index=5 6 more bytes}");
        assertThatThrownBy(() -> thing("00000300").get(SampleObject.U8)).isInstanceOf(Malformed.class);
    }

    @Test
    void countsAndTimesAreNotCompared() {
        Schema.Builder keys = Schema.builder("measured");
        Attribute<Long> wanted = keys.add(1, "WANTED", Codecs.U32);
        Attribute<Long> reported = keys.reported(2, "REPORTED", Codecs.U32);
        Attribute<Long> count = keys.derived(3, "COUNT", Codecs.U32);
        Attribute<byte[]> stamped =
                keys.add(Attribute.of(4, "STAMPED", Codecs.BINARY).derivedFrom(2));
        Nest object = Nest.empty(keys.build())
                .with(wanted, 1L)
                .with(reported, 2L)
                .with(count, 3L)
                .with(stamped, new byte[] {1, 2, 3});
        for (Nest same :
                List.of(object.with(count, 4L), object.without(count), object.with(stamped, new byte[] {1, 2, 9, 9}))) {
            assertThat(same).isEqualTo(object).hasSameHashCodeAs(object);
        }
        for (Nest other : List.of(
                object.with(wanted, 9L),
                object.with(reported, 9L),
                object.with(stamped, new byte[] {1, 9, 3}),
                object.without(stamped))) {
            assertThat(other).isNotEqualTo(object);
        }
    }

    @Test
    void aRequiredAttributeIsNamedWhenItIsMissing() {
        assertThatThrownBy(() -> SampleObject.empty().require(SampleObject.STRING))
                .hasMessage("thing has no THING_STRING");
        assertThat(SampleObject.STRING).hasToString("THING_STRING");
        assertThat(SampleObject.REPORTED.access().symbol()).isEqualTo("r");
        assertThat(SampleObject.STRING.since("6.1").since()).isEqualTo("6.1");
    }
}
