package io.netlink4j.core.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.error.NetlinkException.Malformed;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Random and almost correct bytes for fuzz tests, and the permitted results of reading them. */
public final class Fuzz {
    private static final int ROUNDS = 200;

    private static final SampleObject FULL = SampleObject.empty()
            .with(SampleObject.U8, 1)
            .with(SampleObject.BE64, 2L)
            .with(SampleObject.STRING, "veth-red")
            .with(SampleObject.FLAG, true)
            .with(SampleObject.ADDRESS, IpAddress.of("fe80::1"))
            .with(SampleObject.MAC, MacAddress.of("02:00:00:00:00:01"))
            .with(SampleObject.LIST, List.of(1L, 2L, 3L))
            .with(SampleObject.INDEXED, List.of("a", "bc"))
            .with(SampleObject.ARRAY, List.of(1, 2, 3))
            .with(SampleObject.KIND, "part")
            .with(
                    SampleObject.DATA,
                    Nest.empty(SampleObject.PART)
                            .with(SampleObject.PART_SIZE, 3)
                            .with(SampleObject.PART_COUNTER, 4L))
            .with(SampleObject.REPORTED, 5L)
            .with(SampleObject.TARGET, SampleReference.named("red"))
            .with(SampleObject.HANDLE, new SampleReference.Handle(6));
    private static final List<byte[]> THINGS = List.of(
            SampleObject.empty().toByteArray(),
            FULL.toByteArray(),
            SampleObject.empty().with(SampleObject.INNER, FULL).toByteArray(),
            FULL.with(SampleObject.INNER, FULL.with(SampleObject.THINGS, List.of(SampleObject.empty(), FULL)))
                    .toByteArray(),
            SampleObject.empty()
                    .with(SampleObject.KIND, "thing")
                    .with(SampleObject.DATA, Nest.of(FULL))
                    .toByteArray());

    private Fuzz() {}

    /** Runs {@code test} with many different bytes. */
    public static void each(Random random, List<byte[]> seeds, Consumer<byte[]> test) {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = switch (random.nextInt(4)) {
                case 0 -> noise(random, 256);
                // Small numbers, so that lengths and types are often possible ones.
                case 1 -> noise(random, 40);
                default -> mutate(seeds.get(random.nextInt(seeds.size())), random);
            };
            test.accept(bytes);
        }
    }

    /** Runs {@code test} with many bytes that are almost a thing. */
    static void eachThing(Random random, Consumer<byte[]> test) {
        each(random, THINGS, test);
    }

    private static byte[] noise(Random random, int bound) {
        byte[] bytes = new byte[random.nextInt(200)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(8) == 0 ? random.nextInt() : random.nextInt(bound));
        }
        return bytes;
    }

    private static byte[] mutate(byte[] seed, Random random) {
        int length = random.nextInt(4) == 0 ? random.nextInt(seed.length + 1) : seed.length;
        byte[] result = Arrays.copyOf(seed, length);
        for (int i = random.nextInt(6); i > 0 && length > 0; i--) {
            result[random.nextInt(length)] = (byte) (random.nextBoolean() ? random.nextInt(48) : random.nextInt());
        }
        return result;
    }

    /** Reads something, which may end with {@link Malformed} and with no other exception. */
    public static void tolerate(Runnable reading) {
        try {
            reading.run();
        } catch (Malformed expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }
}
