package io.netlink4j.core.namespace;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns names into addresses as a program inside the namespace would: by its {@code hosts(5)}, then by the name servers of its
 * {@code resolv.conf(5)}, asked from inside. The files are those of {@code /etc/netns/NAME}, or of {@code /etc} where that has
 * none; they are read at each call, and nothing is cached.
 *
 * <p>The JVM's own resolver ({@link InetAddress}) has no part in it: that knows one configuration for the whole process. Of
 * {@code resolv.conf} count {@code nameserver}, {@code search}, {@code domain} and the options {@code ndots}, {@code timeout}
 * and {@code attempts}; {@code nsswitch.conf} does not count. Any thread may ask, virtual ones included.
 *
 * {@snippet :
 * List<IpAddress> web = red.resolver().resolve("web");
 * SocketChannel channel = red.sockets().connect(web.getFirst().toString(), 80);
 * }
 */
public final class NamespaceResolver {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final NetworkNamespace namespace;

    NamespaceResolver(NetworkNamespace namespace) {
        this.namespace = namespace;
    }

    /**
     * The addresses of a name: those of {@code hosts} in its order, or else the servers' IPv4 addresses and then the IPv6 ones,
     * each in the server's order. A literal is its own address. Aliases ({@code CNAME}) are followed by the server.
     *
     * <p>It waits for each server as long as {@code resolv.conf} says, 5 s by default, twice.
     *
     * @throws NetlinkException.NotFound if the name is unknown or has no address
     * @throws NetlinkException.TimedOut if no server gave a usable answer; the message names servers, reasons and file
     * @throws IllegalArgumentException if it is no host name: labels of 1 to 63 ASCII characters, 253 in all
     * @throws InterruptedException if the caller is interrupted while it waits
     */
    public List<IpAddress> resolve(String name) throws InterruptedException {
        Optional<IpAddress> literal = literal(name);
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        if (!DnsMessage.isLegal(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no host name: it takes labels of 1 to 63 ASCII characters, 253 in all");
        }
        String operation = "resolve '" + name + "' in " + namespace;
        Path hosts = EtcNetns.file(namespace.name(), "hosts");
        List<IpAddress> known = HostsFile.lookup(lines(hosts, operation), name);
        if (!known.isEmpty()) {
            return known;
        }
        Path file = EtcNetns.file(namespace.name(), "resolv.conf");
        ResolvConf conf = ResolvConf.parse(lines(file, operation));
        for (String candidate : conf.candidates(name)) {
            if (DnsMessage.isLegal(candidate)) {
                List<IpAddress> addresses = query(conf, candidate, operation, file);
                if (!addresses.isEmpty()) {
                    return addresses;
                }
            }
        }
        throw NetlinkException.refused(
                operation,
                Errno.ENOENT,
                "neither " + hosts + " nor the servers of " + file + " (" + String.join(", ", conf.nameservers())
                        + ") know an address of that name");
    }

    private List<IpAddress> query(ResolvConf conf, String name, String operation, Path file)
            throws InterruptedException {
        List<IpAddress> addresses = new ArrayList<>(query(conf, name, DnsMessage.A, operation, file));
        try {
            addresses.addAll(query(conf, name, DnsMessage.AAAA, operation, file));
        } catch (NetlinkException.TimedOut e) {
            // Some servers never answer this one; what is known is not lost for it.
            if (addresses.isEmpty()) {
                throw e;
            }
        }
        return addresses;
    }

    private List<IpAddress> query(ResolvConf conf, String name, int type, String operation, Path file)
            throws InterruptedException {
        byte[] question = DnsMessage.question(RANDOM.nextInt(1 << Short.SIZE), name, type);
        List<String> reasons = new ArrayList<>();
        for (int attempt = 0; attempt < conf.attempts(); attempt++) {
            reasons.clear();
            for (String server : conf.nameservers()) {
                try {
                    DnsMessage answer = server(server).ask(question, Duration.ofSeconds(conf.timeout()));
                    if (answer.code() == DnsMessage.NO_ERROR || answer.code() == DnsMessage.NAME_ERROR) {
                        return answer.addresses();
                    }
                    reasons.add(server + ": it refused with code " + answer.code());
                } catch (IOException e) {
                    reasons.add(server + ": "
                            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
                }
            }
        }
        throw new NetlinkException.TimedOut("cannot " + operation + ": no answer from the servers of " + file + " ("
                + String.join("; ", reasons) + ")");
    }

    private DnsServer server(String nameserver) throws IOException {
        int percent = nameserver.indexOf('%');
        Optional<IpAddress> address = literal(percent < 0 ? nameserver : nameserver.substring(0, percent));
        if (address.isEmpty()) {
            throw new IOException("it is no address");
        }
        InetAddress target = address.get().toInetAddress();
        if (percent >= 0) {
            target = Inet6Address.getByAddress(null, target.getAddress(), scope(nameserver.substring(percent + 1)));
        }
        return new DnsServer(namespace.sockets(), target);
    }

    private int scope(String scope) throws IOException {
        if (scope.matches("\\d{1,9}")) {
            return Integer.parseInt(scope);
        }
        return LinkIndex.of(namespace, scope).orElseThrow(() -> new IOException("there is no link " + scope));
    }

    private static Optional<IpAddress> literal(String text) {
        try {
            return Optional.of(IpAddress.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> lines(Path file, String operation) {
        try {
            // Every byte is a character of this one, so that a stray comment does not make the file unreadable.
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new NetlinkException("cannot " + operation + ": " + file + " cannot be read", e);
        }
    }
}
