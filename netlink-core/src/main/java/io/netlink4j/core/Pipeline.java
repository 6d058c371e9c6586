package io.netlink4j.core;

import static io.netlink4j.core.message.MessageHeader.NLMSG_DONE;
import static io.netlink4j.core.message.MessageHeader.NLMSG_ERROR;

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

/** Several requests in one datagram, and which answer is for which: the sequence numbers follow each other. */
final class Pipeline {
    private final KernelConnection answers;
    private final Channel channel;
    private final List<Request> requests;
    private final int base;
    private final int[] starts;
    private int count;
    private final List<TransmitResult.Failure> failures = new ArrayList<>();
    private final BitSet acknowledged = new BitSet();

    /**
     * A datagram with as many of {@code requests}, the first at least, as {@code bytes} hold.
     *
     * @param base the sequence number of the first
     * @param flags for each, beside those that it has
     */
    Pipeline(KernelConnection answers, Channel channel, List<Request> requests, int base, int flags, long bytes) {
        this.answers = answers;
        this.channel = channel;
        this.requests = requests;
        this.base = base;
        this.starts = new int[requests.size() + 1];
        AttributeWriter out = channel.newDatagram();
        while (count < requests.size() && out.position() < bytes) {
            starts[count] = Math.toIntExact(out.position());
            requests.get(count).write(out, flags, base + count);
            count++;
        }
        starts[count] = Math.toIntExact(out.position());
    }

    /** How many requests the datagram holds. */
    int count() {
        return count;
    }

    /** Sends the datagram and waits until each request is acknowledged or refused. */
    List<TransmitResult.Failure> untilAnswered(int fd) {
        answers.send(fd, requests.getFirst());
        int answered = 0;
        while (answered < count) {
            int datagrams = answers.awaitShort(fd, requests.getFirst(), count - answered);
            ReceiveBatch received = channel.shortAnswers();
            for (int i = 0; i < datagrams; i++) {
                answered += acknowledgements(received, i);
            }
        }
        return failures;
    }

    /** How many requests a datagram answers, which is one, or none where it is not meant for them. */
    private int acknowledgements(ReceiveBatch received, int index) {
        MemorySegment in = received.memory();
        long at = received.offset(index);
        int length = received.length(index);
        long end = at + Math.min(length, ReceiveBatch.ROOM);
        answers.trace("received", in, at, end);
        if (!isOurs(in, at) || MessageHeader.type(in, at) != NLMSG_ERROR) {
            return 0;
        }
        acknowledge(in, at, at + MessageHeader.length(in, at, at + length), end);
        return 1;
    }

    /**
     * Sends the datagram and reads what there is to read once the kernel has taken it. What an earlier call did not wait for is
     * discarded: the whole receive buffer is there for these answers.
     */
    TransmitResult untilSilent(int fd, ReplyVisitor replies) {
        channel.discard(fd);
        answers.send(fd, requests.getFirst());
        boolean overrun = false;
        while (true) {
            int length = channel.tryReceive(fd);
            if (length == -Errno.EAGAIN.number()) {
                return new TransmitResult(List.copyOf(failures), acknowledged, overrun);
            }
            if (length == -Errno.ENOBUFS.number() || length == KernelConnection.TRUNCATED) {
                overrun = true;
            } else if (length < 0) {
                throw answers.failed(requests.getFirst(), length);
            } else {
                answers.trace("received", channel.received(), length);
                replies(length, replies);
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

    /** Notes what became of a request, whose acknowledgement may be longer than what was received of it: the number comes first. */
    private void acknowledge(MemorySegment in, long at, long end, long received) {
        int index = MessageHeader.sequence(in, at) - base;
        int error = Acknowledgement.error(in, at, received);
        if (error == 0) {
            acknowledged.set(index);
            return;
        }
        Request request = requests.get(index);
        NetlinkException refusal = end > received
                ? answers.refusal(request, error, KernelReport.NONE)
                : answers.refusal(request, error, in, at, end, starts[index], starts[index + 1]);
        failures.add(new TransmitResult.Failure(index, refusal));
    }
}
