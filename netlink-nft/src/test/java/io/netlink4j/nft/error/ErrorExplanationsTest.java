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
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Masq;
import io.netlink4j.nft.kernel.Batch;
import io.netlink4j.nft.kernel.Messages;
import io.netlink4j.nft.kernel.ObjectKind;
import io.netlink4j.nft.kernel.RuleRequests;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Generation;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;
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
            assertThat(explain(Messages.NEWTABLE, Table.of(NfFamily.BRIDGE, "t"), errno))
                    .isEqualTo(Explanation.of(
                            "this kernel has no nf_tables for family bridge, and no module provides" + " them"));
            assertThat(explain(Messages.NEWTABLE, Table.inet("t").dormant(), errno))
                    .isEqualTo(Explanation.of(
                            "this kernel has no nf_tables for family inet, and no module provides" + " them"));
        }
        assertThat(explain(Messages.NEWTABLE, Table.inet("t").owned(), Errno.EOPNOTSUPP))
                .extracting(Explanation::reason)
                .asString()
                .startsWith("this kernel does not know the table's flags");
    }

    @Test
    void explainsMissingNfTables() {
        Explanation none = new Explanation(
                NetlinkException.Kind.NOT_SUPPORTED, "this kernel has no nf_tables, and no module provides it");
        assertThat(explain(Messages.BATCH_BEGIN, Batch.PLAIN, Errno.EOPNOTSUPP)).isEqualTo(none);
        assertThat(explain(Messages.GETGEN, new Generation(Content.of(new byte[4])), Errno.EINVAL))
                .isEqualTo(none);
        for (ObjectKind<?> kind :
                List.of(ObjectKind.TABLES, ObjectKind.CHAINS, ObjectKind.RULES, ObjectKind.SETS, ObjectKind.OBJECTS)) {
            assertThat(explain(kind.get(), kind.all(), Errno.EINVAL)).isEqualTo(none);
        }
    }

    @Test
    void explainsMissingDestroyMessages() {
        assertThat(explain(Messages.DESTROYTABLE, Table.ip("t"), Errno.EINVAL))
                .isEqualTo(new Explanation(
                        NetlinkException.Kind.NOT_SUPPORTED,
                        "kernels before 6.3 refuse to delete a missing object; check that it exists and call delete"));
    }

    /** An owner explains a refusal only if the kernel reports the table, or refuses a change. */
    @Test
    void doesNotBlameAnOwnerForRefusedReads() {
        Explanation owned = Explanation.of("another program owns the table, and only that program can change it");
        assertThat(explain(Messages.DELTABLE, Table.ip("t"), Errno.EPERM)).isEqualTo(owned);
        assertThat(explain(Messages.GETTABLE, Table.ip("t"), Errno.EPERM)).isNull();
        assertThat(explain(Messages.GETRULE, RuleRequests.allOf(Table.ip("t").chain("c")), Errno.EPERM))
                .isNull();
        assertThat(explain(Messages.BATCH_BEGIN, Batch.PLAIN, Errno.EPERM)).isNull();
        NamedObject counter = Table.ip("t").object("hits", Counter.zero());
        KernelReport atTable = report(Optional.empty(), NamedObject.TABLE.name());
        assertThat(ErrorExplanations.explain(request(Messages.GETOBJ_RESET, counter), Errno.EPERM, atTable))
                .isEqualTo(owned);
    }

    @Test
    void prefersTheTextOfTheKernel() {
        KernelReport words = report(Optional.of("Chain is busy"), Chain.NAME.name());
        assertThat(ErrorExplanations.explain(
                        request(Messages.DELCHAIN, Table.ip("t").chain("c")), Errno.EBUSY, words))
                .isNull();
        assertThat(ErrorExplanations.explain(
                        request(Messages.DELCHAIN, Table.ip("t").chain("c")), Errno.EPERM, words))
                .isNull();
        Rule rule = Table.ip("t").chain("c").rule(Statements.jump("nowhere"));
        KernelReport pointed = report(Optional.of("No such thing"), "NFTA_RULE_EXPRESSIONS[0]");
        assertThat(ErrorExplanations.explain(request(Messages.NEWRULE, rule), Errno.ENOENT, pointed))
                .isEqualTo(Explanation.of("at [ immediate reg 0 jump -> nowhere ]: " + Errno.ENOENT.meaning()));
    }

    @Test
    void explainsUnloadedRegisters() {
        Rule rule = Table.ip("t").chain("c").rule(Masq.plain());
        KernelReport pointed = report(Optional.empty(), "NFTA_RULE_EXPRESSIONS[0]");
        assertThat(ErrorExplanations.explain(request(Messages.NEWRULE, rule), Errno.ENODATA, pointed))
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
