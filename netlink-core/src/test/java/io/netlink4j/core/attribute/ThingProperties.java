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

/** Random keys with a random value of theirs, and random things. */
public final class ThingProperties {
    private ThingProperties() {}

    /** A key and a value for it. */
    public record Setting<T>(Attribute<T> key, T value) {
        Thing in(Thing thing) {
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
                of(Thing.U8, Arbitraries.integers().between(0, 255)),
                of(Thing.U16, u16),
                of(Thing.U32, u32),
                of(Thing.COUNT, ints),
                of(Thing.U64, longs),
                of(Thing.S8, Arbitraries.integers().between(-128, 127)),
                of(Thing.S32, ints),
                of(Thing.S_BE32, ints),
                of(Thing.S64, longs),
                of(Thing.BE16, u16),
                of(Thing.BE32, u32),
                of(Thing.BE_COUNT, ints),
                of(Thing.BE64, longs),
                of(Thing.STRING, strings),
                of(Thing.BARE_STRING, strings),
                of(Thing.FLAG, Arbitraries.just(true)),
                of(Thing.BOOL, Arbitraries.of(true, false)),
                of(Thing.BINARY, bytes),
                of(Thing.ADDRESS, addresses),
                of(
                        Thing.MAC,
                        Arbitraries.bytes()
                                .array(byte[].class)
                                .ofMinSize(1)
                                .ofMaxSize(32)
                                .map(MacAddress::of)),
                of(Thing.SECONDS, u32.map(Duration::ofSeconds)),
                of(Thing.MILLIS, u32.map(Duration::ofMillis)),
                of(Thing.MILLIS_64, longs.map(Duration::ofMillis)),
                of(Thing.CENTIS, u32.map(ticks -> Duration.ofMillis(ticks * 10))),
                of(Thing.CENTIS_64, u32.map(ticks -> Duration.ofMillis(ticks * 10_000))),
                of(Thing.LIST, u32.list().ofMaxSize(9)),
                of(Thing.INDEXED, strings.list().ofMaxSize(9)),
                of(Thing.ARRAY, u16.list().ofMaxSize(9)),
                of(Thing.REPORTED, u32),
                of(Thing.REQUESTED, u32),
                of(Thing.TARGET, Arbitraries.oneOf(ints.map(Target::numbered), strings.map(Target::named))),
                of(Thing.HANDLE, longs.map(Target.Handle::new))));
        if (depth > 0) {
            all.add(of(Thing.INNER, things(depth - 1)));
            all.add(of(Thing.THINGS, things(depth - 1).list().ofMaxSize(3)));
        }
        return Arbitraries.oneOf(all);
    }

    private static <T> Arbitrary<Setting<?>> of(Attribute<T> key, Arbitrary<? extends T> values) {
        return values.map(value -> new Setting<>(key, value));
    }

    static Arbitrary<Thing> things(int depth) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 255),
                        Arbitraries.integers(),
                        settings(depth).list().ofMaxSize(8))
                .as((family, index, settings) -> {
                    Thing thing = Thing.empty().with(Thing.FAMILY, family).with(Thing.INDEX, index);
                    for (Setting<?> setting : settings) {
                        thing = setting.in(thing);
                    }
                    return thing;
                });
    }
}
