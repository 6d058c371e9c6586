package io.netlink4j.nft.flow;

/**
 * What passed in one direction of a flow. The kernel counts only if {@code net.netfilter.nf_conntrack_acct} was 1 when the flow began.
 *
 * @param packets the packets
 * @param bytes their length, headers from IP on included
 */
public record FlowCounters(long packets, long bytes) {
    /** {@code packets=3 bytes=180}. */
    @Override
    public String toString() {
        return "packets=" + Long.toUnsignedString(packets) + " bytes=" + Long.toUnsignedString(bytes);
    }
}
