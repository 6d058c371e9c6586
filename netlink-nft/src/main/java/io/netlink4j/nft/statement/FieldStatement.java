package io.netlink4j.nft.statement;

import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Profile;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.decode.Inputs;
import io.netlink4j.nft.expression.Bitwise;
import io.netlink4j.nft.expression.Byteorder;
import io.netlink4j.nft.expression.Ct;
import io.netlink4j.nft.expression.CtKey;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Exthdr;
import io.netlink4j.nft.expression.Immediate;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.Rt;
import io.netlink4j.nft.match.ByteOrdering;
import io.netlink4j.nft.match.Dependency;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Fields;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.Source;
import io.netlink4j.nft.match.Step;
import io.netlink4j.nft.match.ValueFormat;
import io.netlink4j.nft.packet.TcpOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Sets a field of the packet or a mark: to a value, to that of a map, or to the segment size that fits the route. */
record FieldStatement(Selection target, Value value) implements Statement {
    private static final int REGISTER = Selection.REGISTER;
    private static final Set<MetaKey> SETTABLE =
            Set.of(MetaKey.MARK, MetaKey.PRIORITY, MetaKey.PKTTYPE, MetaKey.NFTRACE, MetaKey.SECMARK, MetaKey.BROUTE);
    private static final Set<CtKey> SETTABLE_OF_CONNECTIONS =
            Set.of(CtKey.MARK, CtKey.SECMARK, CtKey.LABELS, CtKey.ZONE, CtKey.EVENT);

    sealed interface Value {}

    record Constant(Element element) implements Value {}

    record Mapped(MapLookup map) implements Value {}

    record Copied(Selection from) implements Value {}

    record RouteMtu() implements Value {}

    static FieldStatement set(Selection target, Object value) {
        Element element = target.read(value);
        if (element.isRange()) {
            throw new IllegalArgumentException(
                    "'" + target + "' can only be set to one value, not to '" + Printable.of(value.toString()) + "'.");
        }
        return new FieldStatement(target, new Constant(element));
    }

    static FieldStatement set(Selection target, Element element) {
        return new FieldStatement(target, new Constant(element));
    }

    static FieldStatement set(Selection target, MapLookup map) {
        return new FieldStatement(target, new Mapped(map));
    }

    static FieldStatement copy(Selection target, Selection from) {
        return new FieldStatement(target, new Copied(from));
    }

    @Override
    public void compile(Compilation compilation) {
        Field field = target.field();
        requireSettable(field);
        target.require(compilation, this);
        if (field.source() instanceof Source.Header header && isPartOfAWord(header, field, compilation.profile())) {
            setBits(field, header, compilation);
            return;
        }
        switch (value) {
            case Constant constant ->
                compilation.add(Immediate.value(
                        REGISTER, constant.element().data(target).bytes()));
            case Mapped mapped -> mapped.map().load(target, compilation, this);
            case Copied copied -> copy(field, copied.from(), compilation);
            case RouteMtu mtu -> {
                compilation.add(Rt.load(Rt.TCP_MSS, REGISTER));
                compilation.add(Byteorder.toNetwork(REGISTER, field.length(), field.length()));
            }
        }
        compilation.add(
                switch (field.source()) {
                    case Source.Header header ->
                        write(field, header, header.offset(), field.length(), compilation.profile());
                    case Source.Metadata metadata -> Meta.set(metadata.key(), REGISTER);
                    case Source.Conntrack conntrack -> conntrack.directed(Ct.set(conntrack.key(), REGISTER));
                    case Source.Extension option ->
                        Exthdr.write(option.type(), option.offset(), field.length(), REGISTER);
                    default -> throw cannotBeSet(field);
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
            case Ct ct
            when ct.isSet() ->
                first(new Source.Conntrack(ct.key(), ct.direction().orElse(Source.Conntrack.BOTH)));
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
                .or(() -> inputs.field(register).map(source -> copy(field, source)))
                .or(() -> inputs.changed(register)
                        .filter(changed -> isMark(field)
                                && isMark(changed.field())
                                && changed.field().notation() == ValueFormat.HEXADECIMAL)
                        .flatMap(changed -> MarkStatement.decode(
                                field,
                                changed.field(),
                                changed.field().order().of(changed.mask()),
                                changed.field().order().of(changed.xor()))))
                .or(() -> inputs.computed(register).map(from -> copy(target, Selection.of(from))))
                .or(() -> inputs.converted(register)
                        .filter(from -> field.order() == ByteOrdering.NETWORK)
                        .map(from -> copy(target, Selection.of(from))));
    }

    /** Bytes of a header that are set. */
    static Optional<Statement> decode(Payload write, Inputs inputs) {
        int register = write.get(Payload.SREG).orElse(0);
        return inputs.written(write)
                .<Statement>map(written -> new FieldStatement(
                        Selection.of(written.field()),
                        new Constant(inputs.elements().value(written.field(), written.value()))))
                .or(() -> inputs.changing(write)
                        .map(changing -> copy(Selection.of(changing.field()), Selection.of(changing.from()))))
                .or(() -> inputs.target(write, write.length()).flatMap(field -> decode(field, register, inputs)));
    }

    private static Statement copy(Field target, Field source) {
        return isMark(target) && isMark(source)
                ? MarkStatement.copy(target, source)
                : copy(Selection.of(target), Selection.of(source));
    }

    private static boolean isMark(Field field) {
        return field.source() instanceof Source.Metadata || field.source() instanceof Source.Conntrack;
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
                    .map(TcpHeader.TCP::reset)
                    .or(() -> Optional.of(new PlainStatement(option, "reset tcp option " + type)));
        }
        return first(Source.tcpOption(type, option.get(Exthdr.OFFSET).orElse(0)))
                .flatMap(field -> {
                    int register = option.get(Exthdr.SREG).orElse(0);
                    Selection target = Selection.of(field);
                    Optional<Statement> mapped = inputs.mapWithoutProtocols(
                                    register, element -> StatementDecoder.value(element, target, inputs.elements()))
                            .map(map ->
                                    new FieldStatement(target, new Mapped(new MapLookup(map.withValues(field.key())))));
                    return mapped.or(() -> decode(field, register, inputs));
                });
    }

    private static void requireSettable(Field field) {
        boolean settable = !field.isComputed()
                && switch (field.source()) {
                    case Source.Header header -> true;
                    case Source.Metadata metadata -> SETTABLE.contains(metadata.key());
                    case Source.Conntrack conntrack -> SETTABLE_OF_CONNECTIONS.contains(conntrack.key());
                    case Source.Extension option ->
                        option.operation() == Exthdr.TCP_OPTION && option.offset() >= 0 && !field.isBits();
                    default -> false;
                };
        if (!settable) {
            throw cannotBeSet(field);
        }
    }

    private static IllegalArgumentException cannotBeSet(Field field) {
        return new IllegalArgumentException("'" + field + "' cannot be set.");
    }

    /** Loads another field. A number of the kernel is in host byte order. */
    private void copy(Field field, Selection from, Compilation compilation) {
        Field source = from.field();
        boolean number = field.order() == ByteOrdering.HOST;
        if (!number
                && source.order() == ByteOrdering.HOST
                && source.length() >= field.length()
                && source.length() > 1) {
            from.require(compilation, this);
            from.load(compilation, true); // converted
            return;
        }
        if (number
                ? source.length() > field.length() && !source.isComputed()
                : (source.length() != field.length() || source.isBits())) {
            throw new IllegalArgumentException(
                    "'" + this + "' is not possible: '" + source + "' does not have the length of '" + field + "'.");
        }
        from.require(compilation, this);
        Selection read = number ? from.asNumber() : from;
        read.load(compilation, false);
    }

    /** The kernel computes the Internet checksum by 16 bits, so one byte of a header that has one is written with its neighbour. */
    private static boolean isPartOfAWord(Source.Header header, Field field, Profile profile) {
        return field.isBits() || (field.length() == 1 && isPartOfWords(header, field, profile));
    }

    private static boolean isPartOfWords(Source.Header header, Field field, Profile profile) {
        return field.dependency().checksum().isPresent()
                || (profile.writesWordsOfLinkHeaders()
                        && header.base().equals(PayloadBase.LINK)
                        && field.dependency() != Dependency.NONE);
    }

    /** The bits of the field that stay, and those that are inverted then; empty if the value is another field. */
    private Optional<Step.Bits> change(Field field) {
        return switch (value) {
            case Constant(Element element) ->
                Optional.of(new Step.Bits(
                        new byte[field.length()], element.data(target).bytes()));
            case Copied(Selection from)
            when from.field().isComputed()
                    && from.field().source().equals(field.source())
                    && from.field().steps().stream().allMatch(Step.Bits.class::isInstance) ->
                from.field().steps().stream().map(Step.Bits.class::cast).reduce(Step.Bits::then);
            default -> Optional.empty();
        };
    }

    private void setBits(Field field, Source.Header header, Compilation compilation) {
        Step.Bits change = change(field)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + this + "' is not possible: one byte can only be set to a constant."));
        boolean words = isPartOfWords(header, field, compilation.profile());
        int first = words ? header.offset() & ~1 : header.offset();
        int end = header.offset() + field.length();
        int length = (words ? (end + 1) & ~1 : end) - first;
        byte[] mask = new byte[length];
        Arrays.fill(mask, (byte) 0xff);
        byte[] bits = new byte[length];
        byte[] own = field.mask();
        for (int i = 0; i < own.length; i++) {
            mask[header.offset() - first + i] = (byte) (~own[i] | change.mask()[i]);
            bits[header.offset() - first + i] = change.xor()[i];
        }
        compilation.add(Payload.load(header.base(), first, length, REGISTER));
        compilation.add(Bitwise.mask(REGISTER, mask, bits));
        compilation.add(write(field, header, first, length, compilation.profile()));
    }

    private static Payload write(Field field, Source.Header header, int offset, int length, Profile profile) {
        OptionalInt checksum = field.dependency().checksum();
        if (field.dependency() == Dependency.UDP && profile.knowsDatagramsWithoutChecksum()) {
            return Payload.write(REGISTER, header.base(), offset, length, 0, 0, 1);
        }
        return Payload.write(
                REGISTER,
                header.base(),
                offset,
                length,
                field.dependency().checksumType(),
                checksum.orElse(0),
                field.isInPseudoHeader() || header.base().equals(PayloadBase.INNER) ? 1 : 0);
    }

    /** The statement in the syntax of nft. */
    @Override
    public String toString() {
        return target + " set "
                + switch (value) {
                    case Constant constant -> constant.element().text(target);
                    case Mapped mapped -> mapped.map().text(target);
                    case Copied copied -> copied.from().toString();
                    case RouteMtu mtu -> "rt mtu";
                };
    }
}
