package io.netlink4j.examples.tour;

import static io.netlink4j.nft.statement.Statements.dnatTo;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.tcp;

import io.netlink4j.nft.Nft;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.Table;
import io.netlink4j.rtnl.route.Route;
import java.io.IOException;

/** Two ways to a server behind the host: its port on the host's address, or a route to its own. */
final class PortForwarding implements Step {
    @Override
    public String title() {
        return "5  A forwarded port";
    }

    @Override
    public String idea() {
        return "A client reaches a server behind the host by a port that the host forwards, or by a route to its"
                + " network.";
    }

    @Override
    public void run(TourNetwork network, Narrator tell) throws IOException {
        Node host = network.node("host");
        Node blue = network.node("blue");
        Node lan = network.node("lan");
        Caller caller = Caller.in(lan);

        network.serve(blue, "192.168.15.2");
        tell.expect("the LAN asks the host for http://192.168.1.2/", Caller.REFUSED, () -> caller.web("192.168.1.2"));

        tell.act("the host passes port 80 on to blue, where a web server lives", """
            ip netns exec host nft add chain ip nat prerouting '{ type nat hook prerouting priority dstnat; }'
            ip netns exec host nft add rule ip nat prerouting \\
                    ip daddr 192.168.1.2 tcp dport 80 dnat to 192.168.15.2:80
            """, () -> forwardPort(host));
        tell.expect(
                "the LAN asks the host for http://192.168.1.2/",
                "200 welcome to blue, 192.168.1.3",
                () -> caller.web("192.168.1.2"));
        tell.expect(
                "what the host remembers of this visit",
                "192.168.1.2:80 is 192.168.15.2:80",
                () -> Translations.ofDestinations(host));
        tell.expect(
                "the LAN asks blue for http://192.168.15.2/",
                Caller.NETWORK_UNREACHABLE,
                () -> caller.web("192.168.15.2"));

        tell.act(
                "the other way: a route",
                "ip -n lan route add 192.168.15.0/24 via 192.168.1.2",
                () -> lan.routes().add(Route.to("192.168.15.0/24").via("192.168.1.2")));
        tell.expect(
                "the LAN asks blue for http://192.168.15.2/",
                "200 welcome to blue, 192.168.1.3",
                () -> caller.web("192.168.15.2"));
    }

    private static void forwardPort(Node host) {
        try (Nft nft = Nft.open(host.namespace())) {
            nft.commit(tx -> {
                Chain prerouting = tx.add(Table.ip("nat").chain("prerouting").nat(Hook.PREROUTING));
                tx.add(prerouting.rule(ip().daddr("192.168.1.2"), tcp().dport(80), dnatTo("192.168.15.2", 80)));
            });
        }
    }
}
