package io.netlink4j.core.resolve;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.resolve.ResolvConf.Flag;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Asks the name servers, one after the other, for the IPv4 and IPv6 addresses of one full name. It ends when both
 * questions are answered. If only one of them can be answered, the addresses of that family are the result.
 */
final class DnsLookup {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String TOO_LATE = "no answer before the deadline";

    private final LookupContext place;
    private final ResolvConf conf;
    private final String name;
    private final Deadline deadline;
    private final Set<IpFamily> families;

    private final Map<IpFamily, List<IpAddress>> answers = new EnumMap<>(IpFamily.class);
    private final Map<String, String> reasons = new LinkedHashMap<>();
    private boolean edns;
    private boolean noSuchName;
    private boolean serverFailure;
    private boolean reached;

    DnsLookup(LookupContext place, ResolvConf conf, String name, Deadline deadline) {
        this.place = place;
        this.conf = conf;
        this.name = name;
        this.deadline = deadline;
        this.families = conf.has(Flag.NO_AAAA) ? EnumSet.of(IpFamily.IPV4) : EnumSet.allOf(IpFamily.class);
        this.edns = conf.has(Flag.EDNS0);
    }

    /**
     * Asks every server up to {@code attempts} times, but not after the deadline.
     *
     * @throws NetlinkException.Interrupted if the thread is interrupted meanwhile
     */
    DnsResult run() {
        int servers = conf.nameservers().size();
        int first = conf.has(Flag.ROTATE) ? RANDOM.nextInt(servers) : 0;
        for (int turn = 0; turn < conf.attempts() * servers && !deadline.isOver(); turn++) {
            String server = conf.nameservers().get((first + turn) % servers);
            boolean withEdns = edns;
            boolean done = ask(server);
            if (withEdns && !edns) {
                done = ask(server);
            }
            if (done) {
                break;
            }
        }
        if (deadline.isOver()) {
            conf.nameservers().forEach(server -> reasons.putIfAbsent(server, TOO_LATE));
        }
        return result();
    }

    /** Asks one server the unanswered questions. Returns whether no other server needs to be asked. */
    private boolean ask(String server) {
        Set<IpFamily> refused = EnumSet.noneOf(IpFamily.class);
        Map<DnsQuery, IpFamily> queries = new LinkedHashMap<>();
        for (IpFamily family : unanswered()) {
            queries.put(new DnsQuery(RANDOM.nextInt(1 << Short.SIZE), name, family, edns), family);
        }
        try {
            DnsServer asked = DnsServer.of(place, server, Duration.ofSeconds(conf.timeout()));
            ask(asked, List.copyOf(queries.keySet()), (query, answer) -> {
                IpFamily family = Objects.requireNonNull(queries.get(query));
                reached = true;
                String refusal = take(query, family, answer);
                if (!refusal.isEmpty()) {
                    refused.add(family);
                    reasons.put(server, refusal);
                }
            });
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new NetlinkException.Interrupted(
                        "interrupted while waiting for the address of '" + name + "' in " + place);
            }
            reached |= e instanceof SocketTimeoutException;
            reasons.put(server, reason(e));
        }
        boolean found = answers.values().stream().anyMatch(addresses -> !addresses.isEmpty());
        return noSuchName || unanswered().isEmpty() || (found && refused.containsAll(unanswered()));
    }

    private void ask(DnsServer server, List<DnsQuery> queries, DnsServer.Listener listener) throws IOException {
        if (conf.has(Flag.USE_VC)) {
            server.askByTcp(queries, deadline, listener);
        } else if (conf.has(Flag.SINGLE_REQUEST)) {
            for (DnsQuery query : queries) {
                server.askByUdp(List.of(query), deadline, listener);
            }
        } else {
            server.askByUdp(queries, deadline, listener);
        }
    }

    /** Keeps a reply. Returns the reason if it is unusable, else an empty text. */
    private String take(DnsQuery query, IpFamily family, byte[] bytes) {
        DnsAnswer answer;
        try {
            answer = query.read(bytes);
        } catch (NetlinkException.Malformed e) {
            return "it sent " + e.getMessage();
        }
        switch (answer.kind()) {
            case ADDRESSES -> answers.put(family, answer.addresses());
            case NO_SUCH_NAME -> noSuchName = true;
            case SERVER_FAILURE -> serverFailure = true;
            case FORMAT_ERROR -> edns = false;
            case REFUSAL -> {}
        }
        return answer.kind() == DnsAnswer.Kind.ADDRESSES || answer.kind() == DnsAnswer.Kind.NO_SUCH_NAME
                ? ""
                : "it answered " + answer.code();
    }

    private DnsResult result() {
        List<IpAddress> addresses = new ArrayList<>();
        answers.values().forEach(addresses::addAll);
        return new DnsResult(kind(addresses), List.copyOf(addresses), reasons);
    }

    private DnsResult.Kind kind(List<IpAddress> addresses) {
        if (!addresses.isEmpty()) {
            return DnsResult.Kind.FOUND;
        }
        if (noSuchName) {
            return DnsResult.Kind.NO_SUCH_NAME;
        }
        if (unanswered().isEmpty()) {
            return DnsResult.Kind.NO_ADDRESS;
        }
        if (serverFailure) {
            return DnsResult.Kind.SERVER_FAILURE;
        }
        return reached ? DnsResult.Kind.NO_ANSWER : DnsResult.Kind.UNREACHABLE;
    }

    private Set<IpFamily> unanswered() {
        Set<IpFamily> rest = EnumSet.copyOf(families);
        rest.removeAll(answers.keySet());
        return rest;
    }

    private String reason(IOException e) {
        if (e instanceof SocketTimeoutException) {
            return deadline.isOver() ? TOO_LATE : "no answer in " + conf.timeout() + " s";
        }
        if (e instanceof PortUnreachableException) {
            return "its port 53 is unreachable";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
