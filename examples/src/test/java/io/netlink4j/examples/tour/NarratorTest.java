package io.netlink4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class NarratorTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Narrator tell = new Narrator(new PrintStream(out, true, StandardCharsets.UTF_8));

    @Test
    void whatIsAsExpectedIsTicked() {
        tell.expect("the sky", "blue", () -> "blue");

        assertThat(told()).isEqualTo("   ✓ " + "the sky".concat(" ".repeat(46)) + "blue\n");
        assertThat(tell.observations()).isEqualTo(1);
        assertThat(tell.surprises()).isZero();
    }

    @Test
    void whatIsNotIsCounted() {
        tell.expect("the sky", "blue", () -> "grey");

        assertThat(told()).startsWith("   ✗ the sky").endsWith("grey   (expected: blue)\n");
        assertThat(tell.surprises()).isEqualTo(1);
    }

    @Test
    void aFailureToLookIsASurprise() {
        tell.expect("the sky", "blue", () -> {
            throw new IOException("fog");
        });

        assertThat(told()).contains("✗", "fog");
        assertThat(tell.surprises()).isEqualTo(1);
    }

    @Test
    void whatIsDoneIsToldFirst() throws IOException {
        AtomicBoolean done = new AtomicBoolean();

        tell.act("paint the sky", "brush --colour \\\n    blue", () -> {
            assertThat(told()).isEqualTo("   - paint the sky\n       $ brush --colour \\\n             blue\n");
            done.set(true);
        });

        assertThat(done).isTrue();
        assertThat(tell.observations()).isZero();
    }

    private String told() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
