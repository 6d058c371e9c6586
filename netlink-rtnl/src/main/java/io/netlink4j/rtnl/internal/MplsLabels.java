package io.netlink4j.rtnl.internal;

import static io.netlink4j.core.attribute.Codecs.BE32;
import static io.netlink4j.core.attribute.Codecs.array;

import io.netlink4j.core.attribute.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Stacks of MPLS labels ({@code struct mpls_label} of {@code linux/mpls.h}): each label in the upper 20 of 32 bits, the last one with a mark. */
public final class MplsLabels {
    private static final int LABEL_SHIFT = 12;
    private static final long BOTTOM = 0x100;
    private static final int HIGHEST = 0xf_ffff;

    /** The labels, the outermost first. */
    public static final Codec<List<Integer>> CODEC = array(BE32, Integer.BYTES)
            .map(
                    entries -> entries.stream()
                            .map(entry -> (int) (entry >>> LABEL_SHIFT))
                            .toList(),
                    MplsLabels::stack);

    private MplsLabels() {}

    /** {@code 100/200}. */
    public static String text(List<Integer> labels) {
        return labels.stream().map(String::valueOf).collect(Collectors.joining("/"));
    }

    private static List<Long> stack(List<Integer> labels) {
        List<Long> entries = new ArrayList<>();
        for (int label : labels) {
            CheckedCodecs.inRange(label, 0, HIGHEST, "an MPLS label");
            entries.add((long) label << LABEL_SHIFT | (entries.size() == labels.size() - 1 ? BOTTOM : 0));
        }
        return entries;
    }
}
