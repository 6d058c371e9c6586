package io.netlink4j.nft;

import static io.netlink4j.nft.statement.Statements.accept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The collections of tables, chains, rules, sets and objects have the same verbs. */
@KernelTest
@NeedsCommand("nft")
final class CollectionIT {
    private static final Table TABLE = Table.inet("t");
    private static final Table OTHER = Table.ip("t");
    private static final Chain WEB = TABLE.chain("web");
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void addsAndDeletesEachTypeOfObject(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        Nft nft = house.nft();
        Table table = nft.tables().add(TABLE);
        Chain chain = nft.chains().add(WEB);
        NamedSet set = nft.sets().add(TABLE.set("s", SetKey.MARK));
        NamedObject counter = nft.objects().add(TABLE.object("hits", Counter.zero()));
        Rule rule = nft.rules().add(WEB.rule(accept()));
        assertThat(house.ruleset()).contains("chain web {\n\t\taccept", "set s {\n\t\ttype mark", "counter hits");
        assertThat(nft.rules().get(rule)).isEqualTo(rule);
        assertThat(nft.sets().find(TABLE.set("s", SetKey.MARK))).contains(set);
        assertThat(nft.objects().get(counter)).isEqualTo(counter);
        assertThat(nft.chains().list()).extracting(Chain::handle).containsExactly(chain.handle());

        assertThatThrownBy(() -> nft.tables().add(TABLE)).isInstanceOf(NetlinkException.AlreadyExists.class);
        assertThatThrownBy(() -> nft.tables().get(OTHER))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("find table ip t");

        nft.rules().delete(rule);
        assertThat(nft.sets().deleteIfExists(set)).isTrue();
        assertThat(nft.sets().deleteIfExists(set)).isFalse();
        nft.objects().delete(counter);
        nft.chains().delete(chain);
        assertThat(house.ruleset()).isEqualTo("table inet t {\n}\n");
        assertThat(nft.tables().deleteIfExists(table)).isTrue();
        assertThatThrownBy(() -> nft.tables().delete(TABLE)).isInstanceOf(NetlinkException.NotFound.class);
    }

    @Test
    void listsTheObjectsOfATableAndOfAChain(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        Nft nft = house.nft();
        house.nft("table inet t { counter a { }; chain web { accept; }; chain ssh { drop; accept; }; }");
        house.nft("table ip t { counter b { }; chain web { return; }; }");
        assertThat(nft.objects().list(TABLE)).extracting(NamedObject::name).containsExactly("a");
        assertThat(nft.chains().list(OTHER)).hasToString("[chain ip t web]");
        assertThat(nft.rules().list(TABLE)).hasSize(3);
        assertThat(nft.rules().list(TABLE.chain("ssh")))
                .flatExtracting(Rule::expressions)
                .hasToString("[[ immediate reg 0 drop ], [ immediate reg 0 accept ]]");
        house.nft("add chain inet t empty");
        assertThat(nft.rules().list(TABLE.chain("empty"))).isEmpty();
        assertThatThrownBy(() -> nft.rules().list(TABLE.chain("none")))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("there is no chain 'none' in table inet t");
        List<Rule> seen = new ArrayList<>();
        nft.rules().forEach(nft.rules().in(TABLE), rule -> {
            seen.add(rule);
            return seen.size() < 2;
        });
        assertThat(seen).isEqualTo(nft.rules().list(TABLE).subList(0, 2));
        assertThat(nft.chains().list(Table.ip("none"))).isEmpty();
    }

    @Test
    void flushesWhatAFilterAcceptsInOneTransaction(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        Nft nft = house.nft();
        house.nft("table inet t { chain web { counter accept; drop; counter return; }; chain ssh { counter; }; }");
        List<Rule> counted = nft.rules()
                .flush(nft.rules()
                        .in(WEB)
                        .and("with a counter", rule -> rule.expressions().getFirst() instanceof Counter));
        assertThat(counted).hasSize(2);
        assertThat(nft.rules().list(WEB)).hasSize(1);
        assertThat(nft.rules().list()).hasSize(2);
        assertThat(nft.rules().flush(nft.rules().in(TABLE))).hasSize(2);
        assertThat(nft.rules().flush(nft.rules().in(TABLE))).isEmpty();
    }

    @Test
    void awaitsWhatNftDoes(Namespaces namespaces) throws InterruptedException {
        NftNamespace house = NftNamespace.in(namespaces);
        Nft nft = house.nft();
        try (Subscription<Chain> chains = nft.chains().subscribe()) {
            Thread other = Thread.ofPlatform().start(() -> {
                house.nft("add table inet t");
                house.nft("add chain inet t web");
                house.nft("add rule inet t web drop");
            });
            assertThat(nft.tables().await(TABLE, table -> true, LONG).name()).isEqualTo("t");
            assertThat(nft.chains().await(WEB, chain -> chain.get(Chain.USE).orElse(0) == 1, LONG))
                    .isNotNull();
            assertThat(nft.rules().await(nft.rules().in(TABLE), rules -> rules.size() == 1, LONG))
                    .hasSize(1);
            other.join();
            assertThat(chains.next())
                    .isInstanceOfSatisfying(
                            Event.Changed.class,
                            event -> assertThat(event.object()).hasToString("chain inet t web"));
        }
        Thread other = Thread.ofPlatform().start(() -> house.nft("delete table inet t"));
        nft.tables().awaitGone(TABLE, LONG);
        other.join();
        assertThatThrownBy(() -> nft.tables().await(TABLE, table -> true, Duration.ZERO))
                .isInstanceOf(NetlinkException.TimedOut.class)
                .hasMessageContaining("waiting for table inet t in ", "it does not exist");
    }
}
