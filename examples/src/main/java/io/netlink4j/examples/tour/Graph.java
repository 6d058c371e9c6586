package io.netlink4j.examples.tour;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Which boxes belong side by side: a cable never joins boxes that are more than one column apart. */
final class Graph {
    private static final int NOT_REACHED = -1;

    private final Plan plan;

    Graph(Plan plan) {
        this.plan = plan;
    }

    /** The boxes that are joined, group by group, and in each column by column. */
    List<List<List<Integer>>> groups() {
        List<List<List<Integer>>> groups = new ArrayList<>();
        TreeSet<Integer> left = new TreeSet<>(boxes().boxed().toList());
        while (!left.isEmpty()) {
            int[] fromFirst = distances(left.first());
            List<Integer> members =
                    boxes().filter(box -> fromFirst[box] != NOT_REACHED).boxed().toList();
            groups.add(columns(members));
            members.forEach(left::remove);
        }
        return groups;
    }

    /** Columns by their distance from the box that is farthest from some other one; of several the first, on the left. */
    private List<List<Integer>> columns(List<Integer> members) {
        int[] distances = {};
        int farthest = NOT_REACHED;
        for (int member : members) {
            int[] candidate = distances(member);
            int reach = Arrays.stream(candidate).max().orElse(0);
            if (reach > farthest) {
                farthest = reach;
                distances = candidate;
            }
        }
        List<List<Integer>> columns = new ArrayList<>();
        for (int distance = 0; distance <= farthest; distance++) {
            List<Integer> column = new ArrayList<>();
            for (int member : members) {
                if (distances[member] == distance) {
                    column.add(member);
                }
            }
            columns.add(column);
        }
        return columns;
    }

    /** How many cables it takes to get from one box to each. */
    private int[] distances(int from) {
        int[] distances = new int[plan.boxes().size()];
        Arrays.fill(distances, NOT_REACHED);
        distances[from] = 0;
        Deque<Integer> reached = new ArrayDeque<>(List.of(from));
        while (!reached.isEmpty()) {
            int here = reached.remove();
            plan.cables().stream()
                    .filter(cable -> cable.touches(here))
                    .mapToInt(cable -> cable.across(here))
                    .filter(there -> distances[there] == NOT_REACHED)
                    .forEach(there -> {
                        distances[there] = distances[here] + 1;
                        reached.add(there);
                    });
        }
        return distances;
    }

    private IntStream boxes() {
        return IntStream.range(0, plan.boxes().size());
    }
}
