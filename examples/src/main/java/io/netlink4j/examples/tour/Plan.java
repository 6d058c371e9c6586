package io.netlink4j.examples.tour;

import java.util.List;

/**
 * What there is to draw.
 *
 * @param boxes the nodes
 * @param cables what joins them
 */
record Plan(List<Box> boxes, List<Cable> cables) {
    /**
     * A node.
     *
     * @param name its name
     * @param lines what is in it, a link or a part of a route each
     */
    record Box(String name, List<String> lines) {}

    /**
     * Where a cable is plugged in.
     *
     * @param box the number of the box, from 0
     * @param line the number of its line, from 0
     */
    record Plug(int box, int line) {}

    /** A cable between two boxes. */
    record Cable(Plug one, Plug other) {
        boolean touches(int box) {
            return one.box == box || other.box == box;
        }

        /** The box at the end that is not in {@code box}. */
        int across(int box) {
            return one.box == box ? other.box : one.box;
        }
    }
}
