package io.netlink4j.examples.tour;

import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import java.io.IOException;

/** A veth pair joins two namespaces. */
final class Cable implements Step {
    @Override
    public String title() {
        return "2  A cable";
    }

    @Override
    public String idea() {
        return "A veth pair is a cable with an end in each namespace. What one end sends, the other receives.";
    }

    @Override
    public void run(TourNetwork network, Narrator tell) throws IOException {
        Node host = network.node("host");
        Node red = network.node("red");
        Node blue = network.node("blue");

        tell.act("one with an end in each namespace", """
            ip -n red link add veth-red up type veth peer name veth-blue netns blue
            ip -n blue link set veth-blue up
            """, () -> {
            Link end = Link.named("veth-blue").up().in(blue.namespace());
            red.links().add(Link.named("veth-red").up().kind(Veth.to(end)));
        });
        tell.act("an address for each", """
            ip -n red addr add 192.168.15.1/24 dev veth-red
            ip -n blue addr add 192.168.15.2/24 dev veth-blue
            """, () -> {
            red.addresses().add("veth-red", "192.168.15.1/24");
            blue.addresses().add("veth-blue", "192.168.15.2/24");
        });

        red.await("veth-red");
        blue.await("veth-blue");
        network.answer(red, "192.168.15.1");
        network.answer(blue, "192.168.15.2");
        tell.expect(
                "red calls blue by TCP",
                "hello 192.168.15.1",
                () -> Caller.in(red).tcp("192.168.15.2"));
        tell.expect(
                "blue calls red by TCP",
                "hello 192.168.15.2",
                () -> Caller.in(blue).tcp("192.168.15.1"));
        tell.expect(
                "red calls blue by UDP",
                "hello 192.168.15.1",
                () -> Caller.in(red).udp("192.168.15.2"));
        tell.expect(
                "blue calls red by UDP",
                "hello 192.168.15.2",
                () -> Caller.in(blue).udp("192.168.15.1"));
        tell.expect("red knows the MAC of blue", blue.macOfLink("veth-blue"), () -> red.macOfNeighbour("192.168.15.2"));
        tell.expect("blue knows the MAC of red", red.macOfLink("veth-red"), () -> blue.macOfNeighbour("192.168.15.1"));
        tell.expect("the host knows neither", "192.168.1.1 192.168.1.3", host::neighbourAddresses);

        tell.act(
                "red pulls the cable out",
                "ip -n red link delete veth-red",
                () -> red.links().delete("veth-red"));
        tell.expect("blue's end is gone with it", "lo", blue::linkNames);
    }
}
