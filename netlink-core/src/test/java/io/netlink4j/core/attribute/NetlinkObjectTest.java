package io.netlink4j.core.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException.Malformed;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetlinkObjectTest {
    private static final String HEADER = "02000304 05000000";

    private static Thing thing(String attributes) {
        return Thing.of(Hex.bytes(HEADER + attributes));
    }

    @Test
    void headerFieldsAreReadAndCopied() {
        Thing thing = thing("");
        assertThat(thing.get(Thing.FAMILY)).isEqualTo(2);
        assertThat(thing.get(Thing.FLAGS)).isEqualTo(0x304);
        assertThat(thing.get(Thing.INDEX)).isEqualTo(5);
        Thing other = thing.with(Thing.INDEX, -1);
        assertThat(Hex.text(other.toByteArray())).isEqualTo("02000304 ffffffff");
        assertThat(thing.get(Thing.INDEX)).isEqualTo(5);
    }

    @Test
    void anAttributeIsSetReplacedInItsPlaceAndTakenAway() {
        Thing one = thing("").with(Thing.U8, 1).with(Thing.U32, 2L);
        assertThat(Hex.text(one.toByteArray())).isEqualTo(HEADER + " 05000100 01000000 08000300 02000000");
        assertThat(one.get(Thing.U8)).contains(1);
        assertThat(one.has(Thing.U32)).isTrue();
        Thing two = one.with(Thing.U8, 0);
        assertThat(Hex.text(two.toByteArray())).isEqualTo(HEADER + " 05000100 00000000 08000300 02000000");
        Thing longer = one.with(Thing.STRING, "a").with(Thing.STRING, "longer").with(Thing.U8, 9);
        assertThat(longer.get(Thing.STRING)).contains("longer");
        assertThat(longer.get(Thing.U32)).contains(2L);
        Thing without = two.without(Thing.U8);
        assertThat(without.get(Thing.U8)).isEmpty();
        assertThat(without.has(Thing.U8)).isFalse();
        assertThat(without.byteLength()).isEqualTo(16);
        assertThat(without.without(Thing.U8)).isEqualTo(without);
    }

    @Test
    void whatTheSchemaDoesNotKnowIsKeptAndSentAgain() {
        String unknown = "0600f30f abcd0000 09000e00 6e616d65 00000000";
        Thing thing = thing(unknown);
        assertThat(Hex.text(thing.with(Thing.STRING, "else").toByteArray()))
                .isEqualTo(HEADER + " 0600f30f abcd0000 09000e00 656c7365 00000000");
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[0]));
        out.put(thing);
        assertThat(out.toByteArray()).isEqualTo(thing.toByteArray());
        assertThat(thing.get(Attribute.of(0xff3, "NEWER", Codecs.BE16))).contains(0xabcd);
    }

    @Test
    void theFirstOfSeveralCountsAndAllAreTakenAway() {
        Thing thing = thing("05000100 01000000 06000200 07000000 05000100 02000000");
        assertThat(thing.get(Thing.U8)).contains(1);
        assertThat(thing.with(Thing.U8, 3).get(Thing.U8)).contains(3);
        assertThat(Hex.text(thing.without(Thing.U8).toByteArray())).isEqualTo(HEADER + " 06000200 07000000");
    }

    @Test
    void flagsOfTheTypeAreOverlooked() {
        assertThat(thing("06004a00 01020000").get(Attribute.of(0x4a, "BE", Codecs.BE16)))
                .contains(0x102);
        assertThat(thing("06000a40 01020000").get(Thing.BE16)).contains(0x102);
        assertThat(thing("0c001d80 01000000 00000000")
                        .get(Thing.INNER)
                        .orElseThrow()
                        .get(Thing.FAMILY))
                .isEqualTo(1);
    }

    @Test
    void theLastAttributeMayLackItsPadding() {
        Thing thing = thing("06000200 0700");
        assertThat(thing.get(Thing.U16)).contains(7);
        assertThat(thing).isEqualTo(thing("06000200 07000000")).hasSameHashCodeAs(thing("06000200 07000000"));
        assertThat(Hex.text(thing.with(Thing.U8, 1).toByteArray()))
                .isEqualTo(HEADER + " 06000200 07000000 05000100 01000000");
        assertThat(thing.without(Thing.U16)).isEqualTo(thing(""));
    }

    @Test
    void aRestThatIsNoAttributeDoesNotSwallowTheNextOne() {
        assertThat(thing("0800").with(Thing.U8, 1).get(Thing.U8)).contains(1);
        assertThat(thing("05000100 01000000 0800").with(Thing.U16, 2).get(Thing.U16))
                .contains(2);
    }

    @Test
    void anEmptyAddressIsNoAddress() {
        Thing thing = thing("04001400");
        assertThat(thing.has(Thing.MAC)).isTrue();
        assertThat(thing.get(Thing.MAC)).isEmpty();
    }

    @Test
    void equalObjectsHaveTheSameAttributesInWhateverOrder() {
        Thing one = thing("05000100 01000000 0c001d80 01000000 00000000 06000200 07000000");
        Thing two = thing("06000200 07000000 0c001d00 01000000 00000000 05000100 01ffffff");
        assertThat(one).isEqualTo(two).hasSameHashCodeAs(two);
        assertThat(one).isNotEqualTo(two.with(Thing.U8, 2)).isNotEqualTo(two.with(Thing.FAMILY, 9));
        assertThat(one).isNotEqualTo(two.without(Thing.U16)).isNotEqualTo(null).isNotEqualTo("thing");
        Thing nested = thing("14001d80 00000000 00000000 05000100 01000000").with(Thing.U8, 1);
        Thing turned = Thing.empty().with(Thing.U16, 2).with(Thing.U8, 1);
        Thing same = Thing.empty().with(Thing.U8, 1).with(Thing.U16, 2);
        assertThat(nested.with(Thing.INNER, turned)).isEqualTo(nested.with(Thing.INNER, same));
        assertThat(nested.with(Thing.THINGS, List.of(turned, same)))
                .isEqualTo(nested.with(Thing.THINGS, List.of(same, turned)))
                .isNotEqualTo(nested.with(Thing.THINGS, List.of(same)));
    }

    @Test
    void theOrderOfAListCounts() {
        Thing thing = Thing.empty();
        assertThat(thing.with(Thing.LIST, List.of(1L, 2L))).isNotEqualTo(thing.with(Thing.LIST, List.of(2L, 1L)));
        assertThat(thing.with(Thing.INDEXED, List.of("a", "b")))
                .isNotEqualTo(thing.with(Thing.INDEXED, List.of("b", "a")));
    }

    @Test
    void whatTheKernelOnlyReportsIsLeftOutWhenSent() {
        Thing inner = Thing.empty().with(Thing.REPORTED, 1L).with(Thing.U8, 1);
        Thing thing = thing("")
                .with(Thing.REPORTED, 1L)
                .with(Thing.REQUESTED, 2L)
                .with(Thing.INNER, inner)
                .with(Thing.KIND, "part")
                .with(
                        Thing.DATA,
                        Nest.empty(Thing.PART).with(Thing.PART_COUNTER, 9L).with(Thing.PART_SIZE, 3));
        assertThat(thing.get(Thing.REPORTED)).contains(1L);
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[16]));
        out.put(thing);
        assertThat(Hex.text(out.toByteArray()))
                .isEqualTo(HEADER + " 08002100 02000000 14001d80 00000000 00000000 05000100 01000000"
                        + " 09001e00 70617274 00000000 0c001f80 08000100 03000000");
    }

    @Test
    void nestsAreObjects() {
        Nest data = Nest.empty(Thing.PART).with(Thing.PART_SIZE, 3);
        Thing thing = Thing.empty().with(Thing.DATA, data);
        assertThat(thing.get(Thing.DATA).orElseThrow().get(Thing.PART_SIZE)).contains(3);
        Thing inner = Thing.empty().with(Thing.U8, 7);
        assertThat(Nest.of(inner).as(Thing::new)).isEqualTo(inner);
        assertThat(Nest.of(inner).schema()).isSameAs(Thing.SCHEMA);
        assertThat(data).hasToString("part{PART_SIZE=3}");
    }

    @Test
    void bytesThatAreNoObjectAreMalformedAndStillComparable() {
        Thing shorter = Thing.of(new byte[3]);
        assertThatThrownBy(() -> shorter.get(Thing.INDEX))
                .isInstanceOf(Malformed.class)
                .hasMessage("the header of thing takes 8 bytes, and there are 3");
        assertThatThrownBy(() -> shorter.with(Thing.U8, 1)).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> shorter.with(Thing.INDEX, 1)).isInstanceOf(Malformed.class);
        assertThat(shorter.get(Thing.U8)).isEmpty();
        assertThat(shorter).isEqualTo(Thing.of(new byte[3])).isNotEqualTo(Thing.of(new byte[5]));
        Thing cut = thing("08000300 0100");
        assertThatThrownBy(() -> cut.get(Thing.U32))
                .isInstanceOf(Malformed.class)
                .hasMessage("an attribute claims 8 bytes where 6 are left");
        assertThat(cut).isNotEqualTo(thing("")).hasSameHashCodeAs(thing("08000300 0100"));
        assertThat(cut).hasToString("thing{thing_family=2 thing_flags=772 thing_index=5 6 more bytes}");
        assertThatThrownBy(() -> thing("00000300").get(Thing.U8)).isInstanceOf(Malformed.class);
    }

    @Test
    void aRequiredAttributeIsNamedWhenItIsMissing() {
        assertThatThrownBy(() -> Thing.empty().require(Thing.STRING)).hasMessage("thing has no THING_STRING");
        assertThat(Thing.STRING).hasToString("THING_STRING");
        assertThat(Thing.REPORTED.access().symbol()).isEqualTo("r");
        assertThat(Thing.STRING.since("6.1").since()).isEqualTo("6.1");
    }
}
