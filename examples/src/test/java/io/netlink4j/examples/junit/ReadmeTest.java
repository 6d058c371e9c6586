package io.netlink4j.examples.junit;

import io.netlink4j.examples.Readme;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The README shows a test that is compiled and run. */
final class ReadmeTest {
    @Test
    void showsServerIT() throws IOException {
        Readme.assertShows(Readme.test("junit/ServerIT.java"));
    }
}
