package io.netlink4j.nft.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The names of numbers that the files of this system have, which nft prints and reads, too. They are read once. */
public final class SystemNames {
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    private SystemNames() {}

    /** The realms of routes. */
    public static SystemNames realms() {
        return Realms.NAMES;
    }

    /** The groups of links. */
    public static SystemNames groups() {
        return Groups.NAMES;
    }

    // Each file is read on its first use.
    private static final class Realms {
        static final SystemNames NAMES = ofRoutes("rt_realms");
    }

    private static final class Groups {
        static final SystemNames NAMES = ofRoutes("group");
    }

    private static SystemNames ofRoutes(String file) {
        Path first = Path.of("/etc/iproute2", file);
        return new SystemNames().read(Files.isReadable(first) ? first : Path.of("/usr/share/iproute2", file));
    }

    /** Reads lines with a number and a name; a missing file has no names. */
    private SystemNames read(Path file) {
        for (String line : lines(file)) {
            String[] words = line.replaceFirst("#.*", "").strip().split("\\s+", 3);
            if (words.length >= 2) {
                add(words[1], words[0]);
            }
        }
        return this;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private void add(String name, String number) {
        try {
            int decoded = Integer.decode(number);
            names.putIfAbsent(decoded, name);
            numbers.putIfAbsent(name, decoded);
        } catch (NumberFormatException notANumber) {
            // a line that nft skips, too
        }
    }

    public Optional<String> name(int number) {
        return Optional.ofNullable(names.get(number));
    }

    public OptionalInt number(String name) {
        Integer number = numbers.get(name);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
