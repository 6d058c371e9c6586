package io.netlink4j.nft.decode;

import io.netlink4j.nft.expression.CtKey;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.internal.Userdata;
import io.netlink4j.nft.match.ExtensionFields;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Fields;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.Source;
import io.netlink4j.nft.match.Tunnel;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of the keys or values of a set as nft notes them in its userdata: {@code typeof ip saddr . tcp dport}. */
public final class FieldNotes {
    /** The notes of an expression: its type, and what depends on it. */
    private static final int TYPE = 0;

    private static final int DATA = 1;

    /** nft's numbers for types of expressions. */
    private static final int PAYLOAD = 7;

    private static final int EXTENSION = 8;
    private static final int META = 9;
    private static final int SOCKET = 10;
    private static final int OSF = 11;
    private static final int CT = 12;
    private static final int CONCATENATION = 13;
    private static final int NUMGEN = 23;
    private static final int HASH = 24;
    private static final int RT = 25;
    private static final int FIB = 26;
    private static final int IPSEC = 27;

    /** {@code NFT_HASH_SYM}. */
    private static final int SYMMETRIC = 1;

    /** No extension has more fields. */
    private static final int MOST_FIELDS = 20;

    /** The number of the pointer in options of IPv4, which begins where the value of another option does. */
    private static final int POINTER = 4;

    /** {@code integer} of nft. */
    private static final int INTEGER = 4;

    /** The number of bits of a field of a header. */
    private static final int BITS = 4;

    private FieldNotes() {}

    /** The fields; none if one is not known. */
    public static List<Field> read(byte[] expression) {
        byte[] data = Userdata.find(expression, DATA).orElse(Userdata.EMPTY);
        if (number(expression, TYPE) != CONCATENATION) {
            return field(number(expression, TYPE), data).stream().toList();
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 0; Userdata.find(data, i).isPresent(); i++) {
            List<Field> part = read(Userdata.find(data, i).get());
            if (part.size() != 1 || part.getFirst().source() instanceof Source.Fingerprint) { // nft reads no osf here
                return List.of();
            }
            fields.addAll(part);
        }
        return fields;
    }

    /**
     * The notes of fields.
     *
     * @throws IllegalArgumentException if nft has none for one of them
     */
    public static byte[] write(Selection fields) {
        if (!fields.isConcatenation()) {
            return write(fields.field());
        }
        byte[] parts = Userdata.EMPTY;
        for (int i = 0; i < fields.fields().size(); i++) {
            parts = Userdata.with(parts, i, write(fields.fields().get(i)));
        }
        return expression(CONCATENATION, parts);
    }

    private static byte[] write(Field field) {
        byte[] notes = notes(field);
        if (!read(notes).equals(List.of(field))) {
            throw new IllegalArgumentException("nft has no 'typeof " + field + "'.");
        }
        return notes;
    }

    private static byte[] notes(Field field) {
        return switch (field.source()) {
            case Source.Header header -> expression(PAYLOAD, header(field, header));
            case Source.Extension option -> expression(EXTENSION, extension(field, option));
            case Source.Metadata(MetaKey key) -> expression(META, numbers(key.number()));
            case Source.OfSocket(int key, int level) -> expression(SOCKET, numbers(key));
            case Source.Fingerprint fingerprint -> expression(OSF, Userdata.EMPTY);
            case Source.Conntrack(CtKey key, int direction) -> expression(CT, numbers(key.number(), direction));
            case Source.Generated(boolean random, int modulus, int offset) ->
                expression(NUMGEN, numbers(random ? 1 : 0, modulus, offset));
            case Source.SymmetricHash(int modulus, int offset) ->
                expression(HASH, numbers(SYMMETRIC, offset, modulus, 0, 0));
            case Source.Route(int key) -> expression(RT, numbers(key));
            case Source.Routes(int flags, int result) -> expression(FIB, numbers(result, flags));
            case Source.Ipsec(int direction, int state, int key) -> expression(IPSEC, numbers(key, state, direction));
            default -> Userdata.EMPTY;
        };
    }

    private static byte[] expression(int type, byte[] data) {
        return Userdata.with(Userdata.withNumber(Userdata.EMPTY, TYPE, type), DATA, data);
    }

    /** Numbers with the types 0, 1, ... */
    private static byte[] numbers(int... numbers) {
        byte[] notes = Userdata.EMPTY;
        for (int i = 0; i < numbers.length; i++) {
            notes = Userdata.withNumber(notes, i, numbers[i]);
        }
        return notes;
    }

    private static Optional<Field> field(int type, byte[] data) {
        return switch (type) {
            case PAYLOAD -> header(data);
            case EXTENSION -> extension(data);
            case META -> of(Source.meta(new MetaKey(number(data, 0))));
            case SOCKET -> of(new Source.OfSocket(number(data, 0), Math.max(0, number(data, 1))));
            case OSF -> of(new Source.Fingerprint(0, 0));
            case CT -> of(new Source.Conntrack(new CtKey(number(data, 0)), (byte) number(data, 1)));
            case NUMGEN -> of(new Source.Generated(number(data, 0) == 1, number(data, 1), number(data, 2)));
            case HASH ->
                number(data, 0) == SYMMETRIC
                        ? of(new Source.SymmetricHash(number(data, 2), number(data, 1)))
                        : Optional.empty();
            case RT -> of(new Source.Route(number(data, 0)));
            case FIB -> of(Source.fib(number(data, 1), number(data, 0)));
            case IPSEC -> of(new Source.Ipsec(number(data, 2), number(data, 1), number(data, 0)));
            default -> Optional.empty();
        };
    }

    private static Optional<Field> of(Source source) {
        return Fields.of(source).stream().findFirst();
    }

    /** A field of a header, or bits of one: header, field, base, first bit, number of bits, tunnel. */
    private static Optional<Field> header(byte[] data) {
        int header = number(data, 0);
        if (header == 0) {
            return number(data, 2) > 0 && number(data, 4) > 0
                    ? Optional.of(
                            ExtensionFields.raw(new PayloadBase(number(data, 2) - 1), number(data, 3), number(data, 4)))
                    : Optional.empty();
        }
        Optional<String> name = HeaderNames.field(header, number(data, 1));
        Optional<Tunnel> tunnel = HeaderNames.tunnel(number(data, 5));
        return HeaderNames.tunnel(header).isPresent() && tunnel.isPresent()
                ? name.map(text -> ExtensionFields.ofTunnel(tunnel.get(), text.substring(text.indexOf(' ') + 1)))
                : name.flatMap(Fields::named)
                        .map(field -> tunnel.map(outer -> ExtensionFields.inside(outer, field))
                                .orElse(field));
    }

    private static byte[] header(Field field, Source.Header header) {
        return HeaderNames.find(field.toString())
                .map(found -> header(field, numbers(found.header(), found.field())))
                .orElseGet(() -> numbers(
                        0,
                        0,
                        header.base().number() + 1,
                        header.offset() * Byte.SIZE + field.firstBit(),
                        field.width()));
    }

    /** nft notes the number of bits of fields without a type of their own. */
    private static byte[] header(Field field, byte[] notes) {
        return field.key().type() == INTEGER ? Userdata.withNumber(notes, BITS, field.width()) : notes;
    }

    /** A field of an extension header, an option or a chunk: header, field, operation. */
    private static Optional<Field> extension(byte[] data) {
        int header = number(data, 0);
        int operation = number(data, 2);
        return operation <= 0
                ? HeaderNames.extension(header).flatMap(name -> ExtensionFields.ofHeader(name, number(data, 1)))
                : ExtensionFields.ofOption(operation, header, number(data, 1));
    }

    private static byte[] extension(Field field, Source.Extension option) {
        int header = option.operation() == 0 ? HeaderNames.extension(field.toString()) : option.type();
        int first = field.toString().endsWith(" ptr") ? POINTER : 0;
        for (int number = first; number <= MOST_FIELDS; number++) {
            byte[] notes = Userdata.withNumber(Userdata.EMPTY, 1, number);
            if (option.operation() != 0) {
                notes = Userdata.withNumber(notes, 2, option.operation());
            }
            notes = Userdata.withNumber(notes, 0, header);
            if (extension(notes).equals(Optional.of(field))) {
                return notes;
            }
        }
        return Userdata.EMPTY;
    }

    private static int number(byte[] notes, int type) {
        return Userdata.find(notes, type)
                .filter(value -> value.length == Integer.BYTES)
                .map(value -> Userdata.number(value, ByteOrder.nativeOrder()))
                .orElse(-1);
    }
}
