package io.netlink4j.examples.bench;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * ADD and DEL of the plugin {@code bridge}, with two families and a masquerade by nftables, from the start of the program to its end: those of
 * each directory in the variable {@code CNI_PATH}, in turn. Beside them what it costs to delete a pair of links alone.
 */
final class CniCalls implements Workload {
    private static final String CONFIG = """
        {"cniVersion":"1.0.0","name":"bench","type":"bridge","bridge":"bench-cni","isDefaultGateway":true,"ipMasq":true,
         "ipMasqBackend":"nftables","ipam":{"type":"host-local","dataDir":"DATA",
         "ranges":[[{"subnet":"10.222.0.0/16"}],[{"subnet":"fd00:222::/64"}]]}}\
        """;
    private static final String NAME = "bench-cni";

    private final int count;
    private final List<Path> directories = Stream.of(
                    System.getenv().getOrDefault("CNI_PATH", "").split(":", -1))
            .filter(directory -> !directory.isEmpty())
            .map(Path::of)
            .toList();
    private final NetworkNamespace home = NetworkNamespace.current();
    private final Path data;
    private final Path config;

    CniCalls(int[] numbers) {
        this.count = numbers[0];
        if (directories.isEmpty()) {
            throw new IllegalArgumentException("CNI_PATH names no directories of plugins");
        }
        try {
            data = Files.createTempDirectory("bench-cni");
            config = Files.writeString(data.resolve("config"), CONFIG.replace("DATA", data.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int warmUp() {
        return 2;
    }

    @Override
    public List<Line> round() {
        Map<String, Stopwatch> watches = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            for (Path directory : directories) {
                NetworkNamespace.create(NAME).close();
                try {
                    lap(watch(watches, "add:" + directory), directory, "ADD", true);
                    // some versions of the reference fail when all is done
                    lap(watch(watches, "del:" + directory), directory, "DEL", false);
                } finally {
                    NetworkNamespace.delete(NAME);
                }
            }
            deleteLinks(watch(watches, "deletelinks"));
        }
        List<Line> lines = new ArrayList<>();
        watches.forEach((name, watch) -> lines.add(watch.line(name)));
        return lines;
    }

    private Stopwatch watch(Map<String, Stopwatch> watches, String name) {
        return watches.computeIfAbsent(name, any -> new Stopwatch(count));
    }

    private void lap(Stopwatch watch, Path directory, String command, boolean mustSucceed) {
        ProcessBuilder program = new ProcessBuilder(directory.resolve("bridge").toString())
                .redirectInput(config.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = program.environment();
        environment.put("CNI_PATH", directory.toString());
        environment.put("CNI_COMMAND", command);
        environment.put("CNI_CONTAINERID", "bench");
        environment.put("CNI_IFNAME", "eth0");
        environment.put("CNI_NETNS", "/run/netns/" + NAME);
        try {
            watch.lapBegins();
            int status = program.start().waitFor();
            watch.lapEnds();
            if (mustSucceed && status != 0) {
                throw new IllegalStateException(directory + ": " + command + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void deleteLinks(Stopwatch watch) {
        try (NetworkNamespace pod = NetworkNamespace.createUnnamed();
                Rtnl inside = Rtnl.open(pod);
                Rtnl host = Rtnl.open()) {
            inside.links()
                    .add(Link.named("eth0")
                            .kind(Veth.to(Link.named("bench-veth").in(home)))
                            .up());
            host.links().change("bench-veth", link -> link.master(NAME).up());
            inside.addresses().add("eth0", "10.222.255.1/16");
            watch.lapBegins();
            inside.links().delete("eth0");
            watch.lapEnds();
        }
    }

    @Override
    public void close() {
        try (Rtnl host = Rtnl.open();
                Stream<Path> files = Files.walk(data)) {
            host.links().deleteIfExists(NAME);
            home.close();
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
