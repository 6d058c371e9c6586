package io.netlink4j.core.resolve;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.resolve.NameServiceSwitch.Service;
import io.netlink4j.core.resolve.NameServiceSwitch.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks up one name as glibc does inside a namespace. It asks the services of {@code nsswitch.conf} in their order. */
final class NameLookup {
    private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

    private final LookupContext place;
    private final String name;
    private final @Nullable Duration longest;
    private final String operation;

    /** Files and servers that do not know the name. */
    private final List<String> asked = new ArrayList<>();

    /** Why a service could not be asked. */
    private @Nullable NetlinkException obstacle;

    /**
     * A lookup that has not begun.
     *
     * @param longest how long the lookup may take, or null for the time that {@code resolv.conf} allows
     */
    NameLookup(LookupContext place, String name, @Nullable Duration longest) {
        this.place = place;
        this.name = name;
        this.longest = longest;
        this.operation = "resolve '" + name + "' in " + place;
    }

    /**
     * Asks the services.
     *
     * @throws NetlinkException.NotFound if the services know no such address
     * @throws NetlinkException.TimedOut if no name server sent a usable reply
     * @throws NetlinkException.NotSupported if the name servers must be asked and dnsjava is missing
     * @throws NetlinkException.Interrupted if the thread is interrupted while it waits
     * @throws IllegalArgumentException if it is no host name
     */
    List<IpAddress> run() {
        Optional<IpAddress> literal = literal();
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        if (!HostName.isLegal(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no host name: it takes labels of 1 to 63 ASCII characters, 253 in all");
        }
        List<IpAddress> addresses = List.of();
        Path file = place.etc("nsswitch.conf");
        for (Service service : NameServiceSwitch.parse(lines(file).orElse(List.of()), operation, file.toString())) {
            Answer answer = ask(service.name());
            addresses = answer.addresses;
            if (service.last().contains(answer.status)) {
                break;
            }
        }
        if (!addresses.isEmpty()) {
            return addresses;
        }
        throw obstacle != null ? obstacle : NetlinkException.refused(operation, Errno.ENOENT, nobodyKnows(file));
    }

    private Answer ask(String service) {
        return switch (service) {
            case "files" -> askFiles();
            case "dns" -> askDns();
            default -> Answer.UNAVAILABLE; // As in glibc without the service's module.
        };
    }

    private Answer askFiles() {
        Path file = place.etc("hosts");
        asked.add(file.toString());
        return lines(file)
                .map(lines -> HostsFile.lookup(lines, name))
                .map(found -> found.isEmpty() ? Answer.NOT_FOUND : new Answer(Status.SUCCESS, found))
                .orElse(Answer.UNAVAILABLE);
    }

    private Answer askDns() {
        if (!Dnsjava.isThere()) {
            obstacle = new NetlinkException.NotSupported("cannot " + operation
                    + ": to ask its name servers takes dnsjava; add dnsjava:dnsjava to the dependencies, on the module"
                    + " path (module org.dnsjava) if netlink4j is there");
            return Answer.UNAVAILABLE;
        }
        Path file = place.etc("resolv.conf");
        ResolvConf conf = ResolvConf.parse(lines(file).orElse(List.of()), hostname());
        Duration bound = longest == null ? conf.longest(name) : longest;
        DnsSearch.Outcome outcome = new DnsSearch(place, conf, Deadline.in(bound)).run(name);
        DnsResult verdict = outcome.verdict();
        String servers = "the servers of " + file;
        if (verdict.isFound()) {
            return new Answer(Status.SUCCESS, verdict.addresses());
        }
        if (verdict.isDenied()) {
            asked.add(servers + " (" + String.join(", ", conf.nameservers()) + ")");
        } else {
            obstacle = new NetlinkException.TimedOut("cannot " + operation + ": no answer from " + servers
                    + verdict.reasons().entrySet().stream()
                            .map(reason -> reason.getKey() + ": " + reason.getValue())
                            .collect(Collectors.joining("; ", " (", ")")));
        }
        return outcome.last().isDenied() ? Answer.NOT_FOUND : Answer.UNAVAILABLE;
    }

    private String nobodyKnows(Path file) {
        return switch (asked.size()) {
            case 0 -> file + " names neither files nor dns for hosts";
            case 1 ->
                asked.getFirst() + (asked.getFirst().startsWith("the ") ? " know" : " knows")
                        + " no address of that name";
            default -> "neither " + String.join(" nor ", asked) + " know an address of that name";
        };
    }

    private Optional<IpAddress> literal() {
        try {
            return Optional.of(IpAddress.of(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String hostname() {
        return lines(HOSTNAME)
                .filter(lines -> !lines.isEmpty())
                .map(List::getFirst)
                .orElse("");
    }

    /** The lines of a file; empty if there is no such file. */
    private Optional<List<String>> lines(Path file) {
        try {
            // In this encoding every byte is a character, so comments in any other encoding do no harm.
            return Optional.of(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new NetlinkException("cannot " + operation + ": " + file + " cannot be read", e);
        }
    }

    /** The answer of a service. */
    private record Answer(Status status, List<IpAddress> addresses) {
        static final Answer NOT_FOUND = new Answer(Status.NOTFOUND, List.of());
        static final Answer UNAVAILABLE = new Answer(Status.UNAVAIL, List.of());
    }
}
