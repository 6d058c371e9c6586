package io.netlink4j.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.message.MessageHeader;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the README's table of sockets and tracked connections from top to bottom: the commands in one namespace, the Java cells in another
 * one with the same sockets. Both answer the same, and change the same.
 */
@KernelTest
@NeedsCommand({"conntrack", "ip", "netstat", "perl", "sh", "ss"})
final class SocketTableIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void javaDoesWhatTheCommandsDo(Namespaces namespaces, @TempDir Path directory) throws Exception {
        List<CommandRow> rows = CommandRow.in("Who listens");
        SocketNamespace byJava = SocketNamespace.in(namespaces);
        Comparison comparison = new Comparison(rows, SocketNamespace.in(namespaces), byJava, namespaces);
        RowCompiler.compile(rows, directory, cell -> cell).run(byJava.namespace(), comparison);
        assertThat(comparison.compared).isEqualTo(rows.size()).isGreaterThan(10);
    }

    /** Compares a row after the other. */
    private static final class Comparison implements RowProgram.Rows {
        private final List<CommandRow> rows;
        private final SocketNamespace byCommand;
        private final SocketNamespace byJava;
        private final Namespaces namespaces;
        private SocketNamespace.@Nullable Follower follower;
        private @Nullable Subscription<?> subscription;
        private int compared;

        Comparison(List<CommandRow> rows, SocketNamespace byCommand, SocketNamespace byJava, Namespaces namespaces) {
            this.rows = rows;
            this.byCommand = byCommand;
            this.byJava = byJava;
            this.namespaces = namespaces;
        }

        @Override
        public void run(int number, RowProgram.Expression cell) throws Exception {
            CommandRow row = rows.get(number);
            compared++;
            if (row.command().equals("conntrack -E")) {
                follower = namespaces.keep(byCommand.follow());
                subscription = namespaces.keep((Subscription<?>) cell.value());
                return;
            }
            List<String> before = byCommand.state();
            List<String> printed = byCommand.run(row.command());
            Object value = cell.value();
            List<String> after = awaitSameState(row);
            if (value == null || value instanceof Integer) {
                assertThat(after).as("after %s, compared with before", row).isNotEqualTo(before);
                compareEvents(row);
            }
            if (value != null) {
                compareAnswers(row, printed, value);
            }
        }

        /** A socket that was destroyed is gone a little later at its peer. */
        private List<String> awaitSameState(CommandRow row) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            List<String> expected = byCommand.state();
            List<String> actual = byJava.state();
            while (!actual.equals(expected) && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                expected = byCommand.state();
                actual = byJava.state();
            }
            assertThat(actual).as("after %s", row).isEqualTo(expected);
            return expected;
        }

        private static void compareAnswers(CommandRow row, List<String> printed, Object value) {
            switch (value) {
                // The number of objects that were deleted, which the command prints.
                case Integer count -> assertThat(printed).as("%s", row).hasSize(count);
                case Collection<?> all
                when row.command().matches("netstat .*|conntrack -S") ->
                    assertThat(all).as("%s", row).hasSameSizeAs(printed);
                case Collection<?> all -> compareLines(row, printed, all);
                default ->
                    assertThat(printed).as("%s", row).containsExactly(SocketNamespace.comparable(value.toString()));
            }
        }

        /** ss leaves out the columns that a filter or an option determines. */
        private static void compareLines(CommandRow row, List<String> printed, Collection<?> all) {
            List<String> ours = all.stream()
                    .map(object -> SocketNamespace.comparable(object.toString()))
                    .toList();
            assertThat(ours)
                    .as("%s", row)
                    .isNotEmpty()
                    .hasSameSizeAs(printed)
                    .allSatisfy(line ->
                            assertThat(printed).anyMatch(theirs -> line.contains(theirs) || theirs.contains(line)));
            assertThat(printed)
                    .as("%s", row)
                    .allSatisfy(theirs ->
                            assertThat(ours).anyMatch(line -> line.contains(theirs) || theirs.contains(line)));
        }

        /** Between the rows that subscribe and that delete all connections, each change is an event. */
        private void compareEvents(CommandRow row) throws Exception {
            if (follower != null && subscription != null && !row.command().equals("conntrack -F")) {
                assertThat(words(subscription.next(PATIENCE).orElseThrow()))
                        .as("%s", row)
                        .isEqualTo(follower.next());
            }
        }

        private static String words(Event<?> event) {
            return switch (event) {
                case Event.Changed<?>(Object _, int flags) ->
                    (flags & MessageHeader.NLM_F_CREATE) == 0 ? "UPDATE" : "NEW";
                case Event.Deleted<?> _ -> "DESTROY";
                default -> event.toString();
            };
        }
    }
}
