package io.netlink4j.examples.keys;

import static java.util.Objects.requireNonNull;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.diag.SockDiag;
import io.netlink4j.core.message.ErrorSchema;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.flow.Flows;
import io.netlink4j.rtnl.Rtnl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints every key of every schema, one a line: the kernel's name, number, type, access and object, separated by tabs, and on which kernels
 * the tests proved it. The values of enumerations follow their key, each with the type {@code value}. They prove a key that the kernel sent and that could be read, or that was in a request that it accepted. {@code golden}
 * are those in bytes that were compared with what {@code ip} sends, or with the kernel's headers where that cannot.
 */
public final class Keys {
    private Keys() {}

    /** No arguments. */
    public static void main(String[] args) {
        lines().forEach(System.out::println);
    }

    static Stream<String> lines() {
        Map<String, String> proven = proven();
        Set<Schema> schemas = new LinkedHashSet<>(List.of(ErrorSchema.SCHEMA, ErrorSchema.POLICY_SCHEMA));
        schemas.addAll(Rtnl.protocol().schemas());
        schemas.addAll(Nft.protocol().schemas());
        schemas.addAll(SockDiag.protocol().schemas());
        schemas.addAll(Flows.protocol().schemas());
        return schemas.stream()
                .flatMap(schema -> schema.attributes().stream().flatMap(key -> lines(schema, key, proven)))
                .distinct();
    }

    /** The releases of kernels by the names of keys, as {@code .ci/proven-keys} collected them. */
    static Map<String, String> proven() {
        try (InputStream list = Keys.class.getResourceAsStream("proven.tsv")) {
            return new String(requireNonNull(list).readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split("\t"))
                    .collect(Collectors.toMap(row -> row[0], row -> row[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key, and the values that have names in the kernel's headers. */
    private static Stream<String> lines(Schema schema, Attribute<?> key, Map<String, String> proven) {
        return Stream.concat(
                Stream.of(
                        line(schema, key, key.name(), key.number(), key.codec().type(), proven)),
                key.codec().names().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(value -> line(schema, key, value.getValue(), value.getKey(), "value", proven)));
    }

    private static String line(
            Schema schema, Attribute<?> key, String name, long number, String type, Map<String, String> proven) {
        return String.join(
                "\t",
                name,
                String.valueOf(number),
                type,
                key.access().symbol(),
                schema.name(),
                proven.getOrDefault(name, "not proven"));
    }
}
