package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.expression.Cmp;
import io.netlink4j.nft.expression.Comparison;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Masq;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.UnknownExpression;
import io.netlink4j.nft.expression.Verdict;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Generation;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Policy;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@KernelTest
@NeedsCommand({"nft", "ip"})
class TransactionIT {
    private static final Table TABLE = Table.ip("t");
    private static final Chain CHAIN = TABLE.chain("c").filter(Hook.INPUT);

    private static Nft prepared(NftNamespace house) {
        house.nft().commit(tx -> {
            tx.add(TABLE);
            tx.add(CHAIN);
        });
        return house.nft();
    }

    private static byte[] number(int value) {
        return new byte[] {20, (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }

    @Test
    void failedTransactionChangesNothingAndReportsEachRefusal(Namespaces namespaces) {
        Nft nft = prepared(NftNamespace.in(namespaces));
        Generation before = nft.generation();

        NetlinkException failure = catchThrowableOfType(
                NetlinkException.class,
                () -> nft.commit(tx -> {
                    tx.add(TABLE.chain("new"));
                    tx.add(TABLE.chain("nowhere").rule(Counter.zero()));
                    tx.add(CHAIN.rule(Counter.zero(), UnknownExpression.of("frobnicate", new byte[0])));
                    tx.add(CHAIN.rule(Counter.zero(), Payload.load(PayloadBase.NETWORK, 12, 77, 1))
                            .comment("too long"));
                    tx.delete(TABLE.chain("gone"));
                }));

        assertThat(failure)
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageStartingWith("cannot add rule ip t nowhere counter packets 0 bytes 0 in namespace")
                .hasMessageContaining("there is no chain 'nowhere' in table ip t; add it first (ENOENT)")
                .hasMessageContaining("NFTA_RULE_CHAIN");
        assertThat(failure.getSuppressed()).hasSize(3);
        assertThat(failure.getSuppressed()[0])
                .hasMessageContaining("this kernel does not know the expression")
                .hasMessageContaining("at [ frobnicate 0x ]")
                .hasMessageContaining("NFTA_RULE_EXPRESSIONS[1]");
        assertThat(failure.getSuppressed()[1])
                .hasMessageContaining("cannot add rule ip t c \"too long\"")
                .hasMessageContaining("payload load 77b @ network header + 12 => reg 1")
                .hasMessageContaining("NFTA_RULE_EXPRESSIONS[1]");
        assertThat(failure.getSuppressed()[2]).hasMessageContaining("cannot delete chain ip t gone");
        assertThat(nft.chains().list()).hasSize(1);
        assertThat(nft.rules().list()).isEmpty();
        assertThat(nft.generation()).isEqualTo(before);
    }

    @Test
    void reportsRefusalsAtTheCommit(Namespaces namespaces) {
        Nft nft = prepared(NftNamespace.in(namespaces));
        assertThatThrownBy(() -> nft.commit(tx -> tx.add(CHAIN.rule(Masq.plain()))))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageContaining("cannot add rule ip t c masquerade");
        assertThatThrownBy(() -> nft.commit(tx -> {
                    for (int i = 0; i < 20; i++) {
                        tx.add(TABLE.chain("c" + i));
                    }
                    for (int i = 0; i < 19; i++) {
                        tx.add(TABLE.chain("c" + i).rule(Immediate.verdict(Verdict.jump("c" + (i + 1)))));
                    }
                    tx.add(CHAIN.rule(Immediate.verdict(Verdict.jump("c0"))));
                }))
                .hasMessageContaining("EMLINK")
                .hasMessageContaining("at most 15 jumps");
        assertThat(nft.chains().list()).hasSize(1);
    }

    @Test
    void checkChangesNothing(Namespaces namespaces) {
        Nft nft = prepared(NftNamespace.in(namespaces));
        long before = nft.generation().id();
        Transaction good = Transaction.of(tx -> tx.add(TABLE.chain("new")));

        nft.check(good);
        assertThat(nft.chains().list()).hasSize(1);
        assertThat(nft.generation().id()).isEqualTo(before);
        assertThatThrownBy(() -> nft.check(Transaction.of(tx -> tx.add(CHAIN.rule(Masq.plain())))))
                .isInstanceOf(NetlinkException.NotSupported.class);

        nft.commit(good);
        assertThat(nft.chains().list()).hasSize(2);
    }

    @Test
    void refusesATransactionForAnOlderGeneration(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        Nft nft = prepared(house);
        Transaction transaction = Transaction.of(tx -> tx.add(TABLE.chain("new")));
        Generation before = nft.generation();
        house.nft("add chain ip t other");

        assertThatThrownBy(() -> nft.commit(transaction, before))
                .isInstanceOf(NetlinkException.Conflict.class)
                .hasMessageContaining("another generation");
        assertThat(nft.chain(TABLE, "new")).isEmpty();
        nft.commit(transaction, nft.generation());
        assertThat(nft.chain(TABLE, "new")).isPresent();
    }

    @Test
    void retriesReadAndChangeAfterAConflict(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        Nft nft = prepared(house);
        List<Integer> seen = new ArrayList<>();
        nft.transact(tx -> {
            int chains = nft.chains().list().size();
            if (seen.isEmpty()) {
                house.nft("add chain ip t meanwhile");
            }
            seen.add(chains);
            tx.add(TABLE.chain("number-" + chains));
        });

        assertThat(seen).containsExactly(1, 2);
        assertThat(nft.chains().list()).extracting(Chain::name).containsExactly("c", "meanwhile", "number-2");
    }

    @Test
    void concurrentWritersLoseNoChanges(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        Nft nft = prepared(house);
        CompletableFuture<?> theirs = CompletableFuture.runAsync(() ->
                IntStream.range(0, 20).forEach(i -> house.nft("add rule ip t c counter comment \"theirs " + i + "\"")));
        for (int i = 0; i < 100; i++) {
            nft.transact(tx -> {
                int size = nft.rules().list(CHAIN).size();
                tx.add(CHAIN.rule(Counter.zero()).comment("number " + size));
            });
        }
        theirs.join();

        List<Rule> rules = nft.rules().list(CHAIN);
        assertThat(rules).hasSize(120);
        for (int i = 0; i < rules.size(); i++) {
            String comment = rules.get(i).comment().orElseThrow();
            assertThat(comment.startsWith("theirs") || comment.equals("number " + i))
                    .isTrue();
        }
    }

    @Test
    void createdObjectsHaveHandles(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        Rule[] rules = new Rule[3];
        NamedSet[] sets = new NamedSet[1];
        Transaction transaction = Transaction.of(tx -> {
            tx.ensure(TABLE);
            tx.ensure(CHAIN);
            sets[0] = tx.ensure(TABLE.set("s", SetKey.IPV4_ADDR));
            rules[0] = tx.add(CHAIN.rule(Counter.zero()).comment("first"));
            rules[1] = tx.addAfter(rules[0], CHAIN.rule(Counter.zero()).comment("last"));
            rules[2] = tx.insertBefore(rules[1], CHAIN.rule(Counter.zero()).comment("middle"));
        });
        Commit commit = house.nft().commit(transaction);

        List<Rule> read = house.nft().rules().list(CHAIN);
        assertThat(read).extracting(rule -> rule.comment().orElseThrow()).containsExactly("first", "middle", "last");
        assertThat(commit.created(rules[2]).orElseThrow().handle())
                .isEqualTo(read.get(1).handle())
                .isNotEmpty();
        assertThat(commit.created(sets[0]).orElseThrow().handle()).isNotEmpty();
        assertThat(commit.created()).hasSize(6);
        assertThat(commit.created(CHAIN.rule(Counter.zero()))).isEmpty();

        Commit silent = house.nft().commit(transaction.withoutEcho());
        assertThat(silent.created()).isEmpty();
        assertThat(house.nft().rules().list(CHAIN)).hasSize(6);
    }

    @Test
    void replacesDeletesAndPlacesRules(Namespaces namespaces) {
        NftNamespace house = NftNamespace.in(namespaces);
        Nft nft = prepared(house);
        nft.commit(tx -> {
            tx.add(CHAIN.rule(Counter.zero()).comment("a"));
            tx.add(CHAIN.rule(Counter.zero()).comment("b"));
            tx.add(CHAIN.rule(Counter.zero()).comment("c"));
        });
        List<Rule> before = nft.rules().list(CHAIN);
        Commit commit = nft.commit(tx -> {
            tx.replace(before.get(0), CHAIN.rule(Counter.of(3, 4)).comment("A"));
            tx.addAfter(before.get(0), CHAIN.rule(Counter.zero()).comment("after a"));
            tx.insertBefore(before.get(2), CHAIN.rule(Counter.zero()).comment("before c"));
            tx.delete(before.get(1));
            tx.policy(CHAIN, Policy.DROP);
        });

        List<Rule> after = nft.rules().list(CHAIN);
        assertThat(after)
                .extracting(rule -> rule.comment().orElseThrow())
                .containsExactly("A", "after a", "before c", "c");
        assertThat(after.getFirst().handle()).isEqualTo(before.getFirst().handle());
        assertThat(commit.created()).isNotEmpty();
        assertThat(nft.chain(TABLE, "c").orElseThrow().policy()).contains(Policy.DROP);
        assertThat(house.ruleset()).contains("counter packets 3 bytes 4 comment \"A\"");

        nft.commit(tx -> tx.flush(CHAIN));
        assertThat(nft.rules().list()).isEmpty();
        nft.commit(tx -> tx.rename(nft.chain(TABLE, "c").orElseThrow(), "d"));
        assertThat(nft.chains().list(TABLE)).extracting(Chain::name).containsExactly("d");
        nft.commit(TransactionBuilder::flushRuleset);
        assertThat(house.ruleset()).isEmpty();
    }

    @Test
    void addsManyRulesInOneTransaction(Namespaces namespaces) {
        Nft nft = prepared(NftNamespace.in(namespaces));
        int many = 5000;
        Commit commit = nft.commit(tx -> {
            for (int i = 0; i < many; i++) {
                tx.add(CHAIN.rule(
                        Payload.load(PayloadBase.NETWORK, 12, 4, 1),
                        Cmp.of(Comparison.EQUAL, 1, number(i)),
                        Counter.zero(),
                        Immediate.verdict(Verdict.ACCEPT)));
            }
        });

        assertThat(commit.created()).hasSize(many);
        List<Rule> rules = nft.rules().list(CHAIN);
        assertThat(rules).hasSize(many);
        assertThat(rules.get(4711).expressions().get(1)).isEqualTo(Cmp.of(Comparison.EQUAL, 1, number(4711)));
        assertThat(rules.get(4711)).isEqualTo(commit.created().get(4711));
    }

    @Test
    void ensureKeepsAndAddRefusesExistingObjects(Namespaces namespaces) {
        Nft nft = prepared(NftNamespace.in(namespaces));
        Chain input = TABLE.chain("input").filter(Hook.INPUT);
        NamedSet set = TABLE.set("s", SetKey.INET_SERVICE);
        NamedObject hits = TABLE.object("hits", Counter.of(1, 2));
        List<SetElement> ports = List.of(SetElement.port(22));
        Consumer<TransactionBuilder> ensure = tx -> {
            tx.ensure(TABLE);
            tx.ensure(input);
            tx.ensure(set);
            tx.ensureElements(set, ports);
            tx.ensure(hits);
        };

        nft.commit(ensure);
        nft.commit(ensure);

        for (Consumer<TransactionBuilder> add : List.<Consumer<TransactionBuilder>>of(
                tx -> tx.add(TABLE),
                tx -> tx.add(input),
                tx -> tx.add(input.policy(Policy.DROP)),
                tx -> tx.add(set),
                tx -> tx.addElements(set, ports),
                tx -> tx.add(hits))) {
            assertThatThrownBy(() -> nft.commit(add))
                    .isInstanceOf(NetlinkException.AlreadyExists.class)
                    .hasMessageStartingWith("cannot add ");
        }
        assertThat(nft.chain(TABLE, "input").orElseThrow().policy()).contains(Policy.ACCEPT);
        nft.commit(tx -> tx.ensure(input.policy(Policy.DROP)));
        assertThat(nft.chain(TABLE, "input").orElseThrow().policy()).contains(Policy.DROP);
        assertThat(nft.elements(set)).isEqualTo(ports);
    }

    @Test
    void addingARuleTwiceMakesTwoRules(Namespaces namespaces) {
        Nft nft = prepared(NftNamespace.in(namespaces));
        Rule rule = CHAIN.rule(Counter.zero());
        List<Rule> added = new ArrayList<>();

        Commit commit = nft.commit(tx -> {
            added.add(tx.add(rule));
            added.add(tx.add(rule));
        });

        assertThat(added)
                .extracting(each -> commit.created(each).orElseThrow().handle())
                .isEqualTo(nft.rules().list(CHAIN).stream().map(Rule::handle).toList());
    }

    @Test
    void exceptionsNameTheMissingObject(Namespaces namespaces) {
        Nft nft = prepared(NftNamespace.in(namespaces));
        NamedSet set = TABLE.set("s", SetKey.IPV4_ADDR);
        nft.commit(tx -> {
            tx.add(set);
            tx.addElements(set, List.of(SetElement.of(IpAddress.of("10.0.0.1"))));
        });
        assertThatThrownBy(() -> nft.commit(tx -> tx.add(TABLE)))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageContaining("cannot add table ip t");
        assertThatThrownBy(() -> nft.commit(tx -> tx.add(Table.ip("other").chain("x"))))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("there is no table ip other; add it first (ENOENT)");
        assertThatThrownBy(() -> nft.commit(tx -> tx.addElements(
                        set,
                        List.of(SetElement.of(IpAddress.of("10.0.0.2")), SetElement.of(IpAddress.of("10.0.0.1"))))))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageContaining("at element 10.0.0.1")
                .hasMessageContaining("NFTA_SET_ELEM_LIST_ELEMENTS[1]");
        assertThatThrownBy(() -> nft.element(TABLE.set("no", SetKey.MARK), SetElement.of(new byte[4])))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("there is no set or map 'no' in table ip t (ENOENT)");
        assertThat(nft.elements(set)).hasSize(1);
    }
}
