package io.netlink4j.core.sysctl;

import io.netlink4j.core.address.PortRange;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A typed key of a kernel parameter, which {@link Sysctl} reads and writes.
 *
 * <p>For other parameters, {@link #flag}, {@link #number} and so on make keys. Each namespace has its own values.
 * Parameters that the whole machine shares, such as {@code net.ipv4.neigh.default.gc_thresh3}, exist only in the first
 * namespace.
 *
 * @param <T> the value
 */
public final class SysctlKey<T> {
    /** {@code net.ipv4.ip_forward}: IPv4 packets are routed. A change resets the parameters of all interfaces. */
    public static final SysctlKey<Boolean> IPV4_FORWARDING = flag("net/ipv4/ip_forward");

    /** {@code net.ipv6.conf.all.forwarding}: IPv6 packets are routed, and router advertisements are ignored. */
    public static final SysctlKey<Boolean> IPV6_FORWARDING = flag("net/ipv6/conf/all/forwarding");

    /** {@code net.ipv4.ip_local_port_range}: the ports for sockets that do not choose one. */
    public static final SysctlKey<PortRange> LOCAL_PORT_RANGE = new SysctlKey<>(
            "net/ipv4/ip_local_port_range", SysctlKey::range, ports -> ports.first() + " " + ports.last());

    /**
     * {@code net.ipv4.ip_local_reserved_ports}: ports of that range that are not used for them, such as {@code
     * 8080,9000-9100}.
     */
    public static final SysctlKey<String> LOCAL_RESERVED_PORTS = text("net/ipv4/ip_local_reserved_ports");

    /** {@code net.ipv4.ip_unprivileged_port_start}: the first port that needs no CAP_NET_BIND_SERVICE. */
    public static final SysctlKey<Integer> UNPRIVILEGED_PORT_START = number("net/ipv4/ip_unprivileged_port_start");

    /** {@code net.ipv4.ip_nonlocal_bind}: sockets may bind to IPv4 addresses that no interface has. */
    public static final SysctlKey<Boolean> IPV4_NONLOCAL_BIND = flag("net/ipv4/ip_nonlocal_bind");

    /** {@code net.ipv6.ip_nonlocal_bind}: sockets may bind to IPv6 addresses that no interface has. */
    public static final SysctlKey<Boolean> IPV6_NONLOCAL_BIND = flag("net/ipv6/ip_nonlocal_bind");

    /** {@code net.ipv4.ip_default_ttl}: the time to live of sent packets, 1 to 255. */
    public static final SysctlKey<Integer> DEFAULT_TTL = number("net/ipv4/ip_default_ttl");

    /** {@code net.core.somaxconn}: the longest backlog that a listening socket can have. */
    public static final SysctlKey<Integer> SOMAXCONN = number("net/core/somaxconn");

    /** {@code net.ipv4.tcp_syncookies}: when connections are accepted without keeping state for the first packet. */
    public static final SysctlKey<SynCookies> TCP_SYNCOOKIES = choice("net/ipv4/tcp_syncookies", SynCookies.class);

    /** {@code net.ipv4.tcp_fin_timeout}: how long a closed connection waits for the other side's end, in seconds. */
    public static final SysctlKey<Duration> TCP_FIN_TIMEOUT = seconds("net/ipv4/tcp_fin_timeout");

    /** {@code net.ipv4.tcp_keepalive_time}: how long a connection is idle before it is probed, in seconds. */
    public static final SysctlKey<Duration> TCP_KEEPALIVE_TIME = seconds("net/ipv4/tcp_keepalive_time");

    /** {@code net.ipv4.tcp_congestion_control}: the algorithm, such as {@code cubic}. */
    public static final SysctlKey<String> TCP_CONGESTION_CONTROL = text("net/ipv4/tcp_congestion_control");

    /** {@code net.ipv4.icmp_echo_ignore_all}: pings are not answered. */
    public static final SysctlKey<Boolean> ICMP_ECHO_IGNORE_ALL = flag("net/ipv4/icmp_echo_ignore_all");

    private final String parameter;
    private final Function<String, T> decoder;
    private final Function<T, String> encoder;

    private SysctlKey(String parameter, Function<String, T> decoder, Function<T, String> encoder) {
        Sysctl.path(parameter);
        this.parameter = parameter;
        this.decoder = decoder;
        this.encoder = encoder;
    }

    /** A parameter that is off (0) or on (1). The kernel treats any other number as on. */
    public static SysctlKey<Boolean> flag(String parameter) {
        return new SysctlKey<>(parameter, text -> Long.parseLong(text) != 0, on -> on ? "1" : "0");
    }

    /** A whole number. */
    public static SysctlKey<Integer> number(String parameter) {
        return new SysctlKey<>(parameter, Integer::valueOf, String::valueOf);
    }

    /** A time in whole seconds. */
    public static SysctlKey<Duration> seconds(String parameter) {
        return new SysctlKey<>(
                parameter,
                text -> Duration.ofSeconds(Long.parseLong(text)),
                time -> Long.toString(exactly(time, Duration.ofSeconds(1), parameter)));
    }

    /** A time in whole milliseconds. */
    public static SysctlKey<Duration> milliseconds(String parameter) {
        return new SysctlKey<>(
                parameter,
                text -> Duration.ofMillis(Long.parseLong(text)),
                time -> Long.toString(exactly(time, Duration.ofMillis(1), parameter)));
    }

    /** Text, without the line break at its end. */
    public static SysctlKey<String> text(String parameter) {
        return new SysctlKey<>(parameter, text -> text, text -> text);
    }

    /** One of several numbers with a meaning each. */
    public static <E extends Enum<E> & SysctlChoice> SysctlKey<E> choice(String parameter, Class<E> type) {
        return new SysctlKey<>(parameter, text -> constant(type, text), choice -> Integer.toString(choice.value()));
    }

    /** The name of the parameter with slashes: {@code net/ipv4/ip_forward}. */
    public String parameter() {
        return parameter;
    }

    T decode(String text) {
        try {
            return decoder.apply(text);
        } catch (IllegalArgumentException e) {
            NetlinkException malformed = new NetlinkException.Malformed(
                    "sysctl " + parameter + " is '" + text + "', which this library has no value for: read it as text");
            malformed.initCause(e);
            throw malformed;
        }
    }

    String encode(T value) {
        return encoder.apply(value);
    }

    /** The name of the parameter. */
    @Override
    public String toString() {
        return Printable.of(parameter);
    }

    private static PortRange range(String text) {
        String[] ports = text.strip().split("\\s+", -1);
        if (ports.length != 2) {
            throw new IllegalArgumentException("not two ports: " + Printable.of(text));
        }
        return new PortRange(Integer.parseInt(ports[0]), Integer.parseInt(ports[1]));
    }

    private static long exactly(Duration time, Duration unit, String parameter) {
        if (!unit.multipliedBy(time.dividedBy(unit)).equals(time)) {
            throw new IllegalArgumentException(
                    time + " has a fraction that sysctl " + Printable.of(parameter) + " does not have");
        }
        return time.dividedBy(unit);
    }

    private static <E extends Enum<E> & SysctlChoice> E constant(Class<E> type, String text) {
        int value = Integer.parseInt(text);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.value() == value)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no " + type.getSimpleName() + " has the value " + value));
    }
}
