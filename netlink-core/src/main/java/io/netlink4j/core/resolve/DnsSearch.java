package io.netlink4j.core.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries a name as it is and with the domains of the search list, by the rules of glibc's {@code res_search}. */
final class DnsSearch {
    private final LookupContext place;
    private final ResolvConf conf;
    private final Deadline deadline;

    DnsSearch(LookupContext place, ResolvConf conf, Deadline deadline) {
        this.place = place;
        this.conf = conf;
        this.deadline = deadline;
    }

    /** Tries the names one after the other, until there are addresses. */
    Outcome run(String name) {
        boolean itselfFirst = conf.comesFirst(name);
        List<DnsResult> results = new ArrayList<>();
        boolean searching = true;
        for (String candidate : conf.candidates(name)) {
            boolean itselfLast = !itselfFirst && candidate.equals(name);
            if (!HostName.isLegal(candidate) || !(searching || itselfLast)) {
                continue;
            }
            DnsResult result = new DnsLookup(place, conf, candidate, deadline).run();
            results.add(result);
            if (result.isFound() || deadline.isOver()) {
                return new Outcome(result, result);
            }
            if (results.size() == 1 && itselfFirst) {
                continue; // The search list follows after any result.
            }
            if (result.kind() == DnsResult.Kind.UNREACHABLE) {
                return new Outcome(result, result);
            }
            searching &= result.isDenied() || result.kind() == DnsResult.Kind.SERVER_FAILURE;
        }
        if (results.isEmpty()) {
            results.add(new DnsResult(DnsResult.Kind.NO_SUCH_NAME, List.of(), Map.of()));
        }
        DnsResult last = results.getLast();
        DnsResult verdict = itselfFirst
                ? results.getFirst()
                : first(results, DnsResult.Kind.NO_ADDRESS)
                        .or(() -> first(results, DnsResult.Kind.SERVER_FAILURE))
                        .orElse(last);
        return new Outcome(verdict, last);
    }

    private static Optional<DnsResult> first(List<DnsResult> results, DnsResult.Kind kind) {
        return results.stream().filter(result -> result.kind() == kind).findFirst();
    }

    /**
     * The result of a search.
     *
     * @param verdict the addresses, or the most specific reason why there are none
     * @param last the last result; glibc uses it to decide whether to ask the next service
     */
    record Outcome(DnsResult verdict, DnsResult last) {}
}
