package io.netlink4j.rtnl.lab;

import io.netlink4j.core.address.IpInterface;
import io.netlink4j.core.address.IpPrefix;
import java.util.ArrayList;
import java.util.List;

/** The addresses that a lab assigns in a network: the first host addresses, in order. */
final class HostAddresses {
    private HostAddresses() {}

    /**
     * The first {@code count} host addresses. A network of two addresses has two host addresses.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    static List<IpInterface> of(IpPrefix network, int count) {
        int bits = network.family().bits() - network.prefixLength();
        int first = bits == 1 ? 0 : 1;
        long reserved = bits == 1 ? 0 : 2;
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
