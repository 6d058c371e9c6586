package io.netlink4j.examples.tour;

import io.netlink4j.examples.tour.Layout.Frame;
import io.netlink4j.examples.tour.Layout.Wire;
import io.netlink4j.examples.tour.Plan.Box;
import io.netlink4j.examples.tour.Plan.Cable;
import io.netlink4j.examples.tour.Plan.Plug;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Places the boxes of one group, column by column, with lanes between the columns for the cables. */
final class Group {
    private static final int BORDER = 1;
    private static final int PADDING = 1;
    private static final int ELSEWHERE = -1;

    private final Plan plan;
    private final int[] columnOf;
    private final int[] topOf;
    private final List<Frame> frames = new ArrayList<>();
    private final List<Wire> wires = new ArrayList<>();
    private int width;
    private int bottom;

    /**
     * Places a group.
     *
     * @param plan what there is to draw
     * @param columns the numbers of its boxes
     * @param top the first row
     */
    Group(Plan plan, List<List<Integer>> columns, int top) {
        this.plan = plan;
        this.columnOf = new int[plan.boxes().size()];
        this.topOf = new int[plan.boxes().size()];
        Arrays.fill(columnOf, ELSEWHERE);
        for (int column = 0; column < columns.size(); column++) {
            stack(columns.get(column), column, top);
        }
        for (int column = 0; column < columns.size(); column++) {
            frame(columns.get(column));
            wire(column);
        }
    }

    List<Frame> frames() {
        return List.copyOf(frames);
    }

    List<Wire> wires() {
        return List.copyOf(wires);
    }

    int width() {
        return width;
    }

    /** The first row below it. */
    int bottom() {
        return bottom;
    }

    private void stack(List<Integer> boxes, int column, int top) {
        int y = top;
        for (int box : boxes) {
            columnOf[box] = column;
            topOf[box] = y;
            int below = y + heightOf(plan.boxes().get(box));
            bottom = Math.max(bottom, below);
            y = below + 1;
        }
    }

    private void frame(List<Integer> boxes) {
        int widest = boxes.stream()
                .mapToInt(box -> widthOf(plan.boxes().get(box)))
                .max()
                .orElse(0);
        for (int number : boxes) {
            Box box = plan.boxes().get(number);
            frames.add(new Frame(box, width, topOf[number], widest, heightOf(box)));
        }
        width += widest;
    }

    private static int widthOf(Box box) {
        int longest = box.lines().stream().mapToInt(String::length).max().orElse(0);
        return Math.max(longest, box.name().length() + 1) + 2 * (BORDER + PADDING);
    }

    private static int heightOf(Box box) {
        return box.lines().size() + 2 * BORDER;
    }

    /** Leads the cables of a column to the next one, or back to itself. Two share a lane where they do not meet in it. */
    private void wire(int column) {
        List<List<Cable>> lanes = new ArrayList<>();
        cablesOf(column)
                .forEach(cable -> lanes.stream()
                        .filter(lane -> lane.stream().noneMatch(other -> meet(cable, other)))
                        .findFirst()
                        .orElseGet(() -> {
                            lanes.add(new ArrayList<>());
                            return lanes.getLast();
                        })
                        .add(cable));
        int gap = lanes.isEmpty() ? 0 : lanes.size() + 2;
        for (int lane = 0; lane < lanes.size(); lane++) {
            for (Cable cable : lanes.get(lane)) {
                boolean leadsOn = columnOf[right(cable).box()] != column;
                int end = leadsOn ? width + gap : width - 1;
                wires.add(new Wire(width - 1, row(left(cable)), width + 1 + lane, end, row(right(cable))));
            }
        }
        width += gap;
    }

    /** In an order in which those that go the same way do not cross: of two that go down the lower one turns first. */
    private Stream<Cable> cablesOf(int column) {
        return plan.cables().stream()
                .filter(cable -> columnOf[left(cable).box()] == column)
                .sorted(Comparator.comparingInt(cable -> {
                    int start = row(left(cable));
                    return row(right(cable)) > start ? -start : start;
                }));
    }

    private Plug left(Cable cable) {
        return isInOrder(cable) ? cable.one() : cable.other();
    }

    private Plug right(Cable cable) {
        return isInOrder(cable) ? cable.other() : cable.one();
    }

    private boolean isInOrder(Cable cable) {
        return columnOf[cable.one().box()] <= columnOf[cable.other().box()];
    }

    private boolean meet(Cable one, Cable other) {
        return upper(one) <= lower(other) && upper(other) <= lower(one);
    }

    private int upper(Cable cable) {
        return Math.min(row(cable.one()), row(cable.other()));
    }

    private int lower(Cable cable) {
        return Math.max(row(cable.one()), row(cable.other()));
    }

    private int row(Plug plug) {
        return topOf[plug.box()] + BORDER + plug.line();
    }
}
