package io.netlink4j.examples.keys;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.diag.SockDiag;
import io.netlink4j.core.message.ErrorSchema;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.flow.Flows;
import io.netlink4j.rtnl.Rtnl;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Prints every key of every schema, one a line: the kernel's name, number, type, access and object, separated by tabs. */
public final class Keys {
    private Keys() {}

    /** No arguments. */
    public static void main(String[] args) {
        lines().forEach(System.out::println);
    }

    static Stream<String> lines() {
        Set<Schema> schemas = new LinkedHashSet<>(List.of(ErrorSchema.SCHEMA, ErrorSchema.POLICY_SCHEMA));
        schemas.addAll(Rtnl.protocol().schemas());
        schemas.addAll(Nft.protocol().schemas());
        schemas.addAll(SockDiag.protocol().schemas());
        schemas.addAll(Flows.protocol().schemas());
        return schemas.stream()
                .flatMap(schema -> schema.attributes().stream().map(key -> line(schema, key)))
                .distinct();
    }

    private static String line(Schema schema, Attribute<?> key) {
        return String.join(
                "\t",
                key.name(),
                String.valueOf(key.number()),
                key.codec().type(),
                key.access().symbol(),
                schema.name());
    }
}
