package io.netlink4j.nft.internal;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UserdataTest {
    @Test
    void numbersAreInHostByteOrder() {
        byte[] little = {4, 3, 2, 1};
        byte[] big = {1, 2, 3, 4};
        assertThat(Userdata.bytes(0x01020304, LITTLE_ENDIAN)).isEqualTo(little);
        assertThat(Userdata.bytes(0x01020304, BIG_ENDIAN)).isEqualTo(big);
        assertThat(Userdata.number(little, LITTLE_ENDIAN)).isEqualTo(0x01020304);
        assertThat(Userdata.number(big, BIG_ENDIAN)).isEqualTo(0x01020304);
    }
}
