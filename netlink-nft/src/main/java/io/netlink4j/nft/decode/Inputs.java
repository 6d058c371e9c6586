package io.netlink4j.nft.decode;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.analysis.KeyFields;
import io.netlink4j.nft.analysis.RuleContext;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Fields;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.Source;
import io.netlink4j.nft.match.Step;
import io.netlink4j.nft.match.SystemFields;
import io.netlink4j.nft.match.ValueMap;
import io.netlink4j.nft.packet.NfFamily;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The values that an expression uses, by their registers. */
public final class Inputs {
    private final Registers registers;
    private final Protocols protocols;
    private final Guards guards;
    private final FieldFinder fields;
    private final RuleContext context;
    private final Elements elements;

    Inputs(Registers registers, Protocols protocols, Guards guards, FieldFinder fields, RuleContext context) {
        this.registers = registers;
        this.protocols = protocols;
        this.guards = guards;
        this.fields = fields;
        this.context = context;
        this.elements = new Elements(context.links());
    }

    /** Bits that stay, and bits that are inverted then. */
    @SuppressWarnings("ArrayRecordComponent") // short-lived, and never compared
    public record Changed(Field field, byte[] mask, byte[] xor) {}

    /** The family of the table. */
    public NfFamily family() {
        return protocols.family();
    }

    /** The IP version of the packets. */
    public Optional<IpFamily> network() {
        return protocols.network();
    }

    /** Whether statements are without their state, such as the number of packets that a counter counted. */
    public boolean stateless() {
        return context.stateless();
    }

    /** A constant. */
    public Optional<byte[]> constant(int register) {
        return registers
                .at(register)
                .flatMap(
                        value -> value instanceof Value.Constant(byte[] bytes) ? Optional.of(bytes) : Optional.empty());
    }

    /** Whether a value begins in the register, rather than one of which the register has a part. */
    public boolean isLoaded(int register) {
        return registers.at(register).isPresent();
    }

    /** Whether more values follow that of the register. */
    public boolean isRow(int register) {
        return registers.from(register).size() > 1;
    }

    /** A constant as a value of a field. */
    public Optional<Element> constant(int register, Field of) {
        return constant(register)
                .filter(bytes -> bytes.length == of.length())
                .map(bytes -> elements.read(Selection.of(of), bytes, bytes));
    }

    /** Whether it is the largest segment that fits the route. */
    public boolean isRouteMtu(int register) {
        return registers.at(register).orElse(null) instanceof Value.Read read
                && read.ordered()
                && read.source().equals(SystemFields.RT_MTU.source());
    }

    /** A field as it is in the packet. */
    public Optional<Field> field(int register) {
        return registers
                .at(register)
                .flatMap(value ->
                        value instanceof Value.Read read && read.steps().isEmpty() && !read.ordered()
                                ? fields.whole(read)
                                : Optional.empty());
    }

    /** A field with what was done to it. */
    public Optional<Field> computed(int register) {
        return registers
                .at(register)
                .flatMap(value ->
                        value instanceof Value.Read read && !read.ordered() ? fields.number(read) : Optional.empty());
    }

    /** The fields and constants in a row from {@code register} on, of which {@code type} says the length and how constants are listed. */
    public Optional<Selection> row(int register, Optional<SetKey> type) {
        return row(register, Integer.MAX_VALUE, type);
    }

    /** As above, before those of the register {@code end}. */
    public Optional<Selection> row(int register, int end, Optional<SetKey> type) {
        List<Value> row = registers.from(register, end);
        List<SetKey> types = type.map(KeyFields::of).orElse(List.of());
        List<Value> described = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            described.add(
                    row.get(i) instanceof Value.Constant(byte[] bytes)
                            ? described(bytes, i < types.size() ? types.get(i) : number(bytes))
                            : row.get(i));
        }
        return fields.rowOfKeys(described, type.map(SetKey::length).orElse(Integer.MAX_VALUE));
    }

    private Value described(byte[] constant, SetKey type) {
        Field field = Fields.of(type.length() == constant.length ? type : number(constant));
        return new Value.Known(field.always(
                constant, elements.read(Selection.of(field), constant, constant).text(Selection.of(field))));
    }

    /** The type of a constant whose set is not known. */
    public static SetKey number(byte[] constant) {
        return KeyFields.bytes(constant.length);
    }

    /** A number that was converted from host byte order. */
    public Optional<Field> converted(int register) {
        return registers
                .at(register)
                .flatMap(value ->
                        value instanceof Value.Read read && read.ordered() ? fields.whole(read) : Optional.empty());
    }

    /** A field of which bits were changed. */
    public Optional<Changed> changed(int register) {
        return registers
                .at(register)
                .flatMap(value ->
                        value instanceof Value.Read read && read.bits().isPresent()
                                ? fields.whole(read.loaded())
                                        .map(field -> new Changed(
                                                field,
                                                read.bits().get().mask(),
                                                read.bits().get().xor()))
                                : Optional.empty());
    }

    /** Some bits of a header that are written with the others of the same bytes. */
    @SuppressWarnings("ArrayRecordComponent") // short-lived, and never compared
    public record Written(Field field, byte[] value) {}

    /** The field that is written, if all other bits stay as they were. */
    public Optional<Written> written(Payload write) {
        return bits(write)
                .flatMap(bits -> fields.written(write, bits)
                        .filter(field -> new BigInteger(1, bits.mask())
                                .and(new BigInteger(1, bits.xor()))
                                .equals(BigInteger.ZERO))
                        .map(field -> new Written(field, value(field, write, bits.xor()))));
    }

    /** What happened to the bits of a header since they were loaded from where they are written; empty if they come from elsewhere. */
    private Optional<Step.Bits> bits(Payload write) {
        return registers
                .at(write.get(Payload.SREG).orElse(0))
                .flatMap(value -> value instanceof Value.Read read
                                && read.source().equals(new Source.Header(write.base(), write.offset()))
                        ? read.bits()
                        : Optional.empty())
                .filter(bits -> bits.mask().length == write.length());
    }

    /** A field of which some bits are changed in the word in which it is written, with what was done to it. */
    public Optional<Changing> changing(Payload write) {
        return bits(write).flatMap(bits -> {
            byte[] all = bits.xor().clone();
            for (int i = 0; i < all.length; i++) {
                all[i] |= (byte) ~bits.mask()[i];
            }
            return fields.changed(write, all)
                    .filter(field -> field.loaded() < write.length() || field.isBits())
                    .flatMap(field -> {
                        int to = write.length() - FieldFinder.after(field, write) / Byte.SIZE;
                        Step.Bits own = new Step.Bits(
                                and(Arrays.copyOfRange(bits.mask(), to - field.loaded(), to), field.mask()),
                                Arrays.copyOfRange(bits.xor(), to - field.loaded(), to));
                        return Operations.of(field, List.of(own)).map(from -> new Changing(field, from));
                    });
        });
    }

    /** A field and what it is set to. */
    public record Changing(Field field, Field from) {}

    private static byte[] and(byte[] a, byte[] b) {
        byte[] both = a.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] &= b[i];
        }
        return both;
    }

    private static byte[] value(Field field, Payload write, byte[] bits) {
        int after = FieldFinder.after(field, write) / Byte.SIZE;
        int to = bits.length - after;
        return field.value(Arrays.copyOfRange(bits, to - field.loaded(), to));
    }

    /** The field that an expression writes: that which would be loaded from there. */
    public Optional<Field> target(Payload payload, int length) {
        guards.lookUp(); // nft leaves out a guard for the type in a VLAN tag here, too
        return fields.whole(Value.Read.of(new Source.Header(payload.base(), payload.offset()), length));
    }

    /** A map, whose values {@code value} reads. */
    public Optional<ValueMap> map(int register, Function<SetElement, Object> value) {
        return registers
                .at(register)
                .flatMap(held -> held instanceof Value.Mapped(Selection key, Lookup lookup, boolean ordered)
                        ? Optional.of(map(key, ordered, lookup, lookup.set(), value))
                        : Optional.empty());
    }

    private ValueMap map(
            Selection on, boolean ordered, Expression expression, String name, Function<SetElement, Object> value) {
        Optional<AnonymousSet> anonymous = context.sets().apply(expression);
        Selection key = anonymous
                .filter(set -> guards.isListing())
                .map(set -> on.keysOf(set.set().key()))
                .orElse(on);
        return anonymous
                .<ValueMap>map(set -> new ValueMap.Anonymous(
                        key.inHeader(),
                        set.elements().stream()
                                .map(element -> new ValueMap.Entry(
                                        Annotations.of(
                                                elements.key(
                                                        key, element, set.set().key(), ordered),
                                                element,
                                                family(),
                                                context),
                                        value.apply(element)))
                                .toList()))
                .orElseGet(() -> new ValueMap.Named(key.inHeader(), name, false, Optional.empty()));
    }

    /** A map to which an expression refers by {@code name}, and whose key begins at {@code register}. */
    public Optional<ValueMap> map(
            Expression expression, int register, String name, Function<SetElement, Object> value) {
        List<Value> row = registers.from(register);
        return fields.rowOfStatement(row, keyLength(expression))
                .map(key -> map(key, Value.isOrdered(row), expression, name, value));
    }

    /** A map whose key nft lists without the protocols of headers. */
    public Optional<ValueMap> mapWithoutProtocols(int register, Function<SetElement, Object> value) {
        return registers
                .at(register)
                .flatMap(held -> held instanceof Value.Mapped(Selection key, Lookup lookup, boolean ordered)
                        ? Optional.of(map(fields.withoutProtocols(key), ordered, lookup, lookup.set(), value))
                        : Optional.empty());
    }

    /** A set of the table by its name. */
    public Optional<NamedSet> named(String name) {
        return context.named().apply(name);
    }

    /** The anonymous set that an expression uses. */
    public Optional<AnonymousSet> anonymous(Expression expression) {
        return context.sets().apply(expression);
    }

    /** The statements of each rule of the chain without a name that an expression leads to. */
    public Optional<List<List<RulePart>>> chain(Expression expression) {
        return context.chains().apply(expression);
    }

    /** The values of fields. */
    public Elements elements() {
        return elements;
    }

    /** Keeps the comparisons before the fields that were read so far, since nft lists them. */
    public void keepGuards() {
        guards.forget();
    }

    /** Drops the comparison that the statement adds itself; false if there is none. */
    public boolean dropGuard(PayloadBase base) {
        return guards.drop(base);
    }

    /** Whether a comparison of the type in the header of the frame says the protocol. */
    public boolean isGuardOfFrame(PayloadBase base) {
        return guards.isOfFrame(base);
    }

    /** A verdict map as a lookup finds it; empty if the expression is none. */
    public Optional<ValueMap> verdicts(Lookup lookup, Function<SetElement, Object> value) {
        List<Value> row = registers.from(lookup.register());
        return fields.rowOfKeys(row, keyLength(lookup))
                .map(key -> map(key, Value.isOrdered(row), lookup, lookup.set(), value));
    }

    int keyLength(Expression lookup) {
        return context.sets().apply(lookup).map(set -> set.set().key().length()).orElse(Integer.MAX_VALUE);
    }
}
