package io.netlink4j.nft.statement;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Reject;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;

/** The answer to the sender of a rejected packet ({@code NFTA_REJECT_TYPE} and {@code NFTA_REJECT_ICMP_CODE}). */
public enum RejectReason {
    /** By ICMP: there is no way to the network. */
    ICMP_NET_UNREACHABLE(Kind.ICMP, 0, "icmp net-unreachable"),
    /** By ICMP: the host does not answer. */
    ICMP_HOST_UNREACHABLE(Kind.ICMP, 1, "icmp host-unreachable"),
    /** By ICMP: the host does not know the transport protocol. */
    ICMP_PROT_UNREACHABLE(Kind.ICMP, 2, "icmp prot-unreachable"),
    /** By ICMP: nobody listens at the port. */
    ICMP_PORT_UNREACHABLE(Kind.ICMP, 3, "icmp port-unreachable"),
    /** By ICMP: the packet is too long and may not be fragmented. */
    ICMP_FRAG_NEEDED(Kind.ICMP, 4, "icmp frag-needed"),
    /** By ICMP: the network is forbidden. */
    ICMP_NET_PROHIBITED(Kind.ICMP, 9, "icmp net-prohibited"),
    /** By ICMP: the host is forbidden. */
    ICMP_HOST_PROHIBITED(Kind.ICMP, 10, "icmp host-prohibited"),
    /** By ICMP: it is forbidden. */
    ICMP_ADMIN_PROHIBITED(Kind.ICMP, 13, "icmp admin-prohibited"),
    /** By ICMPv6: there is no route. */
    ICMPV6_NO_ROUTE(Kind.ICMPV6, 0, "icmpv6 no-route"),
    /** By ICMPv6: it is forbidden. */
    ICMPV6_ADMIN_PROHIBITED(Kind.ICMPV6, 1, "icmpv6 admin-prohibited"),
    /** By ICMPv6: the host does not answer. */
    ICMPV6_ADDR_UNREACHABLE(Kind.ICMPV6, 3, "icmpv6 addr-unreachable"),
    /** By ICMPv6: nobody listens at the port. */
    ICMPV6_PORT_UNREACHABLE(Kind.ICMPV6, 4, "icmpv6 port-unreachable"),
    /** By ICMPv6: the source address is forbidden. */
    ICMPV6_POLICY_FAIL(Kind.ICMPV6, 5, "icmpv6 policy-fail"),
    /** By ICMPv6: the route says to refuse. */
    ICMPV6_REJECT_ROUTE(Kind.ICMPV6, 6, "icmpv6 reject-route"),
    /** By ICMP or ICMPv6, as the packet is: there is no route. */
    ICMPX_NO_ROUTE(Kind.ICMPX, 0, "icmpx no-route"),
    /** By ICMP or ICMPv6, as the packet is: nobody listens at the port. */
    ICMPX_PORT_UNREACHABLE(Kind.ICMPX, 1, "icmpx port-unreachable"),
    /** By ICMP or ICMPv6, as the packet is: the host does not answer. */
    ICMPX_HOST_UNREACHABLE(Kind.ICMPX, 2, "icmpx host-unreachable"),
    /** By ICMP or ICMPv6, as the packet is: it is forbidden. */
    ICMPX_ADMIN_PROHIBITED(Kind.ICMPX, 3, "icmpx admin-prohibited"),
    /** By a TCP segment with the reset flag, as if nobody listened. */
    TCP_RESET(Kind.TCP, 0, "tcp reset");

    private final Kind kind;
    private final int code;
    private final String text;

    RejectReason(Kind kind, int code, String text) {
        this.kind = kind;
        this.code = code;
        this.text = text;
    }

    /** The packets that can get an answer, and the kernel's number for it. */
    enum Kind {
        ICMP,
        ICMPV6,
        ICMPX,
        TCP
    }

    void compile(Compilation compilation, Object subject) {
        switch (kind) {
            case ICMP -> compilation.requireNetworkFirst(IpFamily.IPV4, subject);
            case ICMPV6 -> compilation.requireNetworkFirst(IpFamily.IPV6, subject);
            case TCP -> compilation.requireTransportFirst(IpProtocol.TCP, subject);
            case ICMPX -> {
                if (compilation.family() == NfFamily.IP || compilation.family() == NfFamily.IP6) {
                    throw new IllegalArgumentException("'" + subject
                            + "' is for tables that see both IP versions; in a table of family " + compilation.family()
                            + " use icmp" + (compilation.family() == NfFamily.IP6 ? "v6." : "."));
                }
            }
        }
        compilation.add(expression());
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
