package io.netlink4j.core.diag;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.core.address.Ipv6Address;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.core.object.ObjectDescriptor;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A socket with IP addresses and ports, as the kernel reported it ({@code struct inet_diag_msg} of {@code linux/inet_diag.h}; all keys are
 * in {@link InetSocketAttributes}). What was not asked for, or what the socket's protocol lacks, is empty.
 */
public final class InetSocket extends NetlinkObject<InetSocket> implements KernelSocket {
    private static final Map<Transport, ObjectDescriptor<InetSocket>> DESCRIPTORS =
            Arrays.stream(Transport.values()).collect(Collectors.toUnmodifiableMap(key -> key, InetSocket::describe));

    private final Transport transport;

    private InetSocket(Transport transport, Content content) {
        super(content);
        this.transport = transport;
    }

    InetSocket(Transport transport, byte[] bytes) {
        super(bytes);
        this.transport = transport;
    }

    private static ObjectDescriptor<InetSocket> describe(Transport transport) {
        return ObjectDescriptor.of(
                        transport + " socket",
                        transport + " sockets",
                        InetSocketAttributes.SCHEMA,
                        bytes -> new InetSocket(transport, bytes))
                .messages(SockDiagProtocol.BY_FAMILY, SockDiagProtocol.DESTROY, SockDiagProtocol.BY_FAMILY)
                .accepts(socket -> IpFamily.ofNumber(socket.get(InetSocketAttributes.FAMILY))
                        .isPresent())
                .identity(InetSocket::cookie)
                .build();
    }

    /** The descriptor of the sockets of one transport protocol, which the kernel's messages do not name. */
    public static ObjectDescriptor<InetSocket> descriptor(Transport transport) {
        return Objects.requireNonNull(DESCRIPTORS.get(transport));
    }

    /** The transport protocol. */
    public Transport transport() {
        return transport;
    }

    /** The family of the socket. An IPv6 socket may have IPv4 peers, as {@code ::ffff:10.0.0.1}. */
    public IpFamily family() {
        int number = get(InetSocketAttributes.FAMILY);
        return IpFamily.ofNumber(number)
                .orElseThrow(() -> new NetlinkException.Malformed("an inet socket of the family " + number));
    }

    @Override
    public SocketState state() {
        return SocketState.of(get(InetSocketAttributes.STATE));
    }

    /** The local address; {@code 0.0.0.0} or {@code ::} for all. */
    public IpAddress localAddress() {
        return address(InetSocketAttributes.SRC);
    }

    /** The local port. */
    public int localPort() {
        return get(InetSocketAttributes.SPORT);
    }

    /** The address of the peer; {@code 0.0.0.0} or {@code ::} if there is none. */
    public IpAddress remoteAddress() {
        return address(InetSocketAttributes.DST);
    }

    /** The port of the peer; 0 if there is none. */
    public int remotePort() {
        return get(InetSocketAttributes.DPORT);
    }

    private IpAddress address(Field<IpAddress> field) {
        IpAddress address = get(field);
        return address instanceof Ipv6Address wide && family() == IpFamily.IPV4
                ? new Ipv4Address((int) (wide.high() >>> Integer.SIZE))
                : address;
    }

    /** The link that the socket is bound to ({@code SO_BINDTODEVICE}). */
    public Optional<LinkReference> link() {
        int ifindex = ifindex();
        return ifindex == 0 ? Optional.empty() : Optional.of(LinkReference.of(ifindex));
    }

    int ifindex() {
        return get(InetSocketAttributes.IF);
    }

    @Override
    public long cookie() {
        return get(InetSocketAttributes.COOKIE);
    }

    /** The running timer of a TCP socket. */
    public Optional<SocketTimer> timer() {
        return SocketTimer.of(
                get(InetSocketAttributes.TIMER), get(InetSocketAttributes.EXPIRES), get(InetSocketAttributes.RETRANS));
    }

    /** Bytes that the process has not read. For a listening socket: connections that it has not accepted. */
    public long receiveQueue() {
        return get(InetSocketAttributes.RQUEUE);
    }

    /** Bytes that the peer has not confirmed. For a listening socket: the most connections that may wait ({@code listen(2)}). */
    public long sendQueue() {
        return get(InetSocketAttributes.WQUEUE);
    }

    /** The user that the socket belongs to. 0 also for sockets that belong to no process any more. */
    public long uid() {
        return get(InetSocketAttributes.UID);
    }

    @Override
    public long inode() {
        return get(InetSocketAttributes.INODE);
    }

    @Override
    public Optional<SocketMemory> memory() {
        return get(InetSocketAttributes.SKMEMINFO);
    }

    /** How many packets were dropped at this socket. */
    public Optional<Long> drops() {
        return memory().map(SocketMemory::drops);
    }

    /** What TCP knows of the connection. */
    public Optional<TcpInfo> tcpInfo() {
        return transport == Transport.TCP ? get(InetSocketAttributes.INFO).map(TcpInfo::new) : Optional.empty();
    }

    /** The congestion control, such as {@code cubic}. */
    public Optional<String> congestionControl() {
        return get(InetSocketAttributes.CONG);
    }

    /** The type of service of IPv4. */
    public Optional<Integer> tos() {
        return get(InetSocketAttributes.TOS);
    }

    /** The traffic class of IPv6. */
    public Optional<Integer> trafficClass() {
        return get(InetSocketAttributes.TCLASS);
    }

    /** The IP protocol of a raw socket. */
    public Optional<Integer> ipProtocol() {
        return get(InetSocketAttributes.PROTOCOL);
    }

    /** Whether an IPv6 socket takes no IPv4 packets ({@code IPV6_V6ONLY}); false for IPv4. */
    public boolean isV6Only() {
        return get(InetSocketAttributes.SKV6ONLY).orElse(false);
    }

    /** The mark ({@code SO_MARK}); only reported with {@code CAP_NET_ADMIN}. */
    public Optional<Long> mark() {
        return get(InetSocketAttributes.MARK);
    }

    /** The control group (version 2): the inode of its directory. */
    public Optional<Long> cgroup() {
        return get(InetSocketAttributes.CGROUP_ID);
    }

    /** Whether the socket receives no more ({@code SHUT_RD}). */
    public boolean isInputShutDown() {
        return (shutdown() & 1) != 0;
    }

    /** Whether the socket sends no more ({@code SHUT_WR}). */
    public boolean isOutputShutDown() {
        return (shutdown() & 2) != 0;
    }

    private int shutdown() {
        return get(InetSocketAttributes.SHUTDOWN).orElse(0);
    }

    @Override
    public Schema schema() {
        return InetSocketAttributes.SCHEMA;
    }

    @Override
    protected InetSocket copy(Content content) {
        return new InetSocket(transport, content);
    }

    /** The line of {@code ss}: {@code tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*}. A link is shown by its index. */
    @Override
    public String toString() {
        return "%s %s %d %d %s %s".formatted(transport, state(), receiveQueue(), sendQueue(), local(), remote());
    }

    /** The local end: {@code 10.0.0.1:80}. */
    String local() {
        return end(localAddress(), localPort(), ifindex() == 0 ? "" : "%" + ifindex());
    }

    /** The peer's end: {@code 0.0.0.0:*} if there is none. */
    String remote() {
        return end(remoteAddress(), remotePort(), "");
    }

    private String end(IpAddress address, int port, String zone) {
        boolean all = address instanceof Ipv6Address && address.isUnspecified() && !isV6Only();
        String host = all ? "*" : address instanceof Ipv6Address ? "[" + address + "]" : address.toString();
        return host + zone + ":" + (port == 0 ? "*" : String.valueOf(port));
    }
}
