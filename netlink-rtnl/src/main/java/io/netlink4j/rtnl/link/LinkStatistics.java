package io.netlink4j.rtnl.link;

import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import java.util.List;

/**
 * The statistics of a link ({@code struct rtnl_link_stats64} of {@code linux/if_link.h}). Counters that an older kernel lacks are 0.
 * Additional counters of a newer kernel are ignored.
 *
 * @param rxPackets packets received
 * @param txPackets packets sent
 * @param rxBytes bytes received
 * @param txBytes bytes sent
 * @param rxErrors bad packets received
 * @param txErrors packets that could not be sent
 * @param rxDropped received packets that were dropped
 * @param txDropped packets that were dropped before they were sent
 * @param multicast multicasts received
 * @param collisions collisions while sending
 * @param rxLengthErrors packets of a wrong length
 * @param rxOverErrors packets that overran the receiver
 * @param rxCrcErrors packets with a wrong checksum
 * @param rxFrameErrors packets with a wrong alignment
 * @param rxFifoErrors packets that overran the receiver's queue
 * @param rxMissedErrors packets that the host missed because it was too slow
 * @param txAbortedErrors packets whose sending was aborted
 * @param txCarrierErrors packets for which there was no carrier
 * @param txFifoErrors packets lost because the transmit queue underran
 * @param txHeartbeatErrors missing heartbeats
 * @param txWindowErrors late collisions
 * @param rxCompressed compressed packets received
 * @param txCompressed compressed packets sent
 * @param rxNoHandler packets without a receiving protocol
 * @param rxOtherhostDropped packets for another host
 */
public record LinkStatistics(
        long rxPackets,
        long txPackets,
        long rxBytes,
        long txBytes,
        long rxErrors,
        long txErrors,
        long rxDropped,
        long txDropped,
        long multicast,
        long collisions,
        long rxLengthErrors,
        long rxOverErrors,
        long rxCrcErrors,
        long rxFrameErrors,
        long rxFifoErrors,
        long rxMissedErrors,
        long txAbortedErrors,
        long txCarrierErrors,
        long txFifoErrors,
        long txHeartbeatErrors,
        long txWindowErrors,
        long rxCompressed,
        long txCompressed,
        long rxNoHandler,
        long rxOtherhostDropped) {

    /** Reads and writes {@code struct rtnl_link_stats64}. */
    public static final Codec<LinkStatistics> CODEC =
            Codecs.array(Codecs.U64, Long.BYTES).map(LinkStatistics::of, LinkStatistics::counters);

    private static LinkStatistics of(List<Long> n) {
        return new LinkStatistics(
                at(n, 0), at(n, 1), at(n, 2), at(n, 3), at(n, 4), at(n, 5), at(n, 6), at(n, 7), at(n, 8), at(n, 9),
                at(n, 10), at(n, 11), at(n, 12), at(n, 13), at(n, 14), at(n, 15), at(n, 16), at(n, 17), at(n, 18),
                at(n, 19), at(n, 20), at(n, 21), at(n, 22), at(n, 23), at(n, 24));
    }

    private static long at(List<Long> counters, int index) {
        return index < counters.size() ? counters.get(index) : 0;
    }

    private List<Long> counters() {
        return List.of(
                rxPackets,
                txPackets,
                rxBytes,
                txBytes,
                rxErrors,
                txErrors,
                rxDropped,
                txDropped,
                multicast,
                collisions,
                rxLengthErrors,
                rxOverErrors,
                rxCrcErrors,
                rxFrameErrors,
                rxFifoErrors,
                rxMissedErrors,
                txAbortedErrors,
                txCarrierErrors,
                txFifoErrors,
                txHeartbeatErrors,
                txWindowErrors,
                rxCompressed,
                txCompressed,
                rxNoHandler,
                rxOtherhostDropped);
    }
}
