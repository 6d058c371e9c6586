package io.netlink4j.nft.statement;

import java.time.Duration;
import java.util.Locale;

/** The unit of time of a rate. */
public enum Per {
    /** Per second. */
    SECOND(Duration.ofSeconds(1)),
    /** Per minute. */
    MINUTE(Duration.ofMinutes(1)),
    /** Per hour. */
    HOUR(Duration.ofHours(1)),
    /** Per day. */
    DAY(Duration.ofDays(1)),
    /** Per week. */
    WEEK(Duration.ofDays(7));

    private final Duration duration;

    Per(Duration duration) {
        this.duration = duration;
    }

    /** The duration. */
    public Duration duration() {
        return duration;
    }

    /** nft's name for it: {@code second}, {@code minute} ... */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
