package io.netlink4j.examples.tour;

import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.masquerade;
import static io.netlink4j.nft.statement.Statements.oifname;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.object.Table;
import io.netlink4j.rtnl.route.Route;
import java.io.IOException;

/** A route shows the way out, forwarding lets it through, masquerading brings the answer back. */
final class Masquerading implements Step {
    @Override
    public String title() {
        return "4  Masquerade";
    }

    @Override
    public String idea() {
        return "The answer needs a route, too. The LAN has one to the host, and none to what is behind it.";
    }

    @Override
    public void run(TourNetwork network, Narrator tell) throws IOException {
        Node host = network.node("host");
        Node blue = network.node("blue");
        Caller caller = Caller.in(blue);

        tell.expect("blue calls the LAN", Caller.NETWORK_UNREACHABLE, () -> caller.tcp("192.168.1.3"));

        tell.act("a route through the host, which forwards now", """
            ip -n blue route add 192.168.1.0/24 via 192.168.15.5
            ip netns exec host sysctl -w net.ipv4.ip_forward=1
            """, () -> {
            blue.routes().add(Route.to("192.168.1.0/24").via("192.168.15.5"));
            host.sysctl().write("net.ipv4.ip_forward", "1");
        });
        tell.expect("blue calls the LAN", Caller.NO_ANSWER, () -> caller.hasty().tcp("192.168.1.3"));

        tell.act("the host lends its address to those who go out", """
            ip netns exec host nft add table ip nat
            ip netns exec host nft add chain ip nat postrouting '{ type nat hook postrouting priority srcnat; }'
            ip netns exec host nft add rule ip nat postrouting \\
                    ip saddr 192.168.15.0/24 oifname eth0 masquerade
            """, () -> addMasquerade(host));
        tell.expect("blue calls the LAN by TCP", "hello 192.168.1.2", () -> caller.tcp("192.168.1.3"));
        tell.expect("blue calls the LAN by UDP", "hello 192.168.1.2", () -> caller.udp("192.168.1.3"));
        tell.expect(
                "what the host remembers of these calls",
                "192.168.15.2 is 192.168.1.2 there",
                () -> Translations.ofSources(host));
        tell.expect("blue calls the internet", Caller.NETWORK_UNREACHABLE, () -> caller.tcp("8.8.8.8"));

        tell.act(
                "a default route",
                "ip -n blue route add default via 192.168.15.5",
                () -> blue.routes().add(Route.toDefault(IpFamily.IPV4).via("192.168.15.5")));
        tell.expect("blue calls the internet", "hello 192.168.1.2", () -> caller.tcp("8.8.8.8"));
    }

    private static void addMasquerade(Node host) {
        try (Nft nft = Nft.open(host.namespace())) {
            nft.commit(tx -> {
                Table nat = tx.add(Table.ip("nat"));
                Chain postrouting = tx.add(nat.chain("postrouting").nat(Hook.POSTROUTING));
                tx.add(postrouting.rule(ip().saddr("192.168.15.0/24"), oifname("eth0"), masquerade()));
            });
        }
    }
}
