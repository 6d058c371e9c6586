package io.netlink4j.nft;

import static io.netlink4j.nft.statement.Lookups.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Resets of rules and elements, and deletions of what may be gone: {@code reset} and {@code destroy} of nft. */
@KernelTest
@NeedsCommand("nft")
class ResetIT {
    private static final Table TABLE = Table.of(NfFamily.INET, "t");

    private static final String RULESET = """
        table inet t {
            set single { type ipv4_addr; counter; elements = { 10.0.0.1 counter packets 3 bytes 30, 10.0.0.2 } }
            set ranges { type ipv4_addr; flags interval; counter; elements = { 10.1.0.0/16 counter packets 4 bytes 40 } }
            chain c {
                counter packets 7 bytes 70 accept
                counter packets 8 bytes 80 drop
            }
        }
        """;

    private static final Chain CHAIN = TABLE.chain("c");

    @Test
    void resetsTheCountersOfARule(Namespaces namespaces) {
        assumeThat(System.getProperty("os.version")).as("from 6.2 on").doesNotStartWith("6.1.");
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft(RULESET);
        Nft nft = house.nft();
        Rule first = nft.rules().list(CHAIN).getFirst();
        assertThat(nft.reset(first)).isEqualTo(first);
        assertThat(nft.reset(first).expressions()).contains(Counter.of(0, 0));
        assertThat(nft.rules().list(CHAIN).getLast().expressions()).contains(Counter.of(8, 80));
        nft.rules().delete(first);
        assertThatThrownBy(() -> nft.reset(first)).isInstanceOf(NetlinkException.NotFound.class);
        Rule unread = CHAIN.rule(Counter.zero());
        assertThatThrownBy(() -> nft.reset(unread)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void resetsTheCountersOfAnElement(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft(RULESET);
        Nft nft = house.nft();
        NamedSet single = nft.set(TABLE, "single").orElseThrow();
        NamedSet ranges = nft.set(TABLE, "ranges").orElseThrow();
        SetElement address = nft.element(single, element(single, "10.0.0.1")).orElseThrow();
        SetElement prefix = nft.element(ranges, element(ranges, "10.1.0.0/16")).orElseThrow();
        assertThatThrownBy(() -> nft.reset(single, element(single, "10.0.0.9")))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("there is no such element");
        if (System.getProperty("os.version").startsWith("6.1.")) {
            assertThatThrownBy(() -> nft.reset(single, address)).isInstanceOf(NetlinkException.NotSupported.class);
            return;
        }
        assertThat(nft.reset(single, address)).isEqualTo(address);
        assertThat(nft.reset(ranges, element(ranges, "10.1.0.0/16"))).isEqualTo(prefix);
        assertThat(house.ruleset())
                .contains("10.0.0.1 counter packets 0 bytes 0", "10.1.0.0/16 counter packets 0 bytes 0");
    }

    @Test
    void deletesRulesAndElementsThatMayBeGone(Namespaces namespaces) {
        assumeThat(System.getProperty("os.version")).as("from 6.3 on").doesNotStartWith("6.1.");
        NftNamespace house = NftNamespace.in(namespaces);
        house.nft(RULESET);
        Nft nft = house.nft();
        NamedSet single = nft.set(TABLE, "single").orElseThrow();
        NamedSet ranges = nft.set(TABLE, "ranges").orElseThrow();
        Rule first = nft.rules().list(CHAIN).getFirst();
        for (int i = 0; i < 2; i++) {
            nft.commit(tx -> {
                tx.deleteIfExists(first);
                tx.deleteElementsIfExist(single, List.of(element(single, "10.0.0.1"), element(single, "10.0.0.9")));
                tx.deleteElementsIfExist(ranges, List.of(element(ranges, "10.1.0.0/16")));
            });
            assertThat(nft.rules().list(CHAIN)).hasSize(1);
            assertThat(nft.elements(single)).hasSize(1);
            assertThat(nft.elements(ranges)).isEmpty();
        }
    }
}
