package io.netlink4j.examples.tour;

import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.route.Route;
import java.io.IOException;

/** A Linux machine with two links is a router as soon as it forwards. */
final class Router implements Step {
    private static final String FORWARD_IPV4 = "net.ipv4.ip_forward";
    private static final String FORWARD_IPV6 = "net.ipv6.conf.all.forwarding";

    @Override
    public String title() {
        return "6  Linux as a router";
    }

    @Override
    public String idea() {
        return "A - B - C: routes are not enough, the one in the middle has to forward.";
    }

    @Override
    public void run(TourNetwork network, Narrator tell) throws IOException {
        String[] nodes = {"A", "B", "C"};
        tell.act("three computers", TourNetwork.commands(nodes), () -> network.create(nodes));
        Node a = network.node("A");
        Node b = network.node("B");
        Node c = network.node("C");
        Caller caller = Caller.in(a);

        join(
                new End(a, "eth0", "10.1.0.5/24", "2001:db8:1::5/64"),
                new End(b, "eth0", "10.1.0.6/24", "2001:db8:1::6/64"),
                tell);
        join(
                new End(c, "eth0", "10.2.0.5/24", "2001:db8:2::5/64"),
                new End(b, "eth1", "10.2.0.6/24", "2001:db8:2::6/64"),
                tell);
        forward(b, "0", "B does not forward", tell);
        network.answer(c, "10.2.0.5");
        network.answer(c, "2001:db8:2::5");
        network.answer(a, "10.1.0.5");
        tell.expect("A calls C", Caller.NETWORK_UNREACHABLE, () -> caller.tcp("10.2.0.5"));
        tell.expect("A calls C over IPv6", Caller.NETWORK_UNREACHABLE, () -> caller.tcp("2001:db8:2::5"));

        tell.act("routes through B, there and back", """
            ip -n A route add 10.2.0.0/24 via 10.1.0.6
            ip -n A route add 2001:db8:2::/64 via 2001:db8:1::6
            ip -n C route add 10.1.0.0/24 via 10.2.0.6
            ip -n C route add 2001:db8:1::/64 via 2001:db8:2::6
            """, () -> {
            a.routes().add(Route.to("10.2.0.0/24").via("10.1.0.6"));
            a.routes().add(Route.to("2001:db8:2::/64").via("2001:db8:1::6"));
            c.routes().add(Route.to("10.1.0.0/24").via("10.2.0.6"));
            c.routes().add(Route.to("2001:db8:1::/64").via("2001:db8:2::6"));
        });
        tell.expect("A calls C", Caller.NO_ANSWER, () -> caller.hasty().tcp("10.2.0.5"));
        tell.expect(
                "A calls C over IPv6", Caller.NO_ANSWER, () -> caller.hasty().tcp("2001:db8:2::5"));

        forward(b, "1", "B forwards", tell);
        tell.expect("A calls C", "hello 10.1.0.5", () -> caller.tcp("10.2.0.5"));
        tell.expect("A calls C over IPv6", "hello 2001:db8:1::5", () -> caller.tcp("2001:db8:2::5"));
        tell.expect("C calls A", "hello 10.2.0.5", () -> Caller.in(c).udp("10.1.0.5"));
    }

    private static void join(End near, End far, Narrator tell) throws IOException {
        tell.act(
                "a cable from " + near.node + " to " + far.node,
                """
                ip -n %1$s link add %2$s up type veth peer name %3$s netns %4$s
                ip -n %4$s link set %3$s up
                """.formatted(near.node, near.link, far.link, far.node) + near.commands() + far.commands(),
                () -> {
                    Link end = Link.named(far.link).up().in(far.node.namespace());
                    near.node.links().add(Link.named(near.link).up().kind(Veth.to(end)));
                    near.address();
                    far.address();
                });
        near.await();
        far.await();
    }

    private static void forward(Node node, String value, String what, Narrator tell) throws IOException {
        tell.act(what, """
            ip netns exec %1$s sysctl -w %2$s=%4$s
            ip netns exec %1$s sysctl -w %3$s=%4$s
            """.formatted(node, FORWARD_IPV4, FORWARD_IPV6, value), () -> {
            node.sysctl().write(FORWARD_IPV4, value);
            node.sysctl().write(FORWARD_IPV6, value);
        });
    }

    /** One end of a cable and its addresses. */
    private record End(Node node, String link, String ipv4, String ipv6) {

        void address() {
            node.addresses().add(link, ipv4);
            node.addresses().add(link, ipv6);
        }

        void await() {
            node.await(link);
            node.awaitIpv6(link);
        }

        String commands() {
            return """
                ip -n %1$s addr add %2$s dev %4$s
                ip -n %1$s addr add %3$s dev %4$s
                """.formatted(node, ipv4, ipv6, link);
        }
    }
}
