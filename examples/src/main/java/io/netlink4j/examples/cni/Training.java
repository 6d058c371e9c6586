package io.netlink4j.examples.cni;

import io.netlink4j.core.namespace.NetworkNamespace;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** What a plugin does, in namespaces that nobody else sees, for the JVM to see which classes it needs. */
final class Training {
    private static final String CONFIG = """
        {"cniVersion":"1.1.0","name":"training","type":"bridge","isDefaultGateway":true,"ipMasq":true,"macspoofchk":true,PREVIOUS
         "ipam":{"type":"host-local","dataDir":"DATA","ranges":[[{"subnet":"10.22.0.0/16"}],[{"subnet":"fd00:22::/64"}]]}}\
        """;

    private Training() {}

    /** Attaches, checks and detaches containers, one after the other, with the addresses in {@code data}. */
    static void run(Path data, int count) {
        try (NetworkNamespace host = NetworkNamespace.createUnnamed();
                NetworkNamespace container = NetworkNamespace.createUnnamed()) {
            String config = CONFIG.replace("DATA", data.toString());
            host.run(() -> container.withFileDescriptor(fd -> {
                for (int i = 0; i < count; i++) {
                    String result = call("ADD", fd, config.replace("PREVIOUS", ""));
                    String with = config.replace("PREVIOUS", "\"prevResult\":" + result + ",");
                    call("CHECK", fd, with);
                    call("DEL", fd, with);
                }
                return count;
            }));
        }
    }

    private static String call(String command, int fd, String config) {
        Map<String, String> environment = Map.of(
                "CNI_COMMAND",
                command,
                "CNI_CONTAINERID",
                "training",
                "CNI_NETNS",
                "/proc/self/fd/" + fd,
                "CNI_IFNAME",
                "eth0");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = Cni.run(
                "bridge",
                environment,
                config.getBytes(StandardCharsets.UTF_8),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err);
        String answer = out.toString(StandardCharsets.UTF_8).strip();
        if (status != 0) {
            throw new IllegalStateException("the training's " + command + " failed: " + answer);
        }
        return answer;
    }
}
