package io.netlink4j.nft.statement;

import static io.netlink4j.nft.packet.LogFlag.TCP_OPTIONS;
import static io.netlink4j.nft.packet.LogFlag.TCP_SEQUENCE;

import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Log;
import io.netlink4j.nft.packet.LogFlag;
import io.netlink4j.nft.packet.LogLevel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a line about a packet, to the kernel log or, with a group, to the listeners of that group of {@code nfnetlink_log}
 * ({@code log} of nft). Level and flags are for the kernel log, snapshot length and queue threshold for a group.
 */
public final class LogStatement implements Statement {
    /** {@code NF_LOG_PREFIXLEN} without the NUL byte. */
    private static final int LONGEST_PREFIX = 127;

    private static final int HIGHEST_U16 = 0xffff;

    private final Optional<String> prefix;
    private final Optional<LogLevel> level;
    private final Set<LogFlag> flags;
    private final Optional<Integer> group;
    private final Optional<Integer> snaplen;
    private final Optional<Integer> queueThreshold;

    LogStatement() {
        this(Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private LogStatement(
            Optional<String> prefix,
            Optional<LogLevel> level,
            Set<LogFlag> flags,
            Optional<Integer> group,
            Optional<Integer> snaplen,
            Optional<Integer> queueThreshold) {
        this.prefix = prefix;
        this.level = level;
        this.flags = flags;
        this.group = group;
        this.snaplen = snaplen;
        this.queueThreshold = queueThreshold;
    }

    /**
     * A copy with a prefix of the line.
     *
     * @throws IllegalArgumentException if it has more than 127 bytes, or a quotation mark, which nft could not read
     */
    public LogStatement prefix(String text) {
        if (text.indexOf('"') >= 0) {
            throw new IllegalArgumentException(
                    "The log prefix '" + Printable.of(text) + "' has a quotation mark, which nft could not read.");
        }
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_PREFIX) {
            throw new IllegalArgumentException("The log prefix '" + Printable.of(text) + "' has " + length + " bytes; "
                    + "the maximum is " + LONGEST_PREFIX + ".");
        }
        return new LogStatement(Optional.of(text), level, flags, group, snaplen, queueThreshold);
    }

    /** A copy with this level. */
    public LogStatement level(LogLevel urgency) {
        return new LogStatement(prefix, Optional.of(urgency), flags, group, snaplen, queueThreshold);
    }

    /** A copy that adds this data to the line. */
    public LogStatement flags(LogFlag first, LogFlag... more) {
        EnumSet<LogFlag> all = EnumSet.of(first, more);
        all.addAll(flags);
        return new LogStatement(prefix, level, all, group, snaplen, queueThreshold);
    }

    /** A copy with all additional data in the line. */
    public LogStatement allFlags() {
        return flags(LogFlag.TCP_SEQUENCE, LogFlag.values());
    }

    /**
     * A copy that logs to a group of {@code nfnetlink_log}.
     *
     * @throws IllegalArgumentException if it is not in 0 to 65535
     */
    public LogStatement group(int number) {
        requireU16("log group", number);
        return new LogStatement(prefix, level, flags, Optional.of(number), snaplen, queueThreshold);
    }

    /**
     * A copy that sends at most this number of bytes of each packet.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public LogStatement snaplen(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("A log snapshot length of " + bytes + " bytes is negative.");
        }
        return new LogStatement(prefix, level, flags, group, Optional.of(bytes), queueThreshold);
    }

    /**
     * A copy that sends this number of packets at once.
     *
     * @throws IllegalArgumentException if it is not in 0 to 65535
     */
    public LogStatement queueThreshold(int packets) {
        requireU16("log queue threshold", packets);
        return new LogStatement(prefix, level, flags, group, snaplen, Optional.of(packets));
    }

    private static void requireU16(String what, int number) {
        if (number < 0 || number > HIGHEST_U16) {
            throw new IllegalArgumentException("A " + what + " is 0 to " + HIGHEST_U16 + ", not " + number + ".");
        }
    }

    @Override
    public void compile(Compilation compilation) {
        requireOneWay();
        Log log = prefix.map(Log.plain()::prefix).orElse(Log.plain());
        if (group.isPresent()) {
            log = log.group(group.orElseThrow());
        }
        if (snaplen.isPresent()) {
            log = log.with(Log.SNAPLEN, snaplen.orElseThrow());
        }
        if (queueThreshold.isPresent()) {
            log = log.with(Log.QTHRESHOLD, queueThreshold.orElseThrow());
        }
        if (level.isPresent()) {
            log = log.level(level.get().number());
        }
        if (!flags.isEmpty()) {
            log = log.with(Log.FLAGS, flags.stream().mapToInt(LogFlag::bit).reduce(0, (a, b) -> a | b));
        }
        compilation.add(log);
    }

    private void requireOneWay() {
        boolean toGroup = group.isPresent() || snaplen.isPresent() || queueThreshold.isPresent();
        if (toGroup && (level.isPresent() || !flags.isEmpty())) {
            throw new IllegalArgumentException("'" + this + "' has two targets: level and flags are for the kernel log,"
                    + " group, snaplen and queue-threshold for a listener.");
        }
        if (level.equals(Optional.of(LogLevel.AUDIT)) && (prefix.isPresent() || !flags.isEmpty())) {
            throw new IllegalArgumentException(
                    "'" + this + "' goes to the audit system, which takes neither prefix nor flags.");
        }
    }

    /** The statement; what has the value that is used without it is left out. */
    static Optional<LogStatement> decode(Log log) {
        int bits = log.get(Log.FLAGS).orElse(0);
        EnumSet<LogFlag> flags = EnumSet.noneOf(LogFlag.class);
        for (LogFlag flag : LogFlag.values()) {
            if ((bits & flag.bit()) != 0) {
                flags.add(flag);
            }
        }
        return Optional.of(new LogStatement(
                log.prefix().filter(prefix -> !prefix.isEmpty()),
                Arrays.stream(LogLevel.values())
                        .filter(level -> log.get(Log.LEVEL).equals(Optional.of(level.number())))
                        .filter(level -> level != LogLevel.WARN)
                        .findFirst(),
                flags,
                log.get(Log.GROUP),
                log.get(Log.SNAPLEN),
                log.get(Log.QTHRESHOLD).filter(packets -> packets != 0)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogStatement that
                && prefix.equals(that.prefix)
                && level.equals(that.level)
                && flags.equals(that.flags)
                && group.equals(that.group)
                && snaplen.equals(that.snaplen)
                && queueThreshold.equals(that.queueThreshold);
    }

    @Override
    public int hashCode() {
        return Objects.hash(prefix, level, flags, group, snaplen, queueThreshold);
    }

    /** The text without control characters but tabs, as nft lists them. */
    private static String printable(String text) {
        return Arrays.stream(text.split("\t", -1)).map(Printable::of).collect(Collectors.joining("\t"));
    }

    /** The statement in the syntax of nft. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("log");
        prefix.ifPresent(
                word -> text.append(" prefix \"").append(printable(word)).append('"'));
        group.ifPresent(number -> text.append(" group ").append(number));
        snaplen.ifPresent(bytes -> text.append(" snaplen ").append(bytes));
        queueThreshold.ifPresent(packets -> text.append(" queue-threshold ").append(packets));
        level.ifPresent(urgency -> text.append(" level ").append(urgency));
        return text.append(flagText()).toString();
    }

    private String flagText() {
        if (flags.size() == LogFlag.values().length) {
            return " flags all";
        }
        StringBuilder text = new StringBuilder();
        for (LogFlag flag : flags) {
            text.append(flag == TCP_OPTIONS && flags.contains(TCP_SEQUENCE) ? ",options" : " flags " + flag);
        }
        return text.toString();
    }
}
