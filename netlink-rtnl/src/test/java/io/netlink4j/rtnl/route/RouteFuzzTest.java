package io.netlink4j.rtnl.route;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.neighbour.Neighbour;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Any bytes yield a value or {@link NetlinkException.Malformed}. */
class RouteFuzzTest {
    private static final int ROUNDS = 5_000;

    @Test
    void routes() {
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = message(random, 33, RouteAttributes.MULTIPATH.number());
            tried(() -> {
                Route route = Route.DESCRIPTOR.decode(body);
                everything(
                        route,
                        List.of(
                                route::family,
                                route::destination,
                                route::from,
                                route::gateway,
                                route::link,
                                route::nextHops,
                                route::source,
                                route::table,
                                route::type,
                                route::scope,
                                route::protocol,
                                route::flags,
                                route::metrics,
                                () -> route.metrics().toString(),
                                route::preference,
                                route::expires,
                                () -> RouteCompletion.added(route, link -> 1),
                                () -> RouteCompletion.deleted(route, link -> 1)));
                return route;
            });
            tried(() -> body.length >= Route.SCHEMA.headerLength()
                    && RouteFilter.main().mayAccept(Route.toDefault(IpFamily.IPV4), MemorySegment.ofArray(body), 0));
        }
    }

    @Test
    void neighbours() {
        Random random = new Random(8);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = message(random, 18, 2);
            tried(() -> {
                Neighbour neighbour = Neighbour.DESCRIPTOR.decode(body);
                everything(
                        neighbour,
                        List.of(
                                neighbour::family,
                                neighbour::address,
                                neighbour::mac,
                                neighbour::link,
                                neighbour::state,
                                neighbour::flags,
                                neighbour::protocol,
                                neighbour::cacheInfo));
                return neighbour;
            });
        }
    }

    private static void everything(NetlinkObject<?> object, List<Supplier<Object>> accessors) {
        for (Supplier<Object> accessor : accessors) {
            tried(accessor);
        }
        object.schema().attributes().forEach(key -> tried(() -> object.get(key)));
        tried(object::hashCode);
        tried(object::toString);
    }

    private static void tried(Supplier<Object> body) {
        try {
            Objects.requireNonNull(body.get());
        } catch (NetlinkException.Malformed expected) {
            // expected
        }
    }

    /** A mostly plausible message: a header, and attributes with known numbers and lengths that fit. */
    private static byte[] message(Random random, int numbers, int favourite) {
        byte[] body = new byte[random.nextInt(8) == 0 ? random.nextInt(40) : 12 + 4 * random.nextInt(30)];
        random.nextBytes(body);
        if (body.length > 12) {
            body[0] = (byte) (random.nextBoolean() ? 2 : 10);
            body[1] = (byte) random.nextInt(33);
            for (int at = 12; at + 4 <= body.length; ) {
                int length = Math.min(body.length - at, 4 + 4 * random.nextInt(6));
                boolean nested = length > 12 && random.nextBoolean();
                attribute(body, at, length, nested ? favourite : random.nextInt(numbers + 2));
                if (nested) {
                    attribute(body, at + 4, length - 4, random.nextInt(numbers));
                }
                at += random.nextInt(30) == 0 ? length + 1 : length;
            }
        }
        return body;
    }

    private static void attribute(byte[] body, int at, int length, int number) {
        body[at] = (byte) length;
        body[at + 1] = 0;
        body[at + 2] = (byte) number;
        body[at + 3] = 0;
    }
}
