package io.netlink4j.core.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A native image links only the shapes of calls that its metadata names: those of {@link Downcalls}, plain and variadic. */
final class NativeImageMetadataTest {
    private static final String FILE = "/META-INF/native-image/io.netlink4j/netlink-core/reachability-metadata.json";
    private static final Map<MemoryLayout, String> NAMES = Map.of(ValueLayout.JAVA_LONG, "jlong");

    @Test
    void namesEachShapeOfCalls() throws IOException {
        String result = NAMES.get(Downcalls.DESCRIPTOR.returnLayout().orElseThrow());
        String parameters = Downcalls.DESCRIPTOR.argumentLayouts().stream()
                .map(layout -> '"' + NAMES.get(layout) + '"')
                .collect(Collectors.joining(","));
        String call = "{\"returnType\":\"" + result + "\",\"parameterTypes\":[" + parameters + "],\"options\":{%s}}";
        String plain = "\"captureCallState\":true";
        String variadic = plain + ",\"firstVariadicArg\":" + Downcalls.FIXED_ARGUMENTS;

        assertThat(read().replaceAll("\\s", ""))
                .isEqualTo("{\"foreign\":{\"downcalls\":["
                        + String.join(",", call.formatted(plain), call.formatted(variadic)) + "]}}");
    }

    private static String read() throws IOException {
        try (InputStream file = NativeImageMetadataTest.class.getResourceAsStream(FILE)) {
            assertThat(file).as(FILE).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
