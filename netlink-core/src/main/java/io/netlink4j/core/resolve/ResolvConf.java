package io.netlink4j.core.resolve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The content of {@code resolv.conf(5)}, with the defaults and limits of that page.
 *
 * @param nameservers literals, an IPv6 one possibly with {@code %SCOPE}; at most three, and 127.0.0.1 if there are none
 * @param search the domains to try
 * @param ndots a name with at least so many dots is tried as it is before the search list
 * @param timeout seconds to wait for one answer
 * @param attempts how often all servers are asked
 * @param flags the options that have no value
 */
record ResolvConf(
        List<String> nameservers, List<String> search, int ndots, int timeout, int attempts, Set<Flag> flags) {
    private static final int MAX_NAMESERVERS = 3;
    private static final int MAX_NDOTS = 15;
    private static final int MAX_TIMEOUT = 30;
    private static final int MAX_ATTEMPTS = 5;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** An option that has no value. */
    enum Flag {
        /** Begin with a random server, not always with the first. */
        ROTATE,
        /** Use TCP only. */
        USE_VC,
        /** Offer to receive more than 512 bytes (RFC 6891). */
        EDNS0,
        /** Send the second query after the reply to the first. */
        SINGLE_REQUEST,
        /** Ask for IPv4 addresses only. */
        NO_AAAA,
        /** Do not ask for a name without a dot as it is. */
        NO_TLD_QUERY;

        static Optional<Flag> of(String option) {
            return switch (option) {
                case "rotate" -> Optional.of(ROTATE);
                case "use-vc" -> Optional.of(USE_VC);
                case "edns0" -> Optional.of(EDNS0);
                case "single-request", "single-request-reopen" -> Optional.of(SINGLE_REQUEST);
                case "no-aaaa" -> Optional.of(NO_AAAA);
                case "no-tld-query", "no_tld_query" -> Optional.of(NO_TLD_QUERY);
                default -> Optional.empty();
            };
        }
    }

    /**
     * Reads the lines of a file. As in glibc, a keyword must be at the start of its line.
     *
     * @param hostname the machine's name, whose domain is searched if the file has neither {@code search} nor {@code
     *     domain}
     */
    static ResolvConf parse(List<String> lines, String hostname) {
        List<String> nameservers = new ArrayList<>();
        List<String> search = Arrays.stream(hostname.split("\\.", 2)).skip(1).toList();
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        int ndots = 1;
        int timeout = 5;
        int attempts = 2;
        for (String line : lines) {
            List<String> words = List.of(SPACE.split(line));
            List<String> values = words.subList(1, words.size());
            switch (words.getFirst()) {
                case "nameserver" -> values.stream().limit(1).forEach(nameservers::add);
                case "domain" -> search = values.isEmpty() ? search : List.of(values.getFirst());
                case "search" -> search = values.isEmpty() ? search : List.copyOf(values);
                case "options" -> {
                    for (String option : values) {
                        ndots = value(option, "ndots:", 0, MAX_NDOTS, ndots);
                        timeout = value(option, "timeout:", 1, MAX_TIMEOUT, timeout);
                        attempts = value(option, "attempts:", 1, MAX_ATTEMPTS, attempts);
                        Flag.of(option).ifPresent(flags::add);
                    }
                }
                default -> {
                    // A comment, or a keyword such as sortlist, which does not change the addresses of a name.
                }
            }
        }
        return new ResolvConf(
                nameservers.isEmpty()
                        ? List.of("127.0.0.1")
                        : List.copyOf(nameservers.subList(0, Math.min(MAX_NAMESERVERS, nameservers.size()))),
                search,
                ndots,
                timeout,
                attempts,
                Set.copyOf(flags));
    }

    boolean has(Flag flag) {
        return flags.contains(flag);
    }

    /**
     * Whether a name is complete or has at least {@code ndots} dots, so that it is tried as it is before the search
     * list.
     */
    boolean comesFirst(String name) {
        return name.endsWith(".") || dots(name) >= ndots;
    }

    /** The full names to try for {@code name}, in their order. As in glibc, one may occur twice. */
    List<String> candidates(String name) {
        if (name.endsWith(".")) {
            return List.of(HostName.withoutRoot(name));
        }
        List<String> candidates = new ArrayList<>();
        for (String domain : search) {
            String suffix = HostName.withoutRoot(domain);
            candidates.add(suffix.isEmpty() ? name : name + "." + suffix);
        }
        if (comesFirst(name)) {
            candidates.addFirst(name);
        } else if (!candidates.contains(name) && (dots(name) > 0 || candidates.isEmpty() || !has(Flag.NO_TLD_QUERY))) {
            candidates.add(name);
        }
        return List.copyOf(candidates);
    }

    /**
     * How long a lookup may take: the timeout for each attempt, server and full name, and the same time again for TCP.
     */
    Duration longest(String name) {
        return Duration.ofSeconds(
                2L * timeout * attempts * nameservers.size() * candidates(name).size());
    }

    private static long dots(String name) {
        return name.chars().filter(c -> c == '.').count();
    }

    private static int value(String option, String key, int min, int max, int otherwise) {
        if (!option.startsWith(key)) {
            return otherwise;
        }
        try {
            return Math.clamp(Integer.parseInt(option.substring(key.length())), min, max);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
