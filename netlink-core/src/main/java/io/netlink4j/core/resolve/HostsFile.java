package io.netlink4j.core.resolve;

import io.netlink4j.core.address.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks names up in the lines of a {@code hosts(5)} file. */
final class HostsFile {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private HostsFile() {}

    /** The addresses of all lines with the name, canonical or alias, in the file's order. */
    static List<IpAddress> lookup(List<String> lines, String name) {
        String wanted = HostName.withoutRoot(name);
        List<IpAddress> found = new ArrayList<>();
        for (String line : lines) {
            int comment = line.indexOf('#');
            String[] words = SPACE.split((comment < 0 ? line : line.substring(0, comment)).strip());
            if (Arrays.stream(words)
                    .skip(1)
                    .anyMatch(word -> word.equalsIgnoreCase(name) || word.equalsIgnoreCase(wanted))) {
                address(words[0]).filter(address -> !found.contains(address)).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    private static Optional<IpAddress> address(String literal) {
        try {
            return Optional.of(IpAddress.of(literal));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // A bad line or a scope id does not affect the other lines.
        }
    }
}
