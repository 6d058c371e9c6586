package io.netlink4j.nft.text;

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
import io.netlink4j.nft.set.NamedSet;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields that a set was declared with: nft's {@code typeof ip saddr . tcp dport}. */
final class TypeofText {
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

    private TypeofText() {}

    /** The fields of the keys, or with {@code note} of the values; empty if the set does not say them, or not all are known. */
    static Optional<Selection> of(NamedSet set, int note) {
        return set.get(NamedSet.USERDATA)
                .flatMap(notes -> Userdata.find(notes, note))
                .map(TypeofText::fields)
                .filter(fields -> !fields.isEmpty())
                .map(fields -> new Selection(
                        fields.size() > 1 ? fields : List.of(fields.getFirst().stored(set.key()))));
    }

    /** The fields; none if one is not known. */
    private static List<Field> fields(byte[] expression) {
        byte[] data = Userdata.find(expression, DATA).orElse(Userdata.EMPTY);
        if (number(expression, TYPE) != CONCATENATION) {
            return field(number(expression, TYPE), data).stream().toList();
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 0; Userdata.find(data, i).isPresent(); i++) {
            List<Field> part = fields(Userdata.find(data, i).get());
            if (part.size() != 1 || part.getFirst().source() instanceof Source.Fingerprint) { // nft reads no osf here
                return List.of();
            }
            fields.addAll(part);
        }
        return fields;
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

    /** A field of an extension header, an option or a chunk: header, field, operation. */
    private static Optional<Field> extension(byte[] data) {
        int header = number(data, 0);
        int operation = number(data, 2);
        return operation <= 0
                ? HeaderNames.extension(header).flatMap(name -> ExtensionFields.ofHeader(name, number(data, 1)))
                : ExtensionFields.ofOption(operation, header, number(data, 1));
    }

    private static int number(byte[] notes, int type) {
        return Userdata.find(notes, type)
                .filter(value -> value.length == Integer.BYTES)
                .map(value -> Userdata.number(value, ByteOrder.nativeOrder()))
                .orElse(-1);
    }
}
