package io.netlink4j.nft.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.nft.Transaction;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Quota;
import io.netlink4j.nft.expression.Verdict;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Elements that do not fit their set are refused before anything is sent. The message names both types. */
class ElementCheckTest {
    private static final Table TABLE = Table.ip("t");
    private static final NamedSet V4 = TABLE.set("s", SetKey.IPV4_ADDR);
    private static final NamedSet MARKS = TABLE.map("s", SetKey.IPV4_ADDR, SetKey.MARK);
    private static final NamedSet VERDICTS = TABLE.map("s", SetKey.IPV4_ADDR, SetKey.VERDICT);
    private static final NamedSet PAIRS = TABLE.set("s", SetKey.concat(SetKey.IPV4_ADDR, SetKey.INET_SERVICE));
    private static final SetElement ADDRESS = SetElement.of(IpAddress.of("1.1.1.1"));

    private static void refused(String type, String message, NamedSet set, SetElement element) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transaction.of(tx -> tx.addElements(tx.add(set), List.of(element))))
                .withMessageContaining(set + ", " + type + ": ")
                .withMessageContaining(message);
    }

    @Test
    void refusesUnfitKeys() {
        refused("ipv4_addr", "its key takes 2 bytes, but ipv4_addr takes 4", V4, SetElement.port(80));
        refused("ranges of ipv4_addr", "takes 16", V4.interval(), SetElement.of(IpPrefix.of("fd00::/8")));
        refused("ipv4_addr . inet_service", "takes 4 bytes", PAIRS, ADDRESS);
        refused(
                "ipv4_addr . inet_service",
                "takes 12 bytes",
                PAIRS,
                SetElement.concat(ADDRESS, SetElement.port(80), SetElement.port(81)));
        refused("ipv4_addr", "call interval()", V4, SetElement.of(IpPrefix.of("10.0.0.0/8")));
        refused(
                "ranges of inet_service",
                "it ends before it begins",
                TABLE.set("s", SetKey.INET_SERVICE).interval(),
                SetElement.range(new byte[] {0, 2}, new byte[] {0, 1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transaction.of(tx -> tx.deleteElements(tx.add(V4), List.of(SetElement.port(80)))));
    }

    @Test
    void refusesUnfitValues() {
        refused("ipv4_addr", "this set is not a map", V4, ADDRESS.value(SetElement.number(5)));
        refused("ipv4_addr to mark", "it has no value", MARKS, ADDRESS);
        refused("ipv4_addr to mark", "its value takes 2 bytes", MARKS, ADDRESS.value(SetElement.port(5)));
        refused("ipv4_addr to mark", "is a verdict", MARKS, ADDRESS.value(Data.verdict(Verdict.DROP)));
        refused("ipv4_addr to verdict", "is not a verdict", VERDICTS, ADDRESS.value(SetElement.number(5)));
    }

    @Test
    void refusesUnfitTimeoutsAndExpressions() {
        refused("ipv4_addr", "call timeouts()", V4, ADDRESS.timeout(Duration.ofHours(1)));
        NamedSet counted = V4.expressions(Counter.zero());
        refused("ipv4_addr", "it has quota", counted, ADDRESS.expressions(Quota.over(5)));
        assertThat(Transaction.of(tx -> tx.addElements(tx.add(counted), List.of(ADDRESS.expressions(Counter.zero()))))
                        .toString())
                .hasLineCount(2);
    }
}
