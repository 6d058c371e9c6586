package io.netlink4j.nft.match;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.MacAddress;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.internal.ControlGroups;
import io.netlink4j.nft.internal.SystemNames;
import io.netlink4j.nft.packet.AddressType;
import io.netlink4j.nft.packet.CtEvent;
import io.netlink4j.nft.packet.CtState;
import io.netlink4j.nft.packet.CtStatus;
import io.netlink4j.nft.packet.IcmpType;
import io.netlink4j.nft.packet.Icmpv6Type;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.TcpFlag;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads and formats a value of a field as nft does. */
@SuppressWarnings("ImmutableEnumChecker") // the names do not change after they were made
public enum ValueFormat {
    ADDRESS {
        @Override
        String value(byte[] number) {
            return address(IpAddress.of(number));
        }
    },
    DECIMAL {
        @Override
        String value(byte[] number) {
            return new BigInteger(1, number).toString();
        }

        @Override
        Optional<BigInteger> parse(String text) {
            return decode(text);
        }
    },
    LINK {
        @Override
        String value(byte[] number) {
            return DECIMAL.value(number);
        }
    },
    HEXADECIMAL {
        @Override
        String value(byte[] number) {
            return String.format(Locale.ROOT, "0x%0" + 2 * number.length + "x", new BigInteger(1, number));
        }

        @Override
        Optional<BigInteger> parse(String text) {
            return decode(text);
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

        @Override
        Optional<BigInteger> parse(String text) {
            return switch (text) { // nft has words of its own for two protocols
                case "icmpv6" -> Optional.of(BigInteger.valueOf(IpProtocol.ICMPV6.number()));
                case "comp" -> Optional.of(BigInteger.valueOf(IpProtocol.COMP.number()));
                default -> decode(text);
            };
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
    /** A number; nft reads its name, but lists the number. */
    ICMP_CODE(Names.ICMP_CODES) {
        @Override
        String value(byte[] number) {
            return unnamed(number);
        }
    },
    ICMPV6_CODE(Names.ICMPV6_CODES) {
        @Override
        String value(byte[] number) {
            return unnamed(number);
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
    },
    /** Names or a number, since nft does not read both together. */
    CT_EVENT {
        @Override
        String value(byte[] number) {
            String names = bits(CtEvent.values(), CtEvent::bit, number, ",");
            return names.contains("0x") ? RAW.value(number) : names;
        }
    },
    /** The number of a bit. */
    CT_LABEL {
        @Override
        String value(byte[] number) {
            BigInteger bits = new BigInteger(1, number);
            return bits.bitCount() == 1 ? Integer.toString(bits.getLowestSetBit()) : "0x" + bits.toString(16);
        }

        @Override
        String anyOf(byte[] number) {
            BigInteger bits = new BigInteger(1, number);
            return IntStream.range(0, bits.bitLength())
                    .filter(bits::testBit)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(","));
        }

        @Override
        Optional<BigInteger> parse(String text) {
            return decode(text).flatMap(this::of);
        }

        @Override
        Optional<BigInteger> of(Object value) {
            return value instanceof Number number && number.longValue() >= 0 && number.longValue() < 128
                    ? Optional.of(BigInteger.ONE.shiftLeft(number.intValue()))
                    : Optional.empty();
        }
    },
    /** Any number, which nft prints as a hexadecimal one. */
    RAW {
        @Override
        String value(byte[] number) {
            return "0x" + new BigInteger(1, number).toString(16);
        }

        @Override
        Optional<BigInteger> parse(String text) {
            return decode(text);
        }
    },
    CT_DIRECTION(Names.DIRECTIONS),
    ETHER_ADDRESS {
        @Override
        String value(byte[] number) {
            return MacAddress.of(number).toString();
        }

        @Override
        Optional<BigInteger> parse(String text) {
            return text.matches("([0-9a-fA-F]{1,2}:){5}[0-9a-fA-F]{1,2}") ? of(MacAddress.of(text)) : Optional.empty();
        }

        @Override
        Optional<BigInteger> of(Object value) {
            return value instanceof MacAddress address && address.length() == 6
                    ? Optional.of(new BigInteger(1, address.toByteArray()))
                    : Optional.empty();
        }
    },
    FRAME_TYPE(Names.FRAME_TYPES) {
        @Override
        String unnamed(byte[] number) {
            return String.format(Locale.ROOT, "0x%04x", new BigInteger(1, number));
        }
    },
    ARP_OPERATION(Names.ARP_OPERATIONS),
    LINK_TYPE(Names.LINK_TYPES),
    CODE_POINT(Names.CODE_POINTS) {
        @Override
        String unnamed(byte[] number) {
            return String.format(Locale.ROOT, "0x%02x", new BigInteger(1, number));
        }
    },
    CONGESTION(Names.CONGESTION) {
        @Override
        String unnamed(byte[] number) {
            return "0x" + Integer.toHexString(intOf(number));
        }
    },
    IGMP_TYPE(Names.IGMP_TYPES),
    DCCP_TYPE(Names.DCCP_TYPES),
    MOBILITY_TYPE(Names.MOBILITY_TYPES),
    MPTCP_SUBTYPE(Names.MPTCP_SUBTYPES),
    PACKET_TYPE(Names.PACKET_TYPES),
    GROUP(Names.GROUPS) {
        @Override
        String value(byte[] number) {
            return SystemNames.groups()
                    .name(intOf(number))
                    .or(() -> Names.GROUPS.name(intOf(number)))
                    .map(name -> '"' + name + '"')
                    .orElseGet(() -> unnamed(number));
        }

        @Override
        Optional<BigInteger> parse(String text) {
            String plain = text.replace("\"", "");
            OptionalInt named = SystemNames.groups().number(plain);
            return named.isPresent() ? Optional.of(BigInteger.valueOf(named.getAsInt())) : super.parse(plain);
        }
    },
    /** A control group. */
    CGROUP {
        @Override
        String value(byte[] number) {
            return ControlGroups.path(new BigInteger(1, number).longValue())
                    .map(path -> '"' + path + '"')
                    .orElseGet(() -> unnamed(number));
        }

        @Override
        Optional<BigInteger> parse(String text) {
            return decode(text)
                    .or(() -> ControlGroups.number(text.replace("\"", "")).map(BigInteger::valueOf));
        }
    },
    /** The realm of a route. */
    REALM {
        @Override
        String value(byte[] number) {
            return SystemNames.realms()
                    .name(intOf(number))
                    .map(name -> '"' + name + '"')
                    .orElseGet(() -> unnamed(number));
        }

        @Override
        String bound(byte[] number) {
            return unnamed(number);
        }

        @Override
        Optional<BigInteger> parse(String text) {
            OptionalInt named = SystemNames.realms().number(text.replace("\"", ""));
            return named.isPresent() ? Optional.of(BigInteger.valueOf(named.getAsInt())) : decode(text);
        }
    },
    /** Text that is padded with NUL bytes. */
    STRING {
        @Override
        String value(byte[] number) {
            return '"' + text(number) + '"';
        }
    },
    /** A class of traffic control: two hexadecimal numbers. */
    CLASS {
        @Override
        String value(byte[] number) {
            int id = intOf(number);
            return id == -1
                    ? "root"
                    : id == 0
                            ? "none"
                            : Integer.toHexString(id >>> Short.SIZE) + ":" + Integer.toHexString(id & 0xffff);
        }

        @Override
        Optional<BigInteger> parse(String text) {
            return switch (text) {
                case "root" -> Optional.of(BigInteger.valueOf(0xffff_ffffL));
                case "none" -> Optional.of(BigInteger.ZERO);
                default -> {
                    if (!text.matches("[0-9a-fA-F]{0,4}:[0-9a-fA-F]{0,4}")) {
                        yield decode(text);
                    }
                    int colon = text.indexOf(':');
                    yield Optional.of(BigInteger.valueOf(
                            (Long.parseLong("0" + text.substring(0, colon), 16) << Short.SIZE)
                                    | Long.parseLong("0" + text.substring(colon + 1), 16)));
                }
            };
        }
    },
    /** Milliseconds. */
    DURATION {
        @Override
        String value(byte[] number) {
            return Durations.text(Duration.ofMillis(new BigInteger(1, number).longValue()));
        }

        @Override
        Optional<BigInteger> parse(String text) {
            return Durations.parse(text).flatMap(this::of);
        }

        @Override
        Optional<BigInteger> of(Object value) {
            return value instanceof Duration time && !time.isNegative()
                    ? Optional.of(BigInteger.valueOf(time.toMillis()))
                    : Optional.empty();
        }
    },
    /** Nanoseconds since 1970. */
    TIME {
        @Override
        String value(byte[] number) {
            BigInteger[] parts = new BigInteger(1, number).divideAndRemainder(BigInteger.valueOf(1_000_000_000));
            return Clock.text(Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue()));
        }

        @Override
        Optional<BigInteger> parse(String text) {
            return Clock.instant(text).flatMap(this::of);
        }

        @Override
        Optional<BigInteger> of(Object value) {
            return value instanceof Instant time && time.getEpochSecond() >= 0
                    ? Optional.of(BigInteger.valueOf(time.getEpochSecond())
                            .multiply(BigInteger.valueOf(1_000_000_000))
                            .add(BigInteger.valueOf(time.getNano())))
                    : Optional.empty();
        }
    },
    DAY {
        @Override
        String value(byte[] number) {
            return '"' + Clock.day(intOf(number)) + '"';
        }

        @Override
        Optional<BigInteger> parse(String text) {
            return Clock.day(text.replace("\"", "")).map(BigInteger::valueOf).or(() -> decode(text));
        }

        @Override
        Optional<BigInteger> of(Object value) {
            return value instanceof DayOfWeek day
                    ? Optional.of(BigInteger.valueOf(day.getValue() % 7))
                    : Optional.empty();
        }
    },
    /** Seconds since midnight. */
    HOUR {
        @Override
        String value(byte[] number) {
            BigInteger second = new BigInteger(1, number);
            return second.compareTo(SECONDS) < 0 ? Clock.timeOfDay(second.intValue()) : unnamed(number);
        }

        @Override
        Optional<BigInteger> parse(String text) {
            return Clock.secondOfDay(text).map(BigInteger::valueOf).or(() -> decode(text));
        }

        @Override
        Optional<BigInteger> of(Object value) {
            return value instanceof LocalTime time
                    ? Optional.of(BigInteger.valueOf(time.toSecondOfDay()))
                    : Optional.empty();
        }
    };

    private static final BigInteger SECONDS =
            BigInteger.valueOf(Duration.ofDays(1).toSeconds());
    private static final int MILLIS = 1000;
    private static final int IPV6_LENGTH = 16;
    private static final int LAST_FOUR = 12;

    private final @Nullable Names names;

    ValueFormat() {
        this(null);
    }

    ValueFormat(@Nullable Names names) {
        this.names = names;
    }

    /** Whether a value is a set of bits, of which a match without an operator tests whether one is set. */
    public boolean isBits() {
        return this == TCP_FLAG || this == CT_STATE || this == CT_STATUS || this == CT_LABEL;
    }

    /** Whether its bits have names, of which a value can have several. */
    boolean isNamedBits() {
        return this == TCP_FLAG || this == CT_STATE || this == CT_STATUS || this == CT_EVENT;
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

    /** An address as nft prints it: in IPv6, two groups after zeros only are an address of IPv4. */
    public static String address(IpAddress address) {
        byte[] bytes = address.toByteArray();
        return bytes.length == IPV6_LENGTH
                        && (bytes[LAST_FOUR] | bytes[LAST_FOUR + 1]) != 0
                        && new BigInteger(1, Arrays.copyOf(bytes, LAST_FOUR)).signum() == 0
                ? "::" + IpAddress.of(Arrays.copyOfRange(bytes, LAST_FOUR, IPV6_LENGTH))
                : address.toString();
    }

    /** One value. */
    String value(byte[] number) {
        return Optional.ofNullable(names)
                .flatMap(known -> known.name(intOf(number)))
                .orElseGet(() -> unnamed(number));
    }

    /** A value without a name. */
    String unnamed(byte[] number) {
        return new BigInteger(1, number).toString();
    }

    /** A value of an order comparison, which nft lists with its name if the type has one name a value. */
    String ordered(byte[] number) {
        boolean named = this == TCP_FLAG && new BigInteger(1, number).bitCount() == 1;
        return !named && (this == TCP_FLAG || this == LINK_TYPE) ? bound(number) : value(number);
    }

    /** The first or last value of a range, which nft lists without names. */
    String bound(byte[] number) {
        return switch (this) {
            case PROTOCOL, ICMP_TYPE, ICMPV6_TYPE, DAY -> unnamed(number);
            case TCP_FLAG -> RAW.value(number);
            case DURATION -> new BigInteger(1, number).divide(BigInteger.valueOf(MILLIS)) + "s";
            default -> names == null ? value(number) : unnamed(number);
        };
    }

    /** The number of a value in the syntax of nft; empty if it is none. */
    Optional<BigInteger> parse(String text) {
        if (names == null) {
            return isNamedBits() ? decode(text) : Optional.empty();
        }
        OptionalInt named = names.number(text);
        return named.isPresent() ? Optional.of(BigInteger.valueOf(named.getAsInt())) : decode(text);
    }

    /** The number of a Java value of a type that only this format has; empty if it is none. */
    Optional<BigInteger> of(Object value) {
        return Optional.empty();
    }

    private static Optional<BigInteger> decode(String text) {
        try {
            return Optional.of(
                    text.startsWith("0x") || text.startsWith("0X")
                            ? new BigInteger(text.substring(2), 16)
                            : new BigInteger(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

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
        return bits == 0
                ? "0x0"
                : IntStream.range(0, Integer.SIZE)
                        .map(i -> 1 << i)
                        .filter(each -> (bits & each) != 0)
                        .mapToObj(each -> Arrays.stream(all)
                                .filter(named -> bit.applyAsInt(named) == each)
                                .map(Enum::toString)
                                .findFirst()
                                .orElseGet(() -> "0x" + Integer.toHexString(each)))
                        .collect(Collectors.joining(separator));
    }
}
