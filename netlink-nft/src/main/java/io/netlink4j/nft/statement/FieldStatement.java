package io.netlink4j.nft.statement;

import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.decode.Inputs;
import io.netlink4j.nft.expression.Bitwise;
import io.netlink4j.nft.expression.Byteorder;
import io.netlink4j.nft.expression.Ct;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Exthdr;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.Rt;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Fields;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.Source;
import io.netlink4j.nft.packet.TcpOption;
import java.util.Arrays;
import java.util.Optional;

/** Sets a field of the packet or a mark: to a value, to that of a map, or to the segment size that fits the route. */
record FieldStatement(Selection target, Value value) implements Statement {
    private static final int REGISTER = Selection.REGISTER;
    private static final int INTERNET_CHECKSUM = 1;

    sealed interface Value {}

    record Constant(Element element) implements Value {}

    record Mapped(MapLookup map) implements Value {}

    record RouteMtu() implements Value {}

    static FieldStatement set(Selection target, Object value) {
        Element element = target.read(value);
        if (element.isRange()) {
            throw new IllegalArgumentException(
                    "'" + target + "' can only be set to one value, not to '" + Printable.of(value.toString()) + "'.");
        }
        return new FieldStatement(target, new Constant(element));
    }

    static FieldStatement set(Selection target, MapLookup map) {
        return new FieldStatement(target, new Mapped(map));
    }

    @Override
    public void compile(Compilation compilation) {
        Field field = target.field();
        target.require(compilation, this);
        if (field.source() instanceof Source.Header header && isPartOfAWord(field)) {
            setByte(field, header, compilation);
            return;
        }
        switch (value) {
            case Constant constant ->
                compilation.add(Immediate.value(
                        REGISTER, constant.element().data(target).bytes()));
            case Mapped mapped -> mapped.map().load(target, compilation, this);
            case RouteMtu mtu -> {
                compilation.add(Rt.load(Rt.TCP_MSS, REGISTER));
                compilation.add(Byteorder.toNetwork(REGISTER, field.length(), field.length()));
            }
        }
        compilation.add(
                switch (field.source()) {
                    case Source.Header header -> write(field, header, header.offset(), field.length());
                    case Source.Metadata metadata -> Meta.set(metadata.key(), REGISTER);
                    case Source.Conntrack conntrack -> Ct.set(conntrack.key(), REGISTER);
                    case Source.TcpOption option
                    when option.offset() >= 0 -> Exthdr.write(option.type(), option.offset(), field.length(), REGISTER);
                    default -> throw new IllegalArgumentException("'" + field + "' cannot be set.");
                });
    }

    /** Metadata or conntrack data that is set. */
    static Optional<Statement> decode(Expression expression, int register, Inputs inputs) {
        return target(expression).flatMap(field -> decode(field, register, inputs));
    }

    /** The field that the expression sets. */
    private static Optional<Field> target(Expression expression) {
        return switch (expression) {
            case Meta meta when meta.isSet() -> first(Source.meta(meta.key()));
            case Ct ct when ct.isSet() && ct.direction().isEmpty() -> first(Source.ct(ct.key()));
            default -> Optional.empty();
        };
    }

    private static Optional<Field> first(Source source) {
        return Fields.of(source).stream().findFirst();
    }

    private static Optional<Statement> decode(Field field, int register, Inputs inputs) {
        Selection target = Selection.of(field);
        if (inputs.isRouteMtu(register)) {
            return Optional.of(new FieldStatement(target, new RouteMtu()));
        }
        return inputs.constant(register, field)
                .<Statement>map(value -> new FieldStatement(target, new Constant(value)))
                .or(() -> inputs.map(register, element -> StatementDecoder.value(element, target, inputs.elements()))
                        .map(map -> new FieldStatement(target, new Mapped(new MapLookup(map.withValues(field.key()))))))
                .or(() -> inputs.field(register).map(source -> MarkStatement.copy(field, source)))
                .or(() -> inputs.changed(register)
                        .flatMap(changed -> MarkStatement.decode(
                                field,
                                changed.field(),
                                changed.field().order().of(changed.mask()),
                                changed.field().order().of(changed.xor()))));
    }

    /** Bytes of a header that are set. */
    static Optional<Statement> decode(Payload write, Inputs inputs) {
        int register = write.get(Payload.SREG).orElse(0);
        return inputs.target(write, write.length())
                .flatMap(field -> decode(field, register, inputs))
                .or(() -> inputs.changed(register).flatMap(word -> oneByte(write, word, inputs)));
    }

    /** A byte that is written with its neighbour. */
    private static Optional<Statement> oneByte(Payload write, Inputs.Changed word, Inputs inputs) {
        byte[] mask = word.mask();
        if (mask.length != 2 || (mask[0] != 0) == (mask[1] != 0) || (mask[0] | mask[1]) != -1) {
            return Optional.empty();
        }
        int at = mask[0] == 0 ? 0 : 1;
        byte[] value = {word.xor()[at]};
        return word.xor()[1 - at] != 0
                ? Optional.empty()
                : inputs.target(Payload.load(write.base(), write.offset() + at, 1, REGISTER), 1)
                        .map(field -> new FieldStatement(
                                Selection.of(field),
                                new Constant(inputs.elements().value(field, value))));
    }

    /** A TCP option that is set or removed. */
    static Optional<Statement> decode(Exthdr option, Inputs inputs) {
        int type = option.get(Exthdr.TYPE).orElse(0);
        if (!option.get(Exthdr.OP).equals(Optional.of(Exthdr.TCP_OPTION))) {
            return Optional.empty();
        }
        if (!option.has(Exthdr.SREG)) {
            return Arrays.stream(TcpOption.values())
                    .filter(known -> known.number() == type)
                    .findFirst()
                    .map(TcpHeader.TCP::reset);
        }
        return first(Source.tcpOption(type, option.get(Exthdr.OFFSET).orElse(0)))
                .flatMap(field -> decode(field, option.get(Exthdr.SREG).orElse(0), inputs));
    }

    /** The kernel computes the Internet checksum by 16 bits, so one byte of a header that has one is written with its neighbour. */
    private static boolean isPartOfAWord(Field field) {
        return field.length() == 1 && field.dependency().checksum().isPresent();
    }

    private void setByte(Field field, Source.Header header, Compilation compilation) {
        if (!(value instanceof Constant(Element element))) {
            throw new IllegalArgumentException(
                    "'" + this + "' is not possible: one byte can only be set to a constant.");
        }
        int first = header.offset() & ~1;
        byte[] mask = {(byte) 0xff, (byte) 0xff};
        byte[] bits = new byte[2];
        mask[header.offset() - first] = 0;
        bits[header.offset() - first] = element.data(target).bytes()[0];
        compilation.add(Payload.load(header.base(), first, 2, REGISTER));
        compilation.add(Bitwise.mask(REGISTER, mask, bits));
        compilation.add(write(field, header, first, 2));
    }

    private static Payload write(Field field, Source.Header header, int offset, int length) {
        Optional<Integer> checksum = field.dependency().checksum();
        return Payload.write(
                REGISTER,
                header.base(),
                offset,
                length,
                checksum.isPresent() ? INTERNET_CHECKSUM : 0,
                checksum.orElse(0),
                field.isInPseudoHeader() ? 1 : 0);
    }

    /** The statement in the syntax of nft. */
    @Override
    public String toString() {
        return target + " set "
                + switch (value) {
                    case Constant constant -> constant.element().text(target);
                    case Mapped mapped -> mapped.map().text(target);
                    case RouteMtu mtu -> "rt mtu";
                };
    }
}
