package io.netlink4j.nft.match;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalQuery;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Points of time as nft writes them. The kernel counts in UTC; nft reads and prints the time of the machine's time zone, with the
 * difference that it has at that moment.
 */
final class Clock {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm[:ss]", Locale.ROOT);
    private static final int DAYS = 7;

    private Clock() {}

    private static ZoneOffset here() {
        return OffsetDateTime.now(ZoneId.systemDefault()).getOffset();
    }

    static String text(Instant time) {
        return '"' + DATE.format(LocalDateTime.ofInstant(time, here())) + '"';
    }

    static Optional<Instant> instant(String text) {
        return parse(DATE, plain(text), LocalDateTime::from).map(time -> time.toInstant(here()));
    }

    static String day(int number) {
        if (number >= DAYS) {
            return Integer.toString(number);
        }
        String name = DayOfWeek.of(number == 0 ? DAYS : number).name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    static Optional<Integer> day(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().equalsIgnoreCase(plain(name)))
                .map(day -> day.getValue() % DAYS)
                .findFirst();
    }

    static String timeOfDay(int second) {
        LocalTime time = LocalTime.ofSecondOfDay(second).plusSeconds(here().getTotalSeconds());
        return '"'
                + DateTimeFormatter.ofPattern(time.getSecond() == 0 ? "HH:mm" : "HH:mm:ss", Locale.ROOT)
                        .format(time)
                + '"';
    }

    static Optional<Integer> secondOfDay(String text) {
        return parse(TIME, plain(text), LocalTime::from)
                .map(time -> time.minusSeconds(here().getTotalSeconds()).toSecondOfDay());
    }

    private static <T> Optional<T> parse(DateTimeFormatter format, String text, TemporalQuery<T> query) {
        try {
            return Optional.of(format.parse(text, query));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    private static String plain(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
