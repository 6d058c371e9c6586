package io.netlink4j.testkit;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collects what a run of the tests proves on this kernel, from the trace of all messages: the attributes that the kernel sent and that
 * could be read, those in requests that it accepted, and the named values of those that are enumerations. Writes a line for each into the
 * file, as soon as it is proven: the release of the kernel, {@code r} or {@code w}, the name. Golden bytes that a test compared have no
 * kernel: {@code golden} is in its place.
 */
public final class ProvenKeys extends AppenderBase<ILoggingEvent> {
    /** Where the text begins, beside the bytes. */
    private static final int COLUMN = 49;

    private static final Pattern HEADER = Pattern.compile("(.*) len=\\d+ flags=(\\S*) seq=(\\d+) pid=\\d+");
    private static final Pattern ATTRIBUTE = Pattern.compile(" *([A-Z][A-Z0-9_]{3,})(?: (.*))?");
    /** A number of an enumeration with its name, or bits with theirs. */
    private static final Pattern NAMED = Pattern.compile("-?\\d+ \\(([A-Z][A-Z0-9_ ]+)\\)");

    private static final Pattern ERROR = Pattern.compile(" *error=(\\S+)");
    private static final String RELEASE = System.getProperty("os.version").replaceFirst("^(\\d+\\.\\d+).*", "$1");

    private static final Set<String> WRITTEN = new HashSet<>();

    private final Map<String, List<Message>> waiting = new HashMap<>();
    private String file = "";

    /** For the configuration. */
    public ProvenKeys() {}

    /** For the configuration. */
    public void setFile(String file) {
        this.file = file;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String[] parts = event.getFormattedMessage().split("\n", 2);
        if (parts.length < 2) {
            return;
        }
        List<Message> messages = messages(parts[1]);
        if (parts[0].startsWith("sent in ")) {
            String where = parts[0].substring("sent in ".length());
            messages.forEach(message -> waiting.put(where + message.sequence, messages));
            return;
        }
        String where = parts[0].replaceFirst("^\\w+ in ", "");
        for (Message message : messages) {
            List<Message> sent = Objects.requireNonNullElse(waiting.remove(where + message.sequence), List.of());
            if (message.refused) {
                sent.forEach(one -> waiting.remove(where + one.sequence));
            } else if (!message.error) {
                prove(file, RELEASE + "\tr", message.names);
            }
            if (!message.refused) {
                // What is sent together and wants no answer of its own is accepted with the last of it.
                sent.stream()
                        .filter(one -> one.sequence.equals(message.sequence) || !one.acknowledged)
                        .forEach(one -> {
                            prove(file, RELEASE + "\tw", one.names);
                            // Such as a descriptor, which means nothing to who reads the message.
                            prove(file, RELEASE + "\tw", one.unreadable);
                        });
            }
        }
    }

    /**
     * Notes the attributes of an object whose bytes a test compared with those that another program sends, or with those of a header.
     *
     * @param dump the object as {@code NetlinkObject.toDump} shows it
     */
    public static void golden(String dump) {
        String file = System.getProperty("test.keys", "");
        if (!file.isEmpty()) {
            Message object = new Message("", false, false);
            dump.lines().filter(line -> line.length() > COLUMN).forEach(line -> object.read(line.substring(COLUMN)));
            prove(file, "golden\tw", object.names);
        }
    }

    private static List<Message> messages(String dump) {
        List<Message> messages = new ArrayList<>();
        for (String line : dump.split("\n")) {
            if (line.length() <= COLUMN) {
                continue;
            }
            String text = line.substring(COLUMN);
            Matcher header = HEADER.matcher(text);
            if (header.matches()) {
                boolean error = header.group(1).equals("NLMSG_ERROR");
                messages.add(new Message(header.group(3), header.group(2).contains("ACK"), error));
            } else if (!messages.isEmpty()) {
                messages.getLast().read(text);
            }
        }
        return messages;
    }

    private static synchronized void prove(String file, String how, Set<String> names) {
        for (String name : names) {
            String line = how + "\t" + name + "\n";
            if (WRITTEN.add(line)) {
                try {
                    Files.writeString(Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static final class Message {
        final String sequence;
        final boolean acknowledged;
        final boolean error;
        final Set<String> names = new LinkedHashSet<>();
        final Set<String> unreadable = new LinkedHashSet<>();
        boolean refused;

        Message(String sequence, boolean acknowledged, boolean error) {
            this.sequence = sequence;
            this.acknowledged = acknowledged;
            this.error = error;
        }

        private static boolean isUnreadable(String value) {
            return value.startsWith("(");
        }

        void read(String text) {
            Matcher answer = ERROR.matcher(text);
            if (error && answer.matches()) {
                refused = !answer.group(1).equals("0");
                return;
            }
            Matcher attribute = ATTRIBUTE.matcher(text);
            if (attribute.matches()) {
                String value = Objects.requireNonNullElse(attribute.group(2), "");
                (isUnreadable(value) ? unreadable : names).add(attribute.group(1));
                Matcher named = NAMED.matcher(value);
                if (named.matches()) {
                    names.addAll(List.of(named.group(1).split(" ")));
                }
            }
        }
    }
}
