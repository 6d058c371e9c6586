package io.netlink4j.examples.bench;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Link;
import io.netlink4j.rtnl.Route;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.Veth;
import java.time.Duration;

/** What a container network plugin does for each pod, and undoes. */
final class AttachBench {
    private static final int ROUNDS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private AttachBench() {}

    static void attach(int[] numbers) {
        int count = numbers[0];
        try (Rtnl host = Rtnl.open()) {
            Link bridge = host.links().get("br0");
            for (int round = 1; round <= ROUNDS; round++) {
                Stopwatch watch = new Stopwatch(count);
                for (int i = 0; i < count; i++) {
                    watch.lapBegins();
                    attach(host, bridge, i);
                    watch.lapEnds();
                }
                System.out.println("attach n=" + count + " " + watch.laps());
                if (round < ROUNDS) {
                    abandon(host, count);
                } else {
                    detach(host, count);
                }
            }
        }
    }

    /** Leaves the namespaces to the kernel and waits until it has taken them down, for that would slow the next round. */
    private static void abandon(Rtnl host, int count) {
        for (int i = 0; i < count; i++) {
            NetworkNamespace.delete("b" + i);
        }
        try (NetworkNamespace last = NetworkNamespace.createUnnamed()) {
            host.links()
                    .create(Link.named("last").kind(Veth.to(Link.named("eth0").in(last))));
        }
        host.links().awaitGone("last", PATIENCE);
    }

    private static void attach(Rtnl host, Link bridge, int number) {
        try (NetworkNamespace pod = NetworkNamespace.create("b" + number);
                Rtnl inside = Rtnl.open(pod)) {
            Link cable =
                    Link.named("h" + number).kind(Veth.to(Link.named("eth0").in(pod)));
            host.links().create(cable.master(bridge).up());
            Link eth0 = inside.links().get("eth0");
            inside.links().up("lo");
            inside.addresses().add(eth0, "10.50." + (number >> 8) + "." + (number & 255) + "/16");
            inside.links().up(eth0);
            inside.routes().add(Route.toDefault(IpFamily.IPV4).via("10.50.255.254"));
        }
    }

    private static void detach(Rtnl host, int count) {
        Stopwatch watch = new Stopwatch(0);
        for (int i = 0; i < count; i++) {
            host.links().delete("h" + i);
            NetworkNamespace.delete("b" + i);
        }
        System.out.println("detach n=" + count + " ops/s=" + watch.perSecond(count));
    }
}
