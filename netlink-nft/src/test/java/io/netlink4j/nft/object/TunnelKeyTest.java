package io.netlink4j.nft.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.attribute.AttributeWriter;
import io.netlink4j.core.attribute.Content;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The bytes of tunnel objects, laid out as {@code nf_tables.h} says. */
final class TunnelKeyTest {
    private static final TunnelKey IPV4 =
            TunnelKey.to(IpAddress.of("192.0.2.7"), 0x2a).from(IpAddress.of("192.0.2.1"));

    @Test
    void hasEndsOfIpv4AndAGroupPolicy() {
        assertBytes(IPV4.ports(0, 4789).ttl(64).withoutChecksum().vxlan(0x101), """
            08000100 0000002a
            14000280 08000200 c0000207 08000100 c0000201
            06000700 00000000
            06000800 12b50000
            05000600 40000000
            08000400 00000001
            10000980 0c000180 08000100 00000101
            """);
    }

    @Test
    void hasEndsOfIpv6AndOptionsOfGeneve() {
        TunnelKey key = TunnelKey.to(IpAddress.of("2001:db8::7"), 5)
                .from(IpAddress.of("2001:db8::1"))
                .flowLabel(0x12345)
                .tos(8)
                .geneve(0x102, 0x80, (byte) 1, (byte) 2, (byte) 3, (byte) 4)
                .geneve(0x103, 1, new byte[8]);
        assertBytes(key, """
            08000100 00000005
            34000380
             14000200 20010db8000000000000000000000007 14000100 20010db8000000000000000000000001
             08000300 00012345
            05000500 08000000
            40000980
             1c000380 06000100 01020000 05000200 80000000 08000300 01020304
             20000380 06000100 01030000 05000200 01000000 0c000300 0000000000000000
            """);
    }

    /** The kernel reports nests without a flag, and all options in one; so it does not accept them. */
    @Test
    void sendsOptionsOfGeneveInANestEach() {
        byte[] reported = HexFormat.of().parseHex("""
            08000100 0000002a 0c000200 08000200 c0000207
            3c000900
             38000300 06000100 01020000 05000200 80000000 08000300 01020304
             06000100 01030000 05000200 01000000 0c000300 0000000000000000
            """.replaceAll("\\s", ""));
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[16]));

        out.put(Table.netdev("t").tunnel("east", new TunnelKey(Content.of(reported))));

        assertThat(HexFormat.of().formatHex(out.toByteArray())).endsWith("""
            08000100 0000002a 0c000200 08000200 c0000207
            40000980
             1c000380 06000100 01020000 05000200 80000000 08000300 01020304
             20000380 06000100 01030000 05000200 01000000 0c000300 0000000000000000
            """.replaceAll("\\s", ""));
    }

    @Test
    void sendsOptionsWithTheFlagOfNests() {
        byte[] reported = HexFormat.of().parseHex("""
            08000100 0000002a 0c000200 08000200 c0000207 20000900 1c000300 06000100 01020000 05000200 80000000
            08000300 01020304
            """.replaceAll("\\s", ""));
        AttributeWriter out = new AttributeWriter(MemorySegment.ofArray(new byte[16]));

        out.put(Table.netdev("t").tunnel("east", new TunnelKey(Content.of(reported))));

        assertThat(HexFormat.of().formatHex(out.toByteArray())).endsWith("""
            20000980 1c000380 06000100 01020000 05000200 80000000 08000300 01020304
            """.replaceAll("\\s", ""));
    }

    @Test
    void hasIndexesOfErspan() {
        assertBytes(IPV4.erspan(7), """
            08000100 0000002a
            14000280 08000200 c0000207 08000100 c0000201
            18000980 14000280 08000100 00000001 08000200 00000007
            """);
        assertBytes(IPV4.doNotFragment().sequenceNumbers().erspan(3, 1), """
            08000100 0000002a
            14000280 08000200 c0000207 08000100 c0000201
            08000400 00000006
            20000980 1c000280 08000100 00000002 05000300 03000000 05000400 01000000
            """);
    }

    @Test
    void refusesEndsOfTwoVersions() {
        assertThatThrownBy(() -> IPV4.from(IpAddress.of("::1"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IPV4.flowLabel(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IPV4.geneve(1, 1, new byte[3])).hasMessageContaining("multiple of 4 bytes");
        assertThatThrownBy(() -> IPV4.geneve(1, 1, new byte[128])).hasMessageContaining("at most 124");
    }

    private static void assertBytes(TunnelKey key, String expected) {
        assertThat(HexFormat.of().formatHex(key.toByteArray())).isEqualTo(expected.replaceAll("\\s", ""));
        NamedObject object = Table.netdev("t").tunnel("east", key);
        assertThat(object.tunnel()).contains(key);
    }
}
