package io.netlink4j.nft.match;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.packet.FrameType;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The protocol that a packet must have before a field can be read. */
@SuppressWarnings("ImmutableEnumChecker") // the fields are immutable records, which the checker does not recognize
public enum Dependency {
    NONE,
    INET {
        @Override
        public void require(Compilation compilation, Object subject) {
            if (compilation.family() != NfFamily.INET) {
                throw new IllegalArgumentException("'" + subject
                        + "' makes sense only in a table of family inet, not in one of " + compilation.family() + ".");
            }
        }
    },
    ETHER {
        @Override
        public void require(Compilation compilation, Object subject) {
            compilation.requireEthernet();
        }
    },
    VLAN(FrameType.VLAN) {
        @Override
        public void require(Compilation compilation, Object subject) {
            compilation.requireEthernet();
            super.require(compilation, subject);
        }
    },
    ARP(FrameType.ARP),
    IPV4(FrameType.IP) {
        @Override
        public void require(Compilation compilation, Object subject) {
            compilation.requireNetwork(IpFamily.IPV4, subject);
        }
    },
    IPV6(FrameType.IP6) {
        @Override
        public void require(Compilation compilation, Object subject) {
            compilation.requireNetwork(IpFamily.IPV6, subject);
        }
    },
    /** An option of the IPv4 header. */
    IPV4_OPTION(FrameType.IP),
    /** An extension header of IPv6. */
    IPV6_EXTENSION(FrameType.IP6),
    TCP(IpProtocol.TCP),
    UDP(IpProtocol.UDP),
    UDPLITE(IpProtocol.UDPLITE),
    SCTP(IpProtocol.SCTP),
    DCCP(IpProtocol.DCCP),
    ESP(IpProtocol.ESP),
    AH(IpProtocol.AH),
    COMP(IpProtocol.COMP),
    GRE(IpProtocol.GRE),
    IGMP(FrameType.IP, IpProtocol.IGMP),
    ICMP(FrameType.IP, IpProtocol.ICMP),
    ICMP_ECHO(FrameType.IP, IpProtocol.ICMP, 8, 0),
    ICMP_UNREACHABLE(FrameType.IP, IpProtocol.ICMP, 3),
    ICMP_REDIRECT(FrameType.IP, IpProtocol.ICMP, 5),
    ICMPV6(FrameType.IP6, IpProtocol.ICMPV6),
    ICMPV6_ECHO(FrameType.IP6, IpProtocol.ICMPV6, 128, 129),
    ICMPV6_TOO_BIG(FrameType.IP6, IpProtocol.ICMPV6, 2),
    ICMPV6_PARAMETER(FrameType.IP6, IpProtocol.ICMPV6, 4),
    ICMPV6_LISTENER(FrameType.IP6, IpProtocol.ICMPV6, 130),
    ICMPV6_TARGET(FrameType.IP6, IpProtocol.ICMPV6, 130, 131, 132, 135, 136, 137),
    ICMPV6_REDIRECT(FrameType.IP6, IpProtocol.ICMPV6, 137),
    /** ICMP in packets of any IP version, and so in a table that sees IPv6 only. */
    ICMP_ALONE(IpProtocol.ICMP),
    ICMP_ECHO_ALONE(null, IpProtocol.ICMP, 8, 0),
    ICMP_UNREACHABLE_ALONE(null, IpProtocol.ICMP, 3),
    ICMP_REDIRECT_ALONE(null, IpProtocol.ICMP, 5),
    ICMPV6_ALONE(IpProtocol.ICMPV6),
    ICMPV6_ECHO_ALONE(null, IpProtocol.ICMPV6, 128, 129),
    ICMPV6_TOO_BIG_ALONE(null, IpProtocol.ICMPV6, 2),
    ICMPV6_PARAMETER_ALONE(null, IpProtocol.ICMPV6, 4),
    ICMPV6_LISTENER_ALONE(null, IpProtocol.ICMPV6, 130),
    ICMPV6_TARGET_ALONE(null, IpProtocol.ICMPV6, 130, 131, 132, 135, 136, 137),
    ICMPV6_REDIRECT_ALONE(null, IpProtocol.ICMPV6, 137),
    IGMP_ALONE(IpProtocol.IGMP);

    private static final int INTERNET_CHECKSUM = 1;
    private static final int SCTP_CHECKSUM = 2;

    private final @Nullable FrameType frame;
    private final @Nullable IpProtocol transport;
    private final MessageTypes types;

    Dependency() {
        this(null, null);
    }

    Dependency(FrameType frame) {
        this(frame, null);
    }

    Dependency(IpProtocol transport) {
        this(null, transport);
    }

    Dependency(@Nullable FrameType frame, @Nullable IpProtocol transport, int... types) {
        this.frame = frame;
        this.transport = transport;
        this.types = MessageTypes.of(types);
    }

    /**
     * Adds a comparison to the rule if it does not have one yet.
     *
     * @throws IllegalArgumentException if the rule requires another protocol
     */
    public void require(Compilation compilation, Object subject) {
        boolean said = transport != null && compilation.transports().equals(Set.of(transport));
        if (frame != null && (!said || compilation.network().isPresent())) {
            compilation.requireFrame(frame, subject);
        }
        if (transport != null) {
            compilation.requireTransport(transport, subject);
        }
        types.require(compilation, subject);
    }

    /** The same transport protocol in any IP version; empty if it belongs to none. */
    public Optional<Dependency> alone() {
        return frame == null || transport == null ? Optional.empty() : Optional.of(valueOf(name() + "_ALONE"));
    }

    /** Whether a table of {@code family} sees no packets with the network protocol. */
    public boolean isForeignTo(NfFamily family) {
        return (family == NfFamily.IP && frame == FrameType.IP6) || (family == NfFamily.IP6 && frame == FrameType.IP);
    }

    /** Whether packets of this IP version do not have the network protocol. */
    public boolean isForeignTo(IpFamily version) {
        return frame == (version == IpFamily.IPV4 ? FrameType.IP6 : FrameType.IP);
    }

    /** What the frame carries, if the network protocol is said. */
    Optional<FrameType> frame() {
        return Optional.ofNullable(frame);
    }

    /** The transport protocol, if it is said. */
    Optional<IpProtocol> transport() {
        return Optional.ofNullable(transport);
    }

    /** Whether nft compares the type in the link header, where there is one, rather than the metadata. */
    boolean isByLinkHeader() {
        return this != IPV4 && this != IPV6;
    }

    /** The offset of the checksum in the header; empty if the header has none. */
    public OptionalInt checksum() {
        if (this == IPV4) {
            return OptionalInt.of(10);
        }
        if (transport == null) {
            return OptionalInt.empty();
        }
        return switch (transport.number()) {
            case 6 -> OptionalInt.of(16);
            case 17 -> OptionalInt.of(6);
            case 132 -> OptionalInt.of(8);
            case 1, 2, 58 -> OptionalInt.of(2);
            default -> OptionalInt.empty();
        };
    }

    /** The type of the checksum for {@code NFTA_PAYLOAD_CSUM_TYPE}. */
    public int checksumType() {
        return checksum().isEmpty() ? 0 : this == SCTP ? SCTP_CHECKSUM : INTERNET_CHECKSUM;
    }
}
