package io.netlink4j.nft.statement.action;

import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.Queue;
import io.netlink4j.nft.match.Fields;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.set.SetKey;
import io.netlink4j.nft.statement.MapLookup;
import io.netlink4j.nft.statement.Selector;
import java.util.Optional;

/** Hands the packet to a program that listens to a queue ({@code queue} of nft, {@code nfnetlink_queue}); it decides about the packet. */
public final class QueueStatement implements Statement {
    private static final int HIGHEST = 0xffff;

    /** {@code integer} of nft. */
    private static final int INTEGER = 4;

    private final int first;
    private final int last;
    private final Optional<Selection> number;
    private final Optional<MapLookup> map;
    private final int flags;

    private QueueStatement(int first, int last, Optional<Selection> number, Optional<MapLookup> map, int flags) {
        this.first = first;
        this.last = last;
        this.number = number;
        this.map = map;
        this.flags = flags;
    }

    static QueueStatement of(int first, int last) {
        if (first < 0 || last > HIGHEST || first > last) {
            throw new IllegalArgumentException(
                    "The numbers of queues are 0 to 65535, in order, not " + first + " to " + last + ".");
        }
        return new QueueStatement(first, last, Optional.empty(), Optional.empty(), 0);
    }

    static QueueStatement of(Selector number) {
        return of(number.selection());
    }

    static QueueStatement of(Selection number) {
        number.field(); // refuses a concatenation
        return new QueueStatement(0, 0, Optional.of(number), Optional.empty(), 0);
    }

    static QueueStatement of(MapLookup numbers) {
        return new QueueStatement(0, 0, Optional.empty(), Optional.of(numbers), 0);
    }

    /** A field with numbers of queues. */
    static Selection numbers() {
        return Selection.of(Fields.of(SetKey.host(INTEGER, Short.BYTES)));
    }

    /** A copy that lets packets pass if no program listens. */
    public QueueStatement bypass() {
        return new QueueStatement(first, last, number, map, flags | Queue.FLAG_BYPASS);
    }

    /**
     * A copy where the processor that handles the packet chooses the queue, rather than a hash of the addresses.
     *
     * @throws IllegalArgumentException if there is one queue only
     */
    public QueueStatement fanout() {
        if (first == last && map.isEmpty() && number.isEmpty()) {
            throw new IllegalArgumentException("'" + this + "' has one queue only, so there is nothing to choose.");
        }
        return new QueueStatement(first, last, number, map, flags | Queue.FLAG_FANOUT);
    }

    @Override
    public void compile(Compilation compilation) {
        if (number.isEmpty() && map.isEmpty()) {
            compilation.add(Queue.of(first, last - first + 1, flags));
            return;
        }
        number.ifPresent(from -> {
            from.require(compilation, this);
            from.load(compilation, false);
        });
        map.ifPresent(lookup -> lookup.load(numbers(), compilation, this));
        compilation.add(Queue.fromRegister(Selection.REGISTER, flags));
    }

    /** The statement in the syntax of nft. */
    @Override
    public String toString() {
        boolean pass = (flags & Queue.FLAG_BYPASS) != 0;
        boolean choose = (flags & Queue.FLAG_FANOUT) != 0;
        String words = (pass ? "bypass" : "") + (pass && choose ? "," : "") + (choose ? "fanout" : "");
        return "queue" + (words.isEmpty() ? "" : " flags " + words) + " to "
                + number.map(Selection::toString)
                        .or(() -> map.map(lookup -> lookup.text(numbers())))
                        .orElse(first == last ? "" + first : first + "-" + last);
    }
}
