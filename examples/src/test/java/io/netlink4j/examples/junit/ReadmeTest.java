package io.netlink4j.examples.junit;

import io.netlink4j.examples.Readme;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The README shows tests that are compiled and run. */
final class ReadmeTest {
    @Test
    void showsServerIT() throws IOException {
        // By the name that surefire looks for.
        Readme.assertShows(
                Readme.test("junit/ServerIT.java").replace("public final class ServerIT", "final class ServerTest"));
    }

    @Test
    void showsContainerRecipesIT() throws IOException {
        for (String part : Readme.testParts("container/ContainerRecipesIT.java")) {
            Readme.assertShows(part);
        }
    }
}
