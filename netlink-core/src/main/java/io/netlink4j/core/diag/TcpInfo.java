package io.netlink4j.core.diag;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What TCP knows of a connection ({@code struct tcp_info} of {@code linux/tcp.h}). The structure grows from kernel to kernel: what is
 * beyond the end of that of the running kernel is empty. All kernels that this library supports have those values whose methods do not
 * return an {@link Optional}.
 */
public final class TcpInfo {
    private static final List<String> CONGESTION_STATES = List.of("open", "disorder", "cwr", "recovery", "loss");

    private final byte[] bytes;
    private final MemorySegment memory;

    TcpInfo(byte[] bytes) {
        this.bytes = bytes;
        this.memory = MemorySegment.ofArray(bytes);
    }

    /** The structure as the kernel sent it, for values that have no method here. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** The state of the congestion control: {@code open}, {@code disorder}, {@code cwr}, {@code recovery} or {@code loss}. */
    public String congestionState() {
        int number = u8(1);
        return number < CONGESTION_STATES.size() ? CONGESTION_STATES.get(number) : String.valueOf(number);
    }

    /** Timeouts of the oldest unconfirmed data without a confirmation since. */
    public int retransmits() {
        return u8(2);
    }

    /** Unanswered keepalive or window probes. */
    public int probes() {
        return u8(3);
    }

    /** How often the timeout was doubled. */
    public int backoff() {
        return u8(4);
    }

    /** Whether timestamps are used. */
    public boolean hasTimestamps() {
        return (u8(5) & 1) != 0;
    }

    /** Whether selective acknowledgements are used. */
    public boolean hasSack() {
        return (u8(5) & 2) != 0;
    }

    /** Whether explicit congestion notification is used. */
    public boolean hasEcn() {
        return (u8(5) & 8) != 0;
    }

    /** The timeout for a retransmission. */
    public Duration retransmissionTimeout() {
        return micros(u32(8));
    }

    /** The timeout for a delayed acknowledgement. */
    public Duration acknowledgementTimeout() {
        return micros(u32(12));
    }

    /** The size of segments that are sent, in bytes. */
    public long sendSegmentSize() {
        return u32(16);
    }

    /** The size of segments that are received, in bytes, as far as known. */
    public long receiveSegmentSize() {
        return u32(20);
    }

    /** Segments that the peer has not confirmed. For a listening socket: connections that were not accepted. */
    public long unacknowledged() {
        return u32(24);
    }

    /** Segments confirmed selectively. For a listening socket: the most connections that may wait. */
    public long selectivelyAcknowledged() {
        return u32(28);
    }

    /** Segments that are taken for lost. */
    public long lost() {
        return u32(32);
    }

    /** Retransmitted segments that are not confirmed yet. */
    public long retransmitted() {
        return u32(36);
    }

    /** The time since data were sent. */
    public Duration sinceDataSent() {
        return Duration.ofMillis(u32(44));
    }

    /** The time since data were received. */
    public Duration sinceDataReceived() {
        return Duration.ofMillis(u32(52));
    }

    /** The time since an acknowledgement was received. */
    public Duration sinceAcknowledged() {
        return Duration.ofMillis(u32(56));
    }

    /** The MTU of the path, in bytes. */
    public long pathMtu() {
        return u32(60);
    }

    /** The smoothed round-trip time. */
    public Duration roundTripTime() {
        return micros(u32(68));
    }

    /** The mean deviation of the round-trip time. */
    public Duration roundTripVariation() {
        return micros(u32(72));
    }

    /** The slow start threshold, in segments. */
    public long slowStartThreshold() {
        return u32(76);
    }

    /** The congestion window, in segments. */
    public long congestionWindow() {
        return u32(80);
    }

    /** The maximum segment size that was advertised, in bytes. */
    public long advertisedSegmentSize() {
        return u32(84);
    }

    /** All retransmitted segments. */
    public long totalRetransmissions() {
        return u32(100);
    }

    /** The rate at which segments are paced, in bytes per second; -1 for no limit. */
    public Optional<Long> pacingRate() {
        return u64(104);
    }

    /** The bytes that the peer has confirmed. */
    public Optional<Long> bytesAcknowledged() {
        return u64(120);
    }

    /** The bytes that were received. */
    public Optional<Long> bytesReceived() {
        return u64(128);
    }

    /** The segments that were sent. */
    public Optional<Long> segmentsSent() {
        return optionalU32(136);
    }

    /** The segments that were received. */
    public Optional<Long> segmentsReceived() {
        return optionalU32(140);
    }

    /** The bytes that wait to be sent for the first time. */
    public Optional<Long> bytesNotSent() {
        return optionalU32(144);
    }

    /** The shortest round-trip time. */
    public Optional<Duration> minimalRoundTripTime() {
        return optionalU32(148).map(TcpInfo::micros);
    }

    /** The rate of delivery, in bytes per second. */
    public Optional<Long> deliveryRate() {
        return u64(160);
    }

    /** The time in which data were being sent. */
    public Optional<Duration> busyTime() {
        return u64(168).map(TcpInfo::micros);
    }

    /** The time in which the peer's window limited sending. */
    public Optional<Duration> limitedByReceiveWindow() {
        return u64(176).map(TcpInfo::micros);
    }

    /** The time in which the send buffer limited sending. */
    public Optional<Duration> limitedBySendBuffer() {
        return u64(184).map(TcpInfo::micros);
    }

    /** The bytes that were sent, those of retransmissions included. */
    public Optional<Long> bytesSent() {
        return u64(200);
    }

    /** The bytes of retransmissions. */
    public Optional<Long> bytesRetransmitted() {
        return u64(208);
    }

    /** The window that the peer advertised, in bytes. */
    public Optional<Long> sendWindow() {
        return optionalU32(228);
    }

    private static Duration micros(long count) {
        return Duration.of(count, ChronoUnit.MICROS);
    }

    private int u8(int offset) {
        return offset < bytes.length ? Byte.toUnsignedInt(bytes[offset]) : 0;
    }

    private long u32(int offset) {
        return optionalU32(offset).orElse(0L);
    }

    private Optional<Long> optionalU32(int offset) {
        return offset + Integer.BYTES > bytes.length
                ? Optional.empty()
                : Optional.of(Integer.toUnsignedLong(memory.get(ValueLayout.JAVA_INT_UNALIGNED, offset)));
    }

    private Optional<Long> u64(int offset) {
        return offset + Long.BYTES > bytes.length
                ? Optional.empty()
                : Optional.of(memory.get(ValueLayout.JAVA_LONG_UNALIGNED, offset));
    }

    /** The values that one looks at first: {@code open rtt 1.5ms cwnd 10 mss 1448 retrans 0}. */
    @Override
    public String toString() {
        return "%s rtt %sms cwnd %d mss %d retrans %d"
                .formatted(
                        congestionState(),
                        u32(68) / 1000.0,
                        congestionWindow(),
                        sendSegmentSize(),
                        totalRetransmissions());
    }
}
