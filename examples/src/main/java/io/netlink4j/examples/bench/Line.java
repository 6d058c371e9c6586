package io.netlink4j.examples.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Scanner;
import java.util.Set;

/**
 * What one round measured, as it is printed: {@code linkget n=20000 ops/s=97299 p50=4.70us p99=12.81us}.
 *
 * @param name what was measured
 * @param figures by their names, with their units
 */
record Line(String name, Map<String, String> figures) {
    /** The figure that counts where one request follows the other: the time that half of them took at the most. */
    private static final String MEDIAN = "p50";

    private static final Set<String> TIMES = Set.of("linkget", "nftone", "deletelinks");
    /** How those end that count where there are many at once. */
    private static final String RATE = "/s";

    Line(String name) {
        this(name, new LinkedHashMap<>());
    }

    /** Reads what {@link #toString} wrote; a line of other words has no figures. */
    static Line parse(String text) {
        Scanner words = new Scanner(text);
        Line line = new Line(words.hasNext() ? words.next() : "");
        while (words.hasNext()) {
            String word = words.next();
            int equals = word.indexOf('=');
            if (equals > 0) {
                line.with(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return line;
    }

    Line with(String figure, Object value) {
        figures.put(figure, value.toString());
        return this;
    }

    /** The figure to compare: a time for what is done one by one, the rate for all others. */
    OptionalDouble toCompare() {
        return figures.entrySet().stream()
                .filter(figure -> isTime()
                        ? figure.getKey().equals(MEDIAN)
                        : figure.getKey().endsWith(RATE))
                .mapToDouble(figure -> Double.parseDouble(figure.getValue().replaceAll("[^0-9.]", "")))
                .findFirst();
    }

    /** What {@link #toCompare} answers, in words. */
    String compared() {
        return isTime() ? MEDIAN : "rate";
    }

    private boolean isTime() {
        return TIMES.contains(name);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        figures.forEach(
                (figure, value) -> text.append(' ').append(figure).append('=').append(value));
        return text.toString();
    }
}
