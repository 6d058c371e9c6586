package io.netlink4j.nft.expression;

import io.netlink4j.core.attribute.AttributeHeader;
import io.netlink4j.core.attribute.AttributeReader;
import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An expression that this library does not know, or that has an unexpected form. It is kept and sent back byte for byte. */
public final class UnknownExpression implements Expression {
    /** Targets that ebtables calls watchers, since the packet goes on. */
    private static final Set<String> WATCHERS = Set.of("log", "nflog");

    private final byte[] element;

    UnknownExpression(byte[] element) {
        this.element = element;
    }

    /** The expression {@code name} with the attributes {@code data}, the payload of {@code NFTA_EXPR_DATA}. */
    public static UnknownExpression of(String name, byte[] data) {
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[32 + data.length]));
        out.put(ExpressionCodec.NAME, name);
        out.put(ExpressionCodec.DATA.number() | AttributeHeader.NLA_F_NESTED, data);
        return new UnknownExpression(out.toByteArray());
    }

    /** {@code NFTA_EXPR_NAME} and all other attributes, without a copy. */
    byte[] element() {
        return element;
    }

    @Override
    public Schema schema() {
        return Schema.UNKNOWN;
    }

    @Override
    public String name() {
        AttributeReader reader = find(ExpressionCodec.NAME.number());
        return reader == null ? "unknown" : reader.value(ExpressionCodec.NAME);
    }

    @Override
    public byte[] toByteArray() {
        AttributeReader reader = find(ExpressionCodec.DATA.number());
        return reader == null
                ? new byte[0]
                : Arrays.copyOfRange(element, (int) reader.offset(), (int) reader.offset() + reader.length());
    }

    private @Nullable AttributeReader find(int number) {
        return find(element, number);
    }

    private static @Nullable AttributeReader find(byte[] attributes, int number) {
        AttributeReader reader = new AttributeReader().wrap(MemorySegment.ofArray(attributes), 0, attributes.length);
        while (reader.next()) {
            if (reader.number() == number) {
                return reader;
            }
        }
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnknownExpression that && Arrays.equals(element, that.element);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(element);
    }

    /** The name of a match or target of xtables. */
    private Optional<String> extension() {
        if (!name().equals("match") && !name().equals("target")) {
            return Optional.empty();
        }
        try {
            // NFTA_MATCH_NAME and NFTA_TARGET_NAME have the number of NFTA_EXPR_NAME
            AttributeReader name = find(toByteArray(), ExpressionCodec.NAME.number());
            return name == null ? Optional.empty() : Optional.of(name.value(ExpressionCodec.NAME));
        } catch (NetlinkException.Malformed unreadable) {
            return Optional.empty();
        }
    }

    /** A match or target of xtables as nft lists it, by its name: {@code xt target "MASQUERADE"}; others with their bytes. */
    @Override
    public String toString() {
        return extension()
                .map(extension -> "xt " + (WATCHERS.contains(extension) ? "watcher" : name()) + " \""
                        + Printable.of(extension) + '"')
                .orElseGet(() ->
                        "[ " + Printable.of(name()) + " 0x" + HexFormat.of().formatHex(toByteArray()) + " ]");
    }
}
