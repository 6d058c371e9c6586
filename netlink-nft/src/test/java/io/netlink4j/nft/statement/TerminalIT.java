package io.netlink4j.nft.statement;

import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.continueBelow;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.ct;
import static io.netlink4j.nft.statement.Statements.dnatTo;
import static io.netlink4j.nft.statement.Statements.drop;
import static io.netlink4j.nft.statement.Statements.goTo;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.jump;
import static io.netlink4j.nft.statement.Statements.limit;
import static io.netlink4j.nft.statement.Statements.log;
import static io.netlink4j.nft.statement.Statements.masquerade;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.notrack;
import static io.netlink4j.nft.statement.Statements.redirect;
import static io.netlink4j.nft.statement.Statements.reject;
import static io.netlink4j.nft.statement.Statements.returnToCaller;
import static io.netlink4j.nft.statement.Statements.snatTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.packet.CtState;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares for all pairs of statements whether the second is refused after the first, as nft does it. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class TerminalIT {
    private static final List<Statement> STATEMENTS = List.of(
            accept(),
            drop(),
            returnToCaller(),
            continueBelow(),
            jump("bar"),
            goTo("bar"),
            reject(),
            masquerade(),
            snatTo("10.0.0.1"),
            dnatTo("10.0.0.1"),
            redirect(),
            counter(),
            log("x"),
            limit(1, Per.SECOND),
            notrack(),
            meta().setMark(1),
            ip().saddr("10.0.0.1"),
            ct().state(CtState.NEW));

    @Test
    void refusesStatementsAfterTerminalOnesAsNftDoes(Namespaces namespaces) {
        List<Sample> pairs = STATEMENTS.stream()
                .flatMap(first -> STATEMENTS.stream().map(second -> Sample.of(NfFamily.IP, "foo", first, second)))
                .toList();

        List<String> ours = pairs.stream()
                .filter(TerminalIT::isAccepted)
                .map(Sample::command)
                .toList();
        assertThat(ours).isEqualTo(InstalledNft.in(namespaces).accepted(pairs)).hasSizeGreaterThan(100);
        assertThat(pairs.size() - ours.size()).isGreaterThan(150);
    }

    private static boolean isAccepted(Sample sample) {
        try {
            return !sample.compile().expressions().isEmpty();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("has no effect after");
            return false;
        }
    }
}
