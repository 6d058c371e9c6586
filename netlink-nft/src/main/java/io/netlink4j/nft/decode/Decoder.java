package io.netlink4j.nft.decode;

import io.netlink4j.nft.analysis.RuleContext;
import io.netlink4j.nft.expression.Bitwise;
import io.netlink4j.nft.expression.Byteorder;
import io.netlink4j.nft.expression.Cmp;
import io.netlink4j.nft.expression.Comparison;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Hash;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.Range;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.Source;
import io.netlink4j.nft.match.Step;
import io.netlink4j.nft.packet.NfFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decodes the expressions of one rule: loads are kept until an expression uses their registers. */
public final class Decoder {
    /** {@code NFT_BITWISE_LSHIFT} and {@code NFT_BITWISE_RSHIFT}. */
    private static final int LEFT = 1;

    private static final int RIGHT = 2;

    private final RuleContext context;
    private final Vocabulary words;
    private final List<RulePart> parts = new ArrayList<>();
    private final List<Slice> slices = new ArrayList<>();
    private final List<Expression> loads = new ArrayList<>();
    private final Registers registers = new Registers();
    private final Protocols protocols;
    private final Guards guards;
    private final FieldFinder fields;
    private final Conditions conditions;
    private final Inputs inputs;
    private int position;

    /**
     * What became of expressions in a row, before guards were dropped.
     *
     * @param end the number of expressions of the rule up to the last of them
     */
    record Slice(List<RulePart> parts, int end) {}

    private Decoder(NfFamily family, RuleContext context, Vocabulary words) {
        this.context = context;
        this.words = words;
        this.protocols = new Protocols(family);
        this.guards = new Guards(protocols, parts, context.stateless());
        this.fields = new FieldFinder(protocols, guards);
        this.conditions = new Conditions(fields, guards, context, words);
        this.inputs = new Inputs(registers, protocols, guards, fields, context);
    }

    /** The statements; an expression that belongs to none stays in its place. */
    public static List<RulePart> decode(
            NfFamily family, List<Expression> expressions, RuleContext context, Vocabulary words) {
        Decoder decoder = new Decoder(family, context, words);
        decoder.decode(expressions);
        return decoder.parts;
    }

    /** As above, but compiled again the statements become the same expressions, also those that nft would write in another way. */
    public static List<RulePart> decodeExactly(
            NfFamily family, List<Expression> expressions, RuleContext context, Vocabulary words) {
        Decoder decoder = new Decoder(family, context, words);
        decoder.decode(expressions);
        return new Recompilation(family, expressions, context).statements(decoder.parts, decoder.slices);
    }

    private void decode(List<Expression> expressions) {
        while (position < expressions.size()) {
            Expression expression = expressions.get(position);
            position++;
            if (position == expressions.size() || !range(expression, expressions.get(position))) {
                next(expression);
            }
        }
        if (!loads.isEmpty()) {
            add(List.copyOf(loads));
        }
    }

    private void add(List<? extends RulePart> added) {
        parts.addAll(added);
        slices.add(new Slice(List.copyOf(added), position));
    }

    private void next(Expression expression) {
        if (load(expression)) {
            loads.add(expression);
            protocols.add(expression, Optional.empty());
            return;
        }
        List<RulePart> matches = match(expression);
        protocols.add(expression, context.sets().apply(expression));
        if (matches.isEmpty()) {
            act(expression);
        } else {
            add(matches);
            guards.commit();
        }
        loads.clear();
        registers.clear();
    }

    private void act(Expression expression) {
        registers.resetUse();
        Optional<RulePart> action = words.action(expression, inputs);
        if (action.isPresent()) {
            guards.commit();
        } else {
            guards.forget();
        }
        guards.close();
        List<RulePart> added = new ArrayList<>();
        if (action.isEmpty() || !registers.isUsed()) {
            added.addAll(loads);
        }
        added.add(action.orElse(expression));
        add(added);
    }

    private List<RulePart> match(Expression expression) {
        return switch (expression) {
            case Cmp cmp ->
                registers
                        .at(cmp.register())
                        .map(value -> conditions.compare(cmp, value))
                        .orElse(List.of());
            case Range range ->
                registers.at(range.register()).flatMap(value -> conditions.range(value, range)).stream()
                        .toList();
            case Lookup lookup
            when lookup.to().isEmpty() ->
                conditions.lookUp(lookup, registers.from(lookup.register()), inputs.keyLength(lookup)).stream()
                        .toList();
            default -> List.of();
        };
    }

    /** Older versions of nft write a range as two comparisons. */
    private boolean range(Expression expression, Expression next) {
        if (expression instanceof Cmp low
                && next instanceof Cmp high
                && low.comparison().equals(Comparison.AT_LEAST)
                && high.comparison().equals(Comparison.AT_MOST)
                && low.register() == high.register()) {
            Optional<RulePart> match = registers
                    .at(low.register())
                    .flatMap(value -> conditions.range(value, low.value(), high.value(), false));
            match.ifPresent(range -> {
                position++;
                add(List.of(range));
                guards.commit();
                protocols.add(expression, Optional.empty());
                protocols.add(next, Optional.empty());
                loads.clear();
                registers.clear();
            });
            return match.isPresent();
        }
        return false;
    }

    /** Whether the expression only loads a register. */
    private boolean load(Expression expression) {
        Optional<Source.Loaded> loaded = Source.of(expression);
        if (loaded.isPresent()) {
            return load(loaded.get());
        }
        return switch (expression) {
            case Immediate immediate
            when immediate.register() != 0 && immediate.value().isPresent() -> {
                byte[] bytes = immediate.value().get();
                registers.put(immediate.register(), new Value.Constant(bytes), bytes.length);
                yield true;
            }
            case Hash hash when hash.get(Hash.TYPE).orElse(0) == 0 -> hash(hash);
            case Byteorder order -> order(order);
            case Bitwise bitwise -> change(bitwise);
            case Lookup lookup when lookup.to().orElse(0) != 0 -> map(lookup);
            default -> false;
        };
    }

    private boolean load(Source.Loaded read) {
        Source.Loaded loaded = read.in(protocols.network());
        int length = loaded.length() != Source.Loaded.ANY_LENGTH ? loaded.length() : fields.lengthOf(loaded.source());
        if (length == 0) {
            return false;
        }
        registers.put(loaded.register(), Value.Read.of(loaded.source(), length), length);
        return true;
    }

    private boolean order(Byteorder order) {
        if (registers.at(order.register()).orElse(null) instanceof Value.Read read && !read.ordered()) {
            registers.put(
                    order.register(),
                    order.isToNetwork()
                            ? new Value.Read(read.source(), read.length(), true, read.steps())
                            : read.then(new Step.ToHost(read.length())),
                    read.length());
            return true;
        }
        return false;
    }

    private boolean change(Bitwise bitwise) {
        if (bitwise.has(Bitwise.SREG2)) {
            return combine(bitwise);
        }
        if (registers.at(bitwise.from()).orElse(null) instanceof Value.Read read
                && step(bitwise).isPresent()) {
            registers.put(bitwise.to(), read.then(step(bitwise).get()), Math.max(read.length(), bitwise.length()));
            return true;
        }
        return false;
    }

    /** The bits of two registers. */
    private boolean combine(Bitwise bitwise) {
        Optional<Field> left = inputs.computed(bitwise.from());
        Optional<Field> right = bitwise.get(Bitwise.SREG2).flatMap(inputs::computed);
        Optional<Value.Read> both = left.flatMap(one -> right.flatMap(other -> Step.Operator.of(bitwise.operation())
                .map(operation -> Value.Read.of(new Source.Combined(one, operation, other), bitwise.length()))));
        both.ifPresent(value -> registers.put(bitwise.to(), value, bitwise.length()));
        return both.isPresent();
    }

    private static Optional<Step> step(Bitwise bitwise) {
        return switch (bitwise.operation()) {
            case 0 -> bitwise.mask().flatMap(mask -> bitwise.xor().map(xor -> new Step.Bits(mask, xor)));
            case LEFT, RIGHT ->
                bitwise.get(Bitwise.DATA)
                        .map(Data::bytes)
                        .filter(bits -> bits.length == Integer.BYTES)
                        .map(bits -> ByteBuffer.wrap(bits)
                                .order(ByteOrder.nativeOrder())
                                .getInt())
                        .map(bits -> new Step.Shift(bitwise.length(), bitwise.operation() == LEFT ? bits : -bits));
            default -> Optional.empty();
        };
    }

    /** The hash of fields, which were loaded before. */
    private boolean hash(Hash hash) {
        int length = hash.get(Hash.LEN).orElse(0);
        Optional<Selection> key = fields.row(registers.from(hash.get(Hash.SREG).orElse(0)), length);
        key.ifPresent(on -> {
            registers.remove(hash.get(Hash.SREG).orElse(0), on.fields().size());
            registers.put(
                    hash.get(Hash.DREG).orElse(0),
                    Value.Read.of(
                            new Source.JenkinsHash(
                                    on,
                                    hash.get(Hash.MODULUS).orElse(0),
                                    hash.get(Hash.SEED).orElse(0L),
                                    hash.get(Hash.OFFSET).orElse(0)),
                            Integer.BYTES),
                    Integer.BYTES);
        });
        return key.isPresent();
    }

    private boolean map(Lookup lookup) {
        List<Value> row = registers.from(lookup.register());
        Optional<Selection> key = fields.rowOfStatement(row, inputs.keyLength(lookup));
        key.ifPresent(on -> {
            registers.remove(lookup.register(), on.fields().size());
            registers.put(lookup.to().orElseThrow(), new Value.Mapped(on, lookup, Value.isOrdered(row)), Integer.BYTES);
        });
        return key.isPresent();
    }
}
