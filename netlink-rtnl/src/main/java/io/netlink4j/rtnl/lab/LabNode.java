package io.netlink4j.rtnl.lab;

import io.netlink4j.core.address.IpInterface;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.socket.NamespaceSockets;
import io.netlink4j.rtnl.Rtnl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A node of a {@link Lab}: a namespace, without a name in the kernel unless the plan asks for one. In it {@code lo} is up and IPv6 addresses are usable at once ({@code
 * net.ipv6.conf.default.accept_dad=0}). Thread-safe. It lives as long as its lab.
 */
public final class LabNode {
    private static final String DUPLICATE_ADDRESS_DETECTION = "net.ipv6.conf.default.accept_dad";

    private final String name;
    private final NetworkNamespace namespace;
    private final Rtnl rtnl;
    private final List<IpInterface> addresses = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final List<String> ports = new ArrayList<>();

    private boolean hasKernelName;

    private LabNode(String name, NetworkNamespace namespace, Rtnl rtnl) {
        this.name = name;
        this.namespace = namespace;
        this.rtnl = rtnl;
        this.hasKernelName = namespace.name().isPresent();
    }

    /** A node in a new namespace, which it owns. If this fails, nothing is left of the namespace. */
    static LabNode in(NetworkNamespace namespace, String name) {
        try {
            Rtnl rtnl = Rtnl.open(namespace);
            try {
                doWithoutDuplicateAddressDetection(namespace);
                rtnl.links().up("lo");
                return new LabNode(name, namespace, rtnl);
            } catch (RuntimeException | Error e) {
                rtnl.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            namespace.close();
            namespace.name().ifPresent(NetworkNamespace::delete);
            throw e;
        }
    }

    private static void doWithoutDuplicateAddressDetection(NetworkNamespace namespace) {
        try {
            namespace.sysctl().write(DUPLICATE_ADDRESS_DETECTION, "0");
        } catch (NetlinkException.NotFound noIpv6) {
            // A kernel without IPv6 has no duplicate address detection.
        }
    }

    /** The name in the lab. */
    public String name() {
        return name;
    }

    /** The namespace. The lab closes this handle. */
    public NetworkNamespace namespace() {
        return namespace;
    }

    /** Links, addresses, routes and neighbours of the node. The lab closes this handle. */
    public Rtnl rtnl() {
        return rtnl;
    }

    /** Sockets in the node. */
    public NamespaceSockets sockets() {
        return namespace.sockets();
    }

    /** The addresses that the lab assigned, in the order of its cables and bridges. */
    public List<IpInterface> addresses() {
        return List.copyOf(addresses);
    }

    /**
     * The first address that the lab assigned.
     *
     * @throws IllegalStateException if it has none
     */
    public IpInterface address() {
        if (addresses.isEmpty()) {
            throw new IllegalStateException("node '" + name + "' is on no cable and no bridge");
        }
        return addresses.getFirst();
    }

    void add(String link, IpInterface address) {
        rtnl.addresses().add(link, address.toString());
        addresses.add(address);
        links.add(link);
    }

    void addPort(String link) {
        ports.add(link);
    }

    /** Waits until all links are up and all their addresses are usable. */
    void awaitReady(Duration longest) {
        for (String port : ports) {
            rtnl.links().awaitUp(port, longest);
        }
        for (String link : links) {
            rtnl.links().awaitUp(link, longest);
            rtnl.addresses().awaitReady(link, longest);
        }
    }

    /** Describes what keeps the namespace alive besides the lab itself. Closes {@link #rtnl()}. */
    List<String> leftovers() {
        deleteKernelName();
        rtnl.close();
        return namespace.holders();
    }

    void close() {
        try {
            deleteKernelName();
        } finally {
            rtnl.close();
            namespace.close();
        }
    }

    /** Once: later the name may be another's. */
    private synchronized void deleteKernelName() {
        if (hasKernelName) {
            hasKernelName = false;
            try {
                NetworkNamespace.delete(namespace.name().orElseThrow());
            } catch (NetlinkException.NotFound deleted) {
                // Somebody else deleted it.
            }
        }
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
