package io.netlink4j.nft.error;

import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.ip;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.element.ElementText;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Verdict;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Messages of exceptions for refused elements of sets. */
@KernelTest
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
final class ElementErrorsIT {
    private static final Table TABLE = Table.ip("t");
    private static final NamedSet SET = TABLE.set("blocked", SetKey.IPV4_ADDR);
    private static final NamedSet MAP = TABLE.map("services", SetKey.IPV4_ADDR, SetKey.INET_SERVICE);
    private static final NamedSet WAYS = TABLE.map("ways", SetKey.IPV4_ADDR, SetKey.VERDICT);
    private static final SetElement NINE = SetElement.of(IpAddress.of("10.0.0.9"));

    private Nft nft;

    @BeforeEach
    void furnish(Namespaces namespaces) {
        nft = namespaces.keep(Nft.open(namespaces.named()));
        nft.commit(tx -> {
            tx.add(TABLE);
            tx.add(TABLE.chain("inbound").filter(Hook.INPUT));
            tx.add(SET);
            tx.add(MAP);
            tx.add(WAYS);
            tx.addElements(SET, List.of(SetElement.of(IpAddress.of("10.0.0.1"))));
        });
    }

    static List<SetElement> jump(String address, String chain) {
        return List.of(SetElement.map(IpAddress.of(address).toByteArray(), Data.verdict(Verdict.jump(chain))));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(NamedSet set, SetElement... elements) {
        return assertThatThrownBy(() -> nft.commit(tx -> tx.addElements(set, List.of(elements))));
    }

    @Test
    void reportsAMissingTargetChain() {
        refused(WAYS, jump("10.0.0.7", "nowhere").getFirst())
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining(
                        "at element 10.0.0.7 : jump nowhere: there is no chain 'nowhere' in table ip t; add it first"
                                + " (ENOENT)");
        refused(WAYS, jump("10.0.0.7", "inbound").getFirst())
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining(
                        "at element 10.0.0.7 : jump inbound: chain 'inbound' is a base chain, which cannot be a"
                                + " target; use a chain without a hook (EOPNOTSUPP)");
    }

    @Test
    void reportsFullAndConstantSets() {
        NamedSet small = TABLE.set("small", SetKey.INET_SERVICE).size(1);
        NamedSet fixed = TABLE.set("fixed", SetKey.IPV4_ADDR).constant();
        nft.commit(tx -> {
            tx.add(small);
            tx.addElements(small, List.of(SetElement.port(22)));
            tx.add(fixed);
            tx.add(TABLE.chain("inbound").rule(ip().saddr("@fixed"), accept()));
        });
        Rule user = nft.rules().list(TABLE.chain("inbound")).getFirst();
        // the description of the set may omit the size
        refused(TABLE.set("small", SetKey.INET_SERVICE), SetElement.port(80))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("at element 80: the set is full: its size() is 1 (ENFILE)");
        refused(fixed, NINE)
                .isInstanceOf(NetlinkException.Busy.class)
                .hasMessageContaining(
                        "rule ip t inbound handle " + user.handle().orElseThrow()
                                + " ip saddr @fixed accept uses the set, which is constant; delete that first (EBUSY)");
    }

    @Test
    void reportsExistingAndMissingElements() {
        assertThatThrownBy(() ->
                        nft.commit(tx -> tx.addElements(SET, List.of(NINE, SetElement.of(IpAddress.of("10.0.0.1"))))))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageContaining(
                        "at element 10.0.0.1: set ip t blocked has element 10.0.0.1 already; delete it first"
                                + " (EEXIST)");
        assertThatThrownBy(() -> nft.commit(tx -> tx.deleteElements(SET, List.of(NINE))))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("at element 10.0.0.9: there is no such element (ENOENT)");
        assertThatThrownBy(() -> nft.commit(tx -> {
                    tx.addElements(MAP, List.of(NINE.value(SetElement.port(80))));
                    tx.addElements(MAP, List.of(NINE.value(SetElement.port(81))));
                }))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessageContaining("at element 10.0.0.9 : 81: map ip t services has element 10.0.0.9 : 80 already;"
                        + " delete it first (EEXIST)");
        assertThatThrownBy(() -> nft.element(TABLE.set("nobody", SetKey.IPV4_ADDR), NINE))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("in set ip t nobody")
                .hasMessageContaining("there is no set or map 'nobody' in table ip t (ENOENT)");
    }

    @Test
    void reportsTheOverlappingRange() {
        NamedSet ranges = TABLE.set("ranges", SetKey.IPV4_ADDR).interval();
        NamedSet marks = TABLE.set("marks", SetKey.MARK).interval();
        nft.commit(tx -> {
            tx.add(ranges);
            tx.add(marks);
            tx.addElements(ranges, List.of(SetElement.of(IpPrefix.of("10.0.0.0/8"))));
            tx.addElements(
                    marks,
                    List.of(SetElement.range(
                            SetElement.number(5).key(), SetElement.number(900).key())));
        });
        for (SetElement other : List.of(
                SetElement.of(IpPrefix.of("10.1.0.0/16")),
                SetElement.range(IpAddress.of("9.0.0.0"), IpAddress.of("10.0.0.3")),
                SetElement.range(IpAddress.of("10.0.0.9"), IpAddress.of("11.0.0.3")),
                SetElement.range(IpAddress.of("9.0.0.0"), IpAddress.of("11.0.0.3")))) {
            taken(ranges, other)
                    .isInstanceOf(NetlinkException.AlreadyExists.class)
                    .hasMessageContaining("at element " + ElementText.of(other, ranges)
                            + ": set ip t ranges has element 10.0.0.0/8 already; delete it first (EEXIST)");
        }
        taken(marks, SetElement.number(7))
                .hasMessageContaining(
                        "at element 0x00000007: set ip t marks has element 0x00000005-0x00000384 already; delete it");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> taken(NamedSet set, SetElement element) {
        return assertThatThrownBy(() -> nft.commit(tx -> tx.addElements(set, List.of(element))));
    }
}
