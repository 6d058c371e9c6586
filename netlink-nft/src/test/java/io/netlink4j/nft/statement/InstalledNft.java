package io.netlink4j.nft.statement;

import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Namespaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The installed nft in a namespace of its own, with tables {@code t} of every family and a link {@code eth0}. */
final class InstalledNft {
    private static final int AT_ONCE = 200;
    private static final Pattern HEAD = Pattern.compile("(ip|ip6|inet|bridge|arp|netdev) t \\w+");
    private static final Pattern SET = Pattern.compile("(__(?:set|map|objmap)%d) t (?!0$)(\\w+)(?: size (\\d+))?");
    private static final Pattern ELEMENT = Pattern.compile(
            "element ([0-9a-f ]*?(?: +- [0-9a-f ]+?)?) +: (?:([^\\[]*?) )?(\\d) \\[end](?:\\s+userdata = \\{ (\\S+)"
                    + " })?");
    private static final String OPEN = "\\x01\\x04\\x01\\x00\\x00\\x00";

    private final String namespace;
    private final String program;

    private InstalledNft(String namespace, String program) {
        this.namespace = namespace;
        this.program = program;
    }

    static InstalledNft in(Namespaces namespaces) {
        return in(namespaces, "nft");
    }

    static InstalledNft in(Namespaces namespaces, String program) {
        InstalledNft nft = new InstalledNft(namespaces.named().name().orElseThrow(), program);
        nft.run("ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth1");
        nft.nft(nft.setup(), "");
        return nft;
    }

    String namespace() {
        return namespace;
    }

    /** The indexes of the links in the namespace. */
    Map<String, Integer> indexes() {
        return run("ip", "-o", "link")
                .lines()
                .map(line -> line.split("[:@] ?"))
                .collect(Collectors.toMap(cells -> cells[1], cells -> Integer.parseInt(cells[0])));
    }

    private List<String> setup() {
        List<String> lines = new ArrayList<>();
        for (String family : List.of("ip", "ip6", "inet")) {
            lines.add("add table " + family + " t");
            lines.add("add chain " + family + " t f { type filter hook input priority 0; }");
            lines.add("add chain " + family + " t pre { type nat hook prerouting priority -100; }");
            lines.add("add chain " + family + " t post { type nat hook postrouting priority 100; }");
            lines.addAll(named(family));
        }
        for (String family : List.of("bridge", "arp")) {
            lines.add("add table " + family + " t");
            lines.add("add chain " + family + " t f { type filter hook input priority 0; }");
            lines.addAll(named(family));
        }
        lines.add("add set ip t scopes { type dscp; }");
        lines.add("add table netdev t");
        lines.add("add chain netdev t f { type filter hook ingress device eth0 priority 0; }");
        lines.addAll(named("netdev"));
        lines.add("add chain ip t raw { type filter hook prerouting priority -300; }");
        lines.add("add chain inet t raw { type filter hook prerouting priority -300; }");
        lines.add("add chain ip t out { type filter hook output priority 0; }");
        lines.add("add chain inet t out { type filter hook output priority 0; }");
        return lines;
    }

    /** The chains, sets and maps to which rules refer. */
    private static List<String> named(String family) {
        List<String> lines = new ArrayList<>();
        lines.add("add chain " + family + " t foo");
        lines.add("add chain " + family + " t bar");
        lines.add("add set " + family + " t blk { type ipv4_addr; flags interval; }");
        lines.add("add set " + family + " t pairs { type ipv4_addr . inet_service; flags interval; }");
        lines.add("add map " + family + " t verdicts { type ipv4_addr . inet_service : verdict; }");
        lines.add("add map " + family + " t ports { type inet_service : verdict; flags interval; }");
        lines.add("add map " + family + " t marks { type ipv4_addr : mark; }");
        lines.add("add set " + family + " t dyn { type ipv4_addr; flags dynamic,timeout; }");
        lines.add("add set " + family + " t dynpairs { type ipv4_addr . inet_service; flags dynamic,timeout; }");
        lines.add("add map " + family + " t dynmap { type ipv4_addr : inet_service; flags dynamic,timeout; }");
        return lines;
    }

    /** The bytecode that nft makes of each rule, also if the kernel refuses a rule. */
    List<String> bytecodeUnchecked(List<Sample> samples) {
        return unchecked(samples.stream().map(Sample::command).toList());
    }

    /** The bytecode that nft makes of a command that adds a rule. */
    List<String> bytecodeUnchecked(String command) {
        return unchecked(List.of(command));
    }

    private List<String> unchecked(List<String> commands) {
        return withFile(
                commands,
                file -> parse(Command.runIn(namespace, program, "--debug=netlink", "-f", file)
                        .out()));
    }

    /** The bytecode that nft makes of each rule. nft gets a few rules at a time, since its socket buffer is small without root. */
    List<String> bytecode(List<Sample> samples) {
        List<String> rules = new ArrayList<>();
        for (int from = 0; from < samples.size(); from += AT_ONCE) {
            List<Sample> some = samples.subList(from, Math.min(from + AT_ONCE, samples.size()));
            rules.addAll(parse(nft(some.stream().map(Sample::command).toList(), "--debug=netlink")));
        }
        return rules;
    }

    /** The rules without those that nft refuses, of which it reports several at once, or the kernel. */
    List<Sample> withoutRefused(List<Sample> samples) {
        List<Sample> accepted = new ArrayList<>();
        for (int from = 0; from < samples.size(); from += AT_ONCE) {
            List<Sample> some = new ArrayList<>(samples.subList(from, Math.min(from + AT_ONCE, samples.size())));
            while (some.removeAll(refused(some))) {
                // another one may be refused now
            }
            accepted.addAll(some);
        }
        return accepted;
    }

    private List<Sample> refused(List<Sample> samples) {
        return withFile(samples.stream().map(Sample::command).toList(), file -> {
            String errors = Command.runIn(namespace, program, "-c", "-f", file).err();
            List<Sample> refused = Pattern.compile("(?m)^" + Pattern.quote(file) + ":(\\d+):")
                    .matcher(errors)
                    .results()
                    .map(match -> samples.get(Integer.parseInt(match.group(1)) - 1))
                    .toList();
            // after a rule that cannot be in such a chain, the kernel refuses all others
            return errors.contains("Could not process") ? refused.subList(0, 1) : refused;
        });
    }

    /** The commands that nft accepts. */
    List<String> accepted(List<Sample> samples) {
        return withFile(
                samples.stream().map(Sample::command).toList(),
                file -> run(
                                "sh",
                                "-c",
                                "while read -r rule; do nft -c \"$rule\" 2>/dev/null && echo \"$rule\"; done < " + file
                                        + "; true")
                        .lines()
                        .toList());
    }

    /** The ruleset that nft lists. */
    String list(String... more) {
        List<String> line = new ArrayList<>(List.of("nft"));
        line.addAll(List.of(more));
        line.addAll(List.of("list", "ruleset"));
        return run(line.toArray(new String[0]));
    }

    private String nft(List<String> lines, String option) {
        return withFile(lines, file -> option.isEmpty() ? run(program, "-f", file) : run(program, option, "-f", file));
    }

    private static <T> T withFile(List<String> lines, Function<String, T> use) {
        try {
            Path file = Files.createTempFile("nft", ".nft");
            try {
                Files.writeString(file, lines.stream().collect(Collectors.joining("\n", "", "\n")));
                return use.apply(file.toString());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(String... line) {
        return Command.runIn(namespace, line).ok();
    }

    private static List<String> parse(String output) {
        List<String> rules = new ArrayList<>();
        StringBuilder sets = new StringBuilder();
        List<String> expressions = new ArrayList<>();
        boolean inRule = false;
        for (String line : output.split("\n")) {
            Matcher set = SET.matcher(line);
            boolean head = HEAD.matcher(line).matches();
            if (inRule && !line.startsWith("  [")) {
                rules.add(sets + String.join(" ", expressions));
                sets.setLength(0);
                expressions.clear();
                inRule = false;
            }
            if (head) {
                inRule = true;
            } else if (set.matches()) {
                sets.append("{")
                        .append(set.group(1))
                        .append(" flags ")
                        .append(set.group(2))
                        .append(set.group(3) == null ? "" : " size " + set.group(3))
                        .append("} ");
            } else if (line.startsWith("\telement")) {
                sets.append(elements(line));
            } else if (line.startsWith("  [")) {
                expressions.add(Shorthand.of(line));
            }
        }
        if (inRule) {
            rules.add(sets + String.join(" ", expressions));
        }
        return rules;
    }

    private static String elements(String line) {
        StringBuilder text = new StringBuilder("{");
        Matcher element = ELEMENT.matcher(line);
        while (element.find()) {
            text.append(text.length() == 1 ? "element " : " ; element ")
                    .append(element.group(1).replaceAll(" +", " "))
                    .append(" : ")
                    .append(element.group(2) == null ? "" : element.group(2) + " ")
                    .append(element.group(3))
                    .append(OPEN.equals(element.group(4)) ? " open" : "");
        }
        return text.append(" ;} ").toString();
    }
}
