package io.netlink4j.rtnl.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.testkit.ProvenKeys;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Compares the bytes of a sent object with expected bytes, which have a name on each line. */
public final class GoldenBytes {
    private GoldenBytes() {}

    /** Parses the bytes of lines such as {@code 08 00 04 00 78 05 00 00 | IFLA_MTU 1400}. */
    public static String hex(String lines) {
        return lines.lines()
                .map(line -> line.replaceAll("\\|.*", "").replaceAll("\\s", ""))
                .collect(Collectors.joining());
    }

    /** The bytes of an object that are sent. */
    public static String sent(NetlinkObject<?> object) {
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[64]));
        out.put(object);
        return HexFormat.of().formatHex(out.toByteArray());
    }

    /** Compares the bytes of an object that are sent with those of {@link #hex}. The keys in them are proven by that. */
    public static void assertSent(NetlinkObject<?> object, String lines) {
        assertThat(sent(object)).isEqualTo(hex(lines));
        ProvenKeys.golden(object.toDump());
    }

    /** Compares what was read with {@code lines}: names of attributes and their values, in this order. The keys are proven by that. */
    public static void assertRead(NetlinkObject<?> object, String... lines) {
        assertThat(object.toDump()
                        .lines()
                        .map(line -> line.replaceFirst("^([0-9a-f]{2} )+ *", "").strip()))
                .containsSubsequence(lines);
        ProvenKeys.golden(object.toDump());
    }

    public static byte[] bytes(String lines) {
        return HexFormat.of().parseHex(hex(lines));
    }
}
