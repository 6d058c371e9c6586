package io.netlink4j.core.diag;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.Ipv6Address;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.core.link.LinkReference;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of a {@link SocketFilter}.
 *
 * @param text the condition in the words of {@code ss}
 * @param states the states that it selects, as bits
 * @param op the kernel's operation with its operand ({@code struct inet_diag_bc_op}); null if the kernel has none
 * @param truth whether a socket matches; empty if that is not known
 * @param link the link whose index is the operand, until it is resolved
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FilterCondition(
        String text,
        int states,
        byte @Nullable [] op,
        Function<InetSocket, Optional<Boolean>> truth,
        @Nullable LinkReference link)
        implements FilterNode {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final int ANY_PORT = -1;

    /** {@code INET_DIAG_BC_*} of {@code linux/inet_diag.h}. */
    static final int JMP = 1;

    private static final int AUTO = 6;
    private static final int DEV_COND = 9;
    private static final int MARK_COND = 10;
    private static final int CGROUP_COND = 13;

    /** The length of {@code struct inet_diag_bc_op}. */
    static final int OP = 4;

    /** The length of an operation with a {@code struct inet_diag_hostcond}, whose address follows. */
    private static final int HOST = OP + 8;

    /** The end of a connection, with its operations in the kernel. */
    enum Side {
        SOURCE("sport", "src", 2, 3, 7, 11) {
            @Override
            int port(InetSocket socket) {
                return socket.localPort();
            }

            @Override
            IpAddress address(InetSocket socket) {
                return socket.localAddress();
            }
        },
        DESTINATION("dport", "dst", 4, 5, 8, 12) {
            @Override
            int port(InetSocket socket) {
                return socket.remotePort();
            }

            @Override
            IpAddress address(InetSocket socket) {
                return socket.remoteAddress();
            }
        };

        private final String portWord;
        private final String addressWord;
        private final int atLeast;
        private final int atMost;
        private final int host;
        private final int equal;

        Side(String portWord, String addressWord, int atLeast, int atMost, int host, int equal) {
            this.portWord = portWord;
            this.addressWord = addressWord;
            this.atLeast = atLeast;
            this.atMost = atMost;
            this.host = host;
            this.equal = equal;
        }

        abstract int port(InetSocket socket);

        abstract IpAddress address(InetSocket socket);
    }

    static FilterNode states(int bits) {
        return new FilterCondition(
                "state " + Integer.toBinaryString(bits), bits, null, socket -> isIn(bits, socket.state()), null);
    }

    /** The kernel selects by 13 states and reports 11: with only one of two that look alike, what it selected counts. */
    private static Optional<Boolean> isIn(int bits, SocketState reported) {
        int alike = switch (reported) {
            case CLOSE -> SocketState.bits(List.of(SocketState.CLOSE, SocketState.BOUND_INACTIVE));
            case SYN_RECV -> SocketState.bits(List.of(SocketState.SYN_RECV, SocketState.NEW_SYN_RECV));
            default -> 1 << reported.number();
        };
        int found = bits & alike;
        return found != 0 && found != alike ? Optional.empty() : Optional.of(found != 0);
    }

    static FilterNode port(Side side, int port) {
        return plain(
                side.portWord + " = :" + port,
                portOp(side.equal, port),
                socket -> Optional.of(side.port(socket) == port));
    }

    static FilterNode ports(Side side, PortRange ports) {
        return new And(List.of(
                plain(
                        side.portWord + " >= :" + ports.first(),
                        portOp(side.atLeast, ports.first()),
                        socket -> Optional.of(side.port(socket) >= ports.first())),
                plain(
                        side.portWord + " <= :" + ports.last(),
                        portOp(side.atMost, ports.last()),
                        socket -> Optional.of(side.port(socket) <= ports.last()))));
    }

    static FilterNode address(Side side, IpPrefix network) {
        byte[] address = network.address().toByteArray();
        // struct inet_diag_hostcond: family, prefix length, two bytes of padding, port, address
        MemorySegment op = op(side.host, HOST + address.length);
        op.set(ValueLayout.JAVA_BYTE, OP, (byte) network.family().number());
        op.set(ValueLayout.JAVA_BYTE, OP + 1, (byte) network.prefixLength());
        op.set(INT, OP + 4, ANY_PORT);
        MemorySegment.copy(address, 0, op, ValueLayout.JAVA_BYTE, HOST, address.length);
        return plain(
                side.addressWord + " = " + network,
                op.toArray(ValueLayout.JAVA_BYTE),
                socket -> Optional.of(contains(network, side.address(socket))));
    }

    private static boolean contains(IpPrefix network, IpAddress address) {
        IpAddress comparable = network.family() == IpFamily.IPV4 && address instanceof Ipv6Address wide
                ? wide.mappedIpv4().<IpAddress>map(ipv4 -> ipv4).orElse(address)
                : address;
        return comparable.family() == network.family() && network.contains(comparable);
    }

    static FilterNode mark(long mark, long mask) {
        MemorySegment op = op(MARK_COND, OP + 2 * Integer.BYTES);
        op.set(INT, OP, u32(mark));
        op.set(INT, OP + Integer.BYTES, u32(mask));
        return plain(
                "fwmark = 0x%x/0x%x".formatted(mark, mask),
                op.toArray(ValueLayout.JAVA_BYTE),
                socket -> socket.mark().map(actual -> (actual & mask) == mark));
    }

    private static int u32(long number) {
        if (number < 0 || number > 0xffff_ffffL) {
            throw new IllegalArgumentException(number + " is not in the range 0..4294967295 of a mark");
        }
        return (int) number;
    }

    static FilterNode cgroup(long id) {
        MemorySegment op = op(CGROUP_COND, OP + Long.BYTES);
        op.set(ValueLayout.JAVA_LONG_UNALIGNED, OP, id);
        return plain(
                "cgroup = " + Long.toUnsignedString(id),
                op.toArray(ValueLayout.JAVA_BYTE),
                socket -> socket.cgroup().map(actual -> actual == id));
    }

    static FilterNode autobound() {
        return plain("autobound", op(AUTO, OP).toArray(ValueLayout.JAVA_BYTE), socket -> Optional.empty());
    }

    static FilterNode link(LinkReference link) {
        return new FilterCondition("dev = " + link, SocketState.ALL, null, socket -> Optional.empty(), link);
    }

    private static FilterCondition plain(String text, byte[] op, Function<InetSocket, Optional<Boolean>> truth) {
        return new FilterCondition(text, SocketState.ALL, op, truth, null);
    }

    /** A comparison of ports: the second operation is the operand, and holds the port in {@code no}. */
    private static byte[] portOp(int code, int port) {
        MemorySegment op = op(code, 2 * OP);
        op.set(SHORT, OP + 2, (short) port);
        return op.toArray(ValueLayout.JAVA_BYTE);
    }

    /** An operation of {@code length} bytes. {@code FilterProgram} says where it leads if it does not match. */
    static MemorySegment op(int code, int length) {
        MemorySegment op = MemorySegment.ofArray(new byte[length]);
        op.set(ValueLayout.JAVA_BYTE, 0, (byte) code);
        op.set(ValueLayout.JAVA_BYTE, 1, (byte) length);
        return op;
    }

    @Override
    public boolean test(InetSocket socket, boolean negated) {
        return truth.apply(socket).orElse(!negated) != negated;
    }

    @Override
    public int states(boolean negated) {
        return op == null && link == null && negated ? ~states : states;
    }

    @Override
    public FilterNode resolved(ToIntFunction<LinkReference> links) {
        if (link == null) {
            return this;
        }
        int ifindex = links.applyAsInt(link);
        MemorySegment operation = op(DEV_COND, OP + Integer.BYTES);
        operation.set(INT, OP, ifindex);
        return plain(
                text, operation.toArray(ValueLayout.JAVA_BYTE), socket -> Optional.of(socket.ifindex() == ifindex));
    }

    @Override
    public String toString() {
        return text;
    }
}
