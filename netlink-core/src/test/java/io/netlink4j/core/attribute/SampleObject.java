package io.netlink4j.core.attribute;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.MacAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An object with an attribute of every type. It may contain objects of its own type. */
public final class SampleObject extends NetlinkObject<SampleObject> {
    private static final Schema.Builder KEYS = Schema.builder("thing", "thingmsg", 8);
    public static final Field<Integer> FAMILY = KEYS.field("thing_family", 0, 1, Codecs.U8);
    public static final Field<Integer> FLAGS = KEYS.field("thing_flags", 2, 2, Codecs.BE16);
    public static final Field<Integer> INDEX = KEYS.field("thing_index", 4, 4, Codecs.S32);

    public static final Attribute<Integer> U8 = KEYS.add(1, "THING_U8", Codecs.U8);
    public static final Attribute<Integer> U16 = KEYS.add(2, "THING_U16", Codecs.U16);
    public static final Attribute<Long> U32 = KEYS.add(3, "THING_U32", Codecs.U32);
    public static final Attribute<Integer> COUNT = KEYS.add(4, "THING_COUNT", Codecs.COUNT);
    public static final Attribute<Long> U64 = KEYS.add(5, "THING_U64", Codecs.U64);
    public static final Attribute<Integer> S8 = KEYS.add(6, "THING_S8", Codecs.S8);
    public static final Attribute<Integer> S32 = KEYS.add(7, "THING_S32", Codecs.S32);
    public static final Attribute<Integer> S_BE32 = KEYS.add(8, "THING_S_BE32", Codecs.S_BE32);
    public static final Attribute<Long> S64 = KEYS.add(9, "THING_S64", Codecs.S64);
    public static final Attribute<Integer> BE16 = KEYS.add(10, "THING_BE16", Codecs.BE16);
    public static final Attribute<Long> BE32 = KEYS.add(11, "THING_BE32", Codecs.BE32);
    public static final Attribute<Integer> BE_COUNT = KEYS.add(12, "THING_BE_COUNT", Codecs.BE_COUNT);
    public static final Attribute<Long> BE64 = KEYS.add(13, "THING_BE64", Codecs.BE64);
    public static final Attribute<String> STRING = KEYS.add(14, "THING_STRING", Codecs.STRING);
    public static final Attribute<String> BARE_STRING = KEYS.add(15, "THING_BARE_STRING", Codecs.BARE_STRING);
    public static final Attribute<Boolean> FLAG = KEYS.add(16, "THING_FLAG", Codecs.FLAG);
    public static final Attribute<Boolean> BOOL = KEYS.add(17, "THING_BOOL", Codecs.BOOL);
    public static final Attribute<byte[]> BINARY = KEYS.add(18, "THING_BINARY", Codecs.BINARY);
    public static final Attribute<IpAddress> ADDRESS = KEYS.add(19, "THING_ADDRESS", Codecs.ADDRESS);
    public static final Attribute<MacAddress> MAC = KEYS.add(20, "THING_MAC", Codecs.MAC);
    public static final Attribute<Duration> SECONDS = KEYS.add(21, "THING_SECONDS", Codecs.SECONDS);
    public static final Attribute<Duration> MILLIS = KEYS.add(22, "THING_MILLIS", Codecs.MILLISECONDS);
    public static final Attribute<Duration> MILLIS_64 = KEYS.add(23, "THING_MILLIS_64", Codecs.MILLISECONDS_64);
    public static final Attribute<Duration> CENTIS = KEYS.add(24, "THING_CENTIS", Codecs.CENTISECONDS);
    public static final Attribute<Duration> CENTIS_64 = KEYS.add(25, "THING_CENTIS_64", Codecs.CENTISECONDS_64);
    public static final Attribute<List<Long>> LIST = KEYS.add(26, "THING_LIST", Codecs.list(Codecs.U32, 1));
    public static final Attribute<List<String>> INDEXED =
            KEYS.add(27, "THING_INDEXED", Codecs.indexed(Codecs.STRING, 1));
    public static final Attribute<List<Integer>> ARRAY = KEYS.add(28, "THING_ARRAY", Codecs.array(Codecs.BE16, 2));
    public static final Attribute<SampleObject> INNER =
            KEYS.nest(29, "THING_INNER", () -> SampleObject.SCHEMA, SampleObject::new);
    public static final Attribute<String> KIND = KEYS.add(30, "THING_KIND", Codecs.STRING);
    public static final Attribute<Nest> DATA = KEYS.selected(
            31, "THING_DATA", KIND, Map.of("thing", () -> SampleObject.SCHEMA, "part", () -> SampleObject.PART));
    public static final Attribute<Long> REPORTED = KEYS.reported(32, "THING_REPORTED", Codecs.U32);
    public static final Attribute<Long> REQUESTED = KEYS.requested(33, "THING_REQUESTED", Codecs.U32);
    public static final Attribute<List<SampleObject>> THINGS =
            KEYS.add(34, "THING_THINGS", Codecs.list(new NestCodec<>(() -> SampleObject.SCHEMA, SampleObject::new), 1));
    public static final Attribute<SampleReference> TARGET =
            KEYS.add(35, "THING_TARGET", new SampleReference.NameCodec());
    public static final Attribute<SampleReference.Handle> HANDLE =
            KEYS.add(36, "THING_HANDLE", new SampleReference.HandleCodec());
    public static final Schema SCHEMA = KEYS.build();

    private static final Schema.Builder PART_KEYS = Schema.builder("part");
    public static final Attribute<Integer> PART_SIZE = PART_KEYS.add(1, "PART_SIZE", Codecs.COUNT);
    public static final Attribute<Long> PART_COUNTER = PART_KEYS.reported(2, "PART_COUNTER", Codecs.U64);
    public static final Schema PART = PART_KEYS.build();

    public SampleObject(Content content) {
        super(content);
    }

    /** A thing as the kernel sent it. */
    public static SampleObject of(byte[] bytes) {
        return new SampleObject(Content.of(bytes));
    }

    /** A thing with a header of zeros and nothing else. */
    public static SampleObject empty() {
        return of(new byte[8]);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected SampleObject copy(Content content) {
        return new SampleObject(content);
    }
}
