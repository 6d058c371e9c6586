package io.netlink4j.examples.readme;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;

/** What {@code ip}, {@code bridge}, {@code nft} and {@code /proc/sys/net} show of a namespace, and of another one that it knows by a name. */
final class NamespaceState {
    private static final String REPORT = """
        ip -d -j -batch - <<END
        address
        route show table all
        rule
        neighbour show nud permanent
        neighbour show proxy
        nexthop
        netns list-id
        addrlabel
        END
        ip -j -6 rule
        grep -s . /proc/sys/net/ipv4/neigh/*/base_reachable_time_ms | sort
        bridge -d -j link
        bridge fdb | grep -E '^(02:00:00:00:|01:00:5e:00:00:77)' | sort
        nft list ruleset
        if [ -e /run/netns/%1$s ]; then
            ip -n %1$s -d -j address
            ip -n %1$s -j route
        fi
        """;
    // Each link has a hundred of them.
    private static final String PARAMETERS = """
        grep -rs . /proc/sys/net/ipv4 /proc/sys/net/ipv6 | sort
        if [ -e /run/netns/%1$s ]; then
            ip netns exec %1$s grep -rs . /proc/sys/net/ipv4/conf /proc/sys/net/ipv4/ip_forward | sort
        fi
        """;

    private final NetworkNamespace namespace;
    private final String other;

    /**
     * The state of {@code namespace}.
     *
     * @param other the name of the other namespace, which need not exist
     */
    NamespaceState(NetworkNamespace namespace, String other) {
        this.namespace = namespace;
        this.other = other;
    }

    /** The output of a line that a shell runs in the namespace. */
    Command run(String line) {
        return namespace.withFileDescriptor(descriptor -> Command.run(
                "nsenter", "--net=/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor, "sh", "-c", line));
    }

    /** The objects now, a line for each, but for indexes, generated addresses, timers and counters. */
    List<String> objects() {
        return read(REPORT);
    }

    /** The objects and the parameters of the kernel now. */
    List<String> all() {
        return read(REPORT + PARAMETERS);
    }

    private List<String> read(String report) {
        List<String> lines = new ArrayList<>();
        for (String line : run(report.formatted(other)).ok().split("\n")) {
            if (line.startsWith("[")) {
                // The order of some objects is that in which the kernel came to make them.
                lines.addAll(
                        StreamSupport.stream(JsonMapper.shared().readTree(line).spliterator(), false)
                                .map(object -> comparable(object.toString()))
                                .sorted()
                                .toList());
            } else {
                lines.add(comparable(line));
            }
        }
        return lines;
    }

    private String comparable(String text) {
        return text.replaceAll("\"(ifindex|link_index|\\w+_timer)\":[0-9.]+,?", "")
                // The kernel generates it, for tunnels of each new namespace, too.
                .replaceAll("\"permaddr\":\"[^\"]*\",?", "")
                .replace(other, "red")
                .replaceAll("(?<![0-9a-f:])(?!02:00:00:00)[0-9a-f]{1,2}(:[0-9a-f]{1,2}){5}(?![0-9a-f:])", "MAC")
                .replaceAll("fe80::[0-9a-f]+[0-9a-f:]*", "fe80::MAC")
                .replaceAll("packets \\d+ bytes \\d+", "packets N bytes N")
                .replaceAll(" expires \\w+", "");
    }
}
