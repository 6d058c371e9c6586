package io.netlink4j.core.diag;

import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.error.NetlinkException;
import java.util.List;

/**
 * The memory of a socket in bytes ({@code SK_MEMINFO_*} of {@code linux/sock_diag.h}).
 *
 * @param received allocated for received data
 * @param receiveBuffer the most for received data ({@code SO_RCVBUF})
 * @param sent allocated for data that is being sent
 * @param sendBuffer the most for data that is being sent ({@code SO_SNDBUF})
 * @param forward reserved and not used yet
 * @param queued queued for sending
 * @param options allocated for options of the socket
 * @param backlog received while the socket was in use, and not processed yet
 * @param drops how many packets were dropped since the socket exists; a count, not bytes
 */
public record SocketMemory(
        long received,
        long receiveBuffer,
        long sent,
        long sendBuffer,
        long forward,
        long queued,
        long options,
        long backlog,
        long drops) {
    static final Codec<SocketMemory> CODEC =
            Codecs.array(Codecs.U32, Integer.BYTES).map(SocketMemory::of, SocketMemory::numbers);

    private static SocketMemory of(List<Long> numbers) {
        if (numbers.size() < 9) {
            throw new NetlinkException.Malformed("the memory of a socket has 9 numbers, not " + numbers.size());
        }
        return new SocketMemory(
                numbers.get(0),
                numbers.get(1),
                numbers.get(2),
                numbers.get(3),
                numbers.get(4),
                numbers.get(5),
                numbers.get(6),
                numbers.get(7),
                numbers.get(8));
    }

    private List<Long> numbers() {
        return List.of(received, receiveBuffer, sent, sendBuffer, forward, queued, options, backlog, drops);
    }
}
