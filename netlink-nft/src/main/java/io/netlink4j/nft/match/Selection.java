package io.netlink4j.nft.match;

import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Profile;
import io.netlink4j.nft.set.SetKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** One field, or the concatenation of several: what a match compares, and what a set or map looks up. */
public record Selection(List<Field> fields) {
    /** The register of the first field, since no match needs a value that another match loaded. */
    public static final int REGISTER = 1;

    /** {@code NFT_REG32_00}, the first register of four bytes. The first four of them are the register 1, and so on. */
    private static final int FIRST_WORD = 8;

    private static final int WORDS = 4;
    private static final String CONCATENATED = " . ";

    /** A selection with a copy of {@code fields}. */
    public Selection {
        fields = fields.size() == 1
                ? List.copyOf(fields)
                : fields.stream().map(Field::inConcatenation).toList();
    }

    public static Selection of(Field field) {
        return field.alone();
    }

    public static Selection of(Field... fields) {
        return new Selection(List.of(fields));
    }

    public boolean isConcatenation() {
        return fields.size() > 1;
    }

    /** Whether it is a field with operators, such as {@code meta mark & 0xff}. */
    boolean isComputed() {
        return !isConcatenation() && fields.getFirst().isComputed();
    }

    /** The same fields where they are in the packets that reach this point: those of a VLAN tag in the last tag that is known. */
    public Selection in(Compilation compilation) {
        return compilation.tags() > 1 && fields.stream().anyMatch(Field::isInTag)
                ? new Selection(fields.stream()
                        .map(field -> field.inTag(compilation.tags()))
                        .toList())
                : this;
    }

    /** As nft lists several values, bounds and ranges: it prints those of a tunnel's own header as hexadecimal numbers. */
    Selection listed() {
        return !isConcatenation() && field().isOfTunnel() ? of(field().as(ValueFormat.RAW)) : this;
    }

    /** As nft lists the keys of maps: it prints numbers without a type as decimal ones, but those of a tunnel's own header by their type. */
    public Selection inMap() {
        if (!isConcatenation() && field().isOfTunnel()) {
            return of(field().inMap());
        }
        return isConcatenation()
                        || field().notation() != ValueFormat.RAW
                        || field().key().type() != Field.INTEGER
                ? this
                : of(field().as(ValueFormat.DECIMAL));
    }

    /** As nft lists the keys of an anonymous set of {@code type}: it prints them by that type, if it has another one than the fields. */
    public Selection keysOf(SetKey type) {
        List<SetKey> types = type.isConcatenation() ? type.fields() : List.of(type);
        if (types.size() != fields.size()) {
            return this;
        }
        List<Field> typed = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            Field field = fields.get(i);
            int own = types.get(i).type();
            typed.add(
                    own == field.key().type() || field.notation() == ValueFormat.STRING
                            ? field
                            : own == Field.INTEGER
                                    ? field.as(isConcatenation() ? ValueFormat.RAW : ValueFormat.DECIMAL)
                                    : field.as(Fields.of(types.get(i)).notation()));
        }
        return new Selection(typed);
    }

    /** The selection as sets of tables have it: bits of a header as a number. */
    public Selection stored() {
        return isConcatenation() ? this : of(field().inConcatenation());
    }

    /** The selection as it is looked up in an anonymous set or map, with ranges or without. */
    Selection keys(boolean interval, Profile profile) {
        return interval && profile.shiftsBitsForRanges() ? stored() : this;
    }

    /** The opposite of {@link #stored}. */
    public Selection inHeader() {
        return isConcatenation() ? this : of(Fields.inHeader(field()));
    }

    /** The value as a number in host byte order, of 4 bytes or more. */
    public Selection asNumber() {
        return of(field().asNumber(Integer.BYTES));
    }

    /** The bits in {@code mask}. */
    public Selection and(Object mask) {
        byte[] bits = constant(mask);
        return of(field().changed(Step.Operator.AND, bits, new byte[bits.length], bits));
    }

    /** The value with these bits set. */
    public Selection or(Object bits) {
        byte[] set = constant(bits);
        byte[] mask = set.clone();
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) ~mask[i];
        }
        return of(field().changed(Step.Operator.OR, mask, set, set));
    }

    /** The value with these bits inverted. */
    public Selection xor(Object bits) {
        byte[] inverted = constant(bits);
        byte[] mask = new byte[inverted.length];
        Arrays.fill(mask, (byte) 0xff);
        return of(field().changed(Step.Operator.XOR, mask, inverted, inverted));
    }

    /** What the operation makes of both values, which have the same length. */
    public Selection combined(Step.Operator operation, Selection other) {
        Field left = field();
        Field right = other.field();
        if (left.length() != right.length() || left.order() != right.order()) {
            throw new IllegalArgumentException("'" + left + "' and '" + right + "' differ in length or byte order, so '"
                    + operation + "' cannot combine them.");
        }
        return of(Field.combined(new Source.Combined(left, operation, right)));
    }

    /** The value as a number that is shifted to the left, or with a negative number of bits to the right. */
    public Selection shift(int bits) {
        return of(field().asNumber(Integer.BYTES).shiftedBy(bits));
    }

    private byte[] constant(Object value) {
        field(); // refuses a concatenation
        if (read(value) instanceof Element.ValueRange single && single.isSingle()) {
            return single.first();
        }
        throw new IllegalArgumentException(
                "'" + this + "' takes one value here, not '" + Printable.of(value.toString()) + "'.");
    }

    /** The field, if there is one only. */
    public Field field() {
        if (isConcatenation()) {
            throw new IllegalArgumentException("'" + this + "' has several fields; it can only be looked up.");
        }
        return fields.getFirst();
    }

    /** The type of the keys of a set of such values. */
    public SetKey key() {
        return isConcatenation()
                ? SetKey.concat(fields.stream().map(Field::key).toArray(SetKey[]::new))
                : fields.getFirst().key();
    }

    /** The type of the keys of a set that is declared with these fields. */
    public SetKey declaredKey() {
        return isConcatenation()
                ? SetKey.concat(fields.stream().map(Field::declaredKey).toArray(SetKey[]::new))
                : field().declaredKey();
    }

    /** Requires the protocols of all fields. */
    public void require(Compilation compilation, Object subject) {
        for (Field field : fields) {
            field.require(compilation, subject);
        }
    }

    /**
     * Loads the fields into registers in a row.
     *
     * @param ordered whether the values are compared with ranges. Ranges are compared byte by byte from the first, so numbers in host byte
     *     order are converted then
     */
    public void load(Compilation compilation, boolean ordered) {
        load(compilation, ordered, 0);
    }

    /** As above, beginning with the register of four bytes {@code word}; returns the next free one. */
    public int load(Compilation compilation, boolean ordered, int word) {
        int next = word;
        int end = word + fields.stream().mapToInt(Selection::words).sum();
        int free = REGISTER + (end + WORDS - 1) / WORDS;
        for (Field field : fields) {
            int register = register(next);
            field.load(compilation, field.length(), register, free);
            if (ordered && field.order() == ByteOrdering.HOST && field.length() > 1) {
                compilation.match(field.toNetwork(register));
            }
            next += words(field);
        }
        return next;
    }

    /** The registers of the fields. */
    public int[] registers() {
        int[] registers = new int[fields.size()];
        int word = 0;
        for (int i = 0; i < registers.length; i++) {
            registers[i] = register(word);
            word += words(fields.get(i));
        }
        return registers;
    }

    private static int words(Field field) {
        return field.key().paddedLength() / Integer.BYTES;
    }

    /** The register that begins with the {@code word}th four bytes. nft prefers the registers of 16 bytes. */
    public static int register(int word) {
        return word % WORDS == 0 ? REGISTER + word / WORDS : FIRST_WORD + word;
    }

    /** The number of the four bytes with which a register of 16 bytes begins. */
    static int word(int register) {
        return (register - REGISTER) * WORDS;
    }

    /**
     * Reads a value: a Java value, text in the syntax of nft, or for a concatenation a list of both.
     *
     * @throws IllegalArgumentException if it is no value of the field
     */
    public Element read(Object value) {
        if (!isConcatenation()) {
            return Values.read(fields.getFirst(), value);
        }
        List<?> parts = parts(value);
        if (parts.size() != fields.size()) {
            throw new IllegalArgumentException("'" + this + "' has " + fields.size() + " fields, but " + value + " has "
                    + parts.size() + " values; write tuple(..) or \"10.0.0.1 . 80\".");
        }
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            elements.add(Values.read(fields.get(i), parts.get(i)));
        }
        return new Element.Tuple(elements);
    }

    /** The values of a concatenation. */
    public static List<?> parts(Object value) {
        return switch (value) {
            case List<?> list -> list;
            case String text -> List.of(text.split(" +\\. +", -1));
            default -> List.of(value);
        };
    }

    /** The fields in the syntax of nft: {@code ip saddr . tcp dport}. */
    @Override
    public String toString() {
        return fields.stream().map(Field::toString).collect(Collectors.joining(CONCATENATED));
    }
}
