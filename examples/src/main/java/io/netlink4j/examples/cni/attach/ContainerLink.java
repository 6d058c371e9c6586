package io.netlink4j.examples.cni.attach;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.sysctl.InterfaceSysctl;
import io.netlink4j.core.sysctl.SysctlKey;
import io.netlink4j.examples.cni.protocol.Attachment;
import io.netlink4j.examples.cni.protocol.CniCall;
import io.netlink4j.examples.cni.protocol.CniException;
import io.netlink4j.examples.cni.protocol.CniResult;
import io.netlink4j.examples.cni.protocol.Later;
import io.netlink4j.examples.cni.protocol.PathOption;
import io.netlink4j.examples.cni.protocol.Undo;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.address.AddressFlag;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteScope;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * The pair of links that leads from the host into a container.
 *
 * @param call what is asked
 * @param home the host's namespace
 * @param inside the container's namespace
 * @param host the host's links
 * @param container the container's links
 */
record ContainerLink(CniCall call, NetworkNamespace home, NetworkNamespace inside, Rtnl host, Rtnl container)
        implements AutoCloseable {
    /** How long the kernel may take until a link and its addresses work. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    private static final String KNOWN = "cni ";

    static ContainerLink open(CniCall call) {
        NetworkNamespace inside = call.openNamespace();
        return new ContainerLink(call, NetworkNamespace.current(), inside, Rtnl.open(), Rtnl.open(inside));
    }

    @Override
    public void close() {
        container.close();
        host.close();
        inside.close();
        home.close();
    }

    private String name() {
        return call.interfaceName();
    }

    /** Before anything is done, so that a second ADD changes nothing. */
    void requireNone() {
        if (container.links().find(name()).isPresent()) {
            throw new CniException(CniException.INTERNAL, "container has a link " + name() + " already");
        }
    }

    /** The name of a new end in the host. */
    static String newName() {
        return "veth" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    /** Makes the pair, and returns the name of the host's end, which is down. */
    String create(Undo undo, int mtu, Optional<String> mac) {
        String port = newName();
        Link outside = Link.named(port).in(home);
        Link link = Link.named(name()).kind(Veth.to(mtu == 0 ? outside : outside.mtu(mtu)));
        link = mtu == 0 ? link : link.mtu(mtu);
        container.links().add(mac.isPresent() ? link.macAddress(mac.get()) : link);
        undo.push(() -> container.links().deleteIfExists(name()));
        return port;
    }

    /** What the host's end is told to remember, so that it is found without the container's namespace. */
    static String alias(Attachment attachment) {
        return KNOWN + attachment.key();
    }

    /** The host's ends of a network. */
    static List<Link> of(Rtnl host, String network) {
        String prefix = KNOWN + Attachment.networkKey(network);
        return host.links().list().stream()
                .filter(link -> link.alias().orElse("").startsWith(prefix))
                .toList();
    }

    /** Takes the pair away, by the host's end if the container's namespace is not known any more. */
    static void delete(CniCall call) {
        Optional<NetworkNamespace> found = call.findNamespace();
        if (found.isPresent()) {
            NetworkNamespace inside = found.get();
            Later.keep(inside::close);
            delete(call.interfaceName(), () -> Rtnl.open(inside));
            return;
        }
        String alias = alias(Attachment.of(call));
        try (Rtnl host = Rtnl.open()) {
            of(host, call.network()).stream()
                    .filter(link -> link.alias().orElse("").equals(alias))
                    .flatMap(link -> link.name().stream())
                    .forEach(name -> delete(name, Rtnl::open));
        }
    }

    /** Both ends are gone as soon as the kernel says so to all who listen; it answers the request much later. */
    private static void delete(String name, Supplier<Rtnl> where) {
        Rtnl worker = where.get();
        Later.keep(worker::close);
        Rtnl watcher = where.get();
        Later.keep(watcher::close);
        Later.await(
                () -> worker.links().deleteIfExists(name), () -> watcher.links().awaitGone(name, LONGEST));
    }

    /** Takes the pairs of a network away but those of the valid attachments. */
    static void deleteAllBut(Rtnl host, CniCall call) {
        List<String> valid =
                Attachment.valid(call).stream().map(ContainerLink::alias).toList();
        of(host, call.network()).stream()
                .filter(link -> !valid.contains(link.alias().orElse("")))
                .flatMap(link -> link.name().stream())
                .forEach(host.links()::deleteIfExists);
    }

    /** Sets a parameter of IPv6 where the kernel has it. */
    <T> void ipv6(SysctlKey<T> parameter, T value) {
        try {
            inside.sysctl().write(parameter, value);
        } catch (NetlinkException.NotFound disabled) {
            // the kernel was started without IPv6
        }
    }

    /** Writing the parameter waits for all changes of links, so it is only written where it says something else. */
    private void enableIpv6(String link) {
        if (inside.sysctl().read(InterfaceSysctl.DISABLE_IPV6.on(link))) {
            inside.sysctl().write(InterfaceSysctl.DISABLE_IPV6.on(link), false);
        }
    }

    /**
     * Gives the container's end its addresses and brings it up.
     *
     * @param flags flags of the addresses; without {@code NODAD}, which is for IPv6 alone, waits until duplicates are looked for
     */
    void addAddresses(List<CniResult.Ip> ips, Set<AddressFlag> flags) {
        if (ips.stream().anyMatch(CniResult.Ip::isIpv6)) {
            enableIpv6("lo");
            enableIpv6(name());
            ipv6(InterfaceSysctl.KEEP_ADDR_ON_DOWN.on(name()), 1);
        }
        for (CniResult.Ip ip : ips) {
            Address address = Address.of(ip.address());
            for (AddressFlag flag : flags) {
                address = address.flag(flag, flag != AddressFlag.NODAD || ip.isIpv6());
            }
            container.addresses().add(name(), address);
        }
        container.links().up(name());
        for (CniResult.Ip ip : ips) {
            if (ip.isIpv6() && !flags.contains(AddressFlag.NODAD)) {
                container.addresses().awaitReady(name(), ip.address().toString(), LONGEST);
            }
        }
    }

    void addRoutes(List<CniResult.Path> paths, List<CniResult.Ip> ips) {
        for (CniResult.Path path : paths) {
            try {
                container.routes().append(route(path, ips));
            } catch (NetlinkException.AlreadyExists same) {
                // the kernel made it for an address
            }
        }
    }

    /** A route without a gateway leads to that of its family, unless it says that the destination is on the link. */
    private Route route(CniResult.Path path, List<CniResult.Ip> ips) {
        Route route = Route.to(path.destination()).link(name());
        for (Map.Entry<PathOption, Integer> option : path.options().entrySet()) {
            route = option.getKey().set(route, option.getValue());
        }
        Optional<IpAddress> gateway = path.gateway();
        if (gateway.isEmpty() && path.options().getOrDefault(PathOption.SCOPE, 0) < RouteScope.LINK.number()) {
            IpFamily family = path.destination().family();
            gateway = ips.stream()
                    .filter(ip -> ip.address().family() == family)
                    .findFirst()
                    .flatMap(CniResult.Ip::gateway);
        }
        return gateway.isPresent() ? route.via(gateway.get()) : route;
    }

    /** The MAC address of the container's end. */
    MacAddress mac() {
        return container.links().get(name()).macAddress().orElseThrow();
    }

    CniResult.Interface describeInside() {
        return describe(container, name(), call.namespace());
    }

    CniResult.Interface describeOutside(String link) {
        return describe(host, link, "");
    }

    private static CniResult.Interface describe(Rtnl where, String name, String sandbox) {
        return new CniResult.Interface(
                name, where.links().get(name).macAddress().map(Object::toString).orElse(""), sandbox);
    }
}
