package io.netlink4j.examples.tour;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of one tour's namespaces. They tell which process made them, so that the next tour knows what a killed one left from what
 * belongs to one that still runs.
 */
final class NodeNames {
    private static final String COMMON = "netlink4j-tour-";
    private static final Pattern PATTERN = Pattern.compile(COMMON + "(\\d{1,18})-(\\d{1,18})-.+");
    private static final AtomicLong COUNT = new AtomicLong();
    private static final Set<Long> IN_USE = ConcurrentHashMap.newKeySet();

    private final long number = COUNT.incrementAndGet();

    NodeNames() {
        IN_USE.add(number);
    }

    /** The name of the namespace that is {@code node}; {@code *} for all of them. */
    String of(String node) {
        return COMMON + ProcessHandle.current().pid() + "-" + number + "-" + node;
    }

    /** Removes what tours that are no more have left, and tells how many namespaces those were. */
    static int removeLeftovers() {
        int removed = 0;
        for (String name : NetworkNamespace.list()) {
            if (isLeftover(name) && remove(name)) {
                removed++;
            }
        }
        return removed;
    }

    /** Takes a name away; false if somebody else did. */
    private static boolean remove(String name) {
        try {
            NetworkNamespace.delete(name);
            return true;
        } catch (NetlinkException.NotFound e) {
            return false;
        }
    }

    static boolean isLeftover(String name) {
        Matcher matcher = PATTERN.matcher(name);
        if (!matcher.matches()) {
            return false;
        }
        long pid = Long.parseLong(matcher.group(1));
        // In a container every tour may have the same process id.
        return pid == ProcessHandle.current().pid()
                ? !IN_USE.contains(Long.parseLong(matcher.group(2)))
                : ProcessHandle.of(pid).isEmpty();
    }

    /** Says that the namespaces of this tour are gone. */
    void release() {
        IN_USE.remove(number);
    }
}
