package io.netlink4j.examples.readme;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import java.util.ArrayList;
import java.util.List;

/** What {@code ip}, {@code bridge}, {@code nft} and {@code /proc/sys/net} show of a namespace, and of another one that it knows by a name. */
final class NamespaceState {
    private static final String REPORT = """
        ip -d -j -p -batch - <<END
        address
        route show table all
        rule
        neighbour show nud permanent
        neighbour show proxy
        netns list-id
        END
        ip -j -p -6 rule
        bridge -d -j -p link
        nft list ruleset
        grep -rs . /proc/sys/net/ipv4 /proc/sys/net/ipv6 | sort
        if [ -e /run/netns/%1$s ]; then
            ip -n %1$s -d -j -p address
            ip -n %1$s -j -p route
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

    /** The state now, but for indexes, generated addresses, timers and counters. */
    List<String> now() {
        String report = run(REPORT.formatted(other)).ok();
        List<String> lines = new ArrayList<>();
        for (String line : report.split("\n")) {
            if (!line.matches(".*\"(ifindex|link_index)\".*|.*_timer\".*")) {
                lines.add(line.replace(other, "red")
                        .replaceAll("(?<![0-9a-f:])(?!02:00:00:00)[0-9a-f]{1,2}(:[0-9a-f]{1,2}){5}(?![0-9a-f:])", "MAC")
                        .replaceAll("fe80::[0-9a-f]+[0-9a-f:]*", "fe80::MAC")
                        .replaceAll("packets \\d+ bytes \\d+", "packets N bytes N"));
            }
        }
        return lines;
    }
}
