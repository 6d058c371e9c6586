package io.netlink4j.nft.element;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpPrefix;
import io.netlink4j.nft.expression.Data;
import io.netlink4j.nft.expression.Verdict;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ElementTextTest {
    private static final Table TABLE = Table.inet("t");

    private static String text(SetElement element, SetKey key) {
        return ElementText.of(element, TABLE.set("s", key));
    }

    @Test
    void formatsKeysByTheirType() {
        assertThat(text(SetElement.of(IpAddress.of("10.0.0.1")), SetKey.IPV4_ADDR))
                .isEqualTo("10.0.0.1");
        assertThat(text(SetElement.of(IpAddress.of("2001:db8::1")), SetKey.IPV6_ADDR))
                .isEqualTo("2001:db8::1");
        assertThat(text(SetElement.port(8080), SetKey.INET_SERVICE)).isEqualTo("8080");
        assertThat(text(SetElement.of((byte) 2, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 1), SetKey.ETHER_ADDR))
                .isEqualTo("02:00:00:00:00:01");
        assertThat(text(SetElement.of((byte) 6), SetKey.INET_PROTO)).isEqualTo("tcp");
        assertThat(text(SetElement.of(Arrays.copyOf("eth0".getBytes(StandardCharsets.UTF_8), 16)), SetKey.IFNAME))
                .isEqualTo("\"eth0\"");
        byte[] mark =
                ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(7).array();
        assertThat(text(SetElement.of(mark), SetKey.MARK)).isEqualTo("0x00000007");
        assertThat(text(SetElement.of((byte) 8), SetKey.ICMP_TYPE)).isEqualTo("echo-request");
        assertThat(text(SetElement.of((byte) 8), SetKey.DSCP)).isEqualTo("cs1");
        byte[] latest = {-1, -1, -1, -1};
        SetKey hour = SetKey.host(44, latest.length);
        assertThat(text(SetElement.of(latest), hour)).isEqualTo("4294967295");
        assertThat(text(SetElement.of((byte) 1, (byte) 2), SetKey.IPV4_ADDR)).isEqualTo("0x0102");
        assertThat(text(SetElement.catchAll(), SetKey.IPV4_ADDR)).isEqualTo("*");
        assertThat(text(SetElement.of(IpPrefix.of("10.0.0.0/8")), SetKey.IPV4_ADDR))
                .isEqualTo("10.0.0.0/8");
        assertThat(text(SetElement.ports(80, 90), SetKey.INET_SERVICE)).isEqualTo("80-90");
    }

    @Test
    void formatsConcatenations() {
        SetKey key = SetKey.concat(SetKey.IPV4_ADDR, SetKey.INET_SERVICE);
        SetElement range = SetElement.concat(
                SetElement.range(IpAddress.of("10.0.0.1"), IpAddress.of("10.0.0.7")), SetElement.ports(80, 90));
        assertThat(text(range, key)).isEqualTo("10.0.0.1-10.0.0.7 . 80-90");
    }

    @Test
    void formatsValues() {
        NamedSet services = TABLE.map("m", SetKey.IPV4_ADDR, SetKey.INET_SERVICE);
        byte[] key = {10, 0, 0, 1};
        assertThat(ElementText.of(SetElement.map(key, Data.value((byte) 0, (byte) 80)), services))
                .isEqualTo("10.0.0.1 : 80");
        NamedSet ways = TABLE.map("m", SetKey.IPV4_ADDR, SetKey.VERDICT);
        assertThat(ElementText.of(SetElement.map(key, Data.verdict(Verdict.jump("web"))), ways))
                .isEqualTo("10.0.0.1 : jump web");
    }
}
