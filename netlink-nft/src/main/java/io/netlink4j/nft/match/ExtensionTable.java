package io.netlink4j.nft.match;

import java.util.List;
import java.util.stream.Stream;

/**
 * Fields of the headers, options or chunks that one operation of the exthdr expression reads.
 *
 * @param operation {@code enum nft_exthdr_op}
 * @param prefix what nft writes before the name of a header
 * @param presence what nft writes before the name where it asks whether the packet has the header
 * @param common fields of each header that is added
 */
record ExtensionTable(int operation, String prefix, String presence, List<Row> common, List<Field> list) {
    ExtensionTable(int operation, String prefix, String presence) {
        this(operation, prefix, presence, List.of(), List.of());
    }

    /** A field: its name, its first bit in the header, the number of bits, its type in sets, and its format. */
    record Row(String name, int first, int width, int type, ValueFormat format) {
        static Row field(String name, int first, int width, int type, ValueFormat format) {
            return new Row(name, first, width, type, format);
        }

        static Row number(String name, int first, int width) {
            return new Row(name, first, width, 4, ValueFormat.DECIMAL);
        }

        /** An IPv4 address. */
        static Row address(String name, int first) {
            return new Row(name, first, 32, 7, ValueFormat.ADDRESS);
        }
    }

    /** The table with these fields in each header that is added later. */
    ExtensionTable common(Row... rows) {
        return new ExtensionTable(operation, prefix, presence, List.of(rows), list);
    }

    /** The table with a header more, which a packet may have. */
    ExtensionTable add(String header, int number, Row... rows) {
        ExtensionTable known = with(header, number, common.toArray(new Row[0])).with(header, number, rows);
        return known.and(Stream.of(Field.presence(presence + header, operation, number, dependency(operation))));
    }

    /** The table with more fields of a header. */
    ExtensionTable with(String header, int number, Row... rows) {
        return and(Stream.of(rows)
                .map(row -> Field.bits(
                        prefix + header + " " + row.name(),
                        new Source.Extension(operation, number, 0),
                        row.first(),
                        row.width(),
                        row.type(),
                        row.format(),
                        dependency(operation))));
    }

    private ExtensionTable and(Stream<Field> more) {
        return new ExtensionTable(
                operation,
                prefix,
                presence,
                common,
                Stream.concat(list.stream(), more).toList());
    }

    Stream<Field> fields() {
        return list.stream();
    }

    static Dependency dependency(int operation) {
        return switch (operation) {
            case ExtensionFields.IPV6 -> Dependency.IPV6_EXTENSION;
            case ExtensionFields.IPV4_OPTION -> Dependency.IPV4_OPTION;
            default -> Dependency.NONE;
        };
    }
}
