package io.netlink4j.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.sysctl.InterfaceSysctl;
import io.netlink4j.core.sysctl.Ipv6AddressGeneration;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.NeighbourTables;
import io.netlink4j.testkit.VariesByKernel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the README's tables of commands from top to bottom: the commands in one namespace, the Java cells in another. After each row the
 * programs show the same of both namespaces.
 */
@KernelTest
@VariesByKernel
@NeedsCommand({"bridge", "ip", "iptables-nft", "nft", "nsenter", "sh", "sysctl"})
final class CommandTableIT {
    private static final Logger LOG = LoggerFactory.getLogger(CommandTableIT.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FEWEST_ROWS = 30;

    @Test
    void javaDoesWhatTheCommandsDo(Namespaces namespaces, @TempDir Path directory) throws Exception {
        NeighbourTables.grow();
        List<CommandRow> rows = CommandRow.in("From commands to Java");
        String otherByCommand = namespaces.newName();
        String otherByJava = namespaces.newName();
        NetworkNamespace ns = quiet(namespaces);
        Comparison comparison = new Comparison(
                rows,
                otherByCommand,
                new NamespaceState(quiet(namespaces), otherByCommand),
                new NamespaceState(ns, otherByJava));
        RowProgram program =
                RowCompiler.compile(rows, directory, cell -> cell.replace("\"red\"", "\"" + otherByJava + "\""));
        program.run(ns, comparison);
        comparison.awaitSameState("all rows", NamespaceState::all);
        assertThat(comparison.compared).hasSizeGreaterThanOrEqualTo(FEWEST_ROWS);
    }

    /** A new namespace in which the kernel generates no addresses, which it does some time later. */
    private static NetworkNamespace quiet(Namespaces namespaces) {
        NetworkNamespace namespace = namespaces.unnamed();
        namespace.sysctl().write(InterfaceSysctl.ADDR_GEN_MODE.on("default"), Ipv6AddressGeneration.NONE);
        return namespace;
    }

    /** Compares a row after the other. */
    private static final class Comparison implements RowProgram.Rows {
        final List<CommandRow> compared = new ArrayList<>();
        private final List<CommandRow> rows;
        private final String other;
        private final NamespaceState byCommand;
        private final NamespaceState byJava;
        private List<String> state;

        Comparison(List<CommandRow> rows, String other, NamespaceState byCommand, NamespaceState byJava) {
            this.rows = rows;
            this.other = other;
            this.byCommand = byCommand;
            this.byJava = byJava;
            this.state = byCommand.objects();
        }

        @Override
        public void run(int number, RowProgram.Expression cell) throws Exception {
            CommandRow row = rows.get(number);
            String line = row.command().replaceAll("\\bred\\b", other).replaceAll("^iptables ", "iptables-nft ");
            boolean parameters = line.contains("sysctl");
            List<String> before = parameters ? byCommand.all() : state;
            Command command = byCommand.run(line);
            if (isMissing(line, command)) {
                LOG.warn("{}: not in this kernel", row);
                assertThatThrownBy(cell::value)
                        .as("%s", row)
                        .isInstanceOfAny(NetlinkException.NotSupported.class, NetlinkException.NotFound.class);
                return;
            }
            String printed = command.ok();
            Object value;
            try {
                value = cell.value();
            } catch (NetlinkException e) {
                throw new AssertionError(row + ": " + e.getMessage(), e);
            }
            List<String> after = awaitSameState(row, parameters ? NamespaceState::all : NamespaceState::objects);
            state = parameters ? byCommand.objects() : after;
            if (printed.isBlank() || line.contains("sysctl -w")) {
                assertThat(after).as("after %s, compared with before", row).isNotEqualTo(before);
            } else {
                compareAnswers(row, line, printed, value);
            }
            compared.add(row);
        }

        /** Whether this kernel lacks what the row is about: a kind of link, devices of programs, or flowtables. */
        private static boolean isMissing(String line, Command command) {
            return command.err().contains("Unknown device type")
                    || command.err().startsWith("open: No such file")
                    || (line.matches("nft add (flowtable|.* flow add) .*")
                            && command.err().contains("Could not process rule: No such file or directory"));
        }

        /** The kernel completes some changes later, such as a carrier. */
        private List<String> awaitSameState(Object row, Function<NamespaceState, List<String>> part) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            List<String> expected = part.apply(byCommand);
            List<String> actual = part.apply(byJava);
            while (!actual.equals(expected) && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                expected = part.apply(byCommand);
                actual = part.apply(byJava);
            }
            assertThat(without(actual, expected))
                    .as("after %s: the lines of Java's namespace only, compared with the command's", row)
                    .isEqualTo(without(expected, actual));
            assertThat(actual).as("after %s", row).isEqualTo(expected);
            return expected;
        }

        private static List<String> without(List<String> lines, List<String> others) {
            return lines.stream().filter(line -> !others.contains(line)).toList();
        }

        private void compareAnswers(CommandRow row, String line, String printed, Object value) {
            if (value instanceof Collection<?> objects) {
                assertThat(objects).as("%s", row).hasSize(count(line, printed));
            } else {
                // The program names the link, and ends with words on its cache.
                assertThat(value.toString().replaceAll(" dev \\S+.*", ""))
                        .as("%s", row)
                        .isEqualTo(printed.strip().replaceAll("(?s) dev \\S+.*", ""));
            }
        }

        private int count(String line, String printed) {
            if (!line.startsWith("ip ")) {
                return (int) printed.lines().count();
            }
            int count = 0;
            for (JsonNode object : JsonMapper.shared()
                    .readTree(byCommand.run(line.replaceFirst("ip ", "ip -j ")).ok())) {
                count += object.has("addr_info") ? object.get("addr_info").size() : object.isEmpty() ? 0 : 1;
            }
            return count;
        }
    }
}
