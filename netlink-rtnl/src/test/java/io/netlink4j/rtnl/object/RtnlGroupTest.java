package io.netlink4j.rtnl.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.testkit.NeedsCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RtnlGroupTest {
    private static final Path HEADER = Path.of("/usr/include/linux/rtnetlink.h");

    /** The headers of the kernel come with a compiler. */
    @Test
    @NeedsCommand("x86_64-linux-gnu-gcc")
    void groupsMatchTheKernelHeader() throws IOException {
        List<String> enumerators = Pattern.compile("^\\s*(RTNLGRP_\\w+),", Pattern.MULTILINE)
                .matcher(Files.readString(HEADER))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(enumerators).startsWith("RTNLGRP_NONE", "RTNLGRP_LINK").hasSizeGreaterThan(30);
        Map<String, Integer> header = IntStream.range(1, enumerators.size())
                .boxed()
                .filter(number -> !enumerators.get(number).matches("RTNLGRP_(DECnet_.*|NOP\\d)"))
                .collect(Collectors.toMap(enumerators::get, number -> number));
        Map<String, Integer> ours =
                Arrays.stream(RtnlGroup.values()).collect(Collectors.toMap(RtnlGroup::toString, RtnlGroup::number));
        assertThat(ours).containsAllEntriesOf(header);
        ours.keySet().removeAll(header.keySet());
        assertThat(ours.values())
                .as("groups that are newer than the header")
                .allSatisfy(number -> assertThat(number).isGreaterThanOrEqualTo(enumerators.size()));
    }
}
