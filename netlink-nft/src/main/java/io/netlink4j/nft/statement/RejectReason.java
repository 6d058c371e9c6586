package io.netlink4j.nft.statement;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Reject;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import java.util.Arrays;
import java.util.Optional;

/** The answer to the sender of a rejected packet ({@code NFTA_REJECT_TYPE} and {@code NFTA_REJECT_ICMP_CODE}). */
public enum RejectReason {
    /** ICMP: the network is unreachable. */
    ICMP_NET_UNREACHABLE(Kind.ICMP, 0, "icmp net-unreachable"),
    /** ICMP: the host is unreachable. */
    ICMP_HOST_UNREACHABLE(Kind.ICMP, 1, "icmp host-unreachable"),
    /** ICMP: the transport protocol is unreachable. */
    ICMP_PROT_UNREACHABLE(Kind.ICMP, 2, "icmp prot-unreachable"),
    /** ICMP: the port is unreachable. */
    ICMP_PORT_UNREACHABLE(Kind.ICMP, 3, "icmp port-unreachable"),
    /** ICMP: the packet is too large and must not be fragmented. */
    ICMP_FRAG_NEEDED(Kind.ICMP, 4, "icmp frag-needed"),
    /** ICMP: the network is prohibited. */
    ICMP_NET_PROHIBITED(Kind.ICMP, 9, "icmp net-prohibited"),
    /** ICMP: the host is prohibited. */
    ICMP_HOST_PROHIBITED(Kind.ICMP, 10, "icmp host-prohibited"),
    /** ICMP: administratively prohibited. */
    ICMP_ADMIN_PROHIBITED(Kind.ICMP, 13, "icmp admin-prohibited"),
    /** ICMPv6: there is no route. */
    ICMPV6_NO_ROUTE(Kind.ICMPV6, 0, "icmpv6 no-route"),
    /** ICMPv6: administratively prohibited. */
    ICMPV6_ADMIN_PROHIBITED(Kind.ICMPV6, 1, "icmpv6 admin-prohibited"),
    /** ICMPv6: the host is unreachable. */
    ICMPV6_ADDR_UNREACHABLE(Kind.ICMPV6, 3, "icmpv6 addr-unreachable"),
    /** ICMPv6: the port is unreachable. */
    ICMPV6_PORT_UNREACHABLE(Kind.ICMPV6, 4, "icmpv6 port-unreachable"),
    /** ICMPv6: the source address failed a policy. */
    ICMPV6_POLICY_FAIL(Kind.ICMPV6, 5, "icmpv6 policy-fail"),
    /** ICMPv6: the route rejects the destination. */
    ICMPV6_REJECT_ROUTE(Kind.ICMPV6, 6, "icmpv6 reject-route"),
    /** ICMP or ICMPv6, depending on the packet: there is no route. */
    ICMPX_NO_ROUTE(Kind.ICMPX, 0, "icmpx no-route"),
    /** ICMP or ICMPv6, depending on the packet: the port is unreachable. */
    ICMPX_PORT_UNREACHABLE(Kind.ICMPX, 1, "icmpx port-unreachable"),
    /** ICMP or ICMPv6, depending on the packet: the host is unreachable. */
    ICMPX_HOST_UNREACHABLE(Kind.ICMPX, 2, "icmpx host-unreachable"),
    /** ICMP or ICMPv6, depending on the packet: administratively prohibited. */
    ICMPX_ADMIN_PROHIBITED(Kind.ICMPX, 3, "icmpx admin-prohibited"),
    /** A TCP segment with the reset flag, as from a closed port. */
    TCP_RESET(Kind.TCP, 0, "tcp reset");

    private final Kind kind;
    private final int code;
    private final String text;

    RejectReason(Kind kind, int code, String text) {
        this.kind = kind;
        this.code = code;
        this.text = text;
    }

    void compile(Compilation compilation, Object subject) {
        kind.require(compilation, subject);
        compilation.add(expression());
    }

    /** The packets that can get an answer, and the kernel's number for it. */
    enum Kind {
        ICMP,
        ICMPV6,
        ICMPX,
        TCP;

        /** The kind of answer that an expression sends. */
        static Kind of(Reject reject, Optional<IpFamily> network) {
            return switch (reject.type()) {
                case 0 -> network.equals(Optional.of(IpFamily.IPV6)) ? ICMPV6 : ICMP;
                case 1 -> TCP;
                default -> ICMPX;
            };
        }

        void require(Compilation compilation, Object subject) {
            switch (this) {
                case ICMP -> compilation.requireNetworkFirst(IpFamily.IPV4, subject);
                case ICMPV6 -> compilation.requireNetworkFirst(IpFamily.IPV6, subject);
                case TCP -> compilation.requireTransportFirst(IpProtocol.TCP, subject);
                case ICMPX -> {
                    if (compilation.family() == NfFamily.IP || compilation.family() == NfFamily.IP6) {
                        throw new IllegalArgumentException("'" + subject
                                + "' is for tables that see both IP versions; in a table of family "
                                + compilation.family()
                                + " use icmp" + (compilation.family() == NfFamily.IP6 ? "v6." : "."));
                    }
                }
            }
        }
    }

    /** The answer that an expression sends; empty if it has no name. */
    static Optional<RejectReason> of(Reject reject, Optional<IpFamily> network) {
        Kind kind = Kind.of(reject, network);
        return Arrays.stream(values())
                .filter(reason -> reason.kind == kind && (kind == Kind.TCP || reason.code == reject.code()))
                .findFirst();
    }

    Kind kind() {
        return kind;
    }

    private Expression expression() {
        return switch (kind) {
            case ICMP, ICMPV6 -> Reject.icmp(code);
            case ICMPX -> Reject.icmpx(code);
            case TCP -> Reject.tcpReset();
        };
    }

    /** nft's words, such as {@code icmp host-unreachable}. */
    @Override
    public String toString() {
        return text;
    }
}
