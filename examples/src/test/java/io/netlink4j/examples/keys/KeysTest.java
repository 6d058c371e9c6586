package io.netlink4j.examples.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the name and the number of every key against the kernel's own list. */
class KeysTest {
    private static final List<String[]> KEYS =
            Keys.lines().map(line -> line.split("\t", -1)).toList();

    /** The list leaves out what ends in _MAX, because most of those are the length of an enumeration; these are attributes. */
    private static final Map<String, String> ATTRIBUTES_IN_MAX = Map.ofEntries(
            Map.entry("CTA_PROTONAT_PORT_MAX", "2"),
            Map.entry("IFLA_BOND_MISSED_MAX", "30"),
            Map.entry("IFLA_CAN_BITRATE_MAX", "15"),
            Map.entry("IFLA_CAN_TDC_TDCV_MAX", "2"),
            Map.entry("IFLA_CAN_TDC_TDCO_MAX", "4"),
            Map.entry("IFLA_CAN_TDC_TDCF_MAX", "6"),
            Map.entry("IFLA_CAN_PWM_PWMS_MAX", "2"),
            Map.entry("IFLA_CAN_PWM_PWML_MAX", "4"),
            Map.entry("IFLA_CAN_PWM_PWMO_MAX", "6"),
            Map.entry("IFLA_BR_MCAST_HASH_MAX", "27"),
            Map.entry("NFTA_MASQ_REG_PROTO_MAX", "3"),
            Map.entry("NFTA_NAT_REG_ADDR_MAX", "4"),
            Map.entry("NFTA_NAT_REG_PROTO_MAX", "6"),
            Map.entry("NFTA_REDIR_REG_PROTO_MAX", "2"));

    /** The nests in IFLA_AF_SPEC are numbered by address family. */
    private static final Map<String, String> FAMILIES = Map.of("AF_INET", "2", "AF_INET6", "10");

    @Test
    void everyKeyHasTheKernelsNameAndNumber() throws IOException {
        Map<String, Set<String>> kernel = kernelNumbers();
        assertThat(KEYS)
                .hasSizeGreaterThan(400)
                .allSatisfy(key -> assertThat(kernel.get(key[0]))
                        .as("%s of %s", key[0], key[4])
                        .isNotNull()
                        .contains(key[1]));
    }

    @Test
    void everyKeyIsPrintedWithTypeAccessAndObject() {
        assertThat(KEYS).allSatisfy(key -> {
            assertThat(key).hasSize(6).doesNotContain("");
            assertThat(key[3]).isIn("r", "w", "rw");
        });
    }

    @Test
    void noObjectHasANameTwice() {
        Set<String> seen = new HashSet<>();
        assertThat(KEYS)
                .allSatisfy(key -> assertThat(seen.add(key[4] + " " + key[0]))
                        .as("%s of %s is the first of its name", key[0], key[4])
                        .isTrue());
    }

    @Test
    void onlyKeysAreProven() {
        assertThat(KEYS.stream().map(key -> key[0]).collect(Collectors.toSet()))
                .containsAll(Keys.proven().keySet());
        assertThat(Keys.proven().values()).allMatch(kernels -> kernels.matches("(\\d+\\.\\d+( |$))*(golden)?"));
    }

    private static Map<String, Set<String>> kernelNumbers() throws IOException {
        Map<String, Set<String>> numbers = new HashMap<>();
        try (var list = KeysTest.class.getResourceAsStream("attributes.tsv")) {
            assertThat(list).isNotNull();
            Pattern row = Pattern.compile("^[^#\t]+\t(\\d+)\t(\\w+)");
            new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                Matcher match = row.matcher(line);
                if (match.find()) {
                    numbers.computeIfAbsent(match.group(2), name -> new HashSet<>())
                            .add(match.group(1));
                }
            });
        }
        ATTRIBUTES_IN_MAX.forEach((name, number) -> numbers.put(name, Set.of(number)));
        FAMILIES.forEach((name, number) -> numbers.put(name, Set.of(number)));
        return numbers;
    }
}
