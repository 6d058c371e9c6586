package io.netlink4j.core.attribute;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.address.Ipv6Address;
import io.netlink4j.core.address.MacAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random keys with a random value, and random objects. */
public final class SampleObjects {
    private SampleObjects() {}

    /** A key and a value for it. */
    public record Setting<T>(Attribute<T> key, T value) {
        SampleObject in(SampleObject thing) {
            return thing.with(key, value);
        }

        @Override
        public String toString() {
            return key + "=" + (value instanceof byte[] bytes ? Hex.text(bytes) : String.valueOf(value));
        }
    }

    static Arbitrary<Setting<?>> settings(int depth) {
        Arbitrary<Integer> ints = Arbitraries.integers();
        Arbitrary<Long> longs = Arbitraries.longs();
        Arbitrary<Long> u32 = Arbitraries.longs().between(0, 0xffffffffL);
        Arbitrary<Integer> u16 = Arbitraries.integers().between(0, 0xffff);
        Arbitrary<String> strings = Arbitraries.strings()
                .excludeChars('\0')
                .ofMaxLength(40)
                .filter(text -> text.equals(new String(
                        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.UTF_8)));
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(70);
        Arbitrary<IpAddress> addresses = Arbitraries.oneOf(
                ints.map(Ipv4Address::new),
                Combinators.combine(longs, longs).as((high, low) -> (IpAddress) new Ipv6Address(high, low)));
        List<Arbitrary<Setting<?>>> all = new ArrayList<>(List.of(
                of(SampleObject.U8, Arbitraries.integers().between(0, 255)),
                of(SampleObject.U16, u16),
                of(SampleObject.U32, u32),
                of(SampleObject.COUNT, ints),
                of(SampleObject.U64, longs),
                of(SampleObject.S8, Arbitraries.integers().between(-128, 127)),
                of(SampleObject.S32, ints),
                of(SampleObject.S_BE32, ints),
                of(SampleObject.S64, longs),
                of(SampleObject.BE16, u16),
                of(SampleObject.BE32, u32),
                of(SampleObject.BE_COUNT, ints),
                of(SampleObject.BE64, longs),
                of(SampleObject.STRING, strings),
                of(SampleObject.BARE_STRING, strings),
                of(SampleObject.FLAG, Arbitraries.just(true)),
                of(SampleObject.BOOL, Arbitraries.of(true, false)),
                of(SampleObject.BINARY, bytes),
                of(SampleObject.ADDRESS, addresses),
                of(
                        SampleObject.MAC,
                        Arbitraries.bytes()
                                .array(byte[].class)
                                .ofMinSize(1)
                                .ofMaxSize(32)
                                .map(MacAddress::of)),
                of(SampleObject.SECONDS, u32.map(Duration::ofSeconds)),
                of(SampleObject.MILLIS, u32.map(Duration::ofMillis)),
                of(SampleObject.MILLIS_64, longs.map(Duration::ofMillis)),
                of(SampleObject.CENTIS, u32.map(ticks -> Duration.ofMillis(ticks * 10))),
                of(SampleObject.CENTIS_64, u32.map(ticks -> Duration.ofMillis(ticks * 10_000))),
                of(SampleObject.LIST, u32.list().ofMaxSize(9)),
                of(SampleObject.INDEXED, strings.list().ofMaxSize(9)),
                of(SampleObject.ARRAY, u16.list().ofMaxSize(9)),
                of(SampleObject.REPORTED, u32),
                of(SampleObject.REQUESTED, u32),
                of(
                        SampleObject.TARGET,
                        Arbitraries.oneOf(ints.map(SampleReference::numbered), strings.map(SampleReference::named))),
                of(SampleObject.HANDLE, longs.map(SampleReference.Handle::new))));
        if (depth > 0) {
            all.add(of(SampleObject.INNER, things(depth - 1)));
            all.add(of(SampleObject.THINGS, things(depth - 1).list().ofMaxSize(3)));
        }
        return Arbitraries.oneOf(all);
    }

    private static <T> Arbitrary<Setting<?>> of(Attribute<T> key, Arbitrary<? extends T> values) {
        return values.map(value -> new Setting<>(key, value));
    }

    static Arbitrary<SampleObject> things(int depth) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 255),
                        Arbitraries.integers(),
                        settings(depth).list().ofMaxSize(8))
                .as((family, index, settings) -> {
                    SampleObject thing = SampleObject.empty()
                            .with(SampleObject.FAMILY, family)
                            .with(SampleObject.INDEX, index);
                    for (Setting<?> setting : settings) {
                        thing = setting.in(thing);
                    }
                    return thing;
                });
    }
}
