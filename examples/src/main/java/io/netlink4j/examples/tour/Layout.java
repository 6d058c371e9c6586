package io.netlink4j.examples.tour;

import io.netlink4j.examples.tour.Plan.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything of a plan is, in characters from the upper left corner.
 *
 * @param width how far it reaches to the right
 * @param height how far it reaches down
 * @param frames the boxes
 * @param wires the cables
 */
record Layout(int width, int height, List<Frame> frames, List<Wire> wires) {
    /** A box with its border. */
    record Frame(Box box, int x, int y, int width, int height) {
        int right() {
            return x + width - 1;
        }

        int bottom() {
            return y + height - 1;
        }
    }

    /** A cable: from its left end to the right as far as {@code bend}, there up or down, and on to its other end. */
    record Wire(int x1, int y1, int bend, int x2, int y2) {}

    /** Boxes that are joined stand side by side; groups of them one below the other. */
    static Layout of(Plan plan) {
        List<Frame> frames = new ArrayList<>();
        List<Wire> wires = new ArrayList<>();
        int width = 0;
        int height = 0;
        for (List<List<Integer>> columns : new Graph(plan).groups()) {
            Group group = new Group(plan, columns, height == 0 ? 0 : height + 1);
            frames.addAll(group.frames());
            wires.addAll(group.wires());
            width = Math.max(width, group.width());
            height = group.bottom();
        }
        return new Layout(width, height, frames, wires);
    }
}
