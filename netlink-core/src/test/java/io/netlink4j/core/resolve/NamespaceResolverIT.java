package io.netlink4j.core.resolve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.EtcNetns;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.NeedsEtcNetns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@KernelTest
@NeedsEtcNetns
@NeedsCommand({"dnsmasq", "ip", "getent"})
final class NamespaceResolverIT {
    private static final String[] RECORDS = {
        "--host-record=web.red.example,192.0.2.7,2001:db8::7",
        "--host-record=four.red.example,192.0.2.4",
        "--host-record=six.red.example,2001:db8::6",
        "--cname=www.red.example,web.red.example"
    };

    @Test
    void namesOfANamespaceResolveOnlyThere(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.named();
        namespaces.keep(new EtcNetns(red)).write("resolv.conf", "nameserver 127.0.0.1");
        namespaces.keep(new Dnsmasq(red, RECORDS));
        assertThat(red.resolver().resolve("web.red.example")).isEqualTo(addresses("192.0.2.7", "2001:db8::7"));
        assertThat(red.resolver().resolve("FOUR.red.example.")).isEqualTo(addresses("192.0.2.4"));
        assertThat(red.resolver().resolve("six.red.example")).isEqualTo(addresses("2001:db8::6"));
        assertThat(red.resolver().resolve("www.red.example")).isEqualTo(addresses("192.0.2.7", "2001:db8::7"));
        assertThat(getent(red, "hosts", "four.red.example")).contains("192.0.2.4");
        assertThat(getent(red, "hosts", "www.red.example")).contains("2001:db8::7");

        assertThatThrownBy(() -> InetAddress.getByName("web.red.example")).isInstanceOf(UnknownHostException.class);
        NetworkNamespace blue = namespaces.named();
        namespaces.keep(new EtcNetns(blue)).write("resolv.conf", "nameserver 127.0.0.1");
        namespaces.keep(new Dnsmasq(blue, "--host-record=web.blue.example,192.0.2.8"));
        assertThat(blue.resolver().resolve("web.blue.example")).isEqualTo(addresses("192.0.2.8"));
        assertThatThrownBy(() -> blue.resolver().resolve("web.red.example"))
                .isInstanceOf(NetlinkException.NotFound.class);
        assertThat(getent(blue, "hosts", "web.red.example")).isEmpty();
    }

    @Test
    void anUnknownNameIsReportedWithFilesAndServers(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.named();
        EtcNetns etc = namespaces.keep(new EtcNetns(red));
        etc.write("resolv.conf", "nameserver 127.0.0.1");
        namespaces.keep(new Dnsmasq(red, RECORDS));
        assertThatThrownBy(() -> red.resolver().resolve("nobody.red.example"))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessage("cannot resolve 'nobody.red.example' in " + red + ": neither /etc/hosts nor the servers of "
                        + etc.path() + "/resolv.conf (127.0.0.1) know an address of that name (ENOENT)");
        assertThatThrownBy(() -> red.resolver().resolve("no name")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void searchListAndHostsAreUsed(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.named();
        EtcNetns etc = namespaces.keep(new EtcNetns(red));
        etc.write("resolv.conf", "nameserver 127.0.0.1", "search green.example red.example", "options timeout:2");
        etc.write("hosts", "192.0.2.99 four.red.example other");
        namespaces.keep(new Dnsmasq(red, RECORDS));
        NamespaceResolver resolver = red.resolver();
        assertThat(resolver.resolve("web")).isEqualTo(addresses("192.0.2.7", "2001:db8::7"));
        assertThat(resolver.resolve("four.red.example")).isEqualTo(addresses("192.0.2.99"));
        assertThat(resolver.resolve("other")).isEqualTo(addresses("192.0.2.99"));
        assertThat(resolver.resolve("2001:db8::1")).isEqualTo(addresses("2001:db8::1"));
        assertThat(getent(red, "hosts", "web")).contains("2001:db8::7");
        assertThat(getent(red, "hosts", "other")).contains("192.0.2.99");
    }

    @Test
    void longRepliesComeOverTcp(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.named();
        namespaces.keep(new EtcNetns(red)).write("resolv.conf", "nameserver 127.0.0.1");
        String[] records = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> "--host-record=many.red.example,198.51.100." + i)
                .toArray(String[]::new);
        namespaces.keep(new Dnsmasq(red, records));
        assertThat(red.resolver().resolve("many.red.example"))
                .hasSize(100)
                .contains(IpAddress.of("198.51.100.1"), IpAddress.of("198.51.100.100"));
    }

    @Test
    void theSecondServerIsAskedWhenTheFirstFails(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.named();
        // Nobody listens on the first, the second is no address, the third is the one; with a scope that is a name.
        namespaces
                .keep(new EtcNetns(red))
                .write("resolv.conf", "nameserver 127.0.0.2", "nameserver nonsense", "nameserver ::1%lo");
        namespaces.keep(new Dnsmasq(red, "--listen-address=::1", "--bind-interfaces", RECORDS[0]));
        if (!jvmKnowsIpv6()) {
            assertThatThrownBy(() -> red.resolver().resolve("web.red.example"))
                    .isInstanceOf(NetlinkException.TimedOut.class)
                    .hasMessageEndingWith("; ::1%lo: this JVM has no IPv6)");
            return;
        }
        assertThat(red.resolver().resolve("web.red.example")).isEqualTo(addresses("192.0.2.7", "2001:db8::7"));
    }

    @Test
    void withoutAReplyTheErrorHasAReasonForEachServer(Namespaces namespaces) {
        NetworkNamespace red = namespaces.named();
        EtcNetns etc = namespaces.keep(new EtcNetns(red));
        etc.write("resolv.conf", "nameserver 127.0.0.1", "nameserver nonsense");
        assertThatThrownBy(() -> red.resolver().resolve("web.red.example"))
                .isInstanceOf(NetlinkException.TimedOut.class)
                .hasMessageStartingWith("cannot resolve 'web.red.example' in " + red
                        + ": no answer from the servers of " + etc.path() + "/resolv.conf (127.0.0.1: ")
                .hasMessageContaining("nreachable")
                .hasMessageEndingWith("; nonsense: it is no address)");
    }

    @Test
    void aSilentServerTimesOutAsTheFileSays(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.named();
        namespaces.keep(new EtcNetns(red)).write("resolv.conf", "nameserver 127.0.0.1", "options timeout:1 attempts:1");
        assertThat(red.exec(new ProcessBuilder("ip", "link", "set", "lo", "up")).waitFor())
                .isZero();
        namespaces.keep(red.sockets().bind("127.0.0.1", 53));
        long start = System.nanoTime();
        assertThatThrownBy(() -> red.resolver().resolve("web.red.example"))
                .isInstanceOf(NetlinkException.TimedOut.class)
                .hasMessageContaining("127.0.0.1: no answer in 1 s");
        assertThat(System.nanoTime() - start).isGreaterThan(900_000_000L);
    }

    @Test
    void waitingCanBeInterrupted(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.named();
        namespaces
                .keep(new EtcNetns(red))
                .write("resolv.conf", "nameserver 127.0.0.1", "options timeout:30 attempts:5");
        assertThat(red.exec(new ProcessBuilder("ip", "link", "set", "lo", "up")).waitFor())
                .isZero();
        var server = namespaces.keep(red.sockets().bind("127.0.0.1", 53));
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            try {
                red.resolver().resolve("web.red.example");
                return false;
            } catch (NetlinkException.Interrupted e) {
                return Thread.currentThread().isInterrupted();
            }
        });
        Thread asking = Thread.ofVirtual().start(task);
        server.receive(ByteBuffer.allocate(512)); // the question: so it waits, or is about to
        asking.interrupt();
        assertThat(task.get()).isTrue();
    }

    // The JDK decides that once, by the namespace that the JVM was started in.
    static boolean jvmKnowsIpv6() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET6)) {
            return channel.isOpen();
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    private static List<IpAddress> addresses(String... literals) {
        return IntStream.range(0, literals.length)
                .mapToObj(i -> IpAddress.of(literals[i]))
                .toList();
    }

    private static String getent(NetworkNamespace namespace, String database, String name) throws Exception {
        Process process = namespace.exec(new ProcessBuilder("getent", database, name));
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
