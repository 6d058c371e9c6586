package io.netlink4j.nft.match;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import java.util.Optional;
import java.util.Set;

/** The protocol that a packet must have before a field can be read. */
public enum Dependency {
    NONE {
        @Override
        public void require(Compilation compilation, Object subject) {}
    },
    INET {
        @Override
        public void require(Compilation compilation, Object subject) {
            if (compilation.family() != NfFamily.INET) {
                throw new IllegalArgumentException("'" + subject
                        + "' makes sense only in a table of family inet, not in one of " + compilation.family() + ".");
            }
        }
    },
    IPV4 {
        @Override
        public void require(Compilation compilation, Object subject) {
            compilation.requireNetwork(IpFamily.IPV4, subject);
        }
    },
    IPV6 {
        @Override
        public void require(Compilation compilation, Object subject) {
            compilation.requireNetwork(IpFamily.IPV6, subject);
        }
    },
    TCP {
        @Override
        public void require(Compilation compilation, Object subject) {
            compilation.requireTransport(IpProtocol.TCP, subject);
        }
    },
    UDP {
        @Override
        public void require(Compilation compilation, Object subject) {
            compilation.requireTransport(IpProtocol.UDP, subject);
        }
    },
    ICMP {
        @Override
        public void require(Compilation compilation, Object subject) {
            requireBoth(compilation, IpFamily.IPV4, IpProtocol.ICMP, subject);
        }
    },
    ICMPV6 {
        @Override
        public void require(Compilation compilation, Object subject) {
            requireBoth(compilation, IpFamily.IPV6, IpProtocol.ICMPV6, subject);
        }
    };

    /**
     * Adds a comparison to the rule if it does not have one yet.
     *
     * @throws IllegalArgumentException if the rule requires another protocol
     */
    public abstract void require(Compilation compilation, Object subject);

    /** The offset of the checksum in the header; empty if the header has none. */
    public Optional<Integer> checksum() {
        return switch (this) {
            case IPV4 -> Optional.of(10);
            case TCP -> Optional.of(16);
            case UDP -> Optional.of(6);
            case ICMP, ICMPV6 -> Optional.of(2);
            default -> Optional.empty();
        };
    }

    private static void requireBoth(Compilation compilation, IpFamily network, IpProtocol transport, Object subject) {
        boolean said = compilation.transports().equals(Set.of(transport));
        if (!said || compilation.network().isPresent()) {
            compilation.requireNetwork(network, subject);
        }
        compilation.requireTransport(transport, subject);
    }
}
