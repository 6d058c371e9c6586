package io.netlink4j.examples.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Capability;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.testkit.Jvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.MapAssert;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** What the library says inside a container that may not do what is asked for. */
@NeedsEngine
class UnprivilegedContainerIT {
    private static final String NET_ADMIN =
            "NotPermitted: cannot %s in namespace net:[N]: that needs CAP_NET_ADMIN in the user"
                    + " namespace that owns namespace net:[N]; run it as root there, or with that capability (EPERM)";

    private static final String READ_ONLY =
            "NotPermitted: cannot write '1' to sysctl net.ipv4.ip_forward in namespace net:[N]: /proc/sys is mounted"
                    + " read-only here (EROFS)";

    @Test
    void anOrdinaryContainerMayLookButNotTouch() throws Exception {
        try (Box box = Box.ordinary(shared())) {
            assertThatNothingIsPermitted(attempts(box));
        }
    }

    @Test
    void theSameWordsWithoutAnyCapability() throws Exception {
        try (Box box = Box.with(shared(), List.of(Capability.ALL), List.of())) {
            assertThatNothingIsPermitted(attempts(box));
        }
    }

    @Test
    void netAdminChangesButMakesNoNamespaces() throws Exception {
        try (Box box = Box.with(shared(), List.of(Capability.ALL), List.of(Capability.NET_ADMIN))) {
            Map<String, String> attempts = attempts(box);
            assertThatNamespacesNeedSysAdmin(attempts);
            for (String change : List.of("add link", "add address", "add route", "add table")) {
                assertThat(attempts).containsEntry(change, "done");
            }
        }
    }

    @Test
    void sysAdminMakesNamespacesButChangesNothing() throws Exception {
        try (Box box = Box.with(shared(), List.of(Capability.ALL), List.of(Capability.SYS_ADMIN))) {
            Map<String, String> attempts = attempts(box);
            assertThatChangesNeedNetAdmin(attempts);
            assertThat(attempts)
                    .containsEntry("new namespace", "done")
                    .containsEntry("named namespace", "done")
                    .containsEntry("enter", "done")
                    .containsEntry("write sysctl", READ_ONLY);
        }
    }

    @Test
    void somebodyWhoIsNotRoot() throws Exception {
        try (Box box = Box.ordinary(shared())) {
            Map<String, String> attempts =
                    attempts(box, "setpriv", "--reuid=1000", "--regid=1000", "--clear-groups", "--inh-caps=-all");
            assertThatChangesNeedNetAdmin(attempts)
                    .containsEntry(
                            "new namespace",
                            "NotPermitted: cannot create a network namespace: unshare needs CAP_SYS_ADMIN (EPERM)")
                    .containsEntry(
                            "named namespace",
                            "NotPermitted: cannot create the directory /run/netns: this user has no permission to"
                                    + " write to /run; for another place set XDG_RUNTIME_DIR or the system property"
                                    + " io.netlink4j.netns.directory (EACCES)")
                    .containsEntry(
                            "foreign process",
                            "NotPermitted: cannot open the namespace of process 1: opening /proc/1/ns/net needs the"
                                    + " permissions of its owner, or CAP_SYS_PTRACE for another's process (EACCES)");
        }
    }

    private static void assertThatNothingIsPermitted(Map<String, String> attempts) {
        assertThatChangesNeedNetAdmin(attempts);
        assertThatNamespacesNeedSysAdmin(attempts);
    }

    private static MapAssert<String, String> assertThatChangesNeedNetAdmin(Map<String, String> attempts) {
        return assertThat(attempts)
                .containsEntry("list links", "done")
                .containsEntry("add link", String.format(NET_ADMIN, "add link 'b0'"))
                .containsEntry("add address", String.format(NET_ADMIN, "add address 192.0.2.1/32 to link 'lo'"))
                .containsEntry("add route", String.format(NET_ADMIN, "add route default dev lo metric 9"))
                .containsEntry("add table", String.format(NET_ADMIN, "add table ip house"));
    }

    private static void assertThatNamespacesNeedSysAdmin(Map<String, String> attempts) {
        assertThat(attempts)
                .containsEntry(
                        "new namespace",
                        "NotPermitted: cannot create a network namespace: unshare needs CAP_SYS_ADMIN (EPERM)")
                .containsEntry(
                        "named namespace",
                        "NotPermitted: cannot prepare /run/netns: mounting needs CAP_SYS_ADMIN in this mount namespace"
                                + " (EPERM)")
                .containsEntry("foreign process", "done")
                .containsEntry("enter", "done") // its own, where it is already
                .containsEntry("write sysctl", READ_ONLY);
    }

    /** What each attempt came to, by its name. */
    private static Map<String, String> attempts(Box box, String... prefix) throws Exception {
        List<String> line = new ArrayList<>(Arrays.asList(prefix));
        line.add(Box.inside(jdk().resolve("bin/java")));
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp"));
        line.add(classPath().map(Box::inside).collect(Collectors.joining(":")));
        line.add(Attempts.class.getName());
        return box.run(line.toArray(String[]::new))
                .lines()
                .map(told -> told.replaceAll("net:\\[\\d+]", "net:[N]").split(": ", 2))
                .collect(Collectors.toMap(words -> words[0], words -> words[1]));
    }

    private static List<Path> shared() throws Exception {
        return Stream.concat(Stream.of(jdk()), classPath()).toList();
    }

    private static Stream<Path> classPath() {
        return Stream.of(Attempts.class, Nft.class, Rtnl.class, NetworkNamespace.class, Logger.class)
                .map(Jvm::home);
    }

    private static Path jdk() throws Exception {
        return Path.of(System.getProperty("java.home")).toRealPath();
    }
}
