package io.netlink4j.nft.expression;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ExpressionTextTest {
    @Test
    void printsRegistersInHostByteOrder() {
        byte[] network = {10, 0, 0, 1, 0, 80};
        assertThat(ExpressionText.of(network, LITTLE_ENDIAN)).isEqualTo("0x0100000a 0x00005000");
        assertThat(ExpressionText.of(network, BIG_ENDIAN)).isEqualTo("0x0a000001 0x00500000");
        assertThat(ExpressionText.bytes(0x01020304, LITTLE_ENDIAN)).containsExactly(4, 3, 2, 1);
        assertThat(ExpressionText.bytes(0x01020304, BIG_ENDIAN)).containsExactly(1, 2, 3, 4);
    }
}
