package io.netlink4j.core.namespace;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What {@code resolv.conf(5)} says, with that page's defaults and limits.
 *
 * @param nameservers literals, an IPv6 one possibly with {@code %SCOPE}; at most three, and the local machine if there are none
 * @param search the domains to be tried
 * @param ndots how many dots make a name worth a try as it is before the search list
 * @param timeout seconds to wait for one answer
 * @param attempts how often all servers are asked
 */
record ResolvConf(List<String> nameservers, List<String> search, int ndots, int timeout, int attempts) {
    private static final int MAX_NAMESERVERS = 3;
    private static final int MAX_NDOTS = 15;
    private static final int MAX_TIMEOUT = 30;
    private static final int MAX_ATTEMPTS = 5;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    static ResolvConf parse(List<String> lines) {
        List<String> nameservers = new ArrayList<>();
        List<String> search = List.of();
        int ndots = 1;
        int timeout = 5;
        int attempts = 2;
        for (String line : lines) {
            if (line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            List<String> words = List.of(SPACE.split(line.strip()));
            List<String> values = words.subList(1, words.size());
            switch (words.getFirst()) {
                case "nameserver" -> values.stream().limit(1).forEach(nameservers::add);
                case "domain" -> search = values.stream().limit(1).toList();
                case "search" -> search = List.copyOf(values);
                case "options" -> {
                    for (String option : values) {
                        ndots = value(option, "ndots:", 0, MAX_NDOTS, ndots);
                        timeout = value(option, "timeout:", 1, MAX_TIMEOUT, timeout);
                        attempts = value(option, "attempts:", 1, MAX_ATTEMPTS, attempts);
                    }
                }
                default -> {
                    // Such as sortlist: nothing that changes which addresses a name has.
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
                attempts);
    }

    /** The full names that {@code name} may stand for, in the order in which they are asked for. */
    List<String> candidates(String name) {
        if (name.endsWith(".")) {
            return List.of(name.substring(0, name.length() - 1));
        }
        List<String> candidates = new ArrayList<>();
        for (String domain : search) {
            String suffix = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
            candidates.add(suffix.isEmpty() ? name : name + "." + suffix);
        }
        boolean asItIsFirst = name.chars().filter(c -> c == '.').count() >= ndots;
        candidates.add(asItIsFirst ? 0 : candidates.size(), name);
        return candidates.stream().distinct().toList();
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
