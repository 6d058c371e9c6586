package io.netlink4j.nft.statement;

import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.match.Element;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.ValueMap;

/**
 * The value of a map for a field of the packet: nft's {@code tcp dport map { 80 : 10.0.0.1 }} ({@link Lookups#map}). A packet without an
 * entry ends the rule.
 */
public final class MapLookup {
    private final ValueMap map;

    MapLookup(ValueMap map) {
        this.map = map;
    }

    /** The map; for this library. */
    @SuppressWarnings("exports") // programs cannot name the type, so they cannot call this
    public ValueMap map() {
        return map;
    }

    /** Adds the guards of what it is looked up by; for this library. */
    @SuppressWarnings("exports")
    public void require(Compilation compilation, Object subject) {
        map.on().require(compilation, subject);
    }

    /** Loads the value, of the type of {@code target}, into the first register; for this library. */
    @SuppressWarnings("exports")
    public void load(Selection target, Compilation compilation, Object subject) {
        load(target, compilation, subject, Selection.REGISTER);
    }

    /** As above, but loads it into {@code register}. */
    @SuppressWarnings("exports")
    public void load(Selection target, Compilation compilation, Object subject, int register) {
        require(compilation, subject);
        map.lookUp(compilation, target.key(), value -> data(target, value), register, register);
    }

    private static Data data(Selection target, Object value) {
        Element element = target.read(value);
        if (element.isRange()) {
            throw new IllegalArgumentException("'" + Printable.of(value.toString())
                    + "' cannot be the value of a map: it is more than one " + target);
        }
        return element.data(target);
    }

    /** The lookup in the syntax of nft, with values of the type of {@code target}; for this library. */
    @SuppressWarnings("exports")
    public String text(Selection target) {
        return map.on() + " map " + map.text(value -> target.read(value).text(target.inMap()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MapLookup that && map.equals(that.map);
    }

    @Override
    public int hashCode() {
        return map.hashCode();
    }

    /** The lookup in the syntax of nft. */
    @Override
    public String toString() {
        return map.on() + " map " + map.text(Object::toString);
    }
}
