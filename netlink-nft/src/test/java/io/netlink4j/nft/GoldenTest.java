package io.netlink4j.nft;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.message.Request;
import io.netlink4j.nft.expression.Cmp;
import io.netlink4j.nft.expression.Comparison;
import io.netlink4j.nft.expression.Counter;
import io.netlink4j.nft.expression.Masq;
import io.netlink4j.nft.expression.Meta;
import io.netlink4j.nft.expression.MetaKey;
import io.netlink4j.nft.expression.Payload;
import io.netlink4j.nft.expression.PayloadBase;
import io.netlink4j.nft.kernel.Batch;
import io.netlink4j.nft.object.NamedObject;
import io.netlink4j.nft.object.Rule;
import io.netlink4j.nft.object.Table;
import io.netlink4j.testkit.ProvenKeys;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The bytes that nft sends for {@code add rule ip t post 'ip saddr 192.168.15.0/24 oifname "eth0" counter masquerade'}. */
class GoldenTest {
    private static final String BEGIN = "14000000 1000 0100 00000000 00000000 0000000a";
    private static final String RULE = """
        1c010000 060a 010c 01000000 00000000 02000000
         06000100 74000000 09000200 706f737400000000
         e8000480
          34000180 0c000100 7061796c6f616400
           24000280 0800010000000001 0800020000000001 080003000000000c 0800040000000003
          2c000180 08000100 636d7000 20000280 0800010000000001 0800020000000000 0c000380 07000100 c0a80f00
          24000180 09000100 6d65746100000000 14000280 0800020000000007 0800010000000001
          38000180 08000100 636d7000
           2c000280 0800010000000001 0800020000000000 18000380 14000100 65746830000000000000000000000000
          14000180 0c000100 636f756e74657200 04000280
          14000180 09000100 6d61737100000000 04000280
         09000700 0003686900 000000
        """;
    private static final String END = "14000000 1100 0100 02000000 00000000 0000000a";

    private static final Rule POST = Table.ip("t")
            .chain("post")
            .rule(
                    Payload.load(PayloadBase.NETWORK, 12, 3, 1),
                    Cmp.of(Comparison.EQUAL, 1, (byte) 192, (byte) 168, (byte) 15),
                    Meta.load(MetaKey.OIFNAME, 1),
                    Cmp.of(Comparison.EQUAL, 1, Arrays.copyOf("eth0".getBytes(StandardCharsets.US_ASCII), 16)),
                    Counter.zero(),
                    Masq.plain())
            .comment("hi");

    @Test
    void sendsTheBytesThatNftSends() {
        List<Request> changes = Transaction.of(tx -> tx.add(POST)).requests();

        assertThat(hex(changes.getFirst(), 1)).isEqualTo(RULE.replaceAll("\\s", ""));
        assertThat(hex(new Request(Batch.BEGIN, 0, Batch.begin(Optional.empty()), () -> ""), 0))
                .isEqualTo(BEGIN.replace(" ", ""));
        assertThat(hex(new Request(Batch.END, 0, Batch.PLAIN, () -> ""), 2)).isEqualTo(END.replace(" ", ""));
    }

    @Test
    void decodesTheBytesThatNftSends() {
        byte[] message = HexFormat.of().parseHex(RULE.replaceAll("\\s", ""));
        Rule read = new Rule(Content.of(Arrays.copyOfRange(message, 16, message.length)));

        assertThat(read).isEqualTo(POST);
        assertThat(read)
                .hasToString("rule ip t post: ip saddr 192.168.15.0/24 oifname \"eth0\" counter packets 0 bytes 0"
                        + " masquerade comment \"hi\"");
        assertThat(read.expressions().stream().map(Object::toString).collect(Collectors.joining(" ")))
                .isEqualTo("[ payload load 3b @ network header + 12 => reg 1 ] "
                        + "[ cmp eq reg 1 0x000fa8c0 ] [ meta load oifname => reg 1 ] "
                        + "[ cmp eq reg 1 0x30687465 0x00000000 0x00000000 0x00000000 ] "
                        + "[ counter pkts 0 bytes 0 ] [ masq ]");
        assertThat(read.comment()).contains("hi");
    }

    /** Sent by nft for {@code table ip t { secmark x { "system_u:object_r:x_t:s0" } }}; not every kernel takes it. */
    @Test
    void sendsTheSecurityContextThatNftSends() {
        NamedObject secmark = Table.ip("t").secmark("x", "system_u:object_r:x_t:s0");
        Request added = Transaction.of(tx -> tx.add(secmark)).requests().getFirst();
        assertThat(hex(added, 0).substring(2 * 16)).isEqualTo("""
            02000000 0600010074000000 0600020078000000 0800030000000008
             20000480 1c00010073797374656d5f753a6f626a6563745f723a785f743a7330
            """.replaceAll("\\s", ""));
        ProvenKeys.golden(secmark.toDump());
    }

    private static String hex(Request request, int sequence) {
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[16]));
        request.write(out, 0, sequence);
        return HexFormat.of().formatHex(out.toByteArray());
    }
}
