package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.child.UseNames;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.EtcNetns;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.NeedsEtcNetns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are UTF-8 in any locale of the JVM. Names that are not UTF-8 are left out. */
@KernelTest
@NeedsEtcNetns
@NeedsCommand({"unshare", "sh", "mount", "ip", "sleep", "printf", "mkdir"})
final class NamesInBytesIT {
    // The shell makes the names, since the JVM of this test may be in a locale that has no such characters.
    private static final String SCRIPT = """
        u=$(printf '\\303\\274'); wrong=$(printf 'wrong\\377'); name=red-$u; rooms=/run/rooms
        mount -t tmpfs none /run && mount -t tmpfs none /etc/netns || exit 1
        ip netns add $name && ip netns add $wrong && ip -n $name link set lo name ${u}0 || exit 1
        ln -s $name /run/netns/$wrong-link; mkdir /run/netns/directory; mkfifo /run/netns/fifo
        mkdir -p /etc/netns/$name $rooms/c$u/$wrong
        echo 192.0.2.7 only-in-red >/etc/netns/$name/hosts; echo >/etc/netns/$name/$wrong
        echo >$rooms/f$u && mount --bind /run/netns/$name $rooms/f$u || exit 1
        ip netns exec $name sleep 300 & sleeper=$!
        : >$rooms/c$u/cgroup.procs; echo $sleeper >$rooms/c$u/$wrong/cgroup.procs
        "$@"; status=$?
        kill $sleeper
        exit $status
        """;

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8"})
    void theLocaleDoesNotMatter(String locale, Namespaces namespaces) {
        // Something in /etc/netns keeps it, and the script's mount on it, from being removed by another test.
        namespaces.keep(new EtcNetns(namespaces.named()));
        List<String> line =
                new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private", "sh", "-c", SCRIPT, "sh"));
        line.addAll(List.of("env", "LC_ALL=" + locale));
        line.addAll(Jvm.line(
                List.of("--enable-native-access=ALL-UNNAMED"), UseNames.class, "7265642dc3bc", "c3bc30", "/run/rooms"));
        String ue = "\\u00fc";
        assertThat(Command.run(line).ok().lines())
                .containsExactlyElementsOf(Stream.of(
                                "list: true",
                                "existing: true",
                                "names: [red-ü]",
                                "toString: namespace 'red-ü'",
                                "sysctl: true",
                                "sysctl names: [net.ipv4.conf.ü0.bc_forwarding, net.ipv4.conf.ü0.forwarding,"
                                        + " net.ipv4.conf.ü0.mc_forwarding]",
                                "hosts: 192.0.2.7 only-in-red",
                                "resolver: [192.0.2.7]",
                                locale.equals("C")
                                        ? "argument: io.netlink4j.core.error.NetlinkException: cannot start a program"
                                                + " in namespace 'red-ü': its name, arguments or directory have"
                                                + " characters that are not in ANSI_X3.4-1968, the encoding of this"
                                                + " JVM's locale: start the JVM with LC_ALL=C.UTF-8 (EILSEQ)"
                                        : "argument: red-ü",
                                "file: true",
                                "cgroup: true",
                                "create: Created[name=red-ü2]",
                                "attach: [[red-ü, red-ü3], Created[name=red-ü3]]",
                                "delete: [Deleted[name=red-ü2], false]",
                                "delete: [Deleted[name=red-ü3], false]")
                        .map(expected -> expected.replace("ü", ue))
                        .toList());
    }
}
