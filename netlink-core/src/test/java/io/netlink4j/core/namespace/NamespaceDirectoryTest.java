package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamespaceDirectoryTest {
    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "/", "a/b", "../red", "/run/netns/red", "a\0b"})
    void aNameDoesNotLeadOutOfTheDirectory(String name) {
        assertThatThrownBy(() -> NamespaceDirectory.file(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + name + "' is no name for a namespace");
        assertThatThrownBy(() -> NetworkNamespace.create(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NetworkNamespace.open(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NetworkNamespace.delete(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "...", ".red", "-", "red room", "räume", "net:[1]"})
    void anyOtherNameIsAFile(String name) {
        assertThat(NamespaceDirectory.file(name)).isEqualTo(NamespaceDirectory.path() + "/" + name);
    }

    @Test
    void aNameHasAtMost255Bytes() {
        assertThat(NamespaceDirectory.file("x".repeat(255))).endsWith("x");
        assertThatThrownBy(() -> NamespaceDirectory.file("x".repeat(256))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NamespaceDirectory.file("ä".repeat(128))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDirectoryIsThatOfIpNetnsUnlessItIsNotOurs() {
        assertThat(NamespaceDirectory.path("", () -> true, "/run/user/1000")).isEqualTo(Path.of("/run/netns"));
        assertThat(NamespaceDirectory.path("", () -> false, "")).isEqualTo(Path.of("/run/netns"));
        assertThat(NamespaceDirectory.path("", () -> false, "/run/user/1000"))
                .isEqualTo(Path.of("/run/user/1000/netns"));
        assertThat(NamespaceDirectory.path("/tmp/rooms", () -> true, "/run/user/1000"))
                .isEqualTo(Path.of("/tmp/rooms"));
    }
}
