package io.netlink4j.rtnl.neighbour;

import io.netlink4j.core.message.Request;
import io.netlink4j.rtnl.internal.RtnlSender;
import java.util.List;
import java.util.function.Supplier;

/**
 * The parameters of the tables of neighbours ({@code RTM_*NEIGHTBL}), as {@code ip ntable} handles them.
 *
 * {@snippet :
 * rtnl.neighbourTables().change(NeighbourTable.of(IPV4).parameters(
 *         NeighbourParameters.of("eth0").with(NeighbourParameters.BASE_REACHABLE_TIME, Duration.ofSeconds(60))));
 * }
 */
public final class NeighbourTables {
    private final RtnlSender sender;

    /** Called by {@code Rtnl}. Programs call {@code Rtnl} instead. */
    @SuppressWarnings("exports")
    public NeighbourTables(RtnlSender sender) {
        this.sender = sender;
    }

    /** Lists the tables, each followed by the parameters of the links. */
    public List<NeighbourTable> list() {
        Request request = new Request(
                NeighbourTable.DESCRIPTOR.requested(),
                0,
                NeighbourTable.DESCRIPTOR.empty(),
                () -> "list neighbour tables");
        return sender.list(request, NeighbourTable.DESCRIPTOR::decodeCreated);
    }

    /**
     * Changes what is set in {@code table}: its limits, and its parameters by default or on a link.
     *
     * @throws io.netlink4j.core.error.NetlinkException.NotFound if there is no such link, or it has none of its own
     */
    public void change(NeighbourTable table) {
        Supplier<String> operation = () -> "change neighbour table"
                + table.parameters()
                        .flatMap(NeighbourParameters::link)
                        .map(link -> " of " + link.label())
                        .orElse("");
        sender.execute(NeighbourTable.SET, 0, table, operation);
    }

    /** {@code neighbour tables in namespace 'red'}. */
    @Override
    public String toString() {
        return "neighbour tables in " + sender.where();
    }
}
