package io.netlink4j.nft.match;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ByteOrderingTest {
    @Test
    void onlyHostOrderFieldsDependOnTheMachine() {
        byte[] number = {1, 2, 3, 4};
        assertThat(ByteOrdering.NETWORK.of(number, LITTLE_ENDIAN)).containsExactly(1, 2, 3, 4);
        assertThat(ByteOrdering.NETWORK.of(number, BIG_ENDIAN)).containsExactly(1, 2, 3, 4);
        assertThat(ByteOrdering.HOST.of(number, LITTLE_ENDIAN)).containsExactly(4, 3, 2, 1);
        assertThat(ByteOrdering.HOST.of(number, BIG_ENDIAN)).containsExactly(1, 2, 3, 4);
    }
}
