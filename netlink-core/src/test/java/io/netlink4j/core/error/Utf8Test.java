package io.netlink4j.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Property
    void anyBytesAreRestored(@ForAll byte[] bytes) {
        assertThat(Utf8.encode(Utf8.decode(bytes))).isEqualTo(bytes);
    }

    @Property
    void validUtf8IsUnchanged(@ForAll String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Utf8.decode(bytes)).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        assertThat(Utf8.encode(Utf8.decode(bytes))).isEqualTo(bytes);
    }

    @Test
    void invalidBytesBecomeLowSurrogates() {
        byte[] latin1 = {'a', (byte) 0xff, (byte) 0xc3, (byte) 0xbc, (byte) 0xe2, (byte) 0x82};
        assertThat(Utf8.decode(latin1)).isEqualTo("a\udcff\u00fc\udce2\udc82");
        assertThat(Utf8.decode("\ufffd".getBytes(StandardCharsets.UTF_8))).isEqualTo("\ufffd");
        assertThat(Utf8.decode("\ud83e\udd8a".getBytes(StandardCharsets.UTF_8))).isEqualTo("\ud83e\udd8a");
        assertThat(Utf8.encode("\ud83e\udc8a")).hasSize(4);
    }
}
