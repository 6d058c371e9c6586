package io.netlink4j.nft.flow;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Namespaces;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A namespace whose connections over lo are tracked and partly translated. */
record FlowNamespace(NetworkNamespace namespace, Flows flows) {
    private static final String RULES = """
        add table inet t
        add chain inet t in { type filter hook input priority 0; }
        add rule inet t in ct state new counter
        add rule inet t in ct label 5 counter
        add table ip n
        add chain ip n out { type nat hook output priority -100; }
        add rule ip n out tcp dport 99 dnat to 127.0.0.1:8123
        add chain ip n post { type nat hook postrouting priority 100; }
        add rule ip n post udp dport 53 snat to 127.0.0.9
        add table ip h
        add ct helper ip h ftp { type "ftp" protocol tcp; }
        add chain ip h out { type filter hook output priority 0; }
        add rule ip h out tcp dport 21 ct helper set "ftp"
        """;

    static FlowNamespace in(Namespaces namespaces) {
        NetworkNamespace namespace = namespaces.withLoopback();
        FlowNamespace made = new FlowNamespace(namespace, namespaces.keep(Flows.open(namespace)));
        RULES.lines().forEach(line -> made.run("nft", line));
        for (String key : List.of("acct", "timestamp")) {
            made.run("sysctl", "-qw", "net.netfilter.nf_conntrack_" + key + "=1");
        }
        return made;
    }

    String run(String... line) {
        return Command.runIn(namespace.name().orElseThrow(), line).ok();
    }

    /** The lines of conntrack, without timeouts. */
    List<String> conntrack(String... options) {
        String[] line =
                Stream.concat(Stream.of("conntrack"), Arrays.stream(options)).toArray(String[]::new);
        return run(line)
                .lines()
                .map(text -> withoutTimeout(text).replaceFirst(" delta-time=\\d+", ""))
                .toList();
    }

    static String withoutTimeout(String line) {
        return line.strip().replaceAll(" +", " ").replaceFirst("^(\\S+ \\d+) \\d+", "$1");
    }

    static List<String> lines(List<Flow> flows) {
        return flows.stream().map(flow -> withoutTimeout(flow.toString())).toList();
    }
}
