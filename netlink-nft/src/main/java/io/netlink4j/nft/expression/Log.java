package io.netlink4j.nft.expression;

import static io.netlink4j.core.attribute.Codecs.BE16;
import static io.netlink4j.core.attribute.Codecs.BE_COUNT;
import static io.netlink4j.core.attribute.Codecs.STRING;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Printable;
import java.util.Optional;

/** Writes the packet to the kernel log, or hands it to a group of listeners ({@code NFTA_LOG_*}). */
public final class Log extends NetlinkObject<Log> implements Expression {
    private static final Schema.Builder KEYS = Schema.builder("log");

    /** The {@code nfnetlink_log} group; without it the packet goes to the kernel log. */
    public static final Attribute<Integer> GROUP = KEYS.add(1, "NFTA_LOG_GROUP", BE16);

    /** The prefix of each line, at most 127 characters. */
    public static final Attribute<String> PREFIX = KEYS.add(2, "NFTA_LOG_PREFIX", STRING);

    /** The number of bytes of each packet that a group gets. */
    public static final Attribute<Integer> SNAPLEN = KEYS.add(3, "NFTA_LOG_SNAPLEN", BE_COUNT);

    /** The number of packets that are collected before they are sent to a group. */
    public static final Attribute<Integer> QTHRESHOLD = KEYS.add(4, "NFTA_LOG_QTHRESHOLD", BE16);

    /** The level, of the kernel log: 0 emergency to 7 debug, 8 audit; 4 by default. */
    public static final Attribute<Integer> LEVEL = KEYS.add(5, "NFTA_LOG_LEVEL", BE_COUNT);

    /** {@code NF_LOG_*}, of the kernel log. */
    public static final Attribute<Integer> FLAGS = KEYS.add(6, "NFTA_LOG_FLAGS", BE_COUNT);

    static final Schema SCHEMA = KEYS.build();

    Log(Content content) {
        super(content);
    }

    private static final String[] FLAG_NAMES = {"tcpseq", "tcpopt", "ipopt", "uid", "nflog", "macdecode"};
    private static final Log PLAIN = new Log(Content.of(new byte[0]));

    /** To the kernel log, at the level "warning". */
    public static Log plain() {
        return PLAIN;
    }

    /** With a prefix of each line. */
    public Log prefix(String prefix) {
        if (prefix.length() > 127) {
            throw new IllegalArgumentException("a log prefix has at most 127 characters, not " + prefix.length());
        }
        return with(PREFIX, prefix);
    }

    /** To the {@code nfnetlink_log} group {@code group}. */
    public Log group(int group) {
        return with(GROUP, group);
    }

    /** With the level, 0 emergency to 7 debug, 8 audit. */
    public Log level(int level) {
        return with(LEVEL, level);
    }

    /** The prefix of each line. */
    public Optional<String> prefix() {
        return get(PREFIX);
    }

    private static void flagNames(StringBuilder text, int flags) {
        for (int bit = 0; bit < FLAG_NAMES.length; bit++) {
            if ((flags & 1 << bit) != 0) {
                text.append(FLAG_NAMES[bit]).append(' ');
            }
        }
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected Log copy(Content content) {
        return new Log(content);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[ log ");
        get(PREFIX)
                .ifPresent(prefix ->
                        text.append("prefix ").append(Printable.of(prefix)).append(' '));
        if (has(GROUP)) {
            text.append("group ")
                    .append(get(GROUP).orElse(0))
                    .append(" snaplen ")
                    .append(get(SNAPLEN).orElse(0))
                    .append(" qthreshold ")
                    .append(get(QTHRESHOLD).orElse(0))
                    .append(' ');
        } else {
            get(LEVEL).ifPresent(level -> text.append("level ").append(level).append(' '));
            get(FLAGS).ifPresent(flags -> flagNames(text, flags));
        }
        return text.append(']').toString();
    }
}
