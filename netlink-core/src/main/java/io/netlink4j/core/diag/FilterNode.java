package io.netlink4j.core.diag;

import io.netlink4j.core.link.LinkReference;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A part of a {@link SocketFilter}. Negations are pushed down to the conditions while the tree is walked ({@code negated}). So a condition
 * that the kernel or the socket cannot decide can be taken to match whether it is negated or not.
 */
sealed interface FilterNode permits FilterNode.And, FilterNode.Or, FilterNode.Not, FilterCondition {
    boolean test(InetSocket socket, boolean negated);

    int states(boolean negated);

    FilterNode resolved(ToIntFunction<LinkReference> links);

    /** {@code parts} and one more. A long chain of "or" is one list, not a deep tree. */
    static List<FilterNode> join(List<FilterNode> parts, FilterNode last) {
        return Stream.concat(parts.stream(), Stream.of(last)).toList();
    }

    private static boolean all(List<FilterNode> parts, InetSocket socket, boolean negated) {
        return parts.stream().allMatch(part -> part.test(socket, negated));
    }

    private static boolean any(List<FilterNode> parts, InetSocket socket, boolean negated) {
        return parts.stream().anyMatch(part -> part.test(socket, negated));
    }

    private static int states(List<FilterNode> parts, boolean negated, boolean all) {
        int bits = all ? SocketState.ALL : 0;
        for (FilterNode part : parts) {
            bits = all ? bits & part.states(negated) : bits | part.states(negated);
        }
        return bits;
    }

    private static List<FilterNode> resolved(List<FilterNode> parts, ToIntFunction<LinkReference> links) {
        return parts.stream().map(part -> part.resolved(links)).toList();
    }

    private static String text(List<FilterNode> parts, String word) {
        return parts.stream().map(FilterNode::toString).collect(Collectors.joining(" " + word + " ", "(", ")"));
    }

    record And(List<FilterNode> parts) implements FilterNode {
        @Override
        public boolean test(InetSocket socket, boolean negated) {
            return negated ? any(parts, socket, true) : all(parts, socket, false);
        }

        @Override
        public int states(boolean negated) {
            return FilterNode.states(parts, negated, !negated);
        }

        @Override
        public FilterNode resolved(ToIntFunction<LinkReference> links) {
            return new And(FilterNode.resolved(parts, links));
        }

        @Override
        public String toString() {
            return text(parts, "and");
        }
    }

    record Or(List<FilterNode> parts) implements FilterNode {
        @Override
        public boolean test(InetSocket socket, boolean negated) {
            return negated ? all(parts, socket, true) : any(parts, socket, false);
        }

        @Override
        public int states(boolean negated) {
            return FilterNode.states(parts, negated, negated);
        }

        @Override
        public FilterNode resolved(ToIntFunction<LinkReference> links) {
            return new Or(FilterNode.resolved(parts, links));
        }

        @Override
        public String toString() {
            return text(parts, "or");
        }
    }

    record Not(FilterNode part) implements FilterNode {
        @Override
        public boolean test(InetSocket socket, boolean negated) {
            return part.test(socket, !negated);
        }

        @Override
        public int states(boolean negated) {
            return part.states(!negated);
        }

        @Override
        public FilterNode resolved(ToIntFunction<LinkReference> links) {
            return new Not(part.resolved(links));
        }

        @Override
        public String toString() {
            return "not " + part;
        }
    }
}
