package io.netlink4j.examples.bench;

import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs one workload in the network namespace that it is called from and prints a line for each round; the first rounds warm the
 * JVM up.
 *
 * <pre>
 *   linkget N          a link by its name, one request after the other
 *   routeadd N         N routes, acknowledged one by one; needs the link vb0
 *   routeaddbatch N K  N routes, K in each call; needs the link vb0
 *   routedump R        all IPv4 routes that are there, R rounds
 *   nftset N           one transaction of N set elements, then all of them read back
 *   nftrule N          one transaction of N rules, then all of them read back
 *   attach N           N namespaces, each with a cable to the bridge br0, an address and a default route, then all taken away
 * </pre>
 */
public final class Bench {
    private static final Map<String, Consumer<int[]>> WORKLOADS = Map.of(
            "linkget", RouteBench::linkget,
            "routeadd", RouteBench::routeadd,
            "routeaddbatch", RouteBench::routeaddbatch,
            "routedump", RouteBench::routedump,
            "nftset", NftBench::nftset,
            "nftrule", NftBench::nftrule,
            "attach", AttachBench::attach);

    private Bench() {}

    /** The workload and its numbers. */
    public static void main(String[] args) {
        Consumer<int[]> workload = args.length < 2 ? null : WORKLOADS.get(args[0]);
        if (workload == null) {
            System.err.println("usage: linkget|routeadd|routedump|nftset|nftrule|attach N, or routeaddbatch N K");
            System.exit(2);
            return;
        }
        int[] numbers = new int[args.length - 1];
        for (int i = 1; i < args.length; i++) {
            numbers[i - 1] = Integer.parseInt(args[i]);
        }
        workload.accept(numbers);
    }
}
