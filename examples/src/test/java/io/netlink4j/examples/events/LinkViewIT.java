package io.netlink4j.examples.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.examples.Readme;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.testkit.KernelTest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@KernelTest
final class LinkViewIT {
    @Test
    @Timeout(60)
    void itFollowsWhatHappens(NetworkNamespace red) throws InterruptedException {
        Map<Integer, Link> view = new ConcurrentHashMap<>();
        Thread follower;
        try (Rtnl rtnl = Rtnl.open(red);
                LinkView links = new LinkView(rtnl, view)) {
            rtnl.links().add(Link.named("br0").kind(Bridge.defaults()));
            follower = Thread.ofVirtual().start(links);
            int index = rtnl.links()
                    .add(Link.named("br1").kind(Bridge.defaults()))
                    .ifindex()
                    .orElseThrow();
            rtnl.links().rename("br1", "br2");
            until(() -> Optional.ofNullable(view.get(index)).flatMap(Link::name).equals(Optional.of("br2")));
            assertThat(view.values()).anyMatch(link -> link.name().equals(Optional.of("br0")));
            rtnl.links().delete("br2");
            until(() -> !view.containsKey(index));
        }
        assertThat(follower.join(Duration.ofSeconds(30))).isTrue();
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theReadmeShowsThisCode() throws IOException {
        Readme.assertShows(Readme.example("events/LinkView.java"));
    }
}
