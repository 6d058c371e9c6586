package io.netlink4j.nft.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.Explanation;
import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.object.ObjectDescriptor;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Masq;
import io.netlink4j.nft.internal.NfTables;
import io.netlink4j.nft.kernel.Batch;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Generation;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.statement.Statements;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Refusals by kernels without features that the kernels of the tests have. */
final class ErrorExplanationsTest {

    private static @Nullable Explanation explain(MessageType type, NetlinkObject<?> body, Errno errno) {
        return ErrorExplanations.explain(request(type, body), errno, KernelReport.NONE);
    }

    @Test
    void explainsAMissingFamily() {
        for (Errno errno : new Errno[] {Errno.EOPNOTSUPP, Errno.EAFNOSUPPORT}) {
            assertThat(explain(Table.DESCRIPTOR.created(), Table.of(NfFamily.BRIDGE, "t"), errno))
                    .isEqualTo(Explanation.of(
                            "this kernel has no nf_tables for family bridge, and no module provides" + " them"));
            assertThat(explain(Table.DESCRIPTOR.created(), Table.inet("t").dormant(), errno))
                    .isEqualTo(Explanation.of(
                            "this kernel has no nf_tables for family inet, and no module provides" + " them"));
        }
        assertThat(explain(Table.DESCRIPTOR.created(), Table.inet("t").owned(), Errno.EOPNOTSUPP))
                .extracting(Explanation::reason)
                .asString()
                .startsWith("this kernel does not know the table's flags");
    }

    @Test
    void explainsMissingNfTables() {
        Explanation none = new Explanation(
                NetlinkException.Kind.NOT_SUPPORTED, "this kernel has no nf_tables, and no module provides it");
        assertThat(explain(Batch.BEGIN, Batch.PLAIN, Errno.EOPNOTSUPP)).isEqualTo(none);
        assertThat(explain(Generation.DESCRIPTOR.requested(), new Generation(Content.of(new byte[4])), Errno.EINVAL))
                .isEqualTo(none);
        for (ObjectDescriptor<?> type : List.of(
                Table.DESCRIPTOR, Chain.DESCRIPTOR, Rule.DESCRIPTOR, NamedSet.DESCRIPTOR, NamedObject.DESCRIPTOR)) {
            assertThat(explain(type.requested(), type.empty(), Errno.EINVAL)).isEqualTo(none);
        }
    }

    @Test
    void explainsMissingDestroyMessages() {
        assertThat(explain(Table.DESCRIPTOR.deletedIfExists(), Table.ip("t"), Errno.EINVAL))
                .isEqualTo(new Explanation(
                        NetlinkException.Kind.NOT_SUPPORTED,
                        "kernels before 6.3 refuse to delete a missing object; check that it exists and call delete"));
    }

    /** An owner explains a refusal only if the kernel reports the table, or refuses a change. */
    @Test
    void doesNotBlameAnOwnerForRefusedReads() {
        Explanation owned = Explanation.of("another program owns the table, and only that program can change it");
        assertThat(explain(Table.DESCRIPTOR.deleted(), Table.ip("t"), Errno.EPERM))
                .isEqualTo(owned);
        assertThat(explain(Table.DESCRIPTOR.requested(), Table.ip("t"), Errno.EPERM))
                .isNull();
        assertThat(explain(
                        Rule.DESCRIPTOR.requested(),
                        NfTables.reference(Rule.DESCRIPTOR, NfFamily.IP.number(), "t")
                                .with(Rule.CHAIN, "c"),
                        Errno.EPERM))
                .isNull();
        assertThat(explain(Batch.BEGIN, Batch.PLAIN, Errno.EPERM)).isNull();
        NamedObject counter = Table.ip("t").object("hits", Counter.zero());
        KernelReport atTable = report(Optional.empty(), NamedObject.TABLE.name());
        assertThat(ErrorExplanations.explain(request(NamedObject.RESET, counter), Errno.EPERM, atTable))
                .isEqualTo(owned);
    }

    @Test
    void prefersTheTextOfTheKernel() {
        KernelReport words = report(Optional.of("Chain is busy"), Chain.NAME.name());
        assertThat(ErrorExplanations.explain(
                        request(Chain.DESCRIPTOR.deleted(), Table.ip("t").chain("c")), Errno.EBUSY, words))
                .isNull();
        assertThat(ErrorExplanations.explain(
                        request(Chain.DESCRIPTOR.deleted(), Table.ip("t").chain("c")), Errno.EPERM, words))
                .isNull();
        Rule rule = Table.ip("t").chain("c").rule(Statements.jump("nowhere"));
        KernelReport pointed = report(Optional.of("No such thing"), "NFTA_RULE_EXPRESSIONS[0]");
        assertThat(ErrorExplanations.explain(request(Rule.DESCRIPTOR.created(), rule), Errno.ENOENT, pointed))
                .isEqualTo(Explanation.of("at [ immediate reg 0 jump -> nowhere ]: " + Errno.ENOENT.meaning()));
    }

    @Test
    void explainsUnloadedRegisters() {
        Rule rule = Table.ip("t").chain("c").rule(Masq.plain());
        KernelReport pointed = report(Optional.empty(), "NFTA_RULE_EXPRESSIONS[0]");
        assertThat(ErrorExplanations.explain(request(Rule.DESCRIPTOR.created(), rule), Errno.ENODATA, pointed))
                .isEqualTo(new Explanation(
                        NetlinkException.Kind.INVALID,
                        "at [ masq ]: it reads a register that no expression loads before"));
    }

    private static Request request(MessageType type, NetlinkObject<?> body) {
        return new Request(type, 0, body, () -> "do it");
    }

    private static KernelReport report(Optional<String> words, String attribute) {
        return new KernelReport(words, Optional.of(attribute), Optional.empty(), Optional.empty());
    }
}
