package io.netlink4j.core.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.resolve.NameServer.Behaviour;
import io.netlink4j.core.resolve.NameServer.Query;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Cost;
import io.netlink4j.testkit.EtcNetns;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.NeedsEtcNetns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The questions to name servers, and the handling of slow, wrong and hostile replies. */
@KernelTest
@NeedsEtcNetns
final class ResolverServersIT {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void bothFamiliesAreAskedForAtOnce(Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces);
        List<Query> queries = Collections.synchronizedList(new ArrayList<>());
        // Answers nothing before it has heard both questions, and then the second first.
        server(namespaces, red, query -> {
            queries.add(query);
            return queries.size() < 2
                    ? List.of()
                    : queries.reversed().stream().map(ResolverServersIT::web).toList();
        });
        assertThat(red.resolver().resolve("web")).isEqualTo(addresses("192.0.2.7", "2001:db8::7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-request", "single-request-reopen"})
    void oneFamilyAfterTheOtherIfTheFileSaysSo(String option, Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces, "options timeout:1 attempts:1 " + option);
        NameServer server =
                server(namespaces, red, query -> query.name().equals("silent") ? List.of() : List.of(web(query)));
        assertThat(red.resolver().resolve("web")).isEqualTo(addresses("192.0.2.7", "2001:db8::7"));
        assertThat(server.asked()).containsExactly("web A", "web AAAA");
        assertThatThrownBy(() -> red.resolver().resolve("silent")).isInstanceOf(NetlinkException.TimedOut.class);
        assertThat(server.asked()).containsExactly("silent A");
    }

    @Test
    void ipv6IsNotAskedForIfTheFileSaysSo(Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces, "options no-aaaa");
        NameServer server = server(namespaces, red, query -> List.of(web(query)));
        assertThat(red.resolver().resolve("web")).isEqualTo(addresses("192.0.2.7"));
        assertThat(server.asked()).containsExactly("web A");
    }

    @Test
    void truncatedRepliesAreAskedForOverTcp(Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces);
        NameServer server = server(
                namespaces, red, query -> List.of(!query.tcp() && query.isIpv4() ? query.truncated() : web(query)));
        assertThat(red.resolver().resolve("web")).isEqualTo(addresses("192.0.2.7", "2001:db8::7"));
        assertThat(server.asked()).containsExactly("web A", "web AAAA", "web A tcp");
    }

    @Test
    void tcpAloneIsUsedIfTheFileSaysSo(Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces, "options use-vc");
        NameServer server = server(namespaces, red, query -> List.of(web(query)));
        assertThat(red.resolver().resolve("web")).isEqualTo(addresses("192.0.2.7", "2001:db8::7"));
        assertThat(server.asked()).containsExactly("web A tcp", "web AAAA tcp");
    }

    @Test
    void ednsIsOfferedAndWithdrawn(Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces, "options edns0");
        NameServer server = server(
                namespaces, red, query -> List.of(query.hasEdns() ? query.framed(formatError(query)) : web(query)));
        assertThat(red.resolver().resolve("web")).isEqualTo(addresses("192.0.2.7", "2001:db8::7"));
        assertThat(server.asked()).containsExactly("web A edns", "web AAAA edns", "web A", "web AAAA");
    }

    /** No more than a header. */
    private static byte[] formatError(Query query) {
        return ByteBuffer.allocate(12)
                .put(query.bytes(), 0, 2)
                .putShort((short) 0x8181)
                .array();
    }

    @Test
    void theFirstOfThreeServersIsNotAlwaysTheSameIfTheFileSaysSo(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        EtcNetns etc = namespaces.keep(new EtcNetns(red));
        List<NameServer> servers = new ArrayList<>();
        for (String address : List.of("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4")) {
            servers.add(namespaces.keep(new NameServer(red, address, query -> List.of(web(query)))));
        }
        String[] lines = Stream.of("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4")
                .map(address -> "nameserver " + address)
                .toArray(String[]::new);
        etc.write("resolv.conf", lines);
        for (int i = 0; i < 10; i++) {
            red.resolver().resolve("web");
        }
        assertThat(servers.stream().map(server -> server.asked().size())).containsExactly(20, 0, 0, 0);
        etc.write(
                "resolv.conf",
                Stream.concat(Stream.of(lines), Stream.of("options rotate")).toArray(String[]::new));
        Set<Integer> first = new TreeSet<>();
        while (first.size() < 3) { // the fourth is one too many, as for glibc
            red.resolver().resolve("web");
            for (int i = 0; i < servers.size(); i++) {
                if (!servers.get(i).asked().isEmpty()) {
                    first.add(i);
                }
            }
        }
        assertThat(first).containsExactly(0, 1, 2);
    }

    @Test
    void repliesToNoQuestionOrFromElsewhereAreIgnored(Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces);
        DatagramChannel elsewhere = namespaces.keep(red.sockets().bind("127.0.0.2", NameServer.PORT));
        server(namespaces, red, query -> {
            byte[] right = web(query);
            byte[] lie = query.addresses("192.0.2.66", "2001:db8::66");
            byte[] otherId = lie.clone();
            otherId[0]++;
            byte[] otherName = lie.clone();
            otherName[13] ^= 1;
            byte[] otherType = lie.clone();
            otherType[query.end() - 3] ^= 1;
            byte[] query2 = query.bytes();
            try {
                elsewhere.send(ByteBuffer.wrap(lie), query.from());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return List.of(otherId, otherName, otherType, query2, new byte[0], new byte[] {lie[0], lie[1]}, right);
        });
        assertThat(red.resolver().resolve("web")).isEqualTo(addresses("192.0.2.7", "2001:db8::7"));
    }

    @Test
    void aFloodOfWrongRepliesEndsTheWait(Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces, "options timeout:30 attempts:1");
        server(namespaces, red, query -> {
            byte[] wrong = web(query);
            wrong[0]++;
            return Collections.nCopies(150, wrong);
        });
        assertThatThrownBy(() -> red.resolver().resolve("web", PATIENCE))
                .isInstanceOf(NetlinkException.TimedOut.class)
                .hasMessageEndingWith("(127.0.0.1: it sent 101 datagrams that answer nothing)");
    }

    @Test
    void aReplyForOneFamilyIsKeptWhenTheOtherFails(Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces, "options timeout:1 attempts:1");
        server(
                namespaces,
                red,
                query -> query.isIpv4()
                        ? List.of(web(query))
                        : switch (query.name()) {
                            case "silent" -> List.of();
                            case "failing" -> List.of(query.code(NameServer.SERVER_FAILURE));
                            case "broken" -> List.of(query.answer(0x8180, List.of(new byte[3])));
                            case "truncated" -> List.of(query.truncated()); // and over TCP, too
                            default -> List.of(query.code(NameServer.NO_ERROR));
                        });
        for (String name : List.of("silent", "failing", "broken", "truncated", "empty")) {
            assertThat(red.resolver().resolve(name)).as(name).isEqualTo(addresses("192.0.2.7"));
        }
    }

    @Test
    void aFailureOfOneFamilyIsNoReasonToAskAgain(Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces);
        NameServer server = server(
                namespaces, red, query -> List.of(query.isIpv4() ? web(query) : query.code(NameServer.SERVER_FAILURE)));
        assertThat(red.resolver().resolve("web")).isEqualTo(addresses("192.0.2.7"));
        assertThat(server.asked()).containsExactly("web A", "web AAAA");
    }

    @Test
    void aServerThatFailsIsFollowedByTheNext(Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces, "nameserver 127.0.0.2", "options attempts:1");
        NameServer second = namespaces.keep(new NameServer(red, "127.0.0.2", query -> List.of(web(query))));
        server(namespaces, red, query -> switch (query.name()) {
            case "failing" -> List.of(query.code(NameServer.SERVER_FAILURE));
            case "refusing" -> List.of(query.code(NameServer.REFUSED));
            case "lame" -> List.of(query.answer(0x8100, List.of()));
            case "broken" -> List.of(query.answer(0x8180, List.of(new byte[3])));
            default -> List.of(query.code(NameServer.NAME_ERROR));
        });
        for (String name : List.of("failing", "refusing", "lame", "broken")) {
            assertThat(red.resolver().resolve(name)).as(name).isEqualTo(addresses("192.0.2.7", "2001:db8::7"));
            assertThat(second.asked()).containsExactly(name + " A", name + " AAAA");
        }
        // "No such name" is a usable reply.
        assertThatThrownBy(() -> red.resolver().resolve("unknown")).isInstanceOf(NetlinkException.NotFound.class);
        assertThat(second.asked()).isEmpty();
    }

    @Test
    void theErrorSaysWhyEachServerDidNotReply(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        EtcNetns etc = namespaces.keep(new EtcNetns(red));
        etc.write("resolv.conf", "nameserver 127.0.0.1", "nameserver 127.0.0.2", "nameserver fe80::1%nolink");
        server(namespaces, red, query -> List.of(query.code(NameServer.SERVER_FAILURE)));
        assertThatThrownBy(() -> red.resolver().resolve("web"))
                .isInstanceOf(NetlinkException.TimedOut.class)
                .hasMessage("cannot resolve 'web' in " + red + ": no answer from the servers of " + etc.path()
                        + "/resolv.conf (127.0.0.1: it answered SERVFAIL; 127.0.0.2: its port 53 is unreachable;"
                        + " fe80::1%nolink: there is no link nolink)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"closes", "another question", "too short", "cut off"})
    void tcpHasItsOwnWaysToFail(String way, Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces, "options use-vc timeout:1 attempts:1");
        server(namespaces, red, query -> {
            byte[] message = web(query);
            return switch (way) {
                case "closes" -> List.of();
                case "another question" -> {
                    message[2]++;
                    yield List.of(message);
                }
                case "too short" -> List.of(new byte[] {0, 1, 0});
                default -> List.of(new byte[] {(byte) 0xff, (byte) 0xff}, message);
            };
        });
        assertThatThrownBy(() -> red.resolver().resolve("web"))
                .isInstanceOf(NetlinkException.TimedOut.class)
                .hasMessageEndingWith(
                        switch (way) {
                            case "closes" -> "(127.0.0.1: it closed the connection)";
                            case "another question", "too short" -> "(127.0.0.1: it answered another question)";
                            default -> "(127.0.0.1: no answer in 1 s)";
                        });
    }

    @Test
    void hostileRepliesCostLittle(Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces, "options attempts:1");
        AtomicReference<String> current = new AtomicReference<>("");
        server(
                namespaces,
                red,
                query -> List.of(
                        query.tcp()
                                ? query.framed(HostileReplies.to(query.bytes()).get(current.get()))
                                : query.truncated()));
        for (String what : HostileReplies.to(new byte[17]).keySet()) {
            current.set(what);
            Cost cost = Cost.of(() -> {
                try {
                    assertThat(red.resolver().resolve("web", PATIENCE)).isNotEmpty();
                } catch (NetlinkException.TimedOut | NetlinkException.NotFound e) {
                    assertThat(e).hasMessageStartingWith("cannot resolve 'web' in ");
                }
            });
            assertThat(cost.millis()).as(what).isLessThan(1000); // on an emulated processor
            assertThat(cost.bytes()).as(what).isLessThan(16_000_000);
        }
    }

    @Test
    @NeedsCommand("ip")
    void aLinkLocalServerIsAskedOnItsLink(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        NetworkNamespace blue = namespaces.withLoopback();
        String here = red.name().orElseThrow();
        String there = blue.name().orElseThrow();
        ip("-n", here, "link", "add", "v0", "type", "veth", "peer", "name", "v0", "netns", there);
        for (String name : List.of(here, there)) {
            ip("-n", name, "link", "set", "v0", "addrgenmode", "none", "up");
        }
        ip("-n", here, "address", "add", "fe80::1/64", "dev", "v0", "nodad");
        ip("-n", there, "address", "add", "fe80::53/64", "dev", "v0", "nodad");
        if (!NamespaceResolverIT.jvmKnowsIpv6()) {
            assertThatThrownBy(() -> new NameServer(blue, "::", query -> List.of(web(query))))
                    .hasMessageStartingWith("this JVM has no IPv6");
            return;
        }
        namespaces.keep(new NameServer(blue, "::", query -> List.of(web(query))));
        EtcNetns etc = namespaces.keep(new EtcNetns(red));
        for (String option : List.of("timeout:1 attempts:5", "use-vc")) {
            etc.write("resolv.conf", "nameserver fe80::53%v0", "options " + option);
            assertThat(red.resolver().resolve("web")).isEqualTo(addresses("192.0.2.7", "2001:db8::7"));
        }
    }

    @Test
    @NeedsCommand({"ip", "unshare"})
    void aJvmWithoutIpv6SaysSo(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        EtcNetns etc = namespaces.keep(new EtcNetns(red));
        for (String option : List.of("rotate", "use-vc")) {
            etc.write("resolv.conf", "nameserver ::1", "options attempts:1 " + option);
            List<String> line = new ArrayList<>(List.of("unshare", "--net"));
            line.addAll(ResolveJvm.line(
                    List.of("--enable-native-access=ALL-UNNAMED"),
                    Stream.of(ResolveJvm.CORE, ResolveJvm.SLF4J, ResolveJvm.DNSJAVA),
                    red,
                    "web"));
            assertThat(Command.run(line).ok())
                    .startsWith("TimedOut: ")
                    .endsWith("/resolv.conf (::1: this JVM has no IPv6)\n");
        }
    }

    private static void ip(String... arguments) {
        Command.run(Stream.concat(Stream.of("ip"), Stream.of(arguments)).toList())
                .ok();
    }

    private static NetworkNamespace red(Namespaces namespaces, String... lines) {
        NetworkNamespace red = namespaces.withLoopback();
        namespaces
                .keep(new EtcNetns(red))
                .write(
                        "resolv.conf",
                        Stream.concat(Stream.of("nameserver " + LOOPBACK), Stream.of(lines))
                                .toArray(String[]::new));
        return red;
    }

    private static NameServer server(Namespaces namespaces, NetworkNamespace red, Behaviour behaviour)
            throws IOException {
        return namespaces.keep(new NameServer(red, LOOPBACK, behaviour));
    }

    private static byte[] web(Query query) {
        return query.addresses("192.0.2.7", "2001:db8::7");
    }

    private static List<IpAddress> addresses(String... literals) {
        return Stream.of(literals).map(IpAddress::of).toList();
    }
}
