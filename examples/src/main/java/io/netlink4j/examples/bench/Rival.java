package io.netlink4j.examples.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Another program that takes the same arguments and prints such lines: the two run in turn, so that both see the same machine. */
final class Rival {
    private final List<String> command;
    private final Map<String, List<Double>> ratios = new LinkedHashMap<>();

    Rival(List<String> command) {
        this.command = command;
    }

    /** Runs it once and compares what it prints with {@code ours}; the ratios become part of the summary if it {@code counts}. */
    void answer(List<Line> ours, boolean counts) {
        Map<String, Double> theirs = medians(run());
        medians(ours).forEach((name, figure) -> {
            if (counts && theirs.containsKey(name)) {
                double ratio = figure / theirs.get(name);
                ratios.computeIfAbsent(name, first -> new ArrayList<>()).add(ratio);
                System.out.printf("  %s: %.2f%n", name, ratio);
            }
        });
    }

    /** By what was measured, the median of the figures to compare. */
    private static Map<String, Double> medians(List<Line> lines) {
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        for (Line line : lines) {
            line.toCompare()
                    .ifPresent(figure -> figures.computeIfAbsent(
                                    line.name() + ' ' + line.compared(), first -> new ArrayList<>())
                            .add(figure));
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        figures.forEach((name, values) -> medians.put(name, median(values)));
        return medians;
    }

    /** Prints the median of each comparison. */
    void summary() {
        ratios.forEach((name, all) -> System.out.printf(
                "%s: %.2f of %s's (median of %d pairs)%n", name, median(all), command.getFirst(), all.size()));
    }

    private List<Line> run() {
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
            List<Line> lines;
            try (var reader = process.inputReader()) {
                lines = reader.lines().map(Line::parse).toList();
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + status);
            }
            lines.forEach(line -> System.out.println("  " + line));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
