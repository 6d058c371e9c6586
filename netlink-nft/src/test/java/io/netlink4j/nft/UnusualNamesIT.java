package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.expression.Verdict;
import io.netlink4j.nft.internal.NfTables;
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
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernel accepts names of up to 255 bytes without NUL. Objects with such names can be read, used and sent back. */
@KernelTest
class UnusualNamesIT {
    private static final int FAMILY = NfFamily.IP.number();

    static Stream<String> names() {
        return Stream.of(
                "a b\u001b[31m\nforged",
                "fwd",
                "1",
                "\"; flush ruleset #",
                "\u202eevil\u2066",
                "\u00fc\u65e5\ud83e\udd8a".repeat(9),
                "a\udcff\udc80b", // bytes that are no UTF-8
                " ",
                "\u0001".repeat(255),
                "x".repeat(255));
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsUsesAndSendsBackUnusualNames(String name, Namespaces namespaces) {
        Nft nft = NftNamespace.in(namespaces).nft();
        Table table = NfTables.reference(Table.DESCRIPTOR, FAMILY, name).comment("\u001b[31m\n" + comment(name));
        Chain base = NfTables.reference(Chain.DESCRIPTOR, FAMILY, name)
                .with(Chain.NAME, "base")
                .filter(Hook.INPUT);
        Chain chain = NfTables.reference(Chain.DESCRIPTOR, FAMILY, name).with(Chain.NAME, name);
        RulePart jump = Immediate.verdict(Verdict.jump(name));
        RulePart[] lookUp = {Payload.load(PayloadBase.NETWORK, 12, 4, 1), Lookup.in(name, 1)};
        NamedSet set = NfTables.reference(NamedSet.DESCRIPTOR, FAMILY, name)
                .with(NamedSet.NAME, name)
                .with(NamedSet.FLAGS, 0)
                .with(NamedSet.KEY_TYPE, SetKey.IPV4_ADDR.type())
                .with(NamedSet.KEY_LEN, 4)
                .comment("\u009b31m");
        List<SetElement> elements =
                List.of(SetElement.of(IpAddress.of("1.1.1.1")).comment("\u001b[2J"));
        nft.commit(tx -> {
            tx.add(table);
            tx.add(chain);
            tx.add(base);
            tx.add(set);
            tx.addElements(set, elements);
            tx.add(base.rule(lookUp).comment("\u001b]0;x\u0007"));
            tx.add(base.rule(jump));
        });

        Table tableRead = nft.tables().list().getFirst();
        assertThat(tableRead.name()).isEqualTo(name);
        assertThat(nft.table(NfFamily.IP, name)).contains(tableRead);
        List<Chain> chains = nft.chains().list(tableRead);
        assertThat(chains).extracting(Chain::name).containsExactlyInAnyOrder(name, "base");
        Chain chainRead = nft.chain(tableRead, name).orElseThrow();
        assertThat(chainRead.table().name()).isEqualTo(name);
        NamedSet setRead = nft.set(tableRead, name).orElseThrow();
        assertThat(setRead.tableName()).isEqualTo(name);
        assertThat(nft.sets().list(tableRead)).containsExactly(setRead);
        assertThat(nft.elements(setRead))
                .extracting(SetElement::comment)
                .isEqualTo(List.of(elements.getFirst().comment()));
        Rule looking = nft.rules().list(tableRead).getFirst();
        assertThat(looking.chain().name()).isEqualTo("base");
        assertThat(looking.chain().table().name()).isEqualTo(name);
        assertThat(nft.withSets(looking).expressions()).isEqualTo(looking.expressions());
        assertThat(nft.element(setRead, elements.getFirst())).isPresent();

        nft.commit(tx -> {
            tx.add(chainRead.rule(Counter.zero()).comment("one"));
            tx.insert(looking.in(chainRead));
            tx.flush(setRead);
            tx.deleteElements(setRead, List.of());
            tx.policy(nft.chain(tableRead, "base").orElseThrow(), Policy.DROP);
        });
        Rule one = nft.rules().list(chainRead).getLast();
        assertThat(one.chain().name()).isEqualTo(name);
        nft.commit(tx -> {
            tx.replace(one, chainRead.rule(Counter.zero()).comment("two"));
            tx.addAfter(one, one.chain().rule(Counter.zero()).comment("three"));
        });
        assertThat(nft.rules().list(chainRead)).hasSize(3);
        nft.commit(tx -> tx.delete(nft.rules().list(chainRead).getLast()));

        Nft other = NftNamespace.in(namespaces).nft();
        other.commit(tx -> {
            nft.tables().list().forEach(tx::add);
            nft.chains().list().forEach(tx::add);
            nft.sets().list().forEach(tx::add);
            nft.rules().list().forEach(tx::add);
        });
        assertThat(other.rules().list())
                .extracting(Rule::expressions)
                .isEqualTo(nft.rules().list().stream().map(Rule::expressions).toList());

        nft.commit(tx -> {
            tx.flush(tableRead);
            tx.flush(chainRead);
            tx.delete(setRead);
            tx.rename(chainRead, "renamed");
        });
        assertThat(nft.chains().list()).extracting(Chain::name).containsExactlyInAnyOrder("renamed", "base");
        assertThatIllegalArgumentException().isThrownBy(() -> Transaction.of(tx -> tx.rename(chainRead, "fwd")));
        nft.commit(tx -> tx.delete(tableRead));
        assertThat(nft.tables().list()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void escapesUnusualNamesInTexts(String name, Namespaces namespaces) {
        Nft nft = NftNamespace.in(namespaces).nft();
        Chain chain = NfTables.reference(Chain.DESCRIPTOR, FAMILY, name).with(Chain.NAME, name);
        NamedSet set = NfTables.reference(NamedSet.DESCRIPTOR, FAMILY, name)
                .with(NamedSet.NAME, name)
                .with(NamedSet.KEY_LEN, 4);
        Rule rule = chain.rule(Lookup.in(name, 1), Immediate.verdict(Verdict.jump(name)))
                .comment(comment(name));
        Transaction transaction = Transaction.of(tx -> {
            tx.add(chain);
            tx.add(rule);
            tx.flush(chain);
            tx.add(set);
            tx.addElements(set, List.of(SetElement.of(IpAddress.of("1.1.1.1"))));
        });

        assertReadable(transaction.toString());
        assertThat(Stream.of(NfTables.reference(Table.DESCRIPTOR, FAMILY, name), chain, rule, set))
                .allSatisfy(object -> {
                    assertReadable(object.toString());
                    assertReadable(object.toDump());
                });
        Throwable refused = catchThrowable(() -> nft.commit(transaction));
        assertThat(refused).isInstanceOf(NetlinkException.NotFound.class);
        assertReadable(String.valueOf(refused.getMessage()));
        assertThat(refused.getSuppressed())
                .isNotEmpty()
                .allSatisfy(each -> assertReadable(String.valueOf(each.getMessage())));
        assertReadable(String.valueOf(catchThrowable(() -> nft.rules().list(chain))));
        assertReadable(String.valueOf(catchThrowable(() -> nft.elements(set))));
    }

    /** A comment of no more than 40 characters, without what nft could not read in one. */
    private static String comment(String name) {
        return name.substring(0, Math.min(name.length(), 40)).replace('"', '\'');
    }

    private static void assertReadable(String text) {
        assertThat(text.codePoints().filter(c -> c != '\n'))
                .noneMatch(c -> Character.getType(c) == Character.CONTROL
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE);
        assertThat(text).doesNotContain("\nforged");
    }
}
