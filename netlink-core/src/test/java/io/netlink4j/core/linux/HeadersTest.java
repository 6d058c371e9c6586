package io.netlink4j.core.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.error.Errno;
import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the constants of all machines with their headers. */
final class HeadersTest {
    @Test
    @NeedsCommand({
        "x86_64-linux-gnu-gcc",
        "aarch64-linux-gnu-gcc",
        "powerpc64le-linux-gnu-gcc",
        "s390x-linux-gnu-gcc",
        "riscv64-linux-gnu-gcc"
    })
    void theFileMatchesTheHeaders(@TempDir Path directory) throws IOException {
        List<String> expected = Headers.compile(directory);
        List<String> comments =
                Headers.lines().stream().filter(line -> line.startsWith("#")).toList();
        Path written = Path.of("target", Headers.FILE);
        Files.write(written, comments);
        Files.write(written, expected, StandardOpenOption.APPEND);
        assertThat(Headers.lines().stream().filter(line -> !line.startsWith("#")))
                .as("a new constant? then replace the file by " + written.toAbsolutePath())
                .containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource
    void constantsHaveTheValuesOfTheMachine(Machine machine) throws IllegalAccessException {
        Map<String, String> headers = Headers.of(machine);
        Map<String, Long> differing = differing(machine.architecture());
        Field[] constants = Linux.class.getFields();
        assertThat(constants).hasSizeGreaterThan(50);
        for (Field constant : constants) {
            String name = constant.getName();
            Long value = differing.getOrDefault(name, ((Number) constant.get(null)).longValue());
            assertThat(headers)
                    .as("%s; %s says how a new constant gets there", machine, Headers.FILE)
                    .containsEntry(name, value.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void errorNumbersAreThoseOfTheMachine(Machine machine) {
        Map<String, String> headers = Headers.of(machine);
        for (int number : IntStream.rangeClosed(1, 133).toArray()) {
            String name = new Errno(number).symbol();
            assertThat(headers.getOrDefault(name, String.valueOf(number))).isEqualTo(String.valueOf(number));
        }
        assertThat(headers).containsKeys(Headers.errorNames().toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void timesAreCountedInHundredthsOfASecond(Machine machine) {
        assertThat(Headers.of(machine)).containsEntry("HZ", "100");
    }

    @ParameterizedTest
    @EnumSource
    void aMachineIsFoundByItsName(Machine machine) {
        ByteOrder order = machine.architecture().order();
        assertThat(Architecture.named(machine.javaName(), order)).isEqualTo(machine.architecture());
    }

    @Test
    void anUnknownMachineHasTheGenericValues() {
        assertThat(Architecture.named("loongarch64", ByteOrder.LITTLE_ENDIAN))
                .isEqualTo(Machine.RISCV64.architecture());
        assertThat(Architecture.named("vax", ByteOrder.BIG_ENDIAN).order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    }

    @Test
    void theConstantsAreThoseOfThisMachine() throws ReflectiveOperationException {
        assertThat(Architecture.HOST.order()).isEqualTo(ByteOrder.nativeOrder());
        Map<String, Long> actual = new TreeMap<>();
        for (String name : differing(Architecture.HOST).keySet()) {
            actual.put(name, ((Number) Linux.class.getField(name).get(null)).longValue());
        }
        assertThat(actual).isEqualTo(differing(Architecture.HOST));
    }

    private static Map<String, Long> differing(Architecture machine) {
        return Map.of(
                "O_DIRECTORY", (long) machine.oDirectory(),
                "O_NOFOLLOW", (long) machine.oNofollow(),
                "NS_GET_NSTYPE", machine.io(0xb7, 3),
                "TUNSETIFF", machine.iow('T', 202, Integer.BYTES),
                "TUNSETPERSIST", machine.iow('T', 203, Integer.BYTES),
                "TUNSETOWNER", machine.iow('T', 204, Integer.BYTES),
                "TUNSETGROUP", machine.iow('T', 206, Integer.BYTES));
    }
}
