package io.netlink4j.nft.error;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.Transaction;
import io.netlink4j.nft.expression.Dup;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Fib;
import io.netlink4j.nft.expression.Fwd;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Masq;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.Nat;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.expression.Objref;
import io.netlink4j.nft.expression.Osf;
import io.netlink4j.nft.expression.Redir;
import io.netlink4j.nft.expression.Reject;
import io.netlink4j.nft.expression.Rt;
import io.netlink4j.nft.expression.Socket;
import io.netlink4j.nft.expression.Synproxy;
import io.netlink4j.nft.expression.Tproxy;
import io.netlink4j.nft.expression.Xfrm;
import io.netlink4j.nft.internal.ErrorText;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the requirements with the kernel: adds each expression to each base chain. */
@KernelTest
final class HookRequirementIT {
    private static final Immediate ADDRESS = Immediate.value(1, (byte) 10, (byte) 0, (byte) 0, (byte) 2);

    private static final Set<String> EVERYWHERE =
            Set.of("masq", "redir", "nat", "reject", "tproxy", "synproxy", "socket", "fwd");

    @ParameterizedTest
    @EnumSource(value = NfFamily.class, names = "ARP", mode = EnumSource.Mode.EXCLUDE)
    void requirementsAreThoseOfTheKernel(NfFamily family, Namespaces namespaces) {
        Set<String> limited = new TreeSet<>();
        SoftAssertions softly = new SoftAssertions();
        Nft nft = namespaces.keep(Nft.open(namespaces.named()));
        for (Chain base : bases(Table.of(family, "t"))) {
            furnish(nft, base);
            for (Expression expression : expressions(family)) {
                Optional<HookRequirement> limit = HookRequirement.of(expression, family);
                Optional<NetlinkException> refusal = refusal(nft, base, expression);
                if (refusal.filter(HookRequirementIT::isOfTheFamily).isPresent()) {
                    continue;
                }
                String what = expression + " in " + family + " in a chain " + ErrorText.place(base.type(), base.hook());
                boolean allowed = limit.map(each -> each.allows(base)).orElse(true);
                if (refusal.isEmpty()) {
                    // not every kernel has all requirements, but all have these
                    softly.assertThat(!allowed && EVERYWHERE.contains(expression.name()))
                            .as(what)
                            .isFalse();
                    continue;
                }
                softly.assertThat(limit).as("%s: %s", what, refusal).isPresent();
                if (!allowed) {
                    softly.assertThat(refusal.get())
                            .as(what)
                            .isInstanceOf(NetlinkException.NotSupported.class)
                            .hasMessageContaining(": " + limit.orElseThrow() + ", and chain 'c' is "
                                    + ErrorText.place(base.type(), base.hook()) + " (EOPNOTSUPP)");
                    limited.add(expression.name());
                }
            }
        }
        softly.assertThat(limited).as(family.toString()).hasSizeGreaterThan(family == NfFamily.BRIDGE ? 0 : 2);
        softly.assertAll();
    }

    /** Whether the kernel refuses the expression in all chains of the family. */
    private static boolean isOfTheFamily(NetlinkException refusal) {
        return refusal.report().attribute().isPresent();
    }

    private static void furnish(Nft nft, Chain base) {
        nft.commit(tx -> {
            tx.ensure(base.table());
            tx.delete(base.table());
            tx.add(base.table());
            tx.add(base);
            if (base.family() != NfFamily.NETDEV && base.family() != NfFamily.BRIDGE) {
                tx.add(base.table().object("proxy", synproxy()));
            }
        });
    }

    private static Optional<NetlinkException> refusal(Nft nft, Chain base, Expression expression) {
        try {
            nft.check(Transaction.of(tx -> tx.add(base.rule(ADDRESS, expression))));
            return Optional.empty();
        } catch (NetlinkException refused) {
            return Optional.of(refused);
        }
    }

    private static List<Chain> bases(Table table) {
        List<Chain> bases = new ArrayList<>();
        for (int number = 0; number < Hook.values().length; number++) {
            Hook.ofNumber(table.family(), number).ifPresent(hook -> {
                Chain base = table.chain("c").filter(hook);
                bases.add(hook == Hook.INGRESS || hook == Hook.EGRESS ? base.device("lo") : base);
            });
        }
        if (table.family() != NfFamily.NETDEV && table.family() != NfFamily.BRIDGE) {
            for (Hook hook : List.of(Hook.PREROUTING, Hook.INPUT, Hook.OUTPUT, Hook.POSTROUTING)) {
                bases.add(table.chain("c").nat(hook));
            }
            bases.add(table.chain("c").route());
        }
        return bases;
    }

    private static <E extends Expression> E empty(Class<E> type, String name) {
        return type.cast(Expression.of(name, new byte[0]));
    }

    private static Expression synproxy() {
        return empty(Synproxy.class, "synproxy")
                .with(Synproxy.MSS, 1460)
                .with(Synproxy.WSCALE, 7)
                .with(Synproxy.FLAGS, 3);
    }

    private static List<Expression> expressions(NfFamily family) {
        NfFamily nat = family == NfFamily.IP6 ? NfFamily.IP6 : NfFamily.IP;
        Stream<Expression> fibs = Stream.of(Fib.RESULT_OIF, Fib.RESULT_ADDRTYPE)
                .flatMap(result -> Stream.of(Fib.SADDR, Fib.SADDR | Fib.IIF, Fib.DADDR, Fib.DADDR | Fib.OIF)
                        .map(flags -> Fib.load(flags, result, 1)));
        return Stream.concat(
                        fibs,
                        Stream.of(
                                Masq.plain(),
                                Redir.plain(),
                                Nat.source(nat).with(Nat.REG_ADDR_MIN, 1),
                                Nat.destination(nat).with(Nat.REG_ADDR_MIN, 1),
                                family == NfFamily.INET || family == NfFamily.BRIDGE || family == NfFamily.NETDEV
                                        ? Reject.icmpx(1)
                                        : Reject.icmp(1),
                                empty(Tproxy.class, "tproxy")
                                        .with(Tproxy.FAMILY, nat.number())
                                        .with(Tproxy.REG_PORT, 1),
                                synproxy(),
                                Objref.of(ObjectType.SYNPROXY.number(), "proxy"),
                                Socket.load(0, 1),
                                empty(Osf.class, "osf").with(Osf.DREG, 1),
                                empty(Fwd.class, "fwd").with(Fwd.SREG_DEV, 1),
                                family == NfFamily.NETDEV
                                        ? empty(Dup.class, "dup").with(Dup.SREG_DEV, 1)
                                        : empty(Dup.class, "dup").with(Dup.SREG_ADDR, 1),
                                Rt.load(3, 1),
                                Rt.load(0, 1),
                                xfrm(0),
                                xfrm(1),
                                Meta.load(MetaKey.SECPATH, 1),
                                Meta.load(MetaKey.MARK, 1),
                                Meta.set(MetaKey.PKTTYPE, 1),
                                Meta.set(MetaKey.MARK, 1)))
                .toList();
    }

    private static Xfrm xfrm(int direction) {
        return empty(Xfrm.class, "xfrm").with(Xfrm.DREG, 1).with(Xfrm.KEY, 5).with(Xfrm.DIR, direction);
    }
}
