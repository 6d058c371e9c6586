package io.netlink4j.core.diag;

import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.core.link.LinkReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Selects sockets with IP addresses, in the words of {@code ss}. The kernel evaluates the filter, and what it returns is checked again; a
 * value that it does not report is taken to match there.
 *
 * {@snippet :
 * var busy = SocketFilter.states(ESTABLISHED, CLOSE_WAIT)
 *         .and(SocketFilter.source("10.0.0.0/8").or(SocketFilter.sourcePort(443)))
 *         .and(SocketFilter.destinationPort(22).not());
 * }
 *
 * <p>Filters are immutable.
 */
public final class SocketFilter {
    private final FilterNode node;

    private SocketFilter(FilterNode node) {
        this.node = node;
    }

    /** Selects all sockets in any state. */
    public static SocketFilter all() {
        return new SocketFilter(FilterCondition.states(SocketState.ALL));
    }

    /** Selects sockets in one of some states. */
    public static SocketFilter states(SocketState... states) {
        return new SocketFilter(FilterCondition.states(SocketState.bits(Arrays.asList(states))));
    }

    /** Selects sockets with a local port. */
    public static SocketFilter sourcePort(int port) {
        return new SocketFilter(FilterCondition.port(
                FilterCondition.Side.SOURCE, PortRange.of(port).first()));
    }

    /** Selects sockets with a local port in a range. */
    public static SocketFilter sourcePorts(PortRange ports) {
        return new SocketFilter(FilterCondition.ports(FilterCondition.Side.SOURCE, ports));
    }

    /** Selects sockets whose peer has a port. */
    public static SocketFilter destinationPort(int port) {
        return new SocketFilter(FilterCondition.port(
                FilterCondition.Side.DESTINATION, PortRange.of(port).first()));
    }

    /** Selects sockets whose peer has a port in a range. */
    public static SocketFilter destinationPorts(PortRange ports) {
        return new SocketFilter(FilterCondition.ports(FilterCondition.Side.DESTINATION, ports));
    }

    /** Selects sockets with a local address in a network. An IPv4 network also selects mapped addresses of IPv6 sockets. */
    public static SocketFilter source(IpPrefix network) {
        return new SocketFilter(FilterCondition.address(FilterCondition.Side.SOURCE, network));
    }

    /** Selects sockets with a local address in a network such as {@code 10.0.0.0/8}, or with an address. */
    public static SocketFilter source(String network) {
        return source(IpPrefix.of(network));
    }

    /** Selects sockets whose peer has an address in a network. An IPv4 network also selects mapped addresses of IPv6 sockets. */
    public static SocketFilter destination(IpPrefix network) {
        return new SocketFilter(FilterCondition.address(FilterCondition.Side.DESTINATION, network));
    }

    /** Selects sockets whose peer has an address in a network such as {@code 10.0.0.0/8}, or one address. */
    public static SocketFilter destination(String network) {
        return destination(IpPrefix.of(network));
    }

    /** Selects sockets that are bound to a link ({@code SO_BINDTODEVICE}). */
    public static SocketFilter link(LinkReference link) {
        return new SocketFilter(FilterCondition.link(link));
    }

    /** Selects sockets that are bound to the link with a name. */
    public static SocketFilter link(String name) {
        return link(LinkReference.of(name));
    }

    /** Selects sockets with a mark ({@code SO_MARK}) of 32 bits. Needs {@code CAP_NET_ADMIN}. */
    public static SocketFilter mark(long mark) {
        return mark(mark, 0xffff_ffffL);
    }

    /** Selects sockets with a mark; the bits in {@code mask} are compared. Needs {@code CAP_NET_ADMIN}. */
    public static SocketFilter mark(long mark, long mask) {
        return new SocketFilter(FilterCondition.mark(mark, mask));
    }

    /** Selects sockets of a control group (version 2) by its number, the inode of its directory. */
    public static SocketFilter cgroup(long id) {
        return new SocketFilter(FilterCondition.cgroup(id));
    }

    /**
     * Selects sockets of a control group (version 2) by its directory.
     *
     * @throws UncheckedIOException if there is no such directory
     */
    public static SocketFilter cgroup(Path directory) {
        try {
            return cgroup((Long) Files.getAttribute(directory, "unix:ino"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find the control group " + directory, e);
        }
    }

    /** Selects sockets whose local port the kernel chose ({@code autobound}). */
    public static SocketFilter autobound() {
        return new SocketFilter(FilterCondition.autobound());
    }

    /** Selects sockets that both filters select. */
    public SocketFilter and(SocketFilter other) {
        return new SocketFilter(new FilterNode.And(
                FilterNode.join(node instanceof FilterNode.And and ? and.parts() : List.of(node), other.node)));
    }

    /** Selects sockets that one of both filters selects. */
    public SocketFilter or(SocketFilter other) {
        return new SocketFilter(new FilterNode.Or(
                FilterNode.join(node instanceof FilterNode.Or or ? or.parts() : List.of(node), other.node)));
    }

    /** Selects sockets that this filter does not select. */
    public SocketFilter not() {
        return new SocketFilter(new FilterNode.Not(node));
    }

    /** Whether this filter may select {@code socket}. A value that the socket does not have, such as an unreported mark, is taken to match. */
    public boolean test(InetSocket socket) {
        return node.test(socket, false);
    }

    /** The states of the sockets that may be selected, as bits. */
    int states() {
        return node.states(false);
    }

    /** Replaces names of links by their indexes. */
    SocketFilter resolved(ToIntFunction<LinkReference> links) {
        return new SocketFilter(node.resolved(links));
    }

    /** The program for the kernel; null if the kernel cannot narrow the selection. */
    byte @Nullable [] program() {
        return FilterProgram.compile(node);
    }

    /** The filter in the words of {@code ss}: {@code sport = :443 and not dst = 10.0.0.0/8}. */
    @Override
    public String toString() {
        return node.toString();
    }
}
