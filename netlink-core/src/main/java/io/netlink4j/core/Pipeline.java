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
    /** The last request in the datagram; -1 if it is empty. */
    private int last = -1;
    /** Whether one of the requests is a dump, which the kernel continues while its replies are read. */
    private boolean hasDump;

    private final List<TransmitResult.Failure> failures = new ArrayList<>();
    private final BitSet acknowledged = new BitSet();

    /**
     * Writes as many of {@code requests} into a datagram as {@code bytes} hold, but at least one.
     *
     * @param base the sequence number of the first request
     * @param separate whether each request has an outcome of its own, for {@link #untilAnswered}: one that cannot be written is left out,
     *     and its refusal is among the failures. Otherwise it is thrown
     */
    Pipeline(
            KernelConnection connection,
            Channel channel,
            List<Request> requests,
            int base,
            boolean separate,
            long bytes) {
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
                request.write(out, 0, base + count);
                last = count;
            } catch (NetlinkException | IllegalArgumentException refusal) {
                if (!separate) {
                    // All or nothing: the caller sends the requests as one.
                    throw refusal;
                }
                out.truncate(starts[count]);
                failures.add(new TransmitResult.Failure(count, unsent(request, refusal)));
            }
            count++;
        }
        starts[count] = Math.toIntExact(out.position());
        if (separate && last >= 0) {
            // The kernel carries out the requests in their order and reports every refusal unasked: what precedes an
            // answered request and
            // has no refusal is done.
            MessageHeader.addFlags(out.memory(), starts[last], NLM_F_ACK);
        }
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

    /**
     * Sends the datagram and waits for the answer to its last request, which comes after the refusals of the others. Those that cannot be
     * written are refused already.
     *
     * <p>The receive buffer must have room for the refusals of all. The kernel drops what does not fit, this answer with it.
     */
    List<TransmitResult.Failure> untilAnswered(int fd) {
        if (last < 0) {
            return failures;
        }
        Request request = requests.get(last);
        connection.send(fd, requests.getFirst());
        boolean answered = false;
        while (!answered) {
            int datagrams = connection.awaitShort(fd, request, count);
            ReceiveBatch received = channel.batch();
            for (int i = 0; i < datagrams; i++) {
                answered |= answersTheLast(received, i);
            }
        }
        return failures;
    }

    /** Reads one acknowledgement or refusal. Returns whether it is that of the last request. */
    private boolean answersTheLast(ReceiveBatch received, int index) {
        MemorySegment in = received.memory();
        long at = received.offset(index);
        int length = received.length(index);
        long end = at + Math.min(length, ReceiveBatch.ROOM);
        connection.trace("received", in, at, end);
        if (!isOurs(in, at) || MessageHeader.type(in, at) != NLMSG_ERROR) {
            return false;
        }
        acknowledge(in, at, at + MessageHeader.length(in, at, at + length), end);
        return MessageHeader.sequence(in, at) - base == last;
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
