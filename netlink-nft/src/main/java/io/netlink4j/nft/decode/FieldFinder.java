package io.netlink4j.nft.decode;

import io.netlink4j.nft.analysis.KnownProtocols;
import io.netlink4j.nft.expression.Exthdr;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.match.Dependency;
import io.netlink4j.nft.match.ExtensionFields;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Fields;
import io.netlink4j.nft.match.Numbers;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.Source;
import io.netlink4j.nft.match.Step;
import io.netlink4j.nft.match.Tunnel;
import io.netlink4j.nft.match.ValueFormat;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Finds the field that a load reads, by the protocols that are known there. */
final class FieldFinder {
    /** Values of which nft lists the first bytes as a prefix: {@code ether saddr 02:00:00:00:00:00/24}. */
    private static final Set<ValueFormat> PREFIXED =
            EnumSet.of(ValueFormat.ADDRESS, ValueFormat.NAME, ValueFormat.ETHER_ADDRESS);

    /** The offset of the first VLAN tag. */
    private static final int TAGS = 14;

    /** The steps of some bits of a field of bits: to keep its bits, to shift them, to keep some. */
    private static final int SHIFTED_BITS = 3;

    private final Protocols protocols;
    private final Guards guards;

    FieldFinder(Protocols protocols, Guards guards) {
        this.protocols = protocols;
        this.guards = guards;
    }

    /** The field of all bytes that were read, with what was done to them. */
    Optional<Field> whole(Value.Read read) {
        return whole(read, UnaryOperator.identity());
    }

    private Optional<Field> whole(Value.Read read, UnaryOperator<Field> named) {
        Optional<Field> known = known(read).findFirst();
        known.ifPresent(guards::use);
        return known.map(named).or(() -> raw(read)).or(() -> computed(read, named));
    }

    /** The field as a number, which is no longer compared with values of the rule. */
    Optional<Field> number(Value.Read read) {
        return whole(read, this::lowestBits);
    }

    /** nft has no name for the lowest bits of a word of a header that become a number, and lists the guards before. */
    private Field lowestBits(Field field) {
        if (field.source() instanceof Source.Header header
                && !field.isComputed()
                && !field.steps().isEmpty()
                && field.steps().getFirst() instanceof Step.Bits bits
                && (field.steps().size() == 1
                        || (field.steps().size() == 2 && field.steps().getLast() instanceof Step.ToHost))) {
            guards.forget();
            return field.loadedAs(
                    Field.raw(header.base(), header.offset(), field.loaded()) + " & 0x"
                            + new BigInteger(1, bits.mask()).toString(16),
                    ValueFormat.RAW);
        }
        return field;
    }

    /** As above, but nft lists adjacent bits of a header without a mask where it compares their order. */
    Optional<Field> ordered(Value.Read read) {
        return Optional.of(read)
                .filter(each -> known(each).findAny().isEmpty())
                .flatMap(this::adjacentBits)
                .or(() -> bits(read));
    }

    /** As above, but nft lists the last bits of a header without a mask in concatenations. */
    Optional<Field> bits(Value.Read read) {
        Optional<Field> bits = read.source() instanceof Source.Header header
                        && known(read.loaded()).findAny().isEmpty()
                        && known(read).findAny().isEmpty()
                ? read.bits()
                        .filter(each -> each.mask().length == read.length())
                        .flatMap(each -> ExtensionFields.rawBits(header, each))
                : Optional.empty();
        return bits.or(() -> whole(read));
    }

    /** Whether a field has exactly these bytes or bits, with a name or without. */
    boolean isKnown(Value.Read read) {
        return known(read).findAny().isPresent()
                || (read.bits().isPresent() && raw(read).isPresent());
    }

    /** Whether it is text that is padded with NUL bytes. */
    boolean isText(Value.Read read) {
        return known(read)
                .anyMatch(field -> field.notation() == ValueFormat.NAME || field.notation() == ValueFormat.STRING);
    }

    /** A field with operators: one with a name, or else bytes or bits of a header, and what was done to it then. */
    private Optional<Field> computed(Value.Read read, UnaryOperator<Field> named) {
        return computed(
                        read,
                        named,
                        before -> Stream.concat(
                                variants(before),
                                raw(before.loaded()).stream()
                                        .flatMap(field -> Stream.of(field, field.asNumber(Integer.BYTES)))
                                        .filter(field -> field.steps().equals(before.steps()))))
                .or(() -> computed(read, named, FieldFinder::bitsOfHeader));
    }

    /** Bits of a header without a name, as {@link #variants} of those that have one. */
    private static Stream<Field> bitsOfHeader(Value.Read read) {
        return read.source() instanceof Source.Header header
                        && !read.steps().isEmpty()
                        && read.steps().getFirst() instanceof Step.Bits bits
                        && bits.mask().length == read.length()
                ? ExtensionFields.adjacentBits(header, bits).stream()
                        .flatMap(field -> Stream.of(field, field.asNumber(Integer.BYTES), field.shifted()))
                        .filter(field -> field.steps().equals(read.steps()))
                : Stream.empty();
    }

    private Optional<Field> computed(
            Value.Read read, UnaryOperator<Field> named, Function<Value.Read, Stream<Field>> fields) {
        for (int count = read.steps().size(); count >= 0; count--) {
            List<Step> more = read.steps().subList(count, read.steps().size());
            Value.Read before = read.after(count);
            Optional<Field> found = fields.apply(before)
                    .filter(field -> field.loaded() == read.length())
                    .flatMap(field -> Operations.of(field, more).stream()
                            .filter(changed -> changed.steps().equals(read.steps()))
                            .peek(changed -> guards.use(field))
                            .flatMap(changed -> Operations.of(named.apply(field), more).stream()))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * What nft lists in place of a value that is compared: bits of a field that was shifted it takes for the field that has these bits of
     * the header, {@code ip dscp & 3} for {@code ip ecn}.
     */
    Value.Read listed(Value.Read read) {
        if (!guards.isListing()
                || read.steps().size() != SHIFTED_BITS
                || !(read.steps().getLast() instanceof Step.Bits bits)) {
            return read;
        }
        int kept = new BigInteger(1, bits.mask()).bitCount();
        Value.Read unshifted = read.loaded().then(bits);
        return known(read.after(2)).mapToInt(Field::width).min().orElse(0) > kept
                        && known(unshifted).anyMatch(Field::isBits)
                ? unshifted
                : read;
    }

    /** As above, for one value that is looked up. */
    List<Value> listed(List<Value> values) {
        return values.size() == 1 && values.getFirst() instanceof Value.Read read ? List.of(listed(read)) : values;
    }

    private Stream<Field> known(Value.Read read) {
        Stream<Field> fields = read.steps().isEmpty() ? candidates(read.source()) : variants(read);
        return fields.filter(field -> field.loaded() == read.length());
    }

    /** The fields of the bytes or of some bits, alone, as a number or as a part of a concatenation. */
    private Stream<Field> variants(Value.Read read) {
        return Stream.concat(candidates(read.source()), here(Fields.bits(unstacked(read.source()))))
                .flatMap(field ->
                        Stream.of(field, field.inConcatenation(), field.asNumber(Integer.BYTES), field.shifted()))
                .filter(field -> field.steps().equals(read.steps()) && isReadable(field));
    }

    /** The field that an expression writes, if the other bits of the word stay as the mask says. */
    Optional<Field> written(Payload write, Step.Bits bits) {
        int length = bits.mask().length;
        BigInteger kept = new BigInteger(1, bits.mask());
        BigInteger all = BigInteger.ONE.shiftLeft(length * Byte.SIZE).subtract(BigInteger.ONE);
        boolean whole = known(Value.Read.of(new Source.Header(write.base(), write.offset()), length))
                .findAny()
                .isPresent();
        Optional<Field> field = fieldsOf(write, length)
                .filter(each -> new BigInteger(1, each.mask())
                        .shiftLeft(after(each, write))
                        .equals(all.xor(kept)))
                .filter(this::isReadable)
                .findFirst()
                .or(() -> whole || isNamed(write, all.xor(kept), length)
                        ? Optional.empty()
                        : rawWritten(write, all.xor(kept), new BigInteger(1, bits.xor())));
        field.ifPresent(guards::use);
        return field;
    }

    /** Whether the bits, or more in a word of a checksum, have a name, though not one that nft lists. */
    private boolean isNamed(Payload write, BigInteger bits, int length) {
        return inWord(write, bits, length).isPresent()
                || Fields.within(write.base(), write.offset(), length)
                        .filter(each -> new BigInteger(1, each.mask())
                                .shiftLeft(after(each, write))
                                .equals(bits))
                        .anyMatch(this::isReadable);
    }

    /** The fields of a word that is written. nft lists no type or code of messages here. */
    private static Stream<Field> fieldsOf(Payload write, int length) {
        return Fields.within(write.base(), write.offset(), length)
                .filter(each -> each.length() > 1 || each.dependency().alone().isEmpty());
    }

    /** The shortest field with all bits that an expression changes of a word of a checksum. */
    Optional<Field> changed(Payload write, byte[] bits) {
        Optional<Field> field = inWord(write, new BigInteger(1, bits), bits.length);
        field.ifPresent(guards::use);
        return field;
    }

    private Optional<Field> inWord(Payload write, BigInteger changed, int length) {
        if (write.length() > Short.BYTES || (write.length() < Short.BYTES && !updatesChecksum(write))) {
            return Optional.empty();
        }
        return fieldsOf(write, length)
                .filter(each -> changed.andNot(new BigInteger(1, each.mask()).shiftLeft(after(each, write)))
                        .equals(BigInteger.ZERO))
                .filter(each -> isReadable(each)
                        && (updatesChecksum(write) || !each.isBits() || each.dependency() == Dependency.IPV6))
                .min(Comparator.comparingInt(each -> new BigInteger(1, each.mask()).bitCount()));
    }

    /** Adjacent bits without a name that are written, but not the first ones of the word; nft lists those, and bits that are all set, with operators. */
    private static Optional<Field> rawWritten(Payload write, BigInteger bits, BigInteger value) {
        byte[] mask = Numbers.of(bits, write.length());
        return value.equals(bits)
                ? Optional.empty()
                : ExtensionFields.adjacentBits(
                        new Source.Header(write.base(), write.offset()), new Step.Bits(mask, new byte[mask.length]));
    }

    /** nft has the kernel update the checksum of the transport header for each write behind that header. */
    private static boolean updatesChecksum(Payload write) {
        return write.get(Payload.CSUM_TYPE).orElse(0) != 0
                || (write.get(Payload.CSUM_FLAGS).orElse(0) != 0
                        && !write.base().equals(PayloadBase.INNER));
    }

    /** The number of bits of a word after the bytes of a field. */
    static int after(Field field, Payload write) {
        int end = field.source() instanceof Source.Header header ? header.offset() + field.loaded() : 0;
        return (write.offset() + write.length() - end) * Byte.SIZE;
    }

    /**
     * The fields that were read into registers in a row.
     *
     * @param length the number of bytes of a key, of which each field takes a multiple of 4
     */
    Optional<Selection> row(List<Value> values, int length) {
        return row(values, length, UnaryOperator.identity());
    }

    /** As above, for a statement, where nft lists the fields of a packet in a tunnel by the names that they have without it. */
    Optional<Selection> rowOfStatement(List<Value> values, int length) {
        return row(values, length, field -> withoutTunnel(withoutName(field)));
    }

    /** As above, for keys that are no longer compared with values of the rule alone. */
    Optional<Selection> rowOfKeys(List<Value> values, int length) {
        return row(values, length, this::withoutName);
    }

    /** nft has no name for some bits of an extension header or option that are no longer compared with a value, and prints their mask. */
    private Field withoutName(Field field) {
        if (!guards.isListing()
                || !(field.source() instanceof Source.Extension extension)
                || field.steps().size() != 1
                || !(field.steps().getFirst() instanceof Step.Bits bits)
                || field.isComputed()) {
            return field;
        }
        BigInteger mask = new BigInteger(1, bits.mask());
        String of = field.toString().substring(0, field.toString().lastIndexOf(' ')) + " unknown & ";
        return field.loadedAs(
                extension.operation() == Exthdr.TCP_OPTION
                        ? of + mask
                        : of + "0x" + mask.toString(16) + " [invalid type]",
                ValueFormat.DECIMAL);
    }

    private Optional<Selection> row(List<Value> values, int length, UnaryOperator<Field> listed) {
        guards.lookUp();
        List<Field> row = new ArrayList<>();
        int bytes = 0;
        for (Value value : values) {
            if (bytes >= length) {
                break;
            }
            Optional<Field> field = switch (value) {
                case Value.Read read -> (values.size() > 1 ? bits(read) : whole(read)).map(listed);
                case Value.Known known -> Optional.of(known.field());
                default -> Optional.empty();
            };
            if (field.isEmpty()) {
                return Optional.empty();
            }
            row.add(field.get());
            bytes += field.get().key().paddedLength();
        }
        return row.isEmpty() ? Optional.empty() : Optional.of(new Selection(row));
    }

    /** The field of which only the first bytes were read, as for a prefix. */
    Optional<Field> beginning(Value.Read read) {
        Optional<Field> known = (read.steps().isEmpty() ? candidates(read.source()) : Stream.<Field>empty())
                .filter(field -> field.length() > read.length() && PREFIXED.contains(field.notation()))
                .findFirst();
        known.ifPresent(guards::use);
        return known;
    }

    /** The fields whose bytes were read at once, and the bytes after them; none if the first is not known. */
    List<Field> parts(Value.Read read) {
        List<Field> parts = new ArrayList<>();
        if (read.source() instanceof Source.Header header) {
            int from = 0;
            while (from < read.length()) {
                int start = from;
                int left = read.length() - start;
                Optional<Field> next = candidates(new Source.Header(header.base(), header.offset() + from))
                        .filter(field -> field.length() <= left)
                        .max(Comparator.comparingInt(Field::length));
                Field part = next.orElseGet(() -> Field.raw(header.base(), header.offset() + start, left));
                parts.add(part);
                from += part.length();
            }
            if (parts.size() > 1 && parts.stream().anyMatch(FieldFinder::isOfAnyTransport)) {
                return List.of();
            }
            parts.forEach(guards::use);
        }
        return parts;
    }

    /** Bytes without a name. */
    private Optional<Field> raw(Value.Read read) {
        if (!read.steps().isEmpty()) {
            return Optional.empty();
        }
        return switch (read.source()) {
            case Source.Header header -> Optional.of(Field.raw(header.base(), header.offset(), read.length()));
            case Source.Extension option -> ExtensionFields.rawOption(option, read.length());
            default -> Optional.empty();
        };
    }

    /** Some bits without a name that are compared with one value. */
    Optional<Field> adjacentBits(Value.Read read) {
        return read.source() instanceof Source.Header header
                        && known(read.loaded()).findAny().isEmpty()
                ? read.bits().flatMap(bits -> ExtensionFields.adjacentBits(header, bits))
                : Optional.empty();
    }

    private Stream<Field> candidates(Source source) {
        return here(Fields.of(unstacked(source)))
                .filter(this::isReadable)
                .sorted(Comparator.comparing(field -> field.dependency() == Dependency.NONE));
    }

    /** The number of bytes that a source has here; 0 if it is not known. */
    int lengthOf(Source source) {
        return Stream.concat(candidates(source), Fields.of(source).stream())
                .mapToInt(Field::length)
                .findFirst()
                .orElse(0);
    }

    private Field withoutTunnel(Field field) {
        if (!(field.source() instanceof Source.Inside(Tunnel tunnel, Source.Header header))
                || header.base().equals(PayloadBase.TUNNEL)) {
            return field;
        }
        if (field.isBits()) {
            return bitsWithoutTunnel(field, tunnel, header);
        }
        String name = Stream.concat(
                        candidates(header), Fields.of(header).stream().filter(FieldFinder::isOfAnyTransport))
                .filter(each -> each.loaded() == field.loaded() && !each.isBits())
                .findFirst()
                .orElseGet(() -> Field.raw(header.base(), header.offset(), field.length()))
                .toString();
        Field listed = field.named(name.startsWith(tunnel + " ") ? name : tunnel + " " + name);
        guards.replace(field, listed);
        return listed;
    }

    private Field bitsWithoutTunnel(Field field, Tunnel tunnel, Source.Header header) {
        if (!guards.isListing()) {
            return field;
        }
        Field listed = field.steps().size() == 1 && field.steps().getFirst() instanceof Step.Bits bits
                ? field.loadedAs(
                        tunnel + " " + Field.raw(header.base(), header.offset(), field.loaded()) + " & 0x"
                                + new BigInteger(1, bits.mask()).toString(16),
                        field.notation())
                : field.named(field.toString());
        guards.replace(field, listed);
        return listed;
    }

    /** The fields as they are listed where nft does not know the protocols of headers. */
    Selection withoutProtocols(Selection fields) {
        guards.forget();
        return new Selection(fields.fields().stream()
                .map(field -> field.source() instanceof Source.Header header && !field.isBits()
                        ? field.named(Fields.of(header).stream()
                                .filter(each -> isOfAnyTransport(each) && each.loaded() == field.loaded())
                                .findFirst()
                                .orElseGet(() -> Field.raw(header.base(), header.offset(), field.length()))
                                .toString())
                        : field)
                .toList());
    }

    /** The fields of the last of several VLAN tags are found as those of the first one. */
    private Source unstacked(Source source) {
        int more = (protocols.tags() - 1) * KnownProtocols.TAG_LENGTH;
        return more > 0
                        && source instanceof Source.Header header
                        && header.base().equals(PayloadBase.LINK)
                        && header.offset() >= TAGS
                ? new Source.Header(header.base(), header.offset() - more)
                : source;
    }

    /** A table of one IP version, or a rule after a match on it, can have matches on ICMP of the other one. */
    private Stream<Field> here(List<Field> fields) {
        return fields.stream()
                .map(field -> !(field.source() instanceof Source.Inside) && isForeign(field.dependency())
                        ? field.dependency().alone().map(field::of).orElse(field)
                        : field);
    }

    private boolean isForeign(Dependency dependency) {
        return dependency.isForeignTo(protocols.family())
                || protocols.network().filter(dependency::isForeignTo).isPresent();
    }

    private static boolean isOfAnyTransport(Field field) {
        return field.source() instanceof Source.Header header
                && header.base().equals(PayloadBase.TRANSPORT)
                && field.dependency() == Dependency.NONE;
    }

    /** nft lists extension headers and options also where no packet has them. */
    private static boolean isExtension(Field field) {
        return field.source() instanceof Source.Extension;
    }

    private boolean isReadable(Field field) {
        return isOfAnyTransport(field)
                ? protocols.transports().size() != 1
                : field.dependency() == Dependency.INET || isExtension(field) || protocols.meet(field);
    }
}
