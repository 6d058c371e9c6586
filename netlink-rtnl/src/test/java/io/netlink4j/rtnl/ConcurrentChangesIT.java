package io.netlink4j.rtnl;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.BatchResult;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.LinkFilter;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.neighbour.Neighbour;
import io.netlink4j.rtnl.neighbour.NeighbourFilter;
import io.netlink4j.rtnl.object.Batch;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteFilter;
import io.netlink4j.rtnl.route.RouteType;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes by two programs at once, or while what they need vanishes: each outcome is typed, nothing is lost and nothing is left. */
@KernelTest
final class ConcurrentChangesIT {
    private static final int TABLE = 77;

    private static <T> FutureTask<T> start(Callable<T> body) {
        FutureTask<T> task = new FutureTask<>(body);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    /** The name is looked up before the request is sent; the index may be gone when the kernel sees it. */
    @Test
    void aLinkVanishesUnderABatch(Namespaces namespaces) throws Exception {
        NetworkNamespace room = namespaces.named();
        Rtnl rtnl = namespaces.keep(Rtnl.open(room));
        Rtnl other = namespaces.keep(Rtnl.open(room));
        AtomicBoolean over = new AtomicBoolean();
        FutureTask<Integer> maker = start(() -> {
            int rounds = 0;
            while (!over.get()) {
                other.links()
                        .add(Link.named("v0").up().kind(Veth.to(Link.named("w0").up())));
                other.links().delete("v0");
                rounds++;
            }
            return rounds;
        });
        try {
            for (int round = 0; round < 200; round++) {
                BatchResult result = new Batch()
                        .add(rtnl.addresses(), Address.of("10.0.0.1/24").link("v0"))
                        .add(rtnl.routes(), Route.to("10.9.0.0/16").link("v0"))
                        .add(
                                rtnl.neighbours(),
                                Neighbour.of("10.0.0.2").at("02:00:00:00:00:02").link("v0"))
                        .change(rtnl.links(), Link.named("v0").mtu(1400))
                        .add(rtnl.routes(), Route.to("10.8.0.0/16").type(RouteType.BLACKHOLE))
                        .execute();
                assertThat(result.outcomes()).hasSize(5).last().isEqualTo(Optional.empty());
                assertThat(result.failures())
                        .allSatisfy(refusal -> assertThat(refusal)
                                .isInstanceOfAny(NetlinkException.NotFound.class, NetlinkException.AlreadyExists.class)
                                .hasMessageContaining("v0"));
                rtnl.routes().delete(Route.to("10.8.0.0/16").type(RouteType.BLACKHOLE));
            }
        } finally {
            over.set(true);
        }
        assertThat(maker.get()).isPositive();
        assertThat(rtnl.links().find("v0")).isEmpty();
        assertThat(rtnl.routes().list()).isEmpty();
        assertThat(rtnl.neighbours().list(NeighbourFilter.all().family(IpFamily.IPV4)))
                .isEmpty();
    }

    @Test
    void twoBatchesAddTheSame(Namespaces namespaces) throws Exception {
        NetworkNamespace room = namespaces.named();
        Rtnl first = namespaces.keep(Rtnl.open(room));
        Rtnl second = namespaces.keep(Rtnl.open(room));
        first.links().up("lo");
        FutureTask<BatchResult> his = start(() -> changes(second).execute());
        BatchResult mine = changes(first).execute();
        for (int i = 0; i < mine.outcomes().size(); i++) {
            List<Optional<NetlinkException>> both =
                    List.of(mine.outcomes().get(i), his.get().outcomes().get(i));
            assertThat(both.stream().filter(Optional::isEmpty))
                    .as("change %s", i)
                    .hasSize(1);
            assertThat(both.stream().flatMap(Optional::stream))
                    .singleElement()
                    .isInstanceOf(NetlinkException.AlreadyExists.class);
        }
        assertThat(first.addresses().list("lo")).hasSize(202);
        assertThat(first.links().list(LinkFilter.all().kind("veth"))).hasSize(20);
    }

    private static Batch changes(Rtnl rtnl) {
        Batch batch = new Batch();
        for (int i = 0; i < 200; i++) {
            batch.add(rtnl.addresses(), Address.of("10.0.0." + i + "/32").link("lo"));
            if (i % 20 == 0) {
                batch.add(rtnl.links(), Link.named("v" + i).kind(Veth.to("w" + i)));
            }
        }
        return batch;
    }

    /** Its sockets keep it alive until they are closed. */
    @Test
    void theNamespaceIsDeletedUnderABatch(Namespaces namespaces) throws Exception {
        NetworkNamespace room = namespaces.named();
        try (Rtnl rtnl = Rtnl.open(room)) {
            rtnl.links().up("lo");
            FutureTask<BatchResult> batch = start(() -> changes(rtnl).execute());
            NetworkNamespace.delete(room.name().orElseThrow());
            assertThat(batch.get().failures()).isEmpty();
            assertThat(rtnl.addresses().list("lo")).hasSize(202);
        }
    }

    @Test
    void anInterruptEndsAFlush(Namespaces namespaces) throws Exception {
        NetworkNamespace room = namespaces.named();
        Rtnl rtnl = namespaces.keep(Rtnl.open(room));
        RouteFilter filter = RouteFilter.main().table(TABLE);
        List<Route> routes = IntStream.range(0, 5000)
                .mapToObj(i -> Route.to("10.%d.%d.0/24".formatted(i >> 8, i & 255))
                        .type(RouteType.BLACKHOLE)
                        .table(TABLE))
                .toList();
        rtnl.routes().addAll(routes).orThrow();
        FutureTask<List<Route>> flush = start(() -> {
            Thread.currentThread().interrupt();
            try {
                return rtnl.routes().flush(filter);
            } finally {
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            }
        });
        try {
            flush.get();
        } catch (ExecutionException ended) {
            assertThat(ended.getCause()).isInstanceOf(NetlinkException.Interrupted.class);
        }
        // The socket is as good as before.
        List<Route> left = rtnl.routes().list(filter);
        assertThat(routes)
                .map(Route::destination)
                .containsAll(left.stream().map(Route::destination).toList());
        rtnl.routes().add(Route.to("10.200.0.0/24").type(RouteType.BLACKHOLE).table(TABLE));
        assertThat(rtnl.routes().flush(filter)).hasSize(left.size() + 1);
        assertThat(rtnl.routes().list(filter)).isEmpty();
    }
}
