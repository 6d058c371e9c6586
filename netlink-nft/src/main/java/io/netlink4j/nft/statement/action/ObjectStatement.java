package io.netlink4j.nft.statement.action;

import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.compile.Compilation;
import io.netlink4j.nft.compile.Statement;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.expression.Objref;
import io.netlink4j.nft.match.Selection;
import io.netlink4j.nft.match.ValueMap;
import io.netlink4j.nft.set.AnonymousSet;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.statement.MapLookup;
import java.util.List;
import java.util.Optional;

/** Uses a named object, or the one that a map has for the packet: {@code counter name "web"}, {@code ct helper set "ftp"}. */
record ObjectStatement(ObjectType type, Optional<String> name, Optional<MapLookup> map) implements Statement {
    @Override
    public void compile(Compilation compilation) {
        name.ifPresent(object -> compilation.add(Objref.of(type.number(), object)));
        map.ifPresent(lookup -> lookUp(lookup.map(), compilation));
    }

    private void lookUp(ValueMap values, Compilation compilation) {
        values.on().require(compilation, this);
        switch (values) {
            case ValueMap.Named named -> {
                named.on().load(compilation, named.interval());
                compilation.add(Objref.map(named.name(), Selection.REGISTER));
            }
            case ValueMap.Anonymous own -> {
                boolean interval =
                        own.entries().stream().anyMatch(entry -> entry.key().isRange());
                own.on().load(compilation, interval);
                List<SetElement> elements = own.entries().stream()
                        .map(entry -> entry.key().member(own.on()).with(SetElement.OBJREF, object(entry.value())))
                        .toList();
                NamedSet set = NamedSet.anonymousObjectMap(own.on().key(), interval, type);
                int number = compilation.add(new AnonymousSet(set, elements));
                compilation.add(Objref.map(AnonymousSet.OBJECT_MAP_NAME, Selection.REGISTER)
                        .setId(number));
            }
        }
    }

    private String object(Object value) {
        if (value instanceof String object) {
            return object;
        }
        throw new IllegalArgumentException("'" + Printable.of(value.toString()) + "' does not name a " + type
                + "; a map to objects has their names.");
    }

    private static String quoted(Object name) {
        return '"' + Printable.of(name.toString()) + '"';
    }

    /** The statement in the syntax of nft. */
    @Override
    public String toString() {
        String verb = type.equals(ObjectType.SECMARK)
                ? "meta secmark set "
                : type.equals(ObjectType.CT_HELPER)
                                || type.equals(ObjectType.CT_TIMEOUT)
                                || type.equals(ObjectType.CT_EXPECTATION)
                        ? type + " set "
                        : type + " name ";
        return verb
                + name.map(ObjectStatement::quoted)
                        .or(() -> map.map(lookup ->
                                lookup.map().on() + " map " + lookup.map().text(ObjectStatement::quoted)))
                        .orElse("");
    }
}
