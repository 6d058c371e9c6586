package io.netlink4j.core;

import io.netlink4j.core.error.NetlinkException;
import java.util.BitSet;
import java.util.List;

/**
 * What came back for requests that went out in one datagram.
 *
 * @param failures the refusals, in the order in which the kernel reported them
 * @param acknowledgements the requests that the kernel acknowledged, by their index
 * @param overrun whether answers were lost because the receive buffer was full ({@code ENOBUFS})
 */
public record TransmitResult(List<Failure> failures, BitSet acknowledgements, boolean overrun) {
    /** That of no requests. */
    static final TransmitResult EMPTY = new TransmitResult(List.of(), new BitSet(), false);

    /**
     * A refused request.
     *
     * @param index which one
     * @param exception why
     */
    public record Failure(int index, NetlinkException exception) {}

    /** Whether the kernel acknowledged the request. */
    public boolean acknowledged(int index) {
        return acknowledgements.get(index);
    }
}
