package io.netlink4j.nft.error;

import static io.netlink4j.nft.statement.Lookups.addTo;
import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.ct;
import static io.netlink4j.nft.statement.Statements.dnatTo;
import static io.netlink4j.nft.statement.Statements.goTo;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.jump;
import static io.netlink4j.nft.statement.Statements.masquerade;
import static io.netlink4j.nft.statement.Statements.redirect;
import static io.netlink4j.nft.statement.Statements.reject;
import static io.netlink4j.nft.statement.Statements.snatTo;
import static io.netlink4j.nft.statement.Statements.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.Transaction;
import io.netlink4j.nft.TransactionBuilder;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Dynset;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Fib;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.expression.Objref;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.UnknownExpression;
import io.netlink4j.nft.internal.Nfgenmsg;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.Policy;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Messages of exceptions for refused tables, chains and rules. */
@KernelTest
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
final class TransactionErrorsIT {
    private static final Table TABLE = Table.ip("t");
    private static final Chain PLAIN = TABLE.chain("plain");
    private static final Chain BEFORE = TABLE.chain("before").nat(Hook.PREROUTING);
    private static final Chain AFTER = TABLE.chain("after").nat(Hook.POSTROUTING);
    private static final Chain INPUT = TABLE.chain("inbound").filter(Hook.INPUT);
    private static final NamedSet SET = TABLE.set("blocked", SetKey.IPV4_ADDR);
    private static final NamedSet WAYS = TABLE.map("ways", SetKey.IPV4_ADDR, SetKey.VERDICT);

    private NetworkNamespace room;
    private Nft nft;
    private String where;

    @BeforeEach
    void furnish(Namespaces namespaces) {
        room = namespaces.named();
        nft = namespaces.keep(Nft.open(room));
        where = " in " + room + ": ";
        nft.commit(tx -> {
            tx.add(TABLE);
            tx.add(PLAIN);
            tx.add(BEFORE);
            tx.add(AFTER);
            tx.add(INPUT);
            tx.add(SET);
        });
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(Consumer<TransactionBuilder> changes) {
        return assertThatThrownBy(() -> nft.commit(changes::accept));
    }

    @Test
    void namesTheMissingObjectOfARule() {
        refused(tx -> tx.add(PLAIN.rule(tcp().dport(80), jump("nowhere"))))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageStartingWith("cannot add rule ip t plain tcp dport 80 jump nowhere" + where
                        + "at 'jump nowhere': there is no chain 'nowhere' in table ip t; add it first (ENOENT)")
                .hasMessageContaining("NFTA_RULE_EXPRESSIONS[4]")
                .hasMessageNotContaining("[ meta");
        refused(tx -> tx.add(PLAIN.rule(goTo("nowhere")))).hasMessageContaining("there is no chain 'nowhere'");
        refused(tx -> tx.add(PLAIN.rule(ip().saddr("@nobody"), accept())))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageStartingWith("cannot add rule ip t plain ip saddr @nobody accept" + where
                        + "at 'ip saddr @nobody': there is no set or map 'nobody' in table ip t; add it first"
                        + " (ENOENT)");
        refused(tx -> tx.add(PLAIN.rule(load(), Dynset.add("nobody", 1))))
                .hasMessageContaining("]: there is no set or map 'nobody' in table ip t; add it first (ENOENT)");
        for (ObjectType type : List.of(ObjectType.COUNTER, ObjectType.QUOTA, ObjectType.LIMIT, ObjectType.CT_HELPER)) {
            refused(tx -> tx.add(PLAIN.rule(Objref.of(type.number(), "few"))))
                    .isInstanceOf(NetlinkException.NotFound.class)
                    .hasMessageContaining("there is no " + type + " 'few' in table ip t; add it first (ENOENT)");
        }
        refused(tx -> tx.add(PLAIN.rule(
                        Expression.of("flow_offload", new byte[] {9, 0, 1, 0, 'f', 'a', 's', 't', 0, 0, 0, 0}))))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("there is no flowtable 'fast' in table ip t; add it first (ENOENT)");
    }

    @Test
    void saysThatASetIsConstantAndThatAFamilyHasNoConnections() {
        NamedSet constant = TABLE.set("fixed", SetKey.IPV4_ADDR).constant();
        refused(tx -> {
                    tx.add(constant);
                    tx.add(PLAIN.rule(addTo("fixed", ip().saddr())));
                })
                .isInstanceOf(NetlinkException.Busy.class)
                .hasMessageContaining("rules cannot add elements to the set 'fixed', which is constant (EBUSY)");
        Table frames = Table.arp("frames");
        refused(tx -> {
                    tx.add(frames);
                    tx.add(frames.chain("c").filter(Hook.INPUT));
                    tx.add(frames.chain("c").rule(ct().mark(5)));
                })
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageContaining("there is no connection tracking in family arp (EPROTO)");
    }

    @Test
    void namesTheMissingTableOrChainOfAChange() {
        Table none = Table.inet("none");
        for (Consumer<TransactionBuilder> change : List.<Consumer<TransactionBuilder>>of(
                tx -> tx.add(none.chain("c")),
                tx -> tx.add(none.chain("c").rule(accept())),
                tx -> tx.add(none.set("s", SetKey.MARK)),
                tx -> tx.addElements(none.set("s", SetKey.IPV4_ADDR), List.of(SetElement.of(new byte[4]))),
                tx -> tx.add(none.object("hits", Counter.zero())))) {
            refused(change)
                    .isInstanceOf(NetlinkException.NotFound.class)
                    .hasMessageContaining(where + "there is no table inet none; add it first (ENOENT)");
        }
        refused(tx -> tx.delete(none)).hasMessageContaining("there is no table inet none (ENOENT)");
        refused(tx -> tx.add(Table.inet("t").chain("c")))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("there is no table inet t, but table ip t (ENOENT)");
        refused(tx -> tx.add(TABLE.chain("none").rule(accept())))
                .hasMessageContaining("there is no chain 'none' in table ip t; add it first (ENOENT)");
        refused(tx -> tx.delete(TABLE.chain("none")))
                .hasMessageContaining("there is no chain 'none' in table ip t (ENOENT)");
        refused(tx -> tx.delete(TABLE.object("none", Counter.zero())))
                .hasMessageContaining("there is no counter 'none' in table ip t (ENOENT)");
    }

    @Test
    void reportsUnknownExpressions() {
        refused(tx -> tx.add(PLAIN.rule(tcp().dport(80), UnknownExpression.of("frobnicate", new byte[0]))))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageStartingWith("cannot add rule ip t plain tcp dport 80 [ frobnicate 0x ]" + where
                        + "at [ frobnicate 0x ]: this kernel does not know the expression 'frobnicate' in family ip,"
                        + " and no module provides it (ENOENT)");
    }

    @Test
    void reportsJumpsToABaseChain() {
        refused(tx -> tx.add(PLAIN.rule(jump("inbound"))))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining(
                        "at 'jump inbound': chain 'inbound' is a base chain, which cannot be a target; use a chain"
                                + " without a hook (EOPNOTSUPP)");
    }

    @Test
    void reportsTheChainTypeThatNatNeeds() {
        refused(tx -> tx.add(BEFORE.rule(masquerade())))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessage("cannot add rule ip t before masquerade" + where
                        + "'masquerade' needs a chain of type nat at postrouting, and chain 'before' is of type nat at"
                        + " prerouting (EOPNOTSUPP)");
        refused(tx -> tx.add(INPUT.rule(masquerade()))).hasMessageContaining("is of type filter at input (EOPNOTSUPP)");
        refused(tx -> tx.add(AFTER.rule(tcp().dport(80), dnatTo("10.0.0.2", 80))))
                .hasMessageStartingWith("cannot add rule ip t after tcp dport 80 dnat to 10.0.0.2:80" + where
                        + "'dnat' needs a chain of type nat at prerouting or output, and chain 'after' is");
        refused(tx -> tx.add(BEFORE.rule(snatTo("10.0.0.2"))))
                .hasMessageContaining("'snat' needs a chain of type nat at postrouting or input");
        refused(tx -> tx.add(AFTER.rule(tcp().dport(80), redirect(81))))
                .hasMessageContaining("cannot add rule ip t after tcp dport 80 redirect to :81")
                .hasMessageContaining("'redirect' needs a chain of type nat at prerouting or output");
    }

    @Test
    void findsTheChainInTheTransactionOrTheKernel() {
        refused(tx -> tx.add(TABLE.chain("before").rule(masquerade())))
                .hasMessageContaining("and chain 'before' is of type nat at prerouting");
        refused(tx -> {
                    Chain late = tx.add(TABLE.chain("late").filter(Hook.POSTROUTING));
                    tx.add(TABLE.chain("late").rule(reject()));
                    assertThat(late.isBase()).isTrue();
                })
                .hasMessageContaining(
                        "'reject' needs a chain at prerouting, input, forward or output, and chain 'late' is"
                                + " of type filter at postrouting");
        refused(tx -> tx.add(TABLE.chain("after").rule(Fib.load(Fib.SADDR | Fib.IIF, Fib.RESULT_OIF, 1))))
                .hasMessageContaining("'fib' needs a chain at prerouting, input or forward");
    }

    @Test
    void reportsTheBaseChainThatLeadsToTheChain() {
        nft.commit(tx -> tx.add(PLAIN.rule(masquerade())));
        refused(tx -> {
                    tx.add(TABLE.chain("between").rule(jump("plain")));
                })
                .isInstanceOf(NetlinkException.NotFound.class);
        refused(tx -> {
                    tx.add(TABLE.chain("between"));
                    tx.add(TABLE.chain("between").rule(jump("plain")));
                    tx.add(INPUT.rule(jump("between")));
                })
                .hasMessageStartingWith("cannot add rule ip t inbound jump between" + where)
                // up to Linux 6.1, the kernel also reports the attribute
                .hasMessageContaining(
                        "'masquerade' needs a chain of type nat at postrouting, and chain 'inbound', which leads to"
                                + " chain 'plain', is of type filter at input (EOPNOTSUPP)");
    }

    @Test
    void followsVerdictMaps() {
        refused(tx -> {
                    tx.add(PLAIN.rule(masquerade()));
                    tx.add(WAYS);
                    tx.add(INPUT.rule(load(), Lookup.map("ways", 1, 0)));
                    tx.addElements(WAYS, ElementErrorsIT.jump("10.0.0.1", "plain"));
                })
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageStartingWith("cannot add 1 element of map ip t ways" + where)
                .hasMessageContaining(
                        "'masquerade' needs a chain of type nat at postrouting, and chain 'inbound', which leads to"
                                + " chain 'plain', is of type filter at input (EOPNOTSUPP)");
    }

    @Test
    void explainsErrorsInANewTable() {
        for (NfFamily family : List.of(NfFamily.IP, NfFamily.INET, NfFamily.IP6)) {
            Table other = Table.of(family, "other");
            refused(tx -> {
                        tx.add(other);
                        Chain first = tx.add(other.chain("first").nat(Hook.PREROUTING));
                        tx.add(first.rule(counter(), accept()));
                        tx.add(first.rule(masquerade()));
                        tx.add(first.rule(tcp().dport(80), accept()));
                    })
                    .isInstanceOf(NetlinkException.NotSupported.class)
                    .hasMessageStartingWith("cannot add rule " + family + " other first masquerade" + where
                            + "'masquerade' needs a chain of type nat at postrouting, and chain 'first' is of type nat"
                            + " at prerouting (EOPNOTSUPP)");
        }
    }

    /** Jumps of rules that the transaction deletes are ignored. */
    @Test
    void ignoresJumpsOfDeletedRules() {
        nft.commit(tx -> tx.add(INPUT.rule(jump("plain"))));
        Rule before = nft.rules().list(INPUT).getFirst();
        refused(tx -> {
                    tx.delete(before);
                    tx.add(PLAIN.rule(masquerade()));
                    tx.add(BEFORE.rule(jump("plain")));
                })
                .hasMessageContaining("and chain 'before', which leads to chain 'plain', is of type nat at prerouting");
    }

    @Test
    void reportsJumpLoops() {
        Chain one = TABLE.chain("one");
        Chain two = TABLE.chain("two");
        refused(tx -> {
                    tx.add(one);
                    tx.add(two);
                    tx.add(one.rule(jump("two")));
                    tx.add(two.rule(tcp().dport(80), jump("one")));
                    tx.add(INPUT.rule(jump("one")));
                })
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("jumps form a loop: one -> two -> one; remove one of them (E");
        nft.commit(tx -> {
            tx.add(WAYS);
            tx.add(one);
            tx.add(one.rule(load(), Lookup.map("ways", 1, 0)));
            tx.add(INPUT.rule(jump("one")));
        });
        refused(tx -> tx.addElements(WAYS, ElementErrorsIT.jump("10.0.0.1", "one")))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("jumps form a loop: one -> one; remove one of them (E");
    }

    @Test
    void reportsTooManyJumpsInARow() {
        refused(tx -> {
                    tx.add(TABLE.chain("c0"));
                    for (int i = 1; i <= 17; i++) {
                        tx.add(TABLE.chain("c" + i));
                        tx.add(TABLE.chain("c" + i).rule(jump("c" + (i - 1))));
                    }
                    tx.add(INPUT.rule(jump("c17")));
                })
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageMatching(
                        ".*chain '(inbound|c1[67])' leads to 1[678] jumps in a row, but the kernel follows at most 15"
                                + " jumps \\(EMLINK\\).*");
    }

    @Test
    void namesTheUserOfADeletedObject() {
        nft.commit(tx -> {
            tx.add(TABLE.chain("one"));
            tx.add(TABLE.chain("two"));
            tx.add(PLAIN.rule(jump("one")));
            tx.add(PLAIN.rule(ip().saddr("@blocked"), accept()));
            tx.add(WAYS);
            tx.addElements(WAYS, ElementErrorsIT.jump("10.0.0.1", "two"));
            tx.add(TABLE.object("hits", Counter.zero()));
            tx.add(PLAIN.rule(Objref.of(ObjectType.COUNTER.number(), "hits")));
        });
        List<Long> handles = nft.rules().list(PLAIN).stream()
                .map(rule -> rule.handle().orElseThrow())
                .toList();
        busy(
                tx -> tx.delete(TABLE.chain("one")),
                "rule ip t plain handle " + handles.get(0) + " jump one refers to it");
        busy(tx -> tx.delete(TABLE.chain("two")), "element 10.0.0.1 : jump two of map ip t ways refers to it");
        busy(tx -> tx.delete(SET), "rule ip t plain handle " + handles.get(1) + " ip saddr @blocked accept uses it");
        busy(
                tx -> tx.delete(TABLE.object("hits", Counter.zero())),
                "rule ip t plain handle " + handles.get(2) + " counter name \"hits\" uses it");
        busy(
                tx -> {
                    tx.add(TABLE.chain("late"));
                    tx.add(PLAIN.rule(tcp().dport(80), jump("late")));
                    tx.delete(TABLE.chain("late"));
                },
                "rule ip t plain tcp dport 80 jump late refers to it");
    }

    private void busy(Consumer<TransactionBuilder> changes, String user) {
        refused(changes)
                .isInstanceOf(NetlinkException.Busy.class)
                .hasMessageContaining(where + user + "; delete that first (EBUSY)");
    }

    @Test
    void reportsHowAnExistingObjectDiffers() {
        String then = "; delete it first, or use it as it is (";
        refused(tx -> tx.add(TABLE)).hasMessageContaining("it already exists" + then);
        refused(tx -> tx.add(PLAIN)).hasMessageContaining("chain ip t plain already exists, without a hook" + then);
        refused(tx -> tx.add(SET))
                .hasMessageContaining("set ip t blocked already exists, as { type ipv4_addr }" + then);
        for (NamedSet other : List.of(
                TABLE.set("blocked", SetKey.INET_SERVICE),
                SET.interval(),
                TABLE.map("blocked", SetKey.IPV4_ADDR, SetKey.VERDICT))) {
            refused(tx -> tx.ensure(other))
                    .isInstanceOf(NetlinkException.AlreadyExists.class)
                    .hasMessageContaining("set ip t blocked already exists, as { type ipv4_addr }" + then);
        }
        for (Chain other : List.of(
                TABLE.chain("inbound").filter(Hook.OUTPUT),
                TABLE.chain("inbound").nat(Hook.INPUT),
                INPUT.priority(7))) {
            refused(tx -> tx.ensure(other))
                    .isInstanceOf(NetlinkException.AlreadyExists.class)
                    .hasMessageContaining(
                            "chain ip t inbound already exists, of type filter at input with priority 0" + then);
        }
        refused(tx -> tx.ensure(TABLE.chain("plain").filter(Hook.OUTPUT)))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageContaining("chain ip t plain already exists, without a hook" + then);
        refused(tx -> tx.policy(PLAIN, Policy.DROP))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("only a base chain has a policy (EOPNOTSUPP)");
        Chain plain = nft.chain(TABLE, "plain").orElseThrow();
        refused(tx -> tx.rename(plain, "inbound"))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageContaining("chain ip t inbound already exists, of type filter at input");
        refused(tx -> tx.ensure(TABLE.owned()))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageContaining("table ip t already exists, without an owner" + then);
    }

    @Test
    void reportsHooksThatTheChainTypeDoesNotAllow() {
        refused(tx -> tx.add(TABLE.chain("new").filter(Hook.FORWARD).with(Chain.TYPE, "nat")))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("a chain of type nat can only be at prerouting, input, output or postrouting,"
                        + " with a"
                        + " priority above -200 (EOPNOTSUPP)");
        refused(tx -> tx.add(TABLE.chain("new").filter(Hook.INPUT).with(Chain.TYPE, "route")))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("a chain of type route can only be at output (EOPNOTSUPP)");
        refused(tx -> tx.add(TABLE.chain("new").filter(Hook.INPUT).with(Chain.TYPE, "odd\u001b[31m")))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageContaining("this kernel has no chains of type odd\\x1b[31m in family ip, and no module"
                        + " provides them (ENOENT)");
    }

    @Test
    void reportsUnknownFamilies() {
        Table table = new Table(Content.of(Nfgenmsg.header(12))).with(Table.NAME, "t");
        refused(tx -> tx.add(table))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessage("cannot add table family 12 t" + where
                        + "this kernel has no nf_tables for family 12, and no module provides them (EOPNOTSUPP)");
        refused(tx -> {
                    Table arp = tx.add(Table.of(NfFamily.ARP, "a"));
                    tx.add(arp.chain("c").filter(Hook.INPUT).with(Chain.TYPE, "nat"));
                })
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageContaining(
                        "this kernel has no chains of type nat in family arp, and no module provides them (ENOENT)");
    }

    @Test
    void reportsADeletedRule() {
        nft.commit(tx -> tx.add(PLAIN.rule(accept())));
        Rule rule = nft.rules().list(PLAIN).getFirst();
        nft.commit(tx -> tx.delete(rule));
        refused(tx -> tx.delete(rule))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("there is no such rule (ENOENT)");
    }

    @Test
    void reportsATableThatAnotherProgramOwns() {
        Table owned = Table.ip("owned");
        try (Nft owner = Nft.open(room)) {
            owner.commit(tx -> tx.add(owned.owned()));
            refused(tx -> tx.delete(owned))
                    .isInstanceOf(NetlinkException.NotPermitted.class)
                    .hasMessageContaining(
                            "another program owns the table, and only that program can change it" + " (EPERM)");
        }
    }

    /** An exception during the explanation does not replace the refusal. */
    @Test
    void keepsTheRefusalIfAUserStatementThrows() {
        AtomicBoolean failing = new AtomicBoolean();
        Statement own = compilation -> {
            if (failing.getAndSet(true)) {
                throw new IllegalStateException("only once");
            }
            jump("nowhere").compile(compilation);
        };
        refused(tx -> tx.add(PLAIN.rule(counter(), own)))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("there is no chain 'nowhere' in table ip t; add it first (ENOENT)");
    }

    @Test
    void explainsErrorsOfChecks() {
        assertThatThrownBy(() -> nft.check(Transaction.of(tx -> tx.add(BEFORE.rule(masquerade())))))
                .hasMessageContaining("'masquerade' needs a chain of type nat at postrouting");
    }

    private static Payload load() {
        return Payload.load(PayloadBase.NETWORK, 12, 4, 1);
    }
}
