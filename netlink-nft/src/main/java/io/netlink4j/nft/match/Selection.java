package io.netlink4j.nft.match;

import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.expression.Byteorder;
import io.netlink4j.nft.set.SetKey;
import java.util.ArrayList;
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
        fields = List.copyOf(fields);
    }

    public static Selection of(Field... fields) {
        return new Selection(List.of(fields));
    }

    public boolean isConcatenation() {
        return fields.size() > 1;
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

    /** Requires the protocols of all fields. */
    public void require(Compilation compilation, Object subject) {
        fields.forEach(field -> field.dependency().require(compilation, subject));
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
        for (Field field : fields) {
            int register = register(next);
            compilation.match(field.source().load(field.length(), register));
            if (ordered && field.order() == ByteOrdering.HOST) {
                compilation.match(Byteorder.toNetwork(register, field.length(), field.length()));
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
