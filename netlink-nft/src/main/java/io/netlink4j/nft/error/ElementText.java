package io.netlink4j.nft.error;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Formats an element as nft does, by the types of its set: {@code 10.0.0.1 . 80 : jump web}. */
final class ElementText {
    private ElementText() {}

    static String of(SetElement element, NamedSet set) {
        StringBuilder text =
                new StringBuilder(element.isCatchAll() ? "*" : keys(set.key(), element.key(), element.last()));
        element.value().ifPresent(data -> text.append(" : ").append(data(set, data)));
        element.get(SetElement.OBJREF)
                .ifPresent(object ->
                        text.append(" : \"").append(Printable.of(object)).append('"'));
        return text.toString();
    }

    private static String keys(SetKey type, byte[] first, byte[] last) {
        if (first.length != type.length() || last.length != type.length()) {
            return hex(first) + (Arrays.equals(first, last) ? "" : '-' + hex(last));
        }
        StringJoiner text = new StringJoiner(" . ");
        int at = 0;
        for (SetKey field : type.isConcatenation() ? type.fields() : List.of(type)) {
            int end = at + field.length();
            text.add(field(field, Arrays.copyOfRange(first, at, end), Arrays.copyOfRange(last, at, end)));
            at += field.paddedLength();
        }
        return text.toString();
    }

    private static String field(SetKey type, byte[] first, byte[] last) {
        if (Arrays.equals(first, last)) {
            return single(type, first);
        }
        return Optional.of(SetElement.range(first, last))
                .filter(range -> isAddress(type))
                .flatMap(SetElement::prefix)
                .map(IpPrefix::toString)
                .orElseGet(() -> single(type, first) + '-' + single(type, last));
    }

    private static boolean isAddress(SetKey type) {
        return type.equals(SetKey.IPV4_ADDR) || type.equals(SetKey.IPV6_ADDR);
    }

    private static String data(NamedSet map, Data data) {
        return data.get(Data.VERDICT)
                .map(verdict -> verdict.toString().replace(" -> ", " "))
                .orElseGet(() -> map.value()
                        .map(type -> keys(type, data.bytes(), data.bytes()))
                        .orElseGet(() -> hex(data.bytes())));
    }

    private static String single(SetKey type, byte[] bytes) {
        if (isAddress(type)) {
            return IpAddress.of(bytes).toString();
        }
        if (type.equals(SetKey.ETHER_ADDR)) {
            return MacAddress.of(bytes).toString();
        }
        if (type.equals(SetKey.IFNAME)) {
            return '"' + new String(bytes, StandardCharsets.UTF_8).replaceAll("\0+$", "") + '"';
        }
        if (type.equals(SetKey.INET_PROTO)) {
            return new IpProtocol(bytes[0] & 0xff).toString();
        }
        return bytes.length > Long.BYTES ? hex(bytes) : number(type, bytes);
    }

    private static String number(SetKey type, byte[] bytes) {
        byte[] number = bytes.clone();
        if (type.hostOrder() && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
            for (int i = 0; i < number.length; i++) {
                number[i] = bytes[bytes.length - 1 - i];
            }
        }
        return new BigInteger(1, number).toString();
    }

    private static String hex(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }
}
