package io.netlink4j.core.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.resolve.NameServer.Query;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.EtcNetns;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.NeedsEtcNetns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares resolved names and asked servers with {@code getent ahosts} in the same namespace. */
@KernelTest
@NeedsEtcNetns
@NeedsCommand({"ip", "getent"})
final class ResolverOracleIT {
    private static final List<String> CODES = List.of("found", "unknown", "empty", "servfail", "refused", "lame");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "options ndots:1",
                "options ndots:0",
                "options ndots:2",
                "options ndots:3 no-tld-query",
                "options no-aaaa",
                "search .",
                "search a.example . b.example",
                "domain a.example"
            })
    void theSameNamesAreAskedFor(String line, Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        EtcNetns etc = namespaces.keep(new EtcNetns(red));
        etc.write("resolv.conf", "nameserver 127.0.0.1", "search a.example b.example", "options attempts:1", line);
        // A name that only hosts has shows whether DNS was unavailable or replied that there is no such name.
        etc.write("nsswitch.conf", "hosts: dns [NOTFOUND=return] files");
        List<String> names = names();
        etc.write(
                "hosts",
                names.stream()
                        .map(name -> "192.0.2." + number(name) + " " + name)
                        .toArray(String[]::new));
        NameServer server = namespaces.keep(new NameServer(
                red, "127.0.0.1", query -> List.of(answer(query, code(query.name()), number(query.name())))));
        Set<String> theirs = theirs(red, names);
        List<String> asked = server.asked();
        assertThat(ours(red, names)).isEqualTo(theirs);
        assertThat(server.asked()).isEqualTo(asked);
        assertThat(asked).hasSizeGreaterThan(names.size());
        assertThat(theirs).hasSizeGreaterThan(names.size() / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "x.web"})
    void theSameNamesAreAskedForWhenOneIsNotAnswered(String name, Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        EtcNetns etc = namespaces.keep(new EtcNetns(red));
        etc.write(
                "resolv.conf",
                "nameserver 127.0.0.2", // unreachable
                "nameserver 127.0.0.1",
                "search a.example b.example",
                "options timeout:1 attempts:1");
        etc.write("nsswitch.conf", "hosts: dns [NOTFOUND=return] files");
        etc.write("hosts", "192.0.2.1 web x.web");
        NameServer server = namespaces.keep(new NameServer(
                red,
                "127.0.0.1",
                query -> query.name().endsWith(".a.example") ? List.of() : List.of(query.code(NameServer.NAME_ERROR))));
        Set<String> theirs = theirs(red, List.of(name));
        List<String> asked = server.asked();
        assertThat(ours(red, List.of(name))).isEqualTo(theirs);
        assertThat(server.asked()).isEqualTo(asked);
        server.close();
        assertThat(ours(red, List.of(name)))
                .isEqualTo(theirs(red, List.of(name)))
                .isNotEmpty();
    }

    /**
     * Names that say by their digits how they fare as they are and in either domain; one in two has a dot, few have one
     * at the end.
     */
    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < CODES.size() * CODES.size() * CODES.size(); i++) {
            names.add((i % 2 == 0 ? "x." : "") + "n" + i + (i % 10 == 0 ? "." : ""));
        }
        return names;
    }

    private static int number(String name) {
        return Integer.parseInt(name.replaceAll(".*n(\\d+).*", "$1"));
    }

    private static String code(String name) {
        int base = CODES.size();
        int number = number(name);
        return CODES.get(
                name.endsWith(".a.example")
                        ? number % base
                        : name.endsWith(".b.example") ? number / base % base : number / base / base);
    }

    private static byte[] answer(Query query, String code, int number) {
        return switch (code) {
            case "found" -> query.addresses("198.51.100." + number, "2001:db8::" + number);
            case "unknown" -> query.code(NameServer.NAME_ERROR);
            case "empty" -> query.code(NameServer.NO_ERROR);
            case "servfail" -> query.code(NameServer.SERVER_FAILURE);
            case "refused" -> query.code(NameServer.REFUSED);
            case "lame" -> query.answer(0x8100, List.of());
            default -> throw new AssertionError(code);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hosts: files dns",
                "hosts: dns files",
                "hosts: dns",
                "hosts:files",
                " hosts\t: dns files # and so on",
                "hosts files",
                "# hosts: dns",
                "",
                "Hosts: dns",
                "hosts: files\nhosts: dns",
                "hosts: mdns4_minimal [NOTFOUND=return] dns files",
                "hosts: wins [UNAVAIL=return] files",
                "hosts: files myhostname resolve [!UNAVAIL=return] dns",
                "hosts: dns [NOTFOUND=return] files",
                "hosts: dns [!NOTFOUND=return] files",
                "hosts: dns [UNAVAIL=return] files",
                "hosts: dns [!UNAVAIL=return] files",
                "hosts: dns [TRYAGAIN=return] files",
                "hosts: dns[ notfound = RETURN ]files",
                "hosts: dns [NOTFOUND=return UNAVAIL=return] files",
                "hosts: dns [!SUCCESS=return NOTFOUND=continue] files",
                "hosts: files [SUCCESS=continue] dns",
                "hosts: dns [SUCCESS=continue] files",
                "hosts: dns [NOTFOUND=return] [SUCCESS=return] files",
                "hosts: dns [FOO=return] files",
                "hosts: dns [] files",
                "hosts: dns [NOTFOUND=return",
            })
    void theSameServicesAreAsked(String line, Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        EtcNetns etc = namespaces.keep(new EtcNetns(red));
        etc.write("resolv.conf", "nameserver 127.0.0.1", "options attempts:1");
        etc.write("nsswitch.conf", line);
        List<String> names = Stream.concat(CODES.stream(), CODES.stream().map(code -> code + ".hosts"))
                .toList();
        etc.write(
                "hosts",
                CODES.stream()
                        .map(code -> "192.0.2." + CODES.indexOf(code) + " " + code + ".hosts")
                        .toArray(String[]::new));
        NameServer server = namespaces.keep(new NameServer(red, "127.0.0.1", query -> {
            String code = query.name().replace(".hosts", "");
            return List.of(answer(query, code, CODES.indexOf(code)));
        }));
        Set<String> theirs = theirs(red, names);
        List<String> asked = server.asked();
        assertThat(ours(red, names)).isEqualTo(theirs);
        assertThat(server.asked()).isEqualTo(asked);
    }

    @Test
    void theSameLinesOfHostsCount(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        EtcNetns etc = namespaces.keep(new EtcNetns(red));
        etc.write("nsswitch.conf", "hosts: files");
        etc.write("host.conf", "multi on");
        etc.write(
                "hosts",
                "192.0.2.1 one One.example # two",
                "2001:db8::1\tone",
                "#192.0.2.2 three",
                "  192.0.2.3  \t  four   five",
                "192.0.2.4",
                "192.0.2.4 192.0.2.5",
                "127.1 six",
                "010.0.0.1 seven",
                "192.0.2.256 eight",
                "fe80::1%lo nine",
                "::ffff:192.0.2.6 ten",
                "192.0.2.7 eleven\r",
                "192.0.2.8 twelve#thirteen",
                "192.0.2.9 \u00e4 fourteen",
                "2001:DB8::A FIFTEEN",
                "192.0.2.10 sixteen. seventeen..",
                "192.0.2.11 with.a.dot with_underscore -dash");
        List<String> names = Stream.concat(
                        Stream.of(
                                "ONE one one.example two three four five six seven eight nine ten eleven twelve thirteen"
                                        .split(" ")),
                        Stream.of("fourteen fifteen sixteen seventeen with.a.dot with_underscore -dash".split(" ")))
                .toList();
        Set<String> theirs = theirs(red, names);
        assertThat(ours(red, names)).isEqualTo(theirs);
        assertThat(theirs).hasSizeGreaterThan(8);
    }

    private static Set<String> ours(NetworkNamespace namespace, List<String> names) {
        Set<String> found = new TreeSet<>();
        for (String name : names) {
            try {
                namespace.resolver().resolve(name).stream()
                        .map(IpAddress::toString)
                        .forEach(found::add);
            } catch (NetlinkException.NotFound | NetlinkException.TimedOut | NetlinkException.Invalid e) {
                // As getent, which says nothing then.
            }
        }
        return found;
    }

    private static Set<String> theirs(NetworkNamespace namespace, List<String> names) {
        List<String> line = new ArrayList<>(List.of("getent", "ahosts", "--"));
        line.addAll(names);
        Set<String> found = new TreeSet<>();
        Command.runIn(namespace.name().orElseThrow(), line.toArray(String[]::new))
                .out()
                .lines()
                .map(text -> text.split("\\s+")[0])
                .forEach(found::add);
        return found;
    }
}
