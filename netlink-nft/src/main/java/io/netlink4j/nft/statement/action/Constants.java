package io.netlink4j.nft.statement.action;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.NetworkFields;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.TransportFields;
import io.netlink4j.nft.packet.NatFlag;
import io.netlink4j.nft.packet.NfFamily;
import java.util.Arrays;

/** What actions have in common. */
final class Constants {
    private Constants() {}

    static Field addressField(IpFamily version) {
        return version == IpFamily.IPV4 ? NetworkFields.IP_DADDR : NetworkFields.IP6_DADDR;
    }

    static String word(IpAddress address) {
        return address.family() == IpFamily.IPV4 ? "ip" : "ip6";
    }

    static String word(IpFamily version) {
        return version == IpFamily.IPV4 ? "ip" : "ip6";
    }

    /** Fields with the values that a map of addresses, or of addresses and ports, has. */
    static Selection values(IpFamily version, boolean ports) {
        Field address = addressField(version);
        return ports ? Selection.of(address, TransportFields.TH_DPORT) : Selection.of(address);
    }

    /** The words of the flags of a translation. */
    static String flags(int bits) {
        return Arrays.stream(NatFlag.values())
                .filter(flag -> (bits & flag.bit()) != 0)
                .map(NatFlag::toString)
                .reduce((one, other) -> one + "," + other)
                .map(words -> " " + words)
                .orElse("");
    }

    /** Ports can only be changed where the rule says the transport protocol. */
    static void requirePorts(Compilation compilation, Object subject) {
        if (compilation.transports().isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + subject + "' changes a port, so the rule must match the transport protocol"
                            + " first, as with 'tcp dport 80' or 'meta l4proto { tcp, udp }'.");
        }
    }

    static void requireFamily(Compilation compilation, Object subject, NfFamily... families) {
        if (!Arrays.asList(families).contains(compilation.family())) {
            throw new IllegalArgumentException("'" + subject + "' cannot be in a table of family "
                    + compilation.family() + ", only in one of " + Arrays.toString(families) + ".");
        }
    }
}
