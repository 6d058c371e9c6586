package io.netlink4j.nft.text;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.nft.internal.TimeoutStates;
import io.netlink4j.nft.match.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Prints the timeouts of connections, but those that nft takes for the default. */
final class TimeoutPolicy {
    private static final int TCP = 6;
    private static final int UDP = 17;

    /** {@code NFTA_CT_TIMEOUT_DATA}. */
    private static final int DATA = 3;

    private static final int[] TCP_DEFAULTS = {120, 60, 432000, 120, 60, 30, 120, 10, 120, 300, 300};
    private static final int[] UDP_DEFAULTS = {30, 120};

    private TimeoutPolicy() {}

    static Optional<String> of(int protocol, Nest object) {
        return switch (protocol) {
            case TCP -> of(object, TimeoutStates.of(TCP), TCP_DEFAULTS);
            case UDP -> of(object, TimeoutStates.of(UDP), UDP_DEFAULTS);
            default -> Optional.empty();
        };
    }

    private static Optional<String> of(Nest object, List<String> states, int[] defaults) {
        StringJoiner text = new StringJoiner(", ", "policy = { ", " }");
        Attribute<?> key = object.schema().attribute(DATA);
        if (key != null && object.get(key).orElse(null) instanceof Nest timeouts) {
            for (int i = 0; i < states.size(); i++) {
                Optional<Long> seconds = timeouts.get(Attribute.of(i + 1, states.get(i), Codecs.BE32));
                if (seconds.isPresent() && seconds.get() != defaults[i]) {
                    text.add(states.get(i) + " : " + Durations.text(Duration.ofSeconds(seconds.get())));
                }
            }
        }
        return Optional.of(text.toString());
    }
}
