package io.netlink4j.core.resolve;

import static io.netlink4j.core.resolve.ResolveJvm.CORE;
import static io.netlink4j.core.resolve.ResolveJvm.DNSJAVA;
import static io.netlink4j.core.resolve.ResolveJvm.SLF4J;
import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.EtcNetns;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.NeedsEtcNetns;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** dnsjava is optional: what works without it, and where it has to be. */
@KernelTest
@NeedsEtcNetns
@NeedsCommand("ip")
final class OptionalDnsjavaIT {
    @Test
    void onTheClassPathAllButDnsWorksWithoutIt(Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces);
        assertAllButDnsWorks(red, onClassPath(red, CORE, SLF4J));
    }

    @Test
    void onTheModulePathAllButDnsWorksWithoutIt(Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces);
        assertAllButDnsWorks(red, onModulePath(red, List.of(), CORE, SLF4J));
    }

    @Test
    void theModuleDoesNotReadTheClassPath(Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces);
        assertAllButDnsWorks(red, onModulePath(red, List.of(DNSJAVA), CORE, SLF4J));
    }

    @Test
    void onEitherPathDnsWorksWithIt(Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces);
        String[] all = {"[192.0.2.1]", "[192.0.2.2]", "[192.0.2.7, 2001:db8::7]"};
        assertThat(onClassPath(red, CORE, SLF4J, DNSJAVA)).containsExactly(all);
        assertThat(onModulePath(red, List.of(), CORE, SLF4J, DNSJAVA)).containsExactly(all);
    }

    @Test
    void onlyItsMessagesAreUsed(Namespaces namespaces) throws Exception {
        NetworkNamespace red = red(namespaces);
        List<String> said = resolve(
                red,
                List.of("--enable-native-access=ALL-UNNAMED", "-Xlog:class+load"),
                Stream.of(CORE, SLF4J, DNSJAVA));
        assertThat(said).contains("[192.0.2.7, 2001:db8::7]").noneMatch(line -> line.startsWith("thread: "));
        assertThat(said.stream().filter(line -> line.contains(" org.xbill.DNS.")))
                .anyMatch(line -> line.contains(" org.xbill.DNS.Message "))
                .noneMatch(line ->
                        line.matches(".* org\\.xbill\\.DNS\\.\\w+\\..*")) // packages: io, config, lookup, hosts, spi
                .noneMatch(line ->
                        line.matches(".* org\\.xbill\\.DNS\\.(.*Client|.*Config|.*Resolver|Lookup|Cache)\\b.*"));
    }

    private static void assertAllButDnsWorks(NetworkNamespace red, List<String> answers) {
        assertThat(answers)
                .containsExactly(
                        "[192.0.2.1]",
                        "[192.0.2.2]",
                        "NotSupported: cannot resolve 'web' in " + red
                                + ": to ask its name servers takes dnsjava; add dnsjava:dnsjava to the dependencies,"
                                + " on the module path (module org.dnsjava) if netlink4j is there");
    }

    private static NetworkNamespace red(Namespaces namespaces) throws Exception {
        NetworkNamespace red = namespaces.withLoopback();
        EtcNetns etc = namespaces.keep(new EtcNetns(red));
        etc.write("resolv.conf", "nameserver 127.0.0.1");
        etc.write("hosts", "192.0.2.2 known");
        // DNS comes first, and is unavailable without dnsjava.
        etc.write("nsswitch.conf", "hosts: dns files");
        namespaces.keep(new NameServer(
                red,
                "127.0.0.1",
                query -> List.of(
                        query.name().equals("web")
                                ? query.addresses("192.0.2.7", "2001:db8::7")
                                : query.code(NameServer.NAME_ERROR))));
        return red;
    }

    private static List<String> onClassPath(NetworkNamespace red, Path... paths) {
        return resolve(red, List.of("--enable-native-access=ALL-UNNAMED"), Stream.of(paths));
    }

    private static List<String> onModulePath(NetworkNamespace red, List<Path> classPath, Path... paths) {
        List<String> options = List.of(
                "--enable-native-access=io.netlink4j.core",
                "--add-modules=io.netlink4j.core",
                "--module-path=" + ResolveJvm.joined(Stream.of(paths)));
        return resolve(red, options, classPath.stream());
    }

    private static List<String> resolve(NetworkNamespace red, List<String> options, Stream<Path> classPath) {
        return Command.run(ResolveJvm.line(options, classPath, red, "192.0.2.1", "known", "web"))
                .ok()
                .lines()
                .toList();
    }
}
