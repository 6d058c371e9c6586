package io.netlink4j.rtnl.lab;

import io.netlink4j.core.address.IpInterface;
import io.netlink4j.core.address.IpPrefix;
import java.util.ArrayList;
import java.util.List;

/** The addresses that a lab assigns in a network: the first host addresses, in order. */
final class HostAddresses {
    private HostAddresses() {}

    /**
     * The first {@code count} host addresses. Not among them is the address of the network itself, and for IPv4 that of its broadcasts. Both
     * addresses of a network of two are host addresses.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    static List<IpInterface> of(IpPrefix network, int count) {
        int bits = network.family().bits() - network.prefixLength();
        int first = bits == 1 ? 0 : 1;
        int reserved = network.broadcast().isPresent() ? first + 1 : first;
        if (bits == 0 || (bits < Integer.SIZE - 1 && (1L << bits) - reserved < count)) {
            throw new IllegalArgumentException(network + " has fewer than " + count + " host addresses");
        }
        List<IpInterface> hosts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            hosts.add(IpInterface.of(network.host(first + i), network.prefixLength()));
        }
        return hosts;
    }
}
