package io.netlink4j.nft.match;

import io.netlink4j.core.address.AddressRange;
import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.packet.AddressType;
import io.netlink4j.nft.packet.CtEvent;
import io.netlink4j.nft.packet.CtState;
import io.netlink4j.nft.packet.CtStatus;
import io.netlink4j.nft.packet.FrameType;
import io.netlink4j.nft.packet.IcmpType;
import io.netlink4j.nft.packet.Icmpv6Type;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.TcpFlag;
import io.netlink4j.nft.set.SetKey;
import java.math.BigInteger;
import java.util.Optional;

/** Reads values of fields, as Java values or as text in the syntax of nft. */
final class Values {
    private static final String CATCH_ALL = "*";

    private Values() {}

    /**
     * The element for a value.
     *
     * @throws IllegalArgumentException if it is no value of the field
     */
    static Element read(Field field, Object value) {
        return switch (field.notation()) {
            case ADDRESS -> address(field, value);
            case NAME -> Operands.linkName(field, text(field, value));
            case LINK -> value instanceof String name ? Operands.link(field, unquoted(name)) : number(field, value);
            case STRING -> Operands.text(field, text(field, value));
            default -> value instanceof String text ? parsed(field, text) : number(field, value);
        };
    }

    /** Whether {@code value} stands for all keys without an element. */
    static boolean isCatchAll(Object value) {
        return value.equals(CATCH_ALL);
    }

    private static Element address(Field field, Object value) {
        IpFamily family = field.length() == Integer.BYTES ? IpFamily.IPV4 : IpFamily.IPV6;
        return switch (value) {
            case IpAddress address -> Operands.address(field, family, address);
            case IpPrefix prefix -> Operands.address(field, family, prefix);
            case AddressRange range -> Operands.address(field, family, range);
            default -> Operands.address(field, family, text(field, value));
        };
    }

    /** All hardware addresses with the same first bits: {@code 02:00:00:00:00:00/24}. */
    private static Element hardwarePrefix(Field field, String text) {
        int slash = text.indexOf('/');
        String length = text.substring(slash + 1);
        Optional<BigInteger> address = field.notation().parse(text.substring(0, slash));
        if (address.isEmpty() || !length.matches("\\d{1,2}") || Integer.parseInt(length) > field.length() * Byte.SIZE) {
            throw noValue(field, text);
        }
        int bits = Integer.parseInt(length);
        BigInteger mask = new BigInteger(1, Numbers.mask(bits, field.length()));
        return Element.ValueRange.prefix(Numbers.of(address.get().and(mask), field.length()), bits);
    }

    private static Element number(Field field, Object value) {
        return switch (value) {
            case Number number
            when field.notation().of(value).isEmpty() && (number instanceof Integer || number instanceof Long) ->
                Operands.number(field, number.longValue());
            case BigInteger number -> Operands.number(field, number);
            case PortRange ports when field.notation() == ValueFormat.DECIMAL -> Operands.ports(field, ports);
            case IpProtocol protocol
            when field.notation() == ValueFormat.PROTOCOL -> Operands.number(field, protocol.number());
            case IcmpType type when field.notation() == ValueFormat.ICMP_TYPE -> Operands.number(field, type.number());
            case Icmpv6Type type
            when field.notation() == ValueFormat.ICMPV6_TYPE -> Operands.number(field, type.number());
            case IpFamily family when field.notation() == ValueFormat.FAMILY -> Operands.number(field, family.number());
            case CtState state when field.notation() == ValueFormat.CT_STATE -> Operands.bits(field, state.bit());
            case CtStatus status when field.notation() == ValueFormat.CT_STATUS -> Operands.bits(field, status.bit());
            case TcpFlag flag when field.notation() == ValueFormat.TCP_FLAG -> Operands.bits(field, flag.bit());
            case AddressType type
            when field.notation() == ValueFormat.ROUTE_TYPE -> Operands.number(field, type.number());
            case Boolean exists when field.notation() == ValueFormat.EXISTENCE -> Operands.bits(field, exists ? 1 : 0);
            case FrameType type
            when field.notation() == ValueFormat.FRAME_TYPE -> Operands.number(field, type.number());
            case CtEvent event when field.notation() == ValueFormat.CT_EVENT -> Operands.bits(field, event.bit());
            default ->
                field.notation()
                        .of(value)
                        .map(number -> Operands.number(field, number))
                        .orElseThrow(() -> noValue(field, value));
        };
    }

    /** A value, or a range of values; dashes can be part of a value. */
    private static Element parsed(Field field, String text) {
        ValueFormat format = field.notation();
        if (format == ValueFormat.ETHER_ADDRESS && text.indexOf('/') >= 0) {
            return hardwarePrefix(field, text);
        }
        Optional<BigInteger> whole = format.parse(text);
        if (whole.isPresent()) {
            return Operands.number(field, whole.get());
        }
        for (int dash = text.indexOf('-'); dash >= 0; dash = text.indexOf('-', dash + 1)) {
            Optional<BigInteger> first = format.parse(text.substring(0, dash));
            Optional<BigInteger> last = format.parse(text.substring(dash + 1));
            if (first.isPresent() && last.isPresent()) {
                return Operands.range(field, first.get(), last.get());
            }
        }
        return named(field, text);
    }

    /** The value with that name, or the bits with these names. */
    private static Element named(Field field, String text) {
        String[] names = field.notation().isNamedBits() ? text.split(" *[|,] *", -1) : new String[] {text.strip()};
        BigInteger bits = BigInteger.ZERO;
        for (String name : names) {
            bits = bits.or(named(field, name, text));
        }
        return Operands.number(field, bits);
    }

    /** There are at most as many names as a byte has values, or as a number has bits. */
    private static BigInteger named(Field field, String name, String text) {
        ValueFormat format = field.notation();
        boolean numeric = format == ValueFormat.DECIMAL || format == ValueFormat.HEXADECIMAL;
        int width = field.length() * Byte.SIZE;
        for (int i = 0; i < (format.isNamedBits() ? width : numeric ? 0 : 1 << Byte.SIZE); i++) {
            Element.ValueRange value = Operands.bits(field, format.isNamedBits() ? 1 << i : i);
            if (format.value(value.first()).equals(name)) {
                return new BigInteger(1, value.first());
            }
        }
        throw noValue(field, text);
    }

    private static String unquoted(String name) {
        return name.length() > 2 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1)
                : name;
    }

    private static String text(Field field, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw noValue(field, value);
    }

    private static IllegalArgumentException noValue(Field field, Object value) {
        if (field.key().type() == SetKey.INET_SERVICE.type()
                && value instanceof String name
                && name.matches("[a-z][a-z0-9-]*")) {
            return new IllegalArgumentException("'" + name + "' is not a value of '" + field
                    + "': pass the number of the port, since names of services differ by machine.");
        }
        return new IllegalArgumentException("'" + Printable.of(value.toString()) + "' ("
                + value.getClass().getSimpleName() + ") is not a value of '" + field + "'.");
    }
}
