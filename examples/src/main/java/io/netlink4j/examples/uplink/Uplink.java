package io.netlink4j.examples.uplink;

import static io.netlink4j.core.address.IpFamily.IPV4;
import static io.netlink4j.nft.object.Hook.POSTROUTING;
import static io.netlink4j.nft.object.Hook.PREROUTING;
import static io.netlink4j.nft.statement.Statements.dnatTo;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.masquerade;
import static io.netlink4j.nft.statement.Statements.oifname;
import static io.netlink4j.nft.statement.Statements.tcp;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Table;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.route.Route;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/** The example of the README: a namespace behind a bridge, with NAT for what leaves it and a port that is forwarded to it. */
public final class Uplink {
    private Uplink() {}

    /** Builds it in the calling thread's namespace and answers a server that listens in the namespace {@code name}. */
    public static ServerSocketChannel build(String name) throws IOException {
        // @start region=readme
        try (var red = NetworkNamespace.create(name); // as `ip netns add`: visible to ip
                var host = Rtnl.open(); // this thread's namespace
                var inRed = Rtnl.open(red); // sockets born in red, for any thread
                var nft = Nft.open()) {

            host.links().add(Link.named("v-net-0").kind(Bridge.defaults()).up());
            host.addresses().add("v-net-0", "192.168.15.5/24");
            host.links()
                    .add(Link.named("veth-red-br")
                            .master("v-net-0")
                            .up()
                            .kind(Veth.to(Link.named("veth-red").in(red)))); // one request, both ends in place
            inRed.addresses().add("veth-red", "192.168.15.1/24");
            inRed.links().up("veth-red");
            inRed.routes().add(Route.toDefault(IPV4).via("192.168.15.5"));

            nft.commit(tx -> {
                Table nat = tx.add(Table.ip("nat"));
                Chain out = tx.add(nat.chain("postrouting").nat(POSTROUTING));
                Chain in = tx.add(nat.chain("prerouting").nat(PREROUTING));
                tx.add(out.rule(ip().saddr("192.168.15.0/24"), oifname("eth0"), masquerade())
                        .comment("red goes out"));
                tx.add(in.rule(tcp().dport(80), dnatTo("192.168.15.1", 80)));
            }); // all or nothing
            ServerSocketChannel web = red.sockets().listen("192.168.15.1", 80); // a plain JDK channel, in red
            return web;
        }
        // @end region=readme
    }
}
