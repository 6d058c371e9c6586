package io.netlink4j.nft.error;

import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.analysis.ChainUse;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.internal.ErrorText;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The jumps between the chains of a table, by rules and by verdicts in the maps that rules look up. */
final class ChainGraph {
    /** {@code NFT_JUMP_STACK_SIZE}, minus one for the first chain. */
    private static final int MOST_JUMPS = 15;

    private final TableState state;
    private final NfFamily family;
    private final Map<String, Set<String>> targets = new LinkedHashMap<>();

    ChainGraph(TableState state) {
        this.state = state;
        this.family = state.table().family();
        Map<NamedSet, Set<String>> maps = new HashMap<>();
        for (Rule rule : state.rules()) {
            Set<String> all = targets.computeIfAbsent(TableState.key(rule), chain -> new LinkedHashSet<>());
            for (Expression expression : rule.expressions()) {
                ChainUse.target(expression).ifPresent(all::add);
                state.set(expression)
                        .filter(ChainGraph::hasVerdicts)
                        .ifPresent(map -> all.addAll(maps.computeIfAbsent(map, this::targets)));
            }
        }
    }

    private Set<String> targets(NamedSet map) {
        Set<String> all = new LinkedHashSet<>();
        state.elements(map).forEach(element -> ChainUse.target(element).ifPresent(all::add));
        return all;
    }

    static boolean hasVerdicts(NamedSet set) {
        return set.value().filter(SetKey::isVerdict).isPresent();
    }

    private Set<String> targets(String chain) {
        return targets.getOrDefault(chain, Set.of());
    }

    /** An expression that is reachable from a base chain where the kernel does not allow it; empty if there is none. */
    Optional<String> misplaced() {
        return state.chains().stream()
                .filter(Chain::isBase)
                .flatMap(base -> {
                    Set<String> reached = reached(TableState.key(base));
                    return state.rules().stream()
                            .filter(rule -> reached.contains(TableState.key(rule)))
                            .flatMap(rule -> misplaced(rule, base));
                })
                .findFirst();
    }

    private Stream<String> misplaced(Rule rule, Chain base) {
        return rule.expressions().stream()
                .flatMap(expression -> HookRequirement.of(expression, family).stream())
                .filter(limit -> !limit.allows(base))
                .map(limit -> limit + ", and chain '" + Printable.of(base.name()) + "'"
                        + (TableState.key(rule).equals(base.name())
                                ? ""
                                : ", which leads to " + name(TableState.key(rule)) + ",")
                        + " is " + ErrorText.place(base.type(), base.hook()));
    }

    private static String name(String key) {
        return key.startsWith("#") ? "an anonymous chain with that statement" : "chain '" + Printable.of(key) + "'";
    }

    private Set<String> reached(String first) {
        Set<String> all = new LinkedHashSet<>(Set.of(first));
        Deque<String> open = new ArrayDeque<>(all);
        while (!open.isEmpty()) {
            targets(open.remove()).stream().filter(all::add).forEach(open::add);
        }
        return all;
    }

    /** A loop of jumps, or more jumps in a row than the kernel follows. */
    Optional<String> tooLong() {
        Set<String> chains = new LinkedHashSet<>();
        state.chains().stream().filter(Chain::isBase).forEach(base -> chains.addAll(reached(TableState.key(base))));
        // some kernels also check chains that no packet reaches
        chains.addAll(targets.keySet());
        for (String chain : chains) {
            List<String> circle = way(chain, chain);
            if (!circle.isEmpty()) {
                return Optional.of(
                        "jumps form a loop: " + Printable.of(String.join(" -> ", circle)) + "; remove one of them");
            }
        }
        // some kernels count jumps from base chains only, others from every chain
        Map<String, Integer> known = new HashMap<>();
        return longest(state.chains().stream().filter(Chain::isBase).map(TableState::key), known)
                .or(() -> longest(targets.keySet().stream(), known))
                .map(first -> "chain '" + Printable.of(first) + "' leads to " + jumps(first, known)
                        + " jumps in a row, but the kernel follows at most " + MOST_JUMPS + " jumps");
    }

    private Optional<String> longest(Stream<String> chains, Map<String, Integer> known) {
        return chains.filter(chain -> jumps(chain, known) > MOST_JUMPS)
                .max(Comparator.comparingInt(chain -> jumps(chain, known)));
    }

    /** The chains on the shortest path from one to another, both included; empty if there is no path. */
    private List<String> way(String first, String last) {
        Map<String, String> before = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(Set.of(first));
        while (!open.isEmpty()) {
            String chain = open.remove();
            for (String next : targets(chain)) {
                if (before.putIfAbsent(next, chain) == null) {
                    open.add(next);
                }
            }
        }
        List<String> way = new ArrayList<>();
        String chain = before.containsKey(last) ? last : null;
        while (chain != null && (way.isEmpty() || !chain.equals(first))) {
            way.addFirst(chain);
            chain = before.get(chain);
        }
        if (chain != null) {
            way.addFirst(chain);
        }
        return way;
    }

    /** The longest row of jumps from a chain; there must be no loop. */
    private int jumps(String chain, Map<String, Integer> known) {
        Integer before = known.get(chain);
        if (before != null) {
            return before;
        }
        int most = 0;
        for (String next : targets(chain)) {
            most = Math.max(most, 1 + jumps(next, known));
        }
        known.put(chain, most);
        return most;
    }
}
