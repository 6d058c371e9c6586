package io.netlink4j.core;

import io.netlink4j.core.error.NetlinkException;
import java.util.BitSet;
import java.util.List;

/**
 * The result of requests that were sent in one datagram.
 *
 * @param failures the refusals, in the order in which the kernel reported them
 * @param acknowledgements the indexes of the requests that the kernel acknowledged
 * @param overrun whether replies were lost because the receive buffer was full ({@code ENOBUFS})
 */
public record TransmitResult(List<Failure> failures, BitSet acknowledgements, boolean overrun) {
    /** The result of no requests. */
    static final TransmitResult EMPTY = new TransmitResult(List.of(), new BitSet(), false);

    /**
     * A refused request.
     *
     * @param index its index
     * @param exception the refusal
     */
    public record Failure(int index, NetlinkException exception) {}

    /** Whether the kernel acknowledged the request. */
    public boolean acknowledged(int index) {
        return acknowledgements.get(index);
    }
}
