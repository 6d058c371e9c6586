package io.netlink4j.core;

import static io.netlink4j.core.message.MessageHeader.NLMSG_DONE;
import static io.netlink4j.core.message.MessageHeader.NLMSG_NOOP;
import static io.netlink4j.core.message.MessageHeader.NLM_F_DUMP_INTR;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.Explanation;
import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.linux.Deadlines;
import io.netlink4j.core.message.Acknowledgement;
import io.netlink4j.core.message.MessageDump;
import io.netlink4j.core.message.MessageHeader;
import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.message.Request;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the channel's datagram to the kernel, reads the replies, and turns refusals into exceptions. */
final class KernelConnection {
    private static final Logger LOG = LoggerFactory.getLogger(NetlinkSocket.class);
    private static final Duration DEFAULT_TIMEOUT = Deadlines.DEFAULT;

    /** The result of {@link Channel} for a datagram that was longer than the receive buffer. */
    static final int TRUNCATED = -Errno.EMSGSIZE.number();

    /** What a kernel says of an attribute that is newer than itself ({@code __nla_validate_parse}). */
    private static final String UNKNOWN_ATTRIBUTE = "Unknown attribute type";

    private final Protocol protocol;
    private final String where;
    private final Channel channel;
    private volatile Duration timeout = DEFAULT_TIMEOUT;
    /** Whether a timeout was set, and so must hold even if the kernel blocks in {@code send(2)}. */
    private volatile boolean strict = Deadlines.IS_CHOSEN;

    KernelConnection(Protocol protocol, String where, Channel channel) {
        this.protocol = protocol;
        this.where = where;
        this.channel = channel;
    }

    /** How much of the reply to a request has come. */
    enum State {
        /** Nothing so far. */
        NOTHING,
        /** An object. Another one or the end may follow. */
        MORE,
        /** All of it. */
        COMPLETE,
        /** All of it, and the kernel's state changed meanwhile. */
        INTERRUPTED,
        /** A datagram was lost because it was longer than the receive buffer. The buffer has grown to that length. */
        LOST;

        /** Whether no more will come. */
        boolean isComplete() {
            return this == COMPLETE || this == INTERRUPTED;
        }
    }

    void timeout(Duration longest) {
        this.timeout = longest;
        this.strict = true;
    }

    Duration timeout() {
        return timeout;
    }

    void send(int fd, Request request) {
        trace("sent", channel.datagram().memory(), channel.datagram().position());
        channel.ensureSendLimit(fd, channel.datagram().position());
        int result = strict || Thread.currentThread().isVirtual()
                ? channel.send(fd, System.nanoTime() + Deadlines.nanos(timeout))
                : channel.send(fd);
        if (result == SendCall.UNDER_WAY) {
            throw Thread.currentThread().isInterrupted()
                    ? new NetlinkException.Interrupted("interrupted while the kernel was about to " + describe(request)
                            + ", which it may still do")
                    : new NetlinkException.TimedOut("cannot " + describe(request) + ": the kernel did not return from"
                            + " send within " + timeout + ", and may still do it");
        }
        if (result == -Errno.EAGAIN.number()) {
            throw new NetlinkException.TimedOut(
                    "cannot " + describe(request) + ": the kernel has not returned from earlier requests");
        }
        if (result < 0) {
            throw failed(request, result);
        }
    }

    /** Waits for the next datagram. Returns its length, or {@link #TRUNCATED}. */
    int await(int fd, Request request) {
        int length = checked(channel.receive(fd, timeout), request);
        trace("received", channel.received(), Math.max(length, 0));
        return length;
    }

    /** Waits for up to {@code wanted} short datagrams. Returns how many there are in {@link Channel#batch}. */
    int awaitShort(int fd, Request request, int wanted) {
        return checked(channel.receiveShort(fd, wanted, timeout), request);
    }

    private int checked(int result, Request request) {
        if (result == -Errno.EAGAIN.number()) {
            throw new NetlinkException.TimedOut(
                    "cannot " + describe(request) + ": the kernel did not answer within " + timeout);
        }
        if (result < 0 && result != TRUNCATED) {
            throw failed(request, result);
        }
        return result;
    }

    /** Reads one datagram, and passes the messages with the number {@code sequence} to {@code visitor}. */
    State read(int fd, Request request, int sequence, MessageVisitor visitor) {
        int length = await(fd, request);
        if (length == TRUNCATED) {
            return State.LOST;
        }
        MemorySegment in = channel.received(length);
        State state = State.NOTHING;
        for (long at = 0; at < length; ) {
            int size = MessageHeader.length(in, at, length);
            if (MessageHeader.sequence(in, at) == sequence) {
                int type = MessageHeader.type(in, at);
                int flags = MessageHeader.flags(in, at);
                if (type > NLMSG_DONE) {
                    visitor.visit(type, flags, in, at + MessageHeader.LENGTH, at + size);
                    state = State.MORE;
                } else if (type != NLMSG_NOOP) {
                    int error = Acknowledgement.error(in, at, at + size);
                    if (error < 0) {
                        throw refusal(
                                request,
                                error,
                                in,
                                at,
                                at + size,
                                0,
                                channel.datagram().position());
                    }
                    state = (flags & NLM_F_DUMP_INTR) != 0 ? State.INTERRUPTED : State.COMPLETE;
                }
            }
            at += align(size);
        }
        return state;
    }

    /**
     * The exception for a request that the kernel refused.
     *
     * @param in the memory of the refusal, from {@code at} to {@code end}
     * @param start where the request begins in the datagram; it ends at {@code limit}
     */
    NetlinkException refusal(Request request, int error, MemorySegment in, long at, long end, long start, long limit) {
        return refusal(
                request,
                error,
                Acknowledgement.report(
                        in, at, end, request.body().schema(), channel.datagram().memory(), start, limit));
    }

    /** The exception for a request that the kernel refused with {@code report}. */
    NetlinkException refusal(Request request, int error, KernelReport report) {
        Errno errno = Errno.ofNegative(error);
        Explanation explanation = protocol.explainer().explain(request, errno, report);
        if (explanation == null && errno.equals(Errno.EPERM) && report.isEmpty() && !channel.mayAdminister()) {
            explanation = Explanation.of("that needs CAP_NET_ADMIN in the user namespace that owns " + where
                    + "; run it as root there, or with that capability");
        }
        if (explanation == null && errno.equals(Errno.ENOBUFS)) {
            // the kernel had no memory for the object; no reply was lost
            explanation = new Explanation(NetlinkException.Kind.OTHER, null);
        }
        if (explanation == null
                && report.message().filter(UNKNOWN_ATTRIBUTE::equals).isPresent()) {
            explanation = report.attribute()
                    .map(path -> new Explanation(
                            NetlinkException.Kind.NOT_SUPPORTED,
                            "the kernel has no " + path.substring(path.lastIndexOf('.') + 1)))
                    .orElse(null);
        }
        return NetlinkException.refused(describe(request), errno, explanation, report);
    }

    /** The exception for a system call that failed. */
    NetlinkException failed(Request request, int result) {
        Errno errno = Errno.ofNegative(result);
        String reason = null;
        if (errno.equals(Errno.EMSGSIZE)) {
            reason = "it takes " + channel.datagram().position() + " bytes, and this process may send "
                    + channel.sendLimit() + " at once (twice net.core.wmem_max)";
        } else if (errno.equals(Errno.ENOBUFS)) {
            reason = "replies were lost, since the socket's receive buffer is too small";
        }
        return NetlinkException.refused(describe(request), errno, reason);
    }

    String describe(Request request) {
        return request + " in " + where;
    }

    boolean isLogged() {
        return LOG.isDebugEnabled();
    }

    /** Logs the one line of a request. */
    void log(Request request, long began, String outcome) {
        LOG.debug("{}: {}, {} us", describe(request), outcome, (System.nanoTime() - began) / 1000);
    }

    void trace(String direction, MemorySegment memory, long length) {
        trace(direction, memory, 0, length);
    }

    void trace(String direction, MemorySegment memory, long at, long end) {
        if (LOG.isTraceEnabled()) {
            LOG.trace("{} in {}\n{}", direction, where, MessageDump.of(protocol, memory, at, end));
        }
    }

    static int align(int length) {
        return (length + 3) & ~3;
    }
}
