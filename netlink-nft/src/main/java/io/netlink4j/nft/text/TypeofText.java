package io.netlink4j.nft.text;

import io.netlink4j.nft.expression.CtKey;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.internal.Userdata;
import io.netlink4j.nft.match.Field;
import io.netlink4j.nft.match.Fields;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.Source;
import io.netlink4j.nft.set.NamedSet;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields that a set was declared with: nft's {@code typeof ip saddr . tcp dport}. */
final class TypeofText {
    /** The notes of an expression: its type, and what depends on it. */
    private static final int TYPE = 0;

    private static final int DATA = 1;

    /** nft's numbers for types of expressions. */
    private static final int PAYLOAD = 7;

    private static final int META = 9;
    private static final int CT = 12;
    private static final int CONCATENATION = 13;

    /** nft's numbers for headers, and the names of their fields from the number 1 on. */
    private static final Map<Integer, List<String>> HEADERS = Map.of(
            4, List.of("icmp", "type", "code", "checksum", "id", "sequence", "gateway", "mtu"),
            6, List.of("udp", "sport", "dport", "length", "checksum"),
            8,
                    List.of(
                            "tcp",
                            "sport",
                            "dport",
                            "sequence",
                            "ackseq",
                            "doff",
                            "reserved",
                            "flags",
                            "window",
                            "checksum",
                            "urgptr"),
            11, List.of("th", "sport", "dport"),
            12,
                    List.of(
                            "ip",
                            "version",
                            "hdrlength",
                            "dscp",
                            "ecn",
                            "length",
                            "id",
                            "frag-off",
                            "ttl",
                            "protocol",
                            "checksum",
                            "saddr",
                            "daddr"),
            13,
                    List.of(
                            "ip6",
                            "version",
                            "dscp",
                            "ecn",
                            "flowlabel",
                            "length",
                            "nexthdr",
                            "hoplimit",
                            "saddr",
                            "daddr"),
            14, List.of("icmpv6", "type", "code", "checksum"),
            17, List.of("ether", "daddr", "saddr", "type"));

    private TypeofText() {}

    /** The fields of the keys, or with {@code note} of the values; empty if the set does not say them, or not all are known. */
    static Optional<Selection> of(NamedSet set, int note) {
        return set.get(NamedSet.USERDATA)
                .flatMap(notes -> Userdata.find(notes, note))
                .map(TypeofText::fields)
                .filter(fields -> !fields.isEmpty())
                .map(Selection::new);
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
            if (part.size() != 1) {
                return List.of();
            }
            fields.addAll(part);
        }
        return fields;
    }

    private static Optional<Field> field(int type, byte[] data) {
        return switch (type) {
            case PAYLOAD -> {
                List<String> header = HEADERS.getOrDefault(number(data, 0), List.of());
                int field = number(data, 1);
                yield field > 0 && field < header.size()
                        ? Fields.named(header.getFirst() + " " + header.get(field))
                        : Optional.empty();
            }
            case META ->
                Fields.of(Source.meta(new MetaKey(number(data, 0)))).stream().findFirst();
            case CT ->
                Fields.of(new Source.Conntrack(new CtKey(number(data, 0)), (byte) number(data, 1))).stream()
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private static int number(byte[] notes, int type) {
        return Userdata.find(notes, type)
                .filter(value -> value.length == Integer.BYTES)
                .map(value -> Userdata.number(value, ByteOrder.nativeOrder()))
                .orElse(-1);
    }
}
