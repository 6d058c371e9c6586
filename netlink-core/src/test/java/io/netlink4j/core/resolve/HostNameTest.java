package io.netlink4j.core.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HostNameTest {
    @Test
    void namesHaveTheirLimits() {
        String label = "a".repeat(63);
        assertThat(HostName.isLegal("a")).isTrue();
        assertThat(HostName.isLegal("a.b.")).isTrue();
        assertThat(HostName.isLegal("_service._tcp.example")).isTrue();
        assertThat(HostName.isLegal(String.join(".", label, label, label, "a".repeat(61))))
                .isTrue();
        assertThat(HostName.isLegal(String.join(".", label, label, label, "a".repeat(62))))
                .isFalse();
        assertThat(HostName.isLegal(label + "a")).isFalse();
        assertThat(HostName.isLegal("")).isFalse();
        assertThat(HostName.isLegal(".")).isFalse();
        assertThat(HostName.isLegal("a..b")).isFalse();
        assertThat(HostName.isLegal("a b")).isFalse();
        assertThat(HostName.isLegal("b\u00fccher")).isFalse();
    }
}
