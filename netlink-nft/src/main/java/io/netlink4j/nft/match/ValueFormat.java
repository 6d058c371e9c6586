package io.netlink4j.nft.match;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.packet.AddressType;
import io.netlink4j.nft.packet.CtState;
import io.netlink4j.nft.packet.CtStatus;
import io.netlink4j.nft.packet.IcmpType;
import io.netlink4j.nft.packet.Icmpv6Type;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.TcpFlag;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Formats a value of a field as nft does. */
public enum ValueFormat {
    ADDRESS {
        @Override
        String value(byte[] number) {
            return IpAddress.of(number).toString();
        }
    },
    DECIMAL {
        @Override
        String value(byte[] number) {
            return new BigInteger(1, number).toString();
        }
    },
    LINK {
        @Override
        String value(byte[] number) {
            return DECIMAL.value(number);
        }
    },
    RAW {
        @Override
        String value(byte[] number) {
            return "0x" + new BigInteger(1, number).toString(16);
        }
    },
    HEXADECIMAL {
        @Override
        String value(byte[] number) {
            return String.format(Locale.ROOT, "0x%0" + 2 * number.length + "x", new BigInteger(1, number));
        }
    },
    NAME {
        @Override
        String value(byte[] number) {
            String name = text(number);
            return '"' + (name.endsWith("*") ? name.substring(0, name.length() - 1) + "\\*" : name) + '"';
        }

        @Override
        String prefix(byte[] number, int bits) {
            return '"' + text(Arrays.copyOf(number, bits / Byte.SIZE)) + "*\"";
        }
    },
    PROTOCOL {
        @Override
        String value(byte[] number) {
            return new IpProtocol(intOf(number)).toString();
        }
    },
    ICMP_TYPE {
        @Override
        String value(byte[] number) {
            return new IcmpType(intOf(number)).toString();
        }
    },
    ICMPV6_TYPE {
        @Override
        String value(byte[] number) {
            return new Icmpv6Type(intOf(number)).toString();
        }
    },
    FAMILY {
        @Override
        String value(byte[] number) {
            return IpFamily.ofNumber(intOf(number))
                    .map(family -> family.toString().toLowerCase(Locale.ROOT))
                    .orElseGet(() -> DECIMAL.value(number));
        }
    },
    TCP_FLAG {
        @Override
        String value(byte[] number) {
            return bits(TcpFlag.values(), TcpFlag::bit, number, " | ");
        }

        @Override
        String anyOf(byte[] number) {
            return bits(TcpFlag.values(), TcpFlag::bit, number, ",");
        }
    },
    ROUTE_TYPE {
        @Override
        String value(byte[] number) {
            int type = intOf(number);
            return Arrays.stream(AddressType.values())
                    .filter(each -> each.number() == type)
                    .map(AddressType::toString)
                    .findFirst()
                    .orElseGet(() -> DECIMAL.value(number));
        }
    },
    EXISTENCE {
        @Override
        String value(byte[] number) {
            return intOf(number) == 0 ? "missing" : "exists";
        }
    },
    CT_STATE {
        @Override
        String value(byte[] number) {
            return bits(CtState.values(), CtState::bit, number, " | ");
        }

        @Override
        String anyOf(byte[] number) {
            return bits(CtState.values(), CtState::bit, number, ",");
        }
    },
    CT_STATUS {
        @Override
        String value(byte[] number) {
            return bits(CtStatus.values(), CtStatus::bit, number, " | ");
        }

        @Override
        String anyOf(byte[] number) {
            return bits(CtStatus.values(), CtStatus::bit, number, ",");
        }
    };

    /** Whether a value is a set of bits, of which a match without an operator tests whether one is set. */
    public boolean isBits() {
        return this == TCP_FLAG || this == CT_STATE || this == CT_STATUS;
    }

    /** The name of a header in {@code @th,16,8}. */
    static String baseName(PayloadBase base) {
        return switch (base.number()) {
            case 0 -> "ll";
            case 1 -> "nh";
            case 2 -> "th";
            default -> "ih";
        };
    }

    /** One value. */
    abstract String value(byte[] number);

    /** All values with the first {@code bits} of the number. */
    String prefix(byte[] number, int bits) {
        return value(number) + "/" + bits;
    }

    /** Any bit of the number. */
    String anyOf(byte[] number) {
        return value(number);
    }

    private static int intOf(byte[] number) {
        return new BigInteger(1, number).intValue();
    }

    private static String text(byte[] padded) {
        int end = 0;
        while (end < padded.length && padded[end] != 0) {
            end++;
        }
        return new String(padded, 0, end, StandardCharsets.UTF_8);
    }

    private static <E extends Enum<E>> String bits(E[] all, ToIntFunction<E> bit, byte[] number, String separator) {
        int bits = intOf(number);
        if (bits == 0 || (bits & ~Arrays.stream(all).mapToInt(bit).sum()) != 0) {
            return "0x" + Integer.toHexString(bits);
        }
        return Arrays.stream(all)
                .filter(each -> (bits & bit.applyAsInt(each)) != 0)
                .map(Enum::toString)
                .collect(Collectors.joining(separator));
    }
}
