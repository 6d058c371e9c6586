package io.netlink4j.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrintableTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "red", "eth0.10", "a b", "ü", "日本", "🦊", "back\\slash", "it's \"quoted\""})
    void leavesVisibleCharacters(String text) {
        assertThat(Printable.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0x00, \\x00",
        "0x0a, \\x0a",
        "0x0d, \\x0d",
        "0x1b, \\x1b",
        "0x7f, \\x7f",
        "0x9b, \\x9b", // CSI in one character
        "0xad, \\u00ad",
        "0x200b, \\u200b",
        "0x2028, \\u2028",
        "0x2029, \\u2029",
        "0x202e, \\u202e",
        "0x2066, \\u2066",
        "0xd800, \\ud800",
        "0xfeff, \\ufeff",
        "0xe0041, \\U000e0041"
    })
    void escapesControlCharacters(int character, String escaped) {
        assertThat(Printable.of("ü" + Character.toString(character) + "x")).isEqualTo("ü" + escaped + "x");
    }

    @Test
    void escapesEveryOccurrence() {
        assertThat(Printable.of("\u001b[31mred\nblue")).isEqualTo("\\x1b[31mred\\x0ablue");
    }
}
