package io.netlink4j.nft.analysis;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.nft.expression.Dynset;
import io.netlink4j.nft.expression.Expression;
import io.netlink4j.nft.expression.Lookup;
import io.netlink4j.nft.expression.Objref;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An expression that uses a set or map.
 *
 * @param expression the expression
 * @param nameKey the attribute with the set's name
 * @param idKey the attribute with the set's number in a transaction
 */
public record SetUse<E extends NetlinkObject<E> & Expression>(
        E expression, Attribute<String> nameKey, Attribute<Integer> idKey) {

    /** The prefix of the names of anonymous sets. */
    public static final String ANONYMOUS = "__";

    /** The names of such expressions, as the kernel has them: with a NUL byte at the end. */
    private static final List<byte[]> NAMES = Stream.of("lookup\0", "dynset\0", "objref\0")
            .map(name -> name.getBytes(StandardCharsets.ISO_8859_1))
            .toList();

    /** Whether these bytes are the name of such an expression. Every rule that is added is searched for them. */
    public static boolean isName(byte[] bytes, int from, int to) {
        for (byte[] name : NAMES) {
            if (Arrays.equals(bytes, from, to, name, 0, name.length)) {
                return true;
            }
        }
        return false;
    }

    public static Optional<SetUse<?>> of(Expression expression) {
        return switch (expression) {
            case Lookup lookup -> Optional.of(new SetUse<>(lookup, Lookup.SET, Lookup.SET_ID));
            case Dynset dynset -> Optional.of(new SetUse<>(dynset, Dynset.SET_NAME, Dynset.SET_ID));
            case Objref objref
            when objref.has(Objref.SET_NAME) -> Optional.of(new SetUse<>(objref, Objref.SET_NAME, Objref.SET_ID));
            default -> Optional.empty();
        };
    }

    public String set() {
        return expression.get(nameKey).orElse("");
    }

    /** The number of the set, if the transaction adds it. */
    public Optional<Integer> id() {
        return expression.get(idKey);
    }

    /** Whether the set may be anonymous. An anonymous set that rules add to has a name that the user chose. */
    public boolean mayBeAnonymous() {
        return set().startsWith(ANONYMOUS) || expression instanceof Dynset;
    }

    public Expression with(String name, int id) {
        return expression.with(nameKey, name).with(idKey, id);
    }

    /** The expression with the number of its set, if it has one, raised by {@code shift}. */
    public Expression shifted(int shift) {
        return expression
                .get(idKey)
                .<Expression>map(id -> expression.with(idKey, id + shift))
                .orElse(expression);
    }
}
