package io.netlink4j.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What nft lists, in a form that can be compared. */
public final class NftListing {
    private static final Pattern ELEMENTS = Pattern.compile("\\{ ([^{}]*) }");

    private NftListing() {}

    /** The lines with wrapped lines joined and elements sorted, since the kernel lists elements in any order. */
    public static List<String> lines(String ruleset) {
        return ruleset.replaceAll(",\\s*\n\\s*", ", ")
                .lines()
                .map(line -> ELEMENTS.matcher(line)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                Arrays.stream(found.group(1).split(", "))
                                        .sorted()
                                        .collect(Collectors.joining(", ", "{ ", " }")))))
                .toList();
    }
}
