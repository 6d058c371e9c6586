package io.netlink4j.rtnl.address;

import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The valid and the preferred lifetime of an address ({@code struct ifa_cacheinfo} of {@code linux/if_addr.h}), in whole seconds.
 *
 * @param preferred how long it is chosen as source address of new connections; empty if unlimited
 * @param valid how long it exists; empty if unlimited
 * @param created when it was added, in hundredths of a second since boot; 0 if not reported
 * @param updated when it was last changed, in hundredths of a second since boot; 0 if not reported
 */
public record AddressLifetime(Optional<Duration> preferred, Optional<Duration> valid, long created, long updated) {
    /** Checks that both are whole seconds, fewer than 4294967295. */
    public AddressLifetime {
        preferred.ifPresent(AddressLifetime::check);
        valid.ifPresent(AddressLifetime::check);
    }

    /** The kernel counts seconds, and the greatest number means unlimited. */
    private static void check(Duration time) {
        if (time.toNanosPart() != 0 || time.isNegative() || time.toSeconds() >= INFINITE) {
            throw new IllegalArgumentException(
                    "a lifetime of an address is 0 to " + (INFINITE - 1) + " whole seconds, not " + time);
        }
    }

    /** Unlimited. */
    public static final AddressLifetime FOREVER = new AddressLifetime(Optional.empty(), Optional.empty(), 0, 0);

    /** The offset of {@code cstamp}, and of {@code tstamp} behind it, in {@code struct ifa_cacheinfo}. */
    static final int CREATED_AT = 2 * Integer.BYTES;

    private static final long INFINITE = 0xffff_ffffL;

    static final Codec<AddressLifetime> CODEC =
            Codecs.array(Codecs.U32, Integer.BYTES).map(AddressLifetime::read, AddressLifetime::write);

    /**
     * A limited lifetime.
     *
     * @throws IllegalArgumentException if {@code valid} is less than a second, {@code preferred} is longer than {@code valid}, or one is no number of
     *     whole seconds
     */
    public static AddressLifetime of(Duration preferred, Duration valid) {
        if (valid.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "an address cannot be valid for less than a second, as " + valid + " is");
        }
        if (preferred.compareTo(valid) > 0) {
            throw new IllegalArgumentException("an address cannot be preferred longer than it is valid, as " + preferred
                    + " is longer than " + valid);
        }
        return new AddressLifetime(Optional.of(preferred), Optional.of(valid), 0, 0);
    }

    private static AddressLifetime read(List<Long> numbers) {
        if (numbers.size() < 4) {
            throw new IllegalArgumentException("an address's lifetime takes 16 bytes");
        }
        return new AddressLifetime(time(numbers.get(0)), time(numbers.get(1)), numbers.get(2), numbers.get(3));
    }

    private List<Long> write() {
        return List.of(seconds(preferred), seconds(valid), created, updated);
    }

    private static Optional<Duration> time(long seconds) {
        return seconds == INFINITE ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    private static long seconds(Optional<Duration> time) {
        return time.map(Duration::toSeconds).orElse(INFINITE);
    }

    /** As {@code ip} shows it: {@code valid_lft forever preferred_lft 300sec}. */
    @Override
    public String toString() {
        return "valid_lft " + text(valid) + " preferred_lft " + text(preferred);
    }

    private static String text(Optional<Duration> time) {
        return time.map(length -> length.toSeconds() + "sec").orElse("forever");
    }
}
