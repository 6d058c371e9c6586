package io.netlink4j.examples.readme;

import io.netlink4j.examples.Readme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of the README's tables of commands.
 *
 * @param line the number of its line in the README
 * @param command the left cell, a line for a shell
 * @param java the right cell
 */
record CommandRow(int line, String command, String java) {
    private static final String HEAD = "| command | Java |";
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| `([^`]+)` \\|");

    /** The rows of all tables in a section, in their order. */
    static List<CommandRow> in(String section) throws IOException {
        List<String> lines = Readme.text().lines().toList();
        List<CommandRow> rows = new ArrayList<>();
        boolean inside = false;
        for (int head = 0; head < lines.size(); head++) {
            inside = lines.get(head).startsWith("## ") ? lines.get(head).equals("## " + section) : inside;
            if (inside && lines.get(head).equals(HEAD)) {
                // The line below the head is a rule.
                for (int i = head + 2; i < lines.size() && lines.get(i).startsWith("|"); i++) {
                    rows.add(parse(i + 1, lines.get(i)));
                }
            }
        }
        return rows;
    }

    private static CommandRow parse(int number, String text) {
        Matcher matcher = ROW.matcher(text);
        if (!matcher.matches()) {
            throw new AssertionError("README.md:" + number + " is no row of two cells in backquotes: " + text);
        }
        return new CommandRow(number, matcher.group(1), matcher.group(2));
    }

    @Override
    public String toString() {
        return "README.md:" + line + ": " + command + "  =>  " + java;
    }
}
