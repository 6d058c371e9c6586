package io.netlink4j.nft.statement;

import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.decode.Elements;
import io.netlink4j.nft.decode.Inputs;
import io.netlink4j.nft.expression.Dynset;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.internal.Timeouts;
import io.netlink4j.nft.match.Durations;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adds the value of a field to a set, or deletes it: nft's {@code add @set { ip saddr timeout 1m }}. The set must be {@linkplain
 * io.netlink4j.nft.set.NamedSet#dynamic dynamic}. The rule ends if the set is full.
 */
public final class SetStatement implements Statement {
    private static final int WORDS = 4;

    private final Operation operation;
    private final String set;
    private final Selection key;
    private final Optional<Stored> value;
    private final Optional<Duration> timeout;
    private final List<Statement> each;
    private final Optional<AnonymousSet> own;

    /**
     * The value that a map gets.
     *
     * @param type the field that is stored, or that has values like the constant
     */
    private record Stored(Selection type, Optional<Element> constant) {
        void load(Compilation compilation, int word) {
            if (constant.isEmpty()) {
                type.stored().load(compilation, false, word);
                return;
            }
            compilation.match(Immediate.value(Selection.register(word), new byte[0])
                    .with(Immediate.DATA, constant.get().data(type)));
        }

        @Override
        public String toString() {
            return constant.map(element -> element.text(type)).orElseGet(type::toString);
        }
    }

    enum Operation {
        ADD,
        UPDATE,
        DELETE;

        Dynset on(String set) {
            return switch (this) {
                case ADD -> Dynset.add(set, Selection.REGISTER);
                case UPDATE -> Dynset.update(set, Selection.REGISTER);
                case DELETE -> Dynset.delete(set, Selection.REGISTER);
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    SetStatement(Operation operation, String set, Selection key) {
        this(operation, set, key, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    private SetStatement(
            Operation operation,
            String set,
            Selection key,
            Optional<Stored> value,
            Optional<Duration> timeout,
            List<Statement> each,
            Optional<AnonymousSet> own) {
        this.operation = operation;
        this.set = set;
        this.key = key;
        this.value = value;
        this.timeout = timeout;
        this.each = each;
        this.own = own;
    }

    /**
     * A copy whose element expires after {@code timeout}. The set must have timeouts.
     *
     * @throws IllegalArgumentException if it is no whole number of milliseconds above 0
     */
    public SetStatement timeout(Duration timeout) {
        Timeouts.milliseconds(timeout); // refused here, where it is written
        return new SetStatement(operation, set, key, value, Optional.of(timeout), each, own);
    }

    /** A copy for a map, with the value of another field: {@code add @map { ip saddr : tcp dport }}. */
    public SetStatement value(Selector field) {
        return value(new Stored(field.selection(), Optional.empty()));
    }

    /**
     * A copy for a map, with a constant: {@code add @map { ip saddr : 0x5 }}.
     *
     * @param type a field with such values
     * @throws IllegalArgumentException if the constant is not one value of the field
     */
    public SetStatement value(Selector type, Object constant) {
        Element read = type.selection().read(constant);
        if (read.isRange()) {
            throw new IllegalArgumentException("'" + Printable.of(constant.toString())
                    + "' cannot be the value of a map: it is more than one " + type.selection());
        }
        return value(new Stored(type.selection(), Optional.of(read)));
    }

    private SetStatement value(Stored stored) {
        return new SetStatement(operation, set, key, Optional.of(stored), timeout, each, own);
    }

    /**
     * A copy whose element has a state of its own, such as {@code counter()} or {@code limit(10, Per.SECOND)}. The rule continues if the
     * limit of the element allows it.
     */
    public SetStatement with(Statement... states) {
        return new SetStatement(
                operation,
                set,
                key,
                value,
                timeout,
                Stream.concat(each.stream(), Stream.of(states)).toList(),
                own);
    }

    @Override
    public void compile(Compilation compilation) {
        key.require(compilation, this);
        value.filter(stored -> stored.constant().isEmpty())
                .ifPresent(stored -> stored.type().require(compilation, this));
        int next = key.stored().load(compilation, false, 0);
        Dynset dynset = operation.on(set);
        if (own.isPresent()) {
            dynset = dynset.with(Dynset.SET_ID, compilation.add(own.get()));
        }
        if (value.isPresent()) {
            // nft begins with a register of 16 bytes, except after a concatenation
            int word = key.isConcatenation() ? next : (next + WORDS - 1) / WORDS * WORDS;
            value.get().load(compilation, word);
            dynset = dynset.with(Dynset.SREG_DATA, Selection.register(word));
        }
        if (timeout.isPresent()) {
            dynset = dynset.timeout(timeout.get());
        }
        List<Expression> states = states(compilation);
        compilation.add(
                switch (states.size()) {
                    case 0 -> dynset;
                    case 1 -> dynset.with(Dynset.EXPR, states.getFirst());
                    default -> dynset.with(Dynset.EXPRESSIONS, states);
                });
    }

    private static Optional<Stored> stored(Dynset dynset, int register, Inputs inputs) {
        Optional<SetKey> value = set(dynset, inputs).flatMap(NamedSet::value);
        Optional<byte[]> constant = inputs.constant(register);
        if (constant.isEmpty()
                || value.filter(SetKey::isConcatenation).isPresent()
                || (value.isEmpty() && inputs.isRow(register))) {
            return inputs.row(register, value).map(fields -> new Stored(fields, Optional.empty()));
        }
        byte[] bytes = constant.get();
        return Optional.of(value.orElseGet(() -> Inputs.number(bytes)))
                .filter(type -> type.length() == bytes.length)
                .map(Elements::selection)
                .map(type -> new Stored(type, Optional.of(inputs.elements().read(type, bytes, bytes))));
    }

    private static Optional<NamedSet> set(Dynset dynset, Inputs inputs) {
        return inputs.anonymous(dynset)
                .map(AnonymousSet::set)
                .or(() -> inputs.named(dynset.get(Dynset.SET_NAME).orElse("")));
    }

    static Optional<SetStatement> decode(Dynset dynset, Inputs inputs) {
        Operation[] operations = Operation.values();
        int operation = dynset.get(Dynset.OP).orElse(0);
        Optional<Selection> key = inputs.row(
                        dynset.get(Dynset.SREG_KEY).orElse(0),
                        dynset.get(Dynset.SREG_DATA).orElse(Integer.MAX_VALUE),
                        set(dynset, inputs).map(NamedSet::key))
                .map(Selection::inHeader);
        Optional<Stored> data = dynset.get(Dynset.SREG_DATA).flatMap(register -> stored(dynset, register, inputs));
        if (operation >= operations.length || key.isEmpty() || data.isPresent() != dynset.has(Dynset.SREG_DATA)) {
            return Optional.empty();
        }
        List<Expression> states = dynset.get(Dynset.EXPR)
                .map(List::of)
                .or(() -> dynset.get(Dynset.EXPRESSIONS))
                .orElse(List.of());
        List<Statement> each = new ArrayList<>();
        for (Expression state : states) {
            StatementDecoder.statement(state, inputs).ifPresent(each::add);
        }
        Optional<AnonymousSet> own = inputs.anonymous(dynset);
        return each.size() < states.size()
                ? Optional.empty()
                : Optional.of(new SetStatement(
                        operations[operation],
                        own.map(meter -> meter.set().name())
                                .or(() -> dynset.get(Dynset.SET_NAME))
                                .orElse(""),
                        key.get(),
                        data,
                        dynset.get(Dynset.TIMEOUT).filter(time -> time != 0).map(Duration::ofMillis),
                        each,
                        own));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SetStatement that
                && operation == that.operation
                && set.equals(that.set)
                && key.equals(that.key)
                && value.equals(that.value)
                && timeout.equals(that.timeout)
                && each.equals(that.each)
                && own.equals(that.own);
    }

    @Override
    public int hashCode() {
        return Objects.hash(operation, set, key, value, timeout, each, own);
    }

    private List<Expression> states(Compilation compilation) {
        List<Expression> states = new ArrayList<>();
        for (Statement statement : each) {
            Compilation own = new Compilation(compilation.family(), compilation.profile());
            own.compile(statement);
            if (own.expressions().size() != 1 || own.expressions().getFirst().isTerminal()) {
                throw new IllegalArgumentException("'" + Printable.of(statement.toString())
                        + "' cannot be the state of an element; a counter, a limit or a quota can.");
            }
            states.add(own.expressions().getFirst());
        }
        return states;
    }

    /** The statement in the syntax of nft, which calls a set that belongs to the rule a meter. */
    @Override
    public String toString() {
        return own.map(meter -> "meter " + set
                                + meter.set()
                                        .size()
                                        .map(size -> " size " + size)
                                        .orElse(""))
                        .orElseGet(() -> operation + " @" + set)
                + " { " + key
                + timeout.map(time -> " timeout " + Durations.text(time)).orElse("")
                + each.stream().map(state -> " " + state).collect(Collectors.joining())
                + value.map(field -> " : " + field).orElse("") + " }";
    }
}
