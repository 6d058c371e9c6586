package io.netlink4j.examples.tour;

import io.netlink4j.nft.flow.Flow;
import io.netlink4j.nft.flow.FlowFilter;
import io.netlink4j.nft.flow.FlowTuple;
import io.netlink4j.nft.flow.Flows;
import io.netlink4j.nft.packet.CtStatus;
import java.util.stream.Collectors;

/** What a node that translates addresses remembers of each connection: its packets before and after. */
final class Translations {
    private Translations() {}

    /** The sources that the node changed, such as {@code 192.168.15.2 is 192.168.1.2 there}. */
    static String ofSources(Node node) {
        return of(node, CtStatus.SNAT, (before, after) -> before.source() + " is " + after.source() + " there");
    }

    /** The destinations that the node changed, such as {@code 192.168.1.2:80 is 192.168.15.2:80}. */
    static String ofDestinations(Node node) {
        return of(node, CtStatus.DNAT, (before, after) -> destination(before) + " is " + destination(after));
    }

    private static String of(Node node, CtStatus kind, Words words) {
        try (Flows flows = Flows.open(node.namespace())) {
            return flows.list(FlowFilter.all().status(kind)).stream()
                    .map(flow -> words.of(flow.original(), flow.translated()))
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }

    private static String destination(FlowTuple tuple) {
        return tuple.destination()
                + tuple.destinationPort().map(port -> ":" + port).orElse("");
    }

    /** Describes the packets of a {@link Flow}. */
    @FunctionalInterface
    private interface Words {
        String of(FlowTuple before, FlowTuple after);
    }
}
