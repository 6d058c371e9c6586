package io.netlink4j.examples.tour;

import io.netlink4j.core.link.LinkReference;
import io.netlink4j.examples.tour.Plan.Box;
import io.netlink4j.examples.tour.Plan.Cable;
import io.netlink4j.examples.tour.Plan.Plug;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteFilter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads from the kernel what is in the nodes, as a plan to draw. It does not know what the tour meant to build. */
final class NetworkReader {
    private final List<Node> nodes;
    private final List<Sheet> sheets;

    private NetworkReader(List<Node> nodes) {
        this.nodes = nodes;
        this.sheets = nodes.stream().map(Sheet::new).toList();
    }

    static Plan of(List<Node> nodes) {
        NetworkReader survey = new NetworkReader(nodes);
        List<Box> boxes = survey.sheets.stream().map(Sheet::box).toList();
        return new Plan(boxes, survey.cables());
    }

    private List<Cable> cables() {
        List<Cable> cables = new ArrayList<>();
        for (int near = 0; near < nodes.size(); near++) {
            for (int far = near + 1; far < nodes.size(); far++) {
                Optional<Integer> number =
                        nodes.get(near).rtnl().nsids().find(nodes.get(far).namespace());
                for (Link link : sheets.get(near).links) {
                    if (number.isPresent() && link.linkNamespaceId().equals(number)) {
                        Plug one = new Plug(near, sheets.get(near).lineOf(link));
                        Plug other =
                                new Plug(far, sheets.get(far).lineOf(link.link().orElseThrow()));
                        cables.add(new Cable(one, other));
                    }
                }
            }
        }
        return cables;
    }

    /** One node: its lines, and on which of them each link is. */
    private static final class Sheet {
        private final Node node;
        private final List<Link> links;
        private final List<Address> addresses;
        private final List<String> lines = new ArrayList<>();
        private final Map<Integer, Integer> lineOfIndex = new LinkedHashMap<>();

        Sheet(Node node) {
            this.node = node;
            this.links = node.ownLinks();
            this.addresses = node.addresses().list().stream()
                    .filter(address -> !address.address().isLoopback()
                            && !address.address().isLinkLocal())
                    .toList();
            links.stream()
                    .filter(link -> link.master().isEmpty() && isWorthALine(link))
                    .forEach(this::draw);
            node.routes().list(RouteFilter.main()).forEach(this::draw);
        }

        Box box() {
            return new Box(node.name(), List.copyOf(lines));
        }

        int lineOf(LinkReference link) {
            return lineOfIndex.getOrDefault(link.ifindex().orElseThrow(), 0);
        }

        private boolean isWorthALine(Link link) {
            return link.link().isPresent()
                    || link.kind().isPresent()
                    || !addressesOf(link).isEmpty();
        }

        private void draw(Link link) {
            lineOfIndex.put(link.ifindex().orElseThrow(), lines.size());
            String name = link.name().orElse("?");
            List<String> texts = addressesOf(link);
            lines.add(texts.isEmpty() ? name : "%-9s %s".formatted(name, texts.getFirst()));
            texts.stream().skip(1).forEach(text -> lines.add("%-9s %s".formatted("", text)));
            if (link.kind().orElse(null) instanceof Bridge) {
                drawPorts(link);
            }
        }

        private void drawPorts(Link bridge) {
            Iterator<Link> ports = links.stream()
                    .filter(link -> link.master().map(LinkReference::ifindex).equals(Optional.of(bridge.ifindex())))
                    .iterator();
            while (ports.hasNext()) {
                Link port = ports.next();
                lineOfIndex.put(port.ifindex().orElseThrow(), lines.size());
                lines.add((ports.hasNext() ? "├ " : "└ ") + port.name().orElse("?"));
            }
        }

        private void draw(Route route) {
            route.gateway().ifPresent(gateway -> {
                lines.add(route.isDefault() ? "default" : route.destination().toString());
                lines.add("  via " + gateway);
            });
        }

        private List<String> addressesOf(Link link) {
            return addresses.stream()
                    .filter(address ->
                            address.link().flatMap(LinkReference::ifindex).equals(link.ifindex()))
                    .map(address -> address.toInterface().toString())
                    .toList();
        }
    }
}
