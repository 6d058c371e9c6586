package io.netlink4j.nft;

import static io.netlink4j.core.message.MessageHeader.NLM_F_ACK;
import static io.netlink4j.core.message.MessageHeader.NLM_F_CREATE;
import static io.netlink4j.core.message.MessageHeader.NLM_F_ECHO;
import static io.netlink4j.core.message.MessageHeader.NLM_F_REPLACE;

import io.netlink4j.core.NetlinkSocket;
import io.netlink4j.core.TransmitResult;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.MessageHeader;
import io.netlink4j.core.message.Request;
import io.netlink4j.nft.error.TransactionErrors;
import io.netlink4j.nft.kernel.Batch;
import io.netlink4j.nft.kernel.ElementReader;
import io.netlink4j.nft.kernel.RulesetReader;
import io.netlink4j.nft.kernel.RulesetTypes;
import io.netlink4j.nft.object.Generation;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends transactions, each in one datagram, and makes one exception of all refusals. */
final class TransactionSender {
    /** The size of the receive buffer, in bytes, for the answers to each message of a transaction. */
    private static final long ANSWER = 1 << 10;

    private static final long ECHOES = 8 << 20;

    private final NetlinkSocket socket;
    private final RulesetReader reader;
    private final RangeOverlaps.Kernel ranges;

    TransactionSender(NetlinkSocket socket, RulesetReader reader) {
        this.socket = socket;
        this.reader = reader;
        this.ranges = new KernelRanges(reader.elements());
    }

    /** Makes the changes, if the ruleset is of the expected generation. */
    Commit commit(Transaction wanted, Optional<Generation> expected) {
        return send(wanted, transaction -> make(transaction, expected));
    }

    /** Has the kernel check the changes without making them. */
    void check(Transaction transaction) {
        if (!transaction.isEmpty()) {
            send(transaction, this::tryOut);
        }
    }

    /** The set as the kernel has it, if it has one of that name. */
    private Optional<NamedSet> find(NamedSet set) {
        return reader.objects(NamedSet.DESCRIPTOR).find(set);
    }

    private boolean tryOut(Transaction transaction) {
        // the kernel checks a transaction without its last message, and then aborts it
        List<Request> requests = requests(transaction, Optional.empty(), false);
        requests.removeLast();
        TransmitResult answer = socket.transmit(requests, ANSWER * requests.size(), TransactionSender::ignore);
        failIfRefused(transaction, answer);
        if (answer.overrun()) {
            throw overrun(requests, "answers were lost");
        }
        return true;
    }

    private Commit make(Transaction transaction, Optional<Generation> expected) {
        List<Request> changes = transaction.requests();
        @Nullable NetlinkObject<?>[] created = new NetlinkObject<?>[changes.size()];
        if (transaction.isEmpty()) {
            return new Commit(transaction, created);
        }
        List<Request> requests = requests(transaction, expected, transaction.isEchoed());
        long room = ANSWER * requests.size();
        TransmitResult answer = socket.transmit(
                requests,
                transaction.isEchoed() ? Math.max(room, ECHOES) : room,
                (index, type, flags, memory, offset, end) -> {
                    if (index >= 1
                            && index <= created.length
                            && changes.get(index - 1).type().number() == type) {
                        RulesetTypes.ofAnswer(type)
                                .ifPresent(kind ->
                                        created[index - 1] = kind.decode(MessageHeader.body(memory, offset, end)));
                    }
                });
        // Refusals come first, into an empty buffer. If there is no refusal, only reports of created objects were lost.
        failIfRefused(transaction, answer);
        return new Commit(transaction, created);
    }

    /** Has {@code sending} send the transaction as the kernel needs it, so that no range of it overlaps with another one. */
    private <T> T send(Transaction wanted, Function<Transaction, T> sending) {
        wanted.checkLookups(this::find);
        if (!wanted.changesElements()) {
            return sending.apply(wanted);
        }
        Transaction transaction = wanted.settled(this::find);
        String where = " in " + socket.where();
        RangeOverlaps.checkOpen(transaction.requests(), ranges, where);
        Transaction strict = transaction.strict();
        try {
            return sending.apply(strict);
        } catch (NetlinkException refused) {
            if (strict.equals(transaction) || !isAboutExisting(refused)) {
                throw refused;
            }
        }
        // the existing range may be the same range, which is not an error
        RangeOverlaps.checkAll(transaction.requests(), ranges, where);
        return sending.apply(transaction);
    }

    private static boolean isAboutExisting(NetlinkException refused) {
        return Stream.concat(Stream.of(refused), Stream.of(refused.getSuppressed()))
                .anyMatch(NetlinkException.AlreadyExists.class::isInstance);
    }

    /** The messages, including those that begin and end the transaction. */
    private List<Request> requests(Transaction transaction, Optional<Generation> expected, boolean echo) {
        List<Request> changes = transaction.requests();
        List<Request> requests = new ArrayList<>(changes.size() + 2);
        String what = changes.size() == 1
                ? changes.getFirst().toString()
                : "change the ruleset, " + changes.size() + " changes";
        requests.add(new Request(Batch.BEGIN, 0, Batch.begin(expected), () -> what));
        for (Request change : changes) {
            Request complete = change.body().references().isEmpty() ? change : resolved(change);
            requests.add(echo ? echoed(complete) : complete);
        }
        requests.add(new Request(Batch.END, NLM_F_ACK, Batch.PLAIN, () -> what));
        return requests;
    }

    /** The messages with link names in rules replaced by the current indexes. */
    private Request resolved(Request change) {
        NetlinkObject<?> body = change.body().resolved((key, name) -> ifindex(change, (byte[]) name));
        return new Request(change.type(), change.flags(), body, change.operation());
    }

    private int ifindex(Request change, byte[] name) {
        String link = new String(name, StandardCharsets.UTF_8);
        return socket.ifindex(link)
                .orElseThrow(() -> NetlinkException.refused(
                        change + " in " + socket.where(), Errno.ENODEV, "there is no link '" + link + "'"));
    }

    private static Request echoed(Request change) {
        boolean creates = (change.flags() & (NLM_F_CREATE | NLM_F_REPLACE)) != 0
                && RulesetTypes.ofAnswer(change.type().number()).isPresent();
        return creates
                ? new Request(change.type(), change.flags() | NLM_F_ECHO, change.body(), change.operation())
                : change;
    }

    private void failIfRefused(Transaction transaction, TransmitResult answer) {
        if (!answer.failures().isEmpty()) {
            throw new TransactionErrors(reader, transaction.requests()).explained(answer.failures(), socket.where());
        }
    }

    private NetlinkException overrun(List<Request> requests, String reason) {
        return NetlinkException.refused(requests.getFirst() + " in " + socket.where(), Errno.ENOBUFS, reason);
    }

    private static void ignore(int index, int type, int flags, MemorySegment memory, long offset, long end) {
        // a check creates nothing
    }

    /** The kernel's ranges. A missing set has none. */
    private record KernelRanges(ElementReader elements) implements RangeOverlaps.Kernel {
        @Override
        public Optional<byte[]> firstKey(NamedSet set, byte[] key) {
            try {
                return elements.lookUp(set, SetElement.of(key))
                        .filter(element -> !element.isEnd())
                        .map(SetElement::key);
            } catch (NetlinkException.NotFound noSet) {
                return Optional.empty();
            }
        }

        @Override
        public List<SetElement> ranges(NamedSet set) {
            try {
                return elements.list(set);
            } catch (NetlinkException.NotFound noSet) {
                return List.of();
            }
        }
    }
}
