package io.netlink4j.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.error.Printable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamespaceDirectoryTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "/", "a/b", "../red", "/run/netns/red", "a\0b", "/\u001b[31m", "\ud800", "a\udcff"
            })
    void aNameDoesNotLeadOutOfTheDirectory(String name) {
        assertThatThrownBy(() -> NamespaceDirectory.file(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + Printable.of(name) + "' is no name for a namespace");
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
    void theDirectoryIsThatOfIpNetnsIfItIsWritable() {
        assertThat(NamespaceDirectory.path("", () -> true, "/run/user/1000")).isEqualTo(Path.of("/run/netns"));
        assertThat(NamespaceDirectory.path("", () -> false, "")).isEqualTo(Path.of("/run/netns"));
        assertThat(NamespaceDirectory.path("", () -> false, "/run/user/1000"))
                .isEqualTo(Path.of("/run/user/1000/netns"));
        assertThat(NamespaceDirectory.path("/tmp/rooms", () -> true, "/run/user/1000"))
                .isEqualTo(Path.of("/tmp/rooms"));
    }

    @Test
    void aDirectoryMayHaveAnyDecodableName() {
        assertThat(NamespaceDirectory.path("/tmp/r\u00e4ume/", () -> true, "").toUri())
                .hasToString("file:///tmp/r%C3%A4ume");
        assertThat(NamespaceDirectory.path("", () -> false, "/run/\u00fc").toUri())
                .hasToString("file:///run/%C3%BC/netns");
        assertThat(NamespaceDirectory.path("rooms", () -> true, ""))
                .isEqualTo(Path.of("rooms").toAbsolutePath());
        assertThatThrownBy(() -> NamespaceDirectory.path("/tmp/r\ufffdume", () -> true, ""))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("the system property io.netlink4j.netns.directory")
                .hasMessageEndingWith("start the JVM with LC_ALL=C.UTF-8 (EILSEQ)");
    }
}
