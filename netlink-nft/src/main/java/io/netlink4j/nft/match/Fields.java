package io.netlink4j.nft.match;

import io.netlink4j.nft.expression.CtKey;
import io.netlink4j.nft.expression.Fib;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.packet.FibKey;
import io.netlink4j.nft.set.SetKey;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds fields by what loads them, or by their type. */
public final class Fields {
    /** The constants of {@link Field} and the other tables, in their order, and the fields of extensions. */
    private static final List<Field> ALL =
            Stream.concat(constants(), ExtensionFields.ALL.stream()).toList();

    private static final Map<Source, List<Field>> BY_SOURCE =
            ALL.stream().filter(Field::isPlain).collect(Collectors.groupingBy(Field::source));

    private static final Map<Source, List<Field>> BITS_BY_SOURCE =
            ALL.stream().filter(field -> !field.isPlain()).collect(Collectors.groupingBy(Field::source));

    /** nft's {@code integer}, which each field prints in its own way. */
    private static final int ANY_INTEGER = 4;

    /** nft's {@code fib_addrtype}, of which there is no constant field. */
    private static final int FIB_TYPE = 38;
    /** Each element of a set asks for the field of its type. A ruleset could have any number of types, so not all of them are kept. */
    private static final Map<SetKey, Field> BY_TYPE = new ConcurrentHashMap<>();

    private static final int MOST_TYPES = 1000;

    private Fields() {}

    private static Stream<Field> constants() {
        return Stream.of(
                        Field.class,
                        NetworkFields.class,
                        TransportFields.class,
                        MetaFields.class,
                        CtFields.class,
                        SystemFields.class)
                .flatMap(table -> Arrays.stream(table.getFields()))
                .filter(constant -> Modifier.isStatic(constant.getModifiers()) && constant.getType() == Field.class)
                .map(Fields::value);
    }

    private static Field value(java.lang.reflect.Field constant) {
        try {
            return (Field) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The fields of which {@code source} loads some bits more. */
    public static List<Field> bits(Source source) {
        return source instanceof Source.Inside(Tunnel tunnel, Source inner)
                ? bits(inner).stream().map(field -> field.inside(tunnel)).toList()
                : BITS_BY_SOURCE.getOrDefault(source, List.of());
    }

    /** The field of the same bits where they are in the header, if it is a number that was made of them. */
    static Field inHeader(Field field) {
        return field.isComputed() || field.steps().stream().noneMatch(Step.Shift.class::isInstance)
                ? field
                : bits(field.source()).stream()
                        .filter(field::equals)
                        .findFirst()
                        .map(found -> found.of(field.dependency()))
                        .orElse(field);
    }

    /** The fields of a header that are in bytes which are written at once. */
    public static Stream<Field> within(PayloadBase base, int offset, int length) {
        return ALL.stream()
                .filter(field -> field.source() instanceof Source.Header header
                        && header.base().equals(base)
                        && header.offset() >= offset
                        && header.offset() + field.loaded() <= offset + length);
    }

    /** The field with nft's name for it. */
    public static Optional<Field> named(String name) {
        return ALL.stream().filter(field -> field.toString().equals(name)).findFirst();
    }

    /** The fields that {@code source} loads, of any length and for any protocol. */
    public static List<Field> of(Source source) {
        List<Field> known = BY_SOURCE.get(source);
        if (known != null) {
            return known;
        }
        return switch (source) {
            case Source.Routes(int flags, int result) ->
                routes(flags, result).stream().toList();
            case Source.Ipsec(int direction, int state, int key)
            when key >= 1 && key <= 6 -> List.of(SystemFields.ipsec(direction, state, key));
            case Source.Fingerprint(int ttl, int flags) when ttl <= 2 -> List.of(SystemFields.fingerprint(ttl, flags));
            case Source.Generated(boolean random, int modulus, int offset) ->
                List.of(SystemFields.numbers(random, modulus, offset));
            case Source.JenkinsHash(Selection fields, int modulus, long seed, int offset) ->
                List.of(SystemFields.jenkinsHash(fields, modulus, seed, offset));
            case Source.SymmetricHash(int modulus, int offset) -> List.of(SystemFields.symmetricHash(modulus, offset));
            case Source.OfSocket(int key, int level)
            when key == SystemFields.CGROUP -> List.of(SystemFields.cgroup(level));
            case Source.Conntrack(CtKey key, int direction) ->
                CtFields.of(key, direction).stream().toList();
            case Source.Extension extension -> ExtensionFields.numbered(extension);
            case Source.Inside(Tunnel tunnel, Source inner) ->
                Stream.concat(
                                ExtensionFields.ofTunnel(tunnel).stream()
                                        .filter(field -> field.source().equals(source)),
                                of(inner).stream().map(field -> field.inside(tunnel)))
                        .toList();
            case Source.Combined combined -> List.of(Field.combined(combined));
            default -> List.of();
        };
    }

    private static Optional<Field> routes(int flags, int result) {
        int keys = flags & ~Fib.PRESENT;
        String lookup = Arrays.stream(FibKey.values())
                .filter(key -> (keys & key.flag()) != 0)
                .map(FibKey::toString)
                .collect(Collectors.joining(" . ", "fib ", " "));
        boolean presence = keys != flags;
        if (result == Fib.RESULT_OIF) {
            return Optional.of(
                    presence
                            ? SystemFields.fibExists(lookup + "oif", keys)
                            : SystemFields.fibLink(lookup + "oif", keys));
        }
        if (presence) {
            return Optional.empty();
        }
        return switch (result) {
            case Fib.RESULT_OIFNAME -> Optional.of(SystemFields.fibLinkName(lookup + "oifname", keys));
            case Fib.RESULT_ADDRTYPE -> Optional.of(SystemFields.fibType(lookup + "type", keys));
            default -> Optional.empty();
        };
    }

    /** A field with the values of a set's key or value. Its name says only the type. */
    public static Field of(SetKey type) {
        Field known = BY_TYPE.get(type);
        if (known == null) {
            known = ofType(type);
            if (BY_TYPE.size() < MOST_TYPES) {
                BY_TYPE.put(type, known);
            }
        }
        return known;
    }

    private static Field ofType(SetKey type) {
        List<Field> same = ALL.stream()
                .filter(field -> field.key().type() == type.type() && type.type() != ANY_INTEGER)
                .toList();
        return same.stream()
                .filter(field -> field.key().equals(type) && field.isPlain())
                .findFirst()
                .map(field -> field.named(type.toString()))
                .orElseGet(() -> Field.of(
                        type,
                        type.type() == FIB_TYPE
                                ? ValueFormat.ROUTE_TYPE
                                : same.stream()
                                        .filter(field -> field.length() == type.length())
                                        .map(Field::notation)
                                        .findFirst()
                                        .orElse(ValueFormat.DECIMAL)));
    }
}
