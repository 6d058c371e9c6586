package io.netlink4j.core;

import static io.netlink4j.core.message.MessageHeader.NLMSG_DONE;
import static io.netlink4j.core.message.MessageHeader.NLMSG_ERROR;
import static io.netlink4j.core.message.MessageHeader.NLM_F_ACK;
import static io.netlink4j.core.message.MessageHeader.NLM_F_DUMP;

import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.Acknowledgement;
import io.netlink4j.core.message.MessageHeader;
import io.netlink4j.core.message.Request;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Sends several requests in one datagram, and assigns the replies to them by their consecutive sequence numbers. */
final class Pipeline {
    private final KernelConnection connection;
    private final Channel channel;
    private final List<Request> requests;
    private final int base;
    private final int[] starts;
    private int count;
    /** Whether one of the requests is a dump, which the kernel continues while its replies are read. */
    private boolean hasDump;

    private final List<TransmitResult.Failure> failures = new ArrayList<>();
    private final BitSet acknowledged = new BitSet();

    /**
     * Writes as many of {@code requests} into a datagram as {@code bytes} hold, but at least one.
     *
     * @param base the sequence number of the first request
     * @param flags the flags to add to each request. With {@code NLM_F_ACK} each has an outcome of its own: one that cannot be written is
     *     left out, and its refusal is among the failures; otherwise it is thrown
     */
    Pipeline(KernelConnection connection, Channel channel, List<Request> requests, int base, int flags, long bytes) {
        this.connection = connection;
        this.channel = channel;
        this.requests = requests;
        this.base = base;
        this.starts = new int[requests.size() + 1];
        AttributeWriter out = channel.newDatagram();
        while (count < requests.size() && out.position() < bytes) {
            starts[count] = Math.toIntExact(out.position());
            Request request = requests.get(count);
            hasDump |= (request.flags() & NLM_F_DUMP) == NLM_F_DUMP;
            try {
                request.write(out, flags, base + count);
            } catch (NetlinkException | IllegalArgumentException refusal) {
                if ((flags & NLM_F_ACK) == 0) {
                    // All or nothing: the caller sends the requests as one.
                    throw refusal;
                }
                out.truncate(starts[count]);
                failures.add(new TransmitResult.Failure(count, unsent(request, refusal)));
            }
            count++;
        }
        starts[count] = Math.toIntExact(out.position());
    }

    /** The number of requests in the datagram. */
    int count() {
        return count;
    }

    private NetlinkException unsent(Request request, RuntimeException refusal) {
        return refusal instanceof NetlinkException typed
                ? typed
                : new NetlinkException("cannot " + connection.describe(request) + ": " + refusal.getMessage(), refusal);
    }

    /** Sends the datagram and waits until each request is acknowledged or refused. Those that cannot be written are refused already. */
    List<TransmitResult.Failure> untilAnswered(int fd) {
        int answered = failures.size();
        if (answered < count) {
            connection.send(fd, requests.getFirst());
        }
        while (answered < count) {
            int datagrams = connection.awaitShort(fd, requests.getFirst(), count - answered);
            ReceiveBatch received = channel.batch();
            for (int i = 0; i < datagrams; i++) {
                answered += acknowledgements(received, i);
            }
        }
        return failures;
    }

    /** Reads one acknowledgement. Returns 1, or 0 if it is not for these requests. */
    private int acknowledgements(ReceiveBatch received, int index) {
        MemorySegment in = received.memory();
        long at = received.offset(index);
        int length = received.length(index);
        long end = at + Math.min(length, ReceiveBatch.ROOM);
        connection.trace("received", in, at, end);
        if (!isOurs(in, at) || MessageHeader.type(in, at) != NLMSG_ERROR) {
            return 0;
        }
        acknowledge(in, at, at + MessageHeader.length(in, at, at + length), end);
        return 1;
    }

    /**
     * Sends the datagram and reads all replies that have come when the kernel has accepted it. The acknowledgement of the last request
     * is the last reply; without one, only an empty receive buffer tells the end.
     */
    TransmitResult untilSilent(int fd, ReplyVisitor replies) {
        connection.send(fd, requests.getFirst());
        boolean overrun = false;
        while (true) {
            int length = channel.tryReceive(fd);
            if (length == -Errno.EAGAIN.number()) {
                return new TransmitResult(List.copyOf(failures), acknowledged, overrun);
            }
            if (length == -Errno.ENOBUFS.number() || length == KernelConnection.TRUNCATED) {
                overrun = true;
            } else if (length < 0) {
                throw connection.failed(requests.getFirst(), length);
            } else {
                connection.trace("received", channel.received(), length);
                replies(length, replies);
                if (acknowledged.get(count - 1) && !hasDump) {
                    return new TransmitResult(List.copyOf(failures), acknowledged, overrun);
                }
            }
        }
    }

    private void replies(int length, ReplyVisitor replies) {
        MemorySegment in = channel.received();
        for (long at = 0; at < length; ) {
            int size = MessageHeader.length(in, at, length);
            int type = MessageHeader.type(in, at);
            boolean ours = isOurs(in, at);
            if (type == NLMSG_ERROR && ours) {
                acknowledge(in, at, at + size, at + size);
            } else if (type > NLMSG_DONE && (ours || MessageHeader.sequence(in, at) == 0)) {
                int index = ours ? MessageHeader.sequence(in, at) - base : -1;
                replies.visit(index, type, MessageHeader.flags(in, at), in, at + MessageHeader.LENGTH, at + size);
            }
            at += KernelConnection.align(size);
        }
    }

    private boolean isOurs(MemorySegment in, long at) {
        int index = MessageHeader.sequence(in, at) - base;
        return index >= 0 && index < count;
    }

    /**
     * Records the result of a request. An acknowledgement that was cut off still has its error number, which comes
     * first.
     */
    private void acknowledge(MemorySegment in, long at, long end, long received) {
        int index = MessageHeader.sequence(in, at) - base;
        int error = Acknowledgement.error(in, at, received);
        if (error == 0) {
            acknowledged.set(index);
            return;
        }
        Request request = requests.get(index);
        NetlinkException refusal = end > received
                ? connection.refusal(request, error, KernelReport.NONE)
                : connection.refusal(request, error, in, at, end, starts[index], starts[index + 1]);
        failures.add(new TransmitResult.Failure(index, refusal));
    }
}
