package io.netlink4j.examples.tour;

import java.io.IOException;
import java.io.PrintStream;

/** Tells what is done and what is seen, and keeps count of what was not as expected. */
final class Narrator {
    private static final String OBSERVATION = "   %s %-52s %s%n";

    private final PrintStream out;
    private int observations;
    private int surprises;

    Narrator(PrintStream out) {
        this.out = out;
    }

    /** A heading with a line on what it is about. */
    void title(String title, String idea) {
        out.printf("%n%s%n   %s%n%n", title, idea);
    }

    /** Text as it is. */
    void text(String text) {
        out.println(text);
    }

    /**
     * Does something.
     *
     * @param what it, in words
     * @param commands the lines that do the same in a shell; one that begins with a blank belongs to the one before it
     */
    void act(String what, String commands, Action action) throws IOException {
        out.printf("   - %s%n", what);
        commands.lines().forEach(line -> out.printf("       %s %s%n", line.startsWith(" ") ? " " : "$", line));
        action.run();
    }

    /** Looks at something, which should read as {@code expected}. */
    void expect(String what, String expected, Observation observation) {
        observations++;
        String seen;
        try {
            seen = observation.look();
        } catch (IOException | RuntimeException e) {
            seen = e.toString();
        }
        if (seen.equals(expected)) {
            out.printf(OBSERVATION, "✓", what, seen);
        } else {
            surprise(what, seen + "   (expected: " + expected + ")");
        }
    }

    /** Something that should not have happened. */
    void surprise(String what, String seen) {
        surprises++;
        out.printf(OBSERVATION, "✗", what, seen);
    }

    int observations() {
        return observations;
    }

    /** How much was not as expected. */
    int surprises() {
        return surprises;
    }

    /** Something to do. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }

    /** Something to see, in words. */
    @FunctionalInterface
    interface Observation {
        String look() throws IOException;
    }
}
