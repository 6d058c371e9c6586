package io.netlink4j.rtnl;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A list has all objects that are there the whole time, each once, while another process adds and deletes others. Isolated, since long dumps hold the
 * kernel's lock that all other changes wait for.
 */
@KernelTest
@Isolated
@NeedsCommand({"ip", "bridge"})
final class DumpsUnderChangeIT {
    @TempDir
    private Path directory;

    /** What is listed. The numbers can be raised, as by {@code -Ddumps.ROUTES=100000}. */
    private enum Objects {
        LINKS(
                "ip",
                200,
                30,
                i -> "link add stays" + i + " type bridge",
                i -> "link add comes" + i + " type bridge",
                i -> "link delete comes" + i,
                i -> "stays" + i,
                rtnl -> rtnl.links().list().stream().map(link -> link.name().orElseThrow())),
        ROUTES(
                "ip",
                5000,
                2000,
                i -> "route add 10." + number(i, '.') + " dev d0",
                i -> "route add 10." + number(i, '.') + "/31 dev d0 table main metric 7",
                i -> "route delete 10." + number(i, '.') + "/31 dev d0 table main metric 7",
                i -> "10." + number(i, '.') + "/32",
                rtnl -> rtnl.routes().list().stream()
                        .map(route -> route.destination().toString())),
        NEIGHBOURS(
                "ip",
                2000,
                5000,
                i -> "neighbour add 10." + number(i, '.') + " lladdr 02:00:00:00:00:01 dev d0",
                i -> "neighbour add 11." + number(i, '.') + " lladdr 02:00:00:00:00:01 dev d0",
                i -> "neighbour delete 11." + number(i, '.') + " dev d0",
                i -> "10." + number(i, '.'),
                rtnl -> rtnl.neighbours().list().stream()
                        .map(neighbour -> neighbour.address().orElseThrow().toString())),
        FDB(
                "bridge",
                2000,
                5000,
                i -> "fdb add 02:00:01:" + number(i, ':') + " dev d0 master static",
                i -> "fdb add 02:00:02:" + number(i, ':') + " dev d0 master static",
                i -> "fdb delete 02:00:02:" + number(i, ':') + " dev d0 master",
                i -> "02:00:01:" + number(i, ':') + " false",
                rtnl -> rtnl.fdb().list().stream()
                        .map(entry -> entry.mac() + " " + entry.vlan().isPresent()));

        final String program;
        final int number;
        final int changes;
        final IntFunction<String> stays;
        final IntFunction<String> comes;
        final IntFunction<String> goes;
        final IntFunction<String> text;
        final Function<Rtnl, Stream<String>> list;

        Objects(
                String program,
                int number,
                int changes,
                IntFunction<String> stays,
                IntFunction<String> comes,
                IntFunction<String> goes,
                IntFunction<String> text,
                Function<Rtnl, Stream<String>> list) {
            this.program = program;
            this.number = Integer.getInteger("dumps." + name(), number);
            this.changes = changes;
            this.stays = stays;
            this.comes = comes;
            this.goes = goes;
            this.text = text;
            this.list = list;
        }

        /** Three bytes of an address, each of two digits in hexadecimal notation, for an even number in decimal notation. */
        private static String number(int i, char between) {
            return between == '.'
                    ? (i >> 15) + "." + (i >> 7 & 0xff) + "." + (i << 1 & 0xff)
                    : "%02x:%02x:%02x".formatted(i >> 16, i >> 8 & 0xff, i & 0xff);
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsAreCompleteOrRefused(Objects objects, Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.named();
        Rtnl rtnl = namespaces.keep(Rtnl.open(red));
        rtnl.links().add(Link.named("br0").kind(Bridge.defaults()).up());
        rtnl.links().add(Link.named("d0").master("br0").kind(Veth.to("e0")).up());
        run(red, objects.program, numbers(objects.number).mapToObj(objects.stays));
        Set<String> staying = numbers(objects.number).mapToObj(objects.text).collect(Collectors.toSet());

        FutureTask<Boolean> changes = new FutureTask<>(() -> {
            // Several come before the first goes, so that there is always something to list too much or too little.
            run(
                    red,
                    objects.program,
                    numbers(objects.changes)
                            .boxed()
                            .flatMap(i -> i < 10
                                    ? Stream.of(objects.comes.apply(i))
                                    : Stream.of(objects.goes.apply(i - 10), objects.comes.apply(i))));
            return true;
        });
        Thread changer = Thread.ofPlatform().start(changes);
        try {
            while (!changes.isDone()) {
                try {
                    check(objects.list.apply(rtnl), staying);
                } catch (NetlinkException.DumpInterrupted refused) {
                    assertThat(refused).hasMessageContaining("16 dumps");
                }
            }
        } finally {
            changer.join();
        }
        assertThat(changes.get()).isTrue();
        check(objects.list.apply(rtnl), staying);
    }

    private static void check(Stream<String> listed, Set<String> staying) {
        List<String> found = listed.filter(staying::contains).toList();
        Set<String> missing = new HashSet<>(staying);
        found.forEach(missing::remove);
        assertThat(missing).isEmpty();
        assertThat(found).hasSize(staying.size());
    }

    private static IntStream numbers(int count) {
        return IntStream.range(0, count);
    }

    private void run(NetworkNamespace namespace, String program, Stream<String> lines) throws IOException {
        Path file = Files.write(Files.createTempFile(directory, program, ""), (Iterable<String>) lines::iterator);
        Command.runIn(namespace.name().orElseThrow(), program, "-batch", file.toString())
                .ok();
    }
}
