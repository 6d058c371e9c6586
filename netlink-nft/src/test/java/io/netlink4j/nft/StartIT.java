package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Jvm;
import io.netlink4j.testkit.KernelTest;
import java.io.File;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program pays at start only for what it uses. */
@KernelTest
final class StartIT {
    private static final String EVERYTHING_ELSE = "io\\.netlink4j\\.(nft\\.(expression|statement|compile|match|packet)"
            + "|core\\.(thread|program|resolve|socket|sysctl))\\.";

    @Test
    void aProgramThatListsTablesLoadsNothingElse() {
        List<String> line = Jvm.line(
                List.of("--enable-native-access=ALL-UNNAMED", "-Xlog:class+load:stdout:none"), ListTables.class);
        int path = line.indexOf("-cp") + 1;
        line.set(path, line.get(path) + File.pathSeparator + Jvm.home(Nft.class));
        List<String> said =
                Command.run(line.toArray(new String[0])).ok().lines().toList();
        assertThat(said).contains("listed");
        assertThat(said).anyMatch(loaded -> loaded.startsWith("io.netlink4j.nft.object.Table "));
        assertThat(said).noneMatch(loaded -> loaded.matches(EVERYTHING_ELSE + ".*"));
        // The JDK makes one such class for each shape of calls.
        assertThat(said).filteredOn(loaded -> loaded.contains(".DowncallStub")).hasSizeLessThanOrEqualTo(1);
    }

    /** The program. */
    static final class ListTables {
        private ListTables() {}

        /** Lists the tables of its own namespace. */
        public static void main(String[] args) {
            try (Nft nft = Nft.open()) {
                if (nft.tables().list() != null) {
                    System.out.println("listed");
                }
            }
        }
    }
}
