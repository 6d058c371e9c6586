package io.netlink4j.examples.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs one workload in the network namespace that it is called from and prints a line for each round; the first rounds warm the
 * JVM up. With the path of another program behind the numbers, that one does the same after each of the last rounds and some of the
 * first, and the ratios of the last are printed.
 *
 * <pre>
 *   linkget N          a link by its name, one request after the other
 *   linkgetbare N      the same without this library, by two foreign calls
 *   routeadd N         N routes, acknowledged one by one; needs the link vb0
 *   routeaddbatch N K  N routes, K in each call; needs the link vb0
 *   routeaddlast N K   the same, beside a program that has only the last route of each call acknowledged
 *   routedump R        all IPv4 routes that are there, R times
 *   ruledump R         all IPv4 routing rules that are there, R times
 *   neighdump R        all IPv4 neighbours that are there, R times
 *   routetable N       N routes added, listed and deleted, once
 *   socketdump R       all TCP sockets that are there, R times
 *   nftset N           one transaction of N set elements, then all of them read back
 *   nftrule N          one transaction of N rules, then all of them read back
 *   nftone N           N transactions of one rule each
 *   nftreplace N       10 elements of a set of N replaced: sent, by a writer that knows the set, and by reading it
 *   services N         a verdict map of N services, then ten of them exchanged
 *   attach N           N namespaces, each with a cable to the bridge br0, an address and a default route, then all taken away
 *   exec N             N programs inside a namespace, beside as many started at home and as many by "ip netns exec"
 *   namespaces N       N namespaces, made and closed by 8 threads and as many by 64
 *   lab N              N labs of two nodes with a cable, and N of ten nodes on a bridge
 *   cni N          N times ADD and DEL of each directory of plugins in the variable CNI_PATH, in turn
 *   startup N          N starts of programs that do nothing, make one foreign call, and list tables; without and with a cache of classes
 * </pre>
 */
public final class Bench {
    /** How many rounds follow the warm-up. */
    private static final int ROUNDS = 11;

    /**
     * How often the other program runs in between while the JVM warms up. What happened for the first time later, such as that a thread
     * without work ends, would make the JVM throw away what it had compiled.
     */
    private static final int REHEARSALS = 6;

    /** How long the compilers have to finish nothing to be taken for idle. */
    private static final Duration QUIET = Duration.ofMillis(200);

    private Bench() {}

    /** The workload, its numbers and, if wanted, the program to compare with. */
    public static void main(String[] args) {
        Function<int[], Workload> workload = args.length < 2 ? null : workload(args[0]);
        if (workload == null) {
            System.err.println("usage:"
                + " (linkget|linkgetbare|routeadd|routedump|ruledump|neighdump|routetable|socketdump|nftset|nftrule|nftone|nftreplace|services|attach|exec|namespaces|lab|startup|cni)"
                + " N [PROGRAM], or (routeaddbatch|routeaddlast) N K [PROGRAM]");
            System.exit(2);
            return;
        }
        List<Integer> numbers = new ArrayList<>();
        int next = 1;
        while (next < args.length && args[next].matches("[0-9]+")) {
            numbers.add(Integer.valueOf(args[next++]));
        }
        Optional<Rival> rival = next == args.length ? Optional.empty() : Optional.of(rival(args, next));
        try (Workload measured =
                workload.apply(numbers.stream().mapToInt(Integer::intValue).toArray())) {
            measure(measured, rival);
        }
    }

    private static @Nullable Function<int[], Workload> workload(String name) {
        return switch (name) {
            case "linkget" -> LinkGet::ours;
            case "linkgetbare" -> LinkGet::bare;
            case "routeadd" -> RouteAdd::oneByOne;
            case "routeaddbatch" -> RouteAdd::batched;
            case "routeaddlast" -> RouteAdd::lastAcknowledged;
            case "routedump" -> Dump::routes;
            case "ruledump" -> Dump::rules;
            case "neighdump" -> Dump::neighbours;
            case "routetable" -> RouteTable::new;
            case "socketdump" -> SocketDump::new;
            case "nftset" -> NftSet::new;
            case "nftrule" -> NftRule::new;
            case "nftone" -> NftOne::new;
            case "nftreplace" -> NftReplace::new;
            case "services" -> ServiceMap::new;
            case "attach" -> Attach::new;
            case "exec" -> Exec::new;
            case "namespaces" -> Namespaces::new;
            case "lab" -> Labs::new;
            case "startup" -> Startup::new;
            case "cni" -> CniCalls::new;
            default -> null;
        };
    }

    /** The program {@code args[at]}, called with what stands before it. */
    private static Rival rival(String[] args, int at) {
        List<String> command = new ArrayList<>(List.of(args).subList(0, at));
        command.addFirst(args[at]);
        return new Rival(command);
    }

    /** They take processors from what is measured, so they are to have nothing more to do. */
    private static void awaitCompilers() {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        long before;
        do {
            before = compilers.getTotalCompilationTime();
            LockSupport.parkNanos(QUIET.toNanos());
        } while (compilers.getTotalCompilationTime() != before);
    }

    private static void measure(Workload measured, Optional<Rival> rival) {
        measured.clean();
        int warmUp = measured.warmUp();
        int apart = Math.ceilDiv(warmUp, REHEARSALS);
        for (int round = -warmUp; round < ROUNDS; round++) {
            boolean inTurn = rival.isPresent() && (round >= 0 || round % apart == 0);
            if (inTurn) {
                awaitCompilers();
            }
            List<Line> lines = measured.round();
            lines.forEach(System.out::println);
            measured.clean();
            if (inTurn) {
                rival.get().answer(lines, round >= 0);
                measured.clean();
            }
        }
        measured.last().forEach(System.out::println);
        rival.ifPresent(Rival::summary);
    }
}
