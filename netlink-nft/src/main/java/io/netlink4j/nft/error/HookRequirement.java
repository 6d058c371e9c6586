package io.netlink4j.nft.error;

import static io.netlink4j.nft.object.Hook.EGRESS;
import static io.netlink4j.nft.object.Hook.FORWARD;
import static io.netlink4j.nft.object.Hook.INGRESS;
import static io.netlink4j.nft.object.Hook.INPUT;
import static io.netlink4j.nft.object.Hook.OUTPUT;
import static io.netlink4j.nft.object.Hook.POSTROUTING;
import static io.netlink4j.nft.object.Hook.PREROUTING;

import io.netlink4j.nft.expression.Dup;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Fib;
import io.netlink4j.nft.expression.FlowOffload;
import io.netlink4j.nft.expression.Fwd;
import io.netlink4j.nft.expression.Masq;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.Nat;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.expression.Objref;
import io.netlink4j.nft.expression.Osf;
import io.netlink4j.nft.expression.Queue;
import io.netlink4j.nft.expression.Redir;
import io.netlink4j.nft.expression.Reject;
import io.netlink4j.nft.expression.Rt;
import io.netlink4j.nft.expression.Socket;
import io.netlink4j.nft.expression.Synproxy;
import io.netlink4j.nft.expression.Tproxy;
import io.netlink4j.nft.expression.Xfrm;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.packet.NfFamily;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The base chains in which the kernel allows an expression ({@code validate} of {@code struct nft_expr_ops}).
 *
 * @param what the statement, in nft's words
 * @param isNat whether it needs a chain of type nat
 * @param hooks the hooks at which the chain can be; empty if tables of the family do not allow the expression
 * @param place the requirement as text
 */
record HookRequirement(String what, boolean isNat, List<Hook> hooks, String place) {
    /** {@code NFT_RT_TCPMSS}. */
    private static final int TCP_MSS = 3;

    /** {@code XFRM_POLICY_OUT}. */
    private static final int XFRM_OUT = 1;

    /** The requirement of an expression; empty if it has none. */
    static Optional<HookRequirement> of(Expression expression, NfFamily family) {
        return Optional.ofNullable(
                switch (expression) {
                    case Masq masq -> nat("masquerade", POSTROUTING);
                    case Redir redir -> nat("redirect", PREROUTING, OUTPUT);
                    case Nat nat -> nat.isSource() ? nat("snat", POSTROUTING, INPUT) : nat("dnat", PREROUTING, OUTPUT);
                    case Reject reject -> reject(family);
                    case Synproxy synproxy when !isInternet(family) -> families("synproxy", "ip, ip6 or inet");
                    case Tproxy tproxy -> any("tproxy", PREROUTING);
                    case Synproxy synproxy -> any("synproxy", INPUT, FORWARD);
                    case Objref objref
                    when objref.get(Objref.IMM_TYPE).equals(Optional.of(ObjectType.SYNPROXY.number())) ->
                        any("synproxy", INPUT, FORWARD);
                    case Socket socket -> any("socket", PREROUTING, INPUT, OUTPUT);
                    case Osf osf when family != NfFamily.IP && family != NfFamily.INET -> families("osf", "ip or inet");
                    case Osf osf -> any("osf", PREROUTING, INPUT, FORWARD);
                    case Queue queue
                    when family == NfFamily.NETDEV || family == NfFamily.ARP ->
                        families("queue", "ip, ip6, inet or bridge");
                    case Queue queue -> any("queue", PREROUTING, INPUT, FORWARD, OUTPUT, POSTROUTING);
                    case FlowOffload flow -> any("flow add", FORWARD);
                    case Fwd fwd -> any("fwd", INGRESS, EGRESS);
                    case Dup dup when family == NfFamily.NETDEV -> any("dup", INGRESS, EGRESS);
                    case Fib fib -> fib(fib, family);
                    case Rt rt when !isInternet(family) -> families("rt", "ip, ip6 or inet");
                    case Rt rt when rt.get(Rt.KEY).orElse(0) == TCP_MSS -> any("rt mtu", FORWARD, OUTPUT, POSTROUTING);
                    case Meta meta -> meta(meta, family);
                    case Xfrm xfrm ->
                        xfrm.get(Xfrm.DIR).orElse(0) == XFRM_OUT
                                ? any("ipsec out", FORWARD, OUTPUT, POSTROUTING)
                                : any("ipsec in", PREROUTING, INPUT, FORWARD);
                    default -> null;
                });
    }

    private static boolean isInternet(NfFamily family) {
        return family == NfFamily.IP || family == NfFamily.IP6 || family == NfFamily.INET;
    }

    private static HookRequirement reject(NfFamily family) {
        return switch (family) {
            case NETDEV -> any("reject", INGRESS);
            case BRIDGE -> any("reject", PREROUTING, INPUT);
            case INET -> any("reject", INGRESS, PREROUTING, INPUT, FORWARD, OUTPUT);
            default -> any("reject", PREROUTING, INPUT, FORWARD, OUTPUT);
        };
    }

    private static @Nullable HookRequirement meta(Meta meta, NfFamily family) {
        Hook first = family == NfFamily.NETDEV ? INGRESS : PREROUTING;
        MetaKey key = meta.get(Meta.KEY).orElse(MetaKey.LEN);
        if (meta.has(Meta.SREG)) {
            return key.equals(MetaKey.PKTTYPE)
                    ? any("meta pkttype set", first)
                    : key.equals(MetaKey.BROUTE) ? any("meta broute set", first) : null;
        }
        if (!key.equals(MetaKey.SECPATH)) {
            return null;
        }
        return switch (family) {
            case NETDEV -> any("meta secpath", INGRESS);
            case BRIDGE, ARP -> families("meta secpath", "ip, ip6, inet or netdev");
            default -> any("meta secpath", PREROUTING, INPUT, FORWARD);
        };
    }

    private static @Nullable HookRequirement fib(Fib fib, NfFamily family) {
        int flags = fib.get(Fib.FLAGS).orElse(0);
        boolean device = family == NfFamily.NETDEV;
        if (fib.get(Fib.RESULT).orElse(0) != Fib.RESULT_ADDRTYPE || (flags & Fib.IIF) != 0) {
            return device ? any("fib", INGRESS) : any("fib", PREROUTING, INPUT, FORWARD);
        }
        if ((flags & Fib.OIF) != 0) {
            return device ? any("fib", EGRESS) : any("fib", FORWARD, OUTPUT, POSTROUTING);
        }
        return device ? null : any("fib", PREROUTING, INPUT, FORWARD, OUTPUT, POSTROUTING);
    }

    private static HookRequirement nat(String what, Hook... hooks) {
        return new HookRequirement(what, true, List.of(hooks), "a chain of type nat at " + anyOf(hooks));
    }

    private static HookRequirement any(String what, Hook... hooks) {
        return new HookRequirement(what, false, List.of(hooks), "a chain at " + anyOf(hooks));
    }

    private static HookRequirement families(String what, String families) {
        return new HookRequirement(what, false, List.of(), "a table of family " + families);
    }

    private static String anyOf(Hook... hooks) {
        String all = Stream.of(hooks).map(Hook::toString).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " or" + all.substring(last + 1);
    }

    /** Whether the kernel executes the expression in a base chain. */
    boolean allows(Chain base) {
        return (!isNat || base.type().equals(Optional.of("nat")))
                && base.hook().filter(hooks::contains).isPresent();
    }

    @Override
    public String toString() {
        return "'" + what + "' needs " + place;
    }
}
