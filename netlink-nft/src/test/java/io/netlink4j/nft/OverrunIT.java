package io.netlink4j.nft;

import static io.netlink4j.nft.statement.Statements.counter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Transactions with more answers than the socket's receive buffer holds. */
@KernelTest
@NeedsCommand({"nft", "ip"})
class OverrunIT {
    private static final Table TABLE = Table.ip("t");
    private static final Chain CHAIN = TABLE.chain("c");
    private static final List<Counter> MANY_COUNTERS = Collections.nCopies(128, Counter.zero());

    /** The number of rules that fills the buffer. Outside of a user namespace the library can set a larger buffer. */
    private static int rules() throws IOException {
        boolean privileged =
                Files.readString(Path.of("/proc/self/uid_map")).strip().matches("0 +0 +4294967295");
        return privileged ? 6_000 : 1_000;
    }

    private static Transaction transaction(int rules, Chain last) {
        return Transaction.of(tx -> {
            tx.add(TABLE);
            tx.add(CHAIN);
            Rule rule = CHAIN.rule(MANY_COUNTERS);
            for (int i = 0; i < rules; i++) {
                tx.add(rule);
            }
            tx.add(last.rule(counter()));
        });
    }

    @Test
    void doesNotReportACommittedTransactionAsRefused(Namespaces namespaces) throws IOException {
        NftNamespace house = NftNamespace.in(namespaces);
        int rules = rules();

        Commit commit = house.nft().commit(transaction(rules, CHAIN));

        assertThat(commit.created()).as("the test needs an overrun").hasSizeLessThan(rules);
        assertThat(house.nft().rules().list(CHAIN)).hasSize(rules + 1);
        assertThat(house.nft().commit(tx -> tx.add(CHAIN.rule(Counter.zero()))).created())
                .as("the next transaction is not affected")
                .hasSize(1);
    }

    @Test
    void reportsRefusalsDespiteLostAnswers(Namespaces namespaces) throws IOException {
        NftNamespace house = NftNamespace.in(namespaces);
        Transaction refused = transaction(rules(), TABLE.chain("gone"));

        NetlinkException failure =
                catchThrowableOfType(NetlinkException.class, () -> house.nft().commit(refused));

        assertThat(failure).isInstanceOf(NetlinkException.NotFound.class);
        assertThat(house.nft().tables().list()).isEmpty();
    }

    @Test
    void reportsTheFirstOfManyRefusalsAndTheirNumber(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        Chain missing = Table.ip("gone").chain("c");
        Transaction refused = Transaction.of(tx -> {
            for (int i = 0; i < 501; i++) {
                tx.add(missing.rule(counter()).comment("number " + i));
            }
        });

        NetlinkException failure =
                catchThrowableOfType(NetlinkException.class, () -> house.nft().commit(refused));

        assertThat(failure).hasMessageContaining("number 0").hasMessageEndingWith("; and 500 more were refused");
        assertThat(failure.getSuppressed())
                .allSatisfy(other -> assertThat(other.getStackTrace()).isEmpty());
    }
}
