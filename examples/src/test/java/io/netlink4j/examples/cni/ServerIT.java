package io.netlink4j.examples.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The installed plugins, with the server, without it, and with one that is killed. */
@KernelTest
@Execution(ExecutionMode.SAME_THREAD) // there is one server at a time
@NeedsCommand({"cc", "perl", "ip", "nft", "mount", "flock"})
final class ServerIT extends CniPluginTest {
    private static final String CONFIG = """
        {"cniVersion":"1.0.0","name":"net","type":"bridge","bridge":"cni8","isGateway":true,"ipMasq":true,
         "ipam":{"type":"host-local","dataDir":"DATA","ranges":[[{"subnet":"10.38.0.0/16"}],[{"subnet":"fd00:38::/64"}]]}}\
        """;

    @TempDir
    private static Path installed;

    private static Path socket;

    private final List<Process> servers = new ArrayList<>();

    @BeforeAll
    static void install() throws IOException {
        socket = installed.resolve("socket");
        new Install(installed.resolve("c"), socket).run(List.of("bridge", "host-local"));
        new Install(installed.resolve("perl"), socket, List.of()).run(List.of("bridge", "host-local"));
        // the same clients, which cannot do without the server
        for (String client : List.of("c", "perl")) {
            Path home = installed.resolve(client).resolve(".netlink4j");
            Files.createDirectories(installed.resolve("served-" + client));
            String jvm = home.resolve("jvm").toString();
            byte[] program = Files.readAllBytes(home.resolve("client"));
            String text = new String(program, StandardCharsets.ISO_8859_1).replace(jvm, jvm.replace("/jvm", "/no!"));
            Path served = installed.resolve("served-" + client).resolve("bridge");
            Files.write(served, text.getBytes(StandardCharsets.ISO_8859_1));
            Files.setPosixFilePermissions(served, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process server : servers) {
            server.destroyForcibly().waitFor();
        }
    }

    private static Path program(String client) {
        return installed.resolve(client).resolve("bridge");
    }

    private Process serve() throws IOException {
        Process server = host.host()
                .exec(new ProcessBuilder(
                        installed.resolve("c/.netlink4j/server").toString()));
        servers.add(server);
        BufferedReader messages = server.errorReader();
        String line = messages.readLine();
        assertThat(line).contains("serving CNI plugins at " + socket);
        return server;
    }

    private String config() {
        return CONFIG.replace("DATA", data.toString());
    }

    private CniHost.Answer call(Path program, String command, String id, NetworkNamespace container) throws Exception {
        return host.program(program, command, id, CniHost.file(container), config());
    }

    private List<String> reserved() throws IOException {
        if (!Files.exists(data.resolve("net"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(data.resolve("net"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("last") && !name.equals("lock"))
                    .sorted()
                    .toList();
        }
    }

    private void expectNothing() throws IOException {
        assertThat(reserved()).isEmpty();
        assertThat(CniHost.runIn(pod, "ip", "-o", "link")).doesNotContain("eth0");
        assertThat(host.run("nft", "list", "ruleset")).doesNotContain("id: c1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "perl"})
    void theServerDoesTheWorkAndWithoutItTheJvmDoes(String client) throws Exception {
        CniHost.Answer alone = call(program(client), "ADD", "c1", pod);
        assertThat(alone.ok().get("ips").get(0).get("address").asString()).isEqualTo("10.38.0.2/16");
        call(program(client), "DEL", "c1", pod).ok();
        expectNothing();
        Process server = serve();
        assertThat(Files.getPosixFilePermissions(socket)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        Path program = program("served-" + client);
        CniHost.Answer served = call(program, "ADD", "c1", pod);
        assertThat(served.ok().get("ips").get(0).get("address").asString()).isEqualTo("10.38.0.3/16");
        assertThat(served.json().get("interfaces").get(2).get("sandbox").asString())
                .isEqualTo(CniHost.file(pod));
        CniHost.Answer second = call(program, "ADD", "c1", pod);
        assertThat(second.status()).isEqualTo(1);
        assertThat(second.json().get("msg").asString()).contains("has a link eth0 already");
        CniHost.Answer warned =
                host.program(program, "DEL", "c1", CniHost.file(pod), config().replace("\"ipMasq\"", "\"isMasq\""));
        assertThat(warned.err()).contains("isMasq is no option");
        expectNothing();
        assertThat(server.isAlive()).isTrue();
        assertThat(servers).hasSize(1);
    }

    @Test
    void thereIsOneServerAtATime() throws Exception {
        serve();
        Process second = host.host()
                .exec(new ProcessBuilder(
                        installed.resolve("c/.netlink4j/server").toString()));
        assertThat(second.waitFor()).isNotZero();
        call(program("served-c"), "ADD", "c1", pod).ok();
        assertThat(Files.readString(installed.resolve("c/.netlink4j/netlink4j-cni.service")))
                .contains("ExecStart=" + installed.resolve("c/.netlink4j/server"));
    }

    @Test
    void theWorkIsDoneWhereTheClientIs(Namespaces namespaces) throws Exception {
        serve();
        CniHost elsewhere = CniHost.in(namespaces);
        elsewhere
                .program(program("c"), "ADD", "c1", CniHost.file(pod), config())
                .ok();
        assertThat(elsewhere.run("ip", "-o", "link")).contains("cni8");
        assertThat(host.run("ip", "-o", "link")).doesNotContain("cni8");
    }

    /** The reference finds it in the path, and runs it with the whole configuration. */
    @Test
    @NeedsCommand("$NEWER_CNI")
    void theBridgeOfTheReferenceGetsItsAddressesFromOurProgram() throws Exception {
        serve();
        Path bridge = Command.find("$NEWER_CNI").orElseThrow().toAbsolutePath();
        CniHost asking = host.with("CNI_PATH", installed.resolve("c").toString());
        String config = config().replace("\"ipMasq\"", "\"ipMasqBackend\":\"nftables\",\"ipMasq\"");
        JsonNode result =
                asking.program(bridge, "ADD", "c1", CniHost.file(pod), config).ok();
        assertThat(result.get("ips").get(0).get("address").asString()).isEqualTo("10.38.0.2/16");
        assertThat(reserved()).containsExactly("10.38.0.2", "fd00:38::2");
        String previous = CniHost.with(config, result);
        asking.program(bridge, "CHECK", "c1", CniHost.file(pod), previous).ok();
        asking.program(bridge, "DEL", "c1", CniHost.file(pod), previous); // it may fail for chains that never were
        assertThat(reserved()).isEmpty();
    }

    @Test
    void hostileInputEndsInAnErrorAndTheServerGoesOn() throws Exception {
        Process server = serve();
        int client = 0;
        for (Map.Entry<byte[], Integer> each : HostileInputIT.inputs().entrySet()) {
            Path program = program(client++ % 10 == 0 ? "served-perl" : "served-c");
            HostileInputIT.expectError(
                    host.program(program, "ADD", "c1", CniHost.file(pod), each.getKey()),
                    each.getKey(),
                    each.getValue());
        }
        Random random = new Random(4711);
        for (int i = 0; i < 50; i++) {
            byte[] noise = new byte[random.nextInt(1, 200)];
            random.nextBytes(noise);
            if (i % 2 == 0) { // lengths that are negative, too long, or that nothing follows
                ByteBuffer.wrap(noise).put("N4C1".getBytes(StandardCharsets.US_ASCII), 0, Math.min(noise.length, 4));
            }
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                channel.write(ByteBuffer.wrap(noise));
            }
        }
        call(program("served-c"), "ADD", "c1", pod).ok();
        assertThat(server.isAlive()).isTrue();
    }

    @Test
    void whatNobodyWaitsForIsTakenBack() throws Exception {
        serve();
        Path impatient = program("perl").resolveSibling("../impatient/bridge");
        Files.createDirectories(impatient.getParent());
        Files.writeString(
                impatient, Files.readString(program("perl")).replace("my $answer = '';", "exit 0; my $answer = '';"));
        Files.setPosixFilePermissions(impatient, PosixFilePermissions.fromString("rwx------"));
        call(impatient, "ADD", "c1", pod);
        do { // until it has begun; then, since the calls for one container come one after the other, until it has ended
            call(program("served-c"), "CHECK", "c1", pod);
        } while (!Files.exists(data.resolve("net/last_reserved_ip.0")));
        assertThat(call(program("served-c"), "CHECK", "c1", pod).status()).isEqualTo(1);
        expectNothing();
        call(program("served-c"), "ADD", "c1", pod).ok();
    }

    /** A system call by which the server changes something, and how many of its kind its thread had made when it came. */
    private record Step(String call, int number, String text) {}

    private void trace(Process server, String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of("strace", "-f", "-p", String.valueOf(server.pid())));
        line.addAll(List.of(options));
        Process tracer = new ProcessBuilder(line).start();
        servers.add(tracer);
        assertThat(tracer.errorReader().readLine()).contains("attached");
    }

    private void kill(Process server, Step step) throws IOException {
        trace(server, "-o", "/dev/null", "-e", "inject=" + step.call + ":signal=KILL:when=" + step.number);
    }

    /** What the server does to carry out {@code command}: each change, and the answer. */
    private List<Step> steps(String command) throws Exception {
        Process server = serve();
        if (command.equals("DEL")) {
            call(program("c"), "ADD", "c1", pod).ok();
        }
        Path trace = data.resolve("trace");
        trace(server, "-e", "trace=sendto,rename,unlink,write", "-s", "16", "-o", trace.toString());
        call(program("c"), command, "c1", pod).ok();
        server.destroyForcibly().waitFor();
        servers.getLast().waitFor();
        Map<String, Integer> numbers = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        for (String line : Files.readAllLines(trace)) { // 4711 sendto(25, [{nlmsg_len=44, ...
            String call = line.replaceFirst("^\\d+ +", "").replaceFirst("\\(.*", "");
            int number = numbers.merge(line.replaceFirst("\\(.*", ""), 1, Integer::sum);
            boolean onlyAsks = line.contains("nlmsg_len") && !line.contains("NLM_F_ACK") && !line.contains("[[");
            boolean isSetting = call.equals("write") && line.contains(", 1)");
            if (call.matches("sendto|rename|unlink|write") && !onlyAsks && !isSetting) {
                steps.add(new Step(call, number, line));
            }
        }
        call(program("c"), "DEL", "c1", pod).ok();
        return steps;
    }

    private Process serveWithoutBridge() throws IOException {
        try (Rtnl rtnl = Rtnl.open(host.host())) {
            rtnl.links().deleteIfExists("cni8");
        }
        return serve();
    }

    @Test
    @NeedsCommand("strace")
    void whereverTheServerIsKilledInAddDelTakesAwayAllOfIt() throws Exception {
        List<Step> steps = steps("ADD");
        assertThat(steps).extracting(Step::call).contains("sendto", "rename", "write");
        for (Step step : steps) {
            Process server = serveWithoutBridge();
            kill(server, step);
            CniHost.Answer answer = call(program("c"), "ADD", "c1", pod);
            assertThat(answer.status()).as(step.text).isEqualTo(1);
            assertThat(answer.code()).as(step.text + answer.out()).isEqualTo(CniException.TRY_AGAIN);
            server.waitFor();
            call(program("c"), "DEL", "c1", pod).ok();
            expectNothing();
        }
        call(program("c"), "ADD", "c1", pod).ok();
    }

    /** The client repeats it without the server. */
    @Test
    @NeedsCommand("strace")
    void whereverTheServerIsKilledInDelNothingIsLeft() throws Exception {
        List<Step> steps = steps("DEL");
        assertThat(steps).extracting(Step::call).contains("sendto", "unlink");
        for (Step step : steps) {
            Process server = serve();
            call(program("c"), "ADD", "c1", pod).ok();
            kill(server, step);
            call(program("c"), "DEL", "c1", pod).ok();
            server.waitFor();
            expectNothing();
        }
    }

    @Test
    void twoHundredPodsAtOnceGetAnAddressEach(Namespaces namespaces) throws Exception {
        serve();
        List<NetworkNamespace> pods =
                Stream.generate(namespaces::named).limit(200).toList();
        Path answers = Files.createDirectory(data.resolve("answers"));
        String all = "i=0; for pod in "
                + String.join(" ", pods.stream().map(CniHost::file).toList()) + "; do i=$((i + 1));"
                + " CNI_CONTAINERID=p$i CNI_NETNS=$pod " + program("served-c") + " <" + data.resolve("conf") + " >"
                + answers
                + "/$i & done; wait";
        Files.writeString(data.resolve("conf"), config());
        ProcessBuilder start = new ProcessBuilder("sh", "-c", all).inheritIO();
        start.environment().putAll(host.environment("ADD", "", ""));
        assertThat(host.host().exec(start).waitFor()).isZero();
        Set<String> addresses = new HashSet<>();
        for (int i = 1; i <= pods.size(); i++) {
            String answer = Files.readString(answers.resolve(String.valueOf(i)));
            addresses.add(new CniHost.Answer(answer.contains("\"ips\"") ? 0 : 1, answer, "")
                    .ok()
                    .get("ips")
                    .get(0)
                    .get("address")
                    .asString());
        }
        assertThat(addresses).hasSize(200);
        assertThat(reserved()).hasSize(400);
        assertThat(host.run("ip", "-o", "link", "show", "master", "cni8").lines())
                .hasSize(200);
        assertThat(host.run("nft", "list", "chain", "inet", "cni_plugins_masquerade", "masq_checks")
                        .lines()
                        .filter(line -> line.contains("masquerade comment")))
                .hasSize(400);
    }

    @Test
    void disksThatTakeNothingAreErrorsAndNothingIsHalfMade() throws Exception {
        Command.run("mount", "-t", "tmpfs", "-o", "size=16k", "small", data.toString())
                .ok();
        try {
            Files.createDirectories(data.resolve("net"));
            Files.createFile(data.resolve("net/lock"));
            Path filler = data.resolve("filler");
            CniHost.fill(filler);
            expectRefused(CniException.IO);
            Command.run("mount", "-o", "remount,ro", data.toString()).ok();
            expectRefused(CniException.IO);
            host.ours("bridge", "DEL", "c1", CniHost.file(pod), config()).ok();
            CniHost.Answer status = host.ours("bridge", "STATUS", "", "", config().replace("1.0.0", "1.1.0"));
            assertThat(status.code()).isEqualTo(CniException.NOT_AVAILABLE);
            Command.run("mount", "-o", "remount,rw", data.toString()).ok();
            Files.delete(filler);
            host.ours("bridge", "ADD", "c1", CniHost.file(pod), config()).ok();
            CniHost.fill(filler);
            host.ours("bridge", "DEL", "c1", CniHost.file(pod), config()).ok();
            expectNothing();
        } finally {
            Command.run("umount", "-l", data.toString()).ok();
        }
    }

    private void expectRefused(int code) throws IOException {
        String before = host.run("ip", "-o", "link");
        CniHost.Answer answer = host.ours("bridge", "ADD", "c1", CniHost.file(pod), config());
        assertThat(answer.status()).as(answer.out()).isEqualTo(1);
        assertThat(answer.code()).as(answer.out()).isEqualTo(code);
        expectNothing();
        assertThat(host.run("ip", "-o", "link")).isEqualTo(before);
    }

    @Test
    void aLockThatNobodyGivesBackIsAnError() throws Exception {
        Files.createDirectories(data.resolve("net"));
        Process holder = new ProcessBuilder(
                        "flock", data.resolve("net/lock").toString(), "sh", "-c", "echo held; exec sleep 100")
                .start();
        try {
            assertThat(holder.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("held");
            CniHost hasty = host.with("JAVA_TOOL_OPTIONS", "-Dio.netlink4j.timeout=PT1S");
            CniHost.Answer answer = hasty.program(program("c"), "ADD", "c1", CniHost.file(pod), config());
            assertThat(answer.status()).isEqualTo(1);
            assertThat(answer.code()).as(answer.out()).isEqualTo(CniException.TRY_AGAIN);
            CniHost.Answer deletion = hasty.program(program("c"), "DEL", "c1", CniHost.file(pod), config());
            assertThat(deletion.status()).isEqualTo(1);
            assertThat(deletion.code()).as(deletion.out()).isEqualTo(CniException.TRY_AGAIN);
        } finally {
            holder.descendants().forEach(ProcessHandle::destroyForcibly);
            holder.destroyForcibly().waitFor();
        }
        expectNothing();
        call(program("c"), "ADD", "c1", pod).ok();
    }
}
