package io.netlink4j.examples.cni.chained;

import static io.netlink4j.nft.statement.Statements.iifname;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.ip6;
import static io.netlink4j.nft.statement.Statements.oifname;
import static io.netlink4j.nft.statement.Statements.tcp;
import static io.netlink4j.nft.statement.Statements.udp;
import static io.netlink4j.nft.statement.field.Fields.ether;
import static io.netlink4j.nft.statement.field.Fields.sctp;

import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.Json;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.statement.Match;
import io.netlink4j.nft.statement.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads the conditions of the plugin {@code portmap}: matches in the words of nft, such as {@code ip saddr != 10.0.0.0/8}. The reference
 * hands them to nft; here are those that tell packets apart by their addresses, ports and links.
 */
final class PortMapConditions {
    private static final Map<String, Selector> FIELDS = Map.ofEntries(
            Map.entry("ip saddr", ip().saddr()),
            Map.entry("ip daddr", ip().daddr()),
            Map.entry("ip6 saddr", ip6().saddr()),
            Map.entry("ip6 daddr", ip6().daddr()),
            Map.entry("tcp sport", tcp().sport()),
            Map.entry("tcp dport", tcp().dport()),
            Map.entry("udp sport", udp().sport()),
            Map.entry("udp dport", udp().dport()),
            Map.entry("sctp sport", sctp().sport()),
            Map.entry("sctp dport", sctp().dport()),
            Map.entry("ether saddr", ether().saddr()),
            Map.entry("iifname", iifname()),
            Map.entry("oifname", oifname()));

    private final String key;
    private final String text;
    private final Deque<String> words;

    private PortMapConditions(String key, String text) {
        this.key = key;
        this.text = text;
        // Braces and commas stand alone.
        this.words = new ArrayDeque<>(
                Arrays.stream(text.replaceAll("([{},])", " $1 ").split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .toList());
    }

    /** The matches that the list {@code key} of a configuration has. */
    static List<RulePart> of(JsonNode config, String key) {
        List<String> words = Json.list(config, key).stream()
                .map(word -> {
                    if (!word.isString()) {
                        throw new CniException(CniException.DECODE, "\"" + key + "\" has strings, not " + word);
                    }
                    return word.asString();
                })
                .toList();
        return new PortMapConditions(key, String.join(" ", words)).read();
    }

    private List<RulePart> read() {
        List<RulePart> matches = new ArrayList<>();
        while (!words.isEmpty()) {
            matches.add(match());
        }
        return matches;
    }

    private Match match() {
        Selector field = field();
        boolean isNegated = "!=".equals(words.peek());
        if (isNegated || "==".equals(words.peek())) {
            words.remove();
        }
        List<String> values = values();
        try {
            Match match = field.oneOf(
                    values.getFirst(), values.subList(1, values.size()).toArray());
            return isNegated ? match.not() : match;
        } catch (IllegalArgumentException e) {
            throw new CniException(
                    CniException.CONFIGURATION, "wrong " + key + ": " + text, String.valueOf(e.getMessage()));
        }
    }

    private Selector field() {
        String first = next();
        return Optional.ofNullable(FIELDS.get(first))
                .or(() -> Optional.ofNullable(FIELDS.get(first + " " + next())))
                .orElseThrow(this::unsupported);
    }

    /** One value, or those of a set. */
    private List<String> values() {
        String first = next();
        if (!first.equals("{")) {
            return List.of(unquoted(first));
        }
        List<String> values = new ArrayList<>(List.of(unquoted(next())));
        String separator = next();
        for (; separator.equals(","); separator = next()) {
            values.add(unquoted(next()));
        }
        if (!separator.equals("}")) {
            throw unsupported();
        }
        return values;
    }

    private static String unquoted(String word) {
        return word.replaceFirst("^\"(.*)\"$", "$1");
    }

    private String next() {
        return Optional.ofNullable(words.poll()).orElseThrow(this::unsupported);
    }

    private CniException unsupported() {
        return new CniException(CniException.UNSUPPORTED_FIELD, "unsupported " + key + ": " + text);
    }
}
