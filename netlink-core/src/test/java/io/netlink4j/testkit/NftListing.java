package io.netlink4j.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What nft lists, in a form that can be compared. */
public final class NftListing {
    private static final Pattern ELEMENTS = Pattern.compile("\\{ ([^{}]*) }");

    /** A table, or a set or map in it, as nft lists them. */
    private static final Pattern HEAD = Pattern.compile("(table|\\t(?:set|map)) (\\S.*?) \\{(?: #.*)?");

    /** The status of a shell that adds to it the number of the signal that ended a program. */
    private static final int SIGNAL = 128;

    private NftListing() {}

    /** The lines with wrapped lines joined and elements sorted, since the kernel lists elements in any order. */
    public static List<String> lines(String ruleset) {
        return ruleset.replaceAll(",\\s*\n\\s*", ", ")
                .lines()
                .map(line -> ELEMENTS.matcher(line)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                Arrays.stream(found.group(1).split(", "))
                                        .sorted()
                                        .collect(Collectors.joining(", ", "{ ", " }")))))
                .toList();
    }

    /** Lists the ruleset of a namespace in each form, and each table and set by itself. Returns the commands that a signal ended. */
    public static List<String> crashes(String namespace, String program) {
        List<String> commands = new ArrayList<>(List.of("list sets", "list maps", "list counters", "list quotas"));
        String table = "";
        for (String line :
                Command.runIn(namespace, program, "list", "ruleset").out().split("\n")) {
            Matcher head = HEAD.matcher(line);
            if (head.matches() && head.group(1).equals("table")) {
                table = head.group(2);
                commands.add("list table " + table);
            } else if (head.matches()) {
                commands.add("list " + head.group(1).strip() + " " + table + " " + head.group(2));
            }
        }
        return Stream.of(
                        List.of("list", "ruleset"),
                        List.of("-a", "list", "ruleset"),
                        List.of("-s", "-nn", "list", "ruleset"),
                        List.of("-j", "list", "ruleset"),
                        List.of(String.join("; ", commands)))
                .map(line -> Stream.concat(Stream.of(program), line.stream()).toArray(String[]::new))
                .filter(line -> Command.runIn(namespace, line).status() > SIGNAL)
                .map(line -> String.join(" ", line))
                .toList();
    }
}
