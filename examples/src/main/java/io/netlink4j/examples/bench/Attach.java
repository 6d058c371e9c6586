package io.netlink4j.examples.bench;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.route.Route;
import java.util.List;

/** What a container network plugin does for each pod, and undoes: a named namespace with a cable to the bridge br0. */
final class Attach implements Workload {
    /** The JVM compiles thoroughly what has run some thousand times. */
    private static final int WARM_UP = 15000;

    private final int count;
    private final Rtnl host = Rtnl.open();
    private final Link bridge = host.links().get("br0");

    Attach(int[] numbers) {
        this.count = numbers[0];
    }

    @Override
    public int warmUp() {
        return WARM_UP / count + 1;
    }

    @Override
    public List<Line> round() {
        Stopwatch watch = new Stopwatch(count);
        for (int i = 0; i < count; i++) {
            watch.lapBegins();
            attach(i);
            watch.lapEnds();
        }
        return List.of(watch.line("attach"));
    }

    private void attach(int number) {
        try (NetworkNamespace pod = NetworkNamespace.create("b" + number);
                Rtnl inside = Rtnl.open(pod)) {
            Link cable =
                    Link.named("h" + number).kind(Veth.to(Link.named("eth0").in(pod)));
            String address = "10.50." + (number >> 8) + "." + (number & 255) + "/16";
            Rtnl.batch()
                    .add(host.links(), cable.master(bridge).up())
                    .change(inside.links(), Link.named("lo").up())
                    .add(inside.addresses(), Address.of(address).link("eth0"))
                    .change(inside.links(), Link.named("eth0").up())
                    .add(inside.routes(), Route.toDefault(IpFamily.IPV4).via("10.50.255.254"))
                    .execute()
                    .orThrow();
        }
    }

    /** Leaves the namespaces to the kernel and waits until it has taken them down, for that would slow the next round. */
    @Override
    public void clean() {
        NetworkNamespace.list().stream().filter(name -> name.matches("b[0-9]+")).forEach(NetworkNamespace::delete);
        Namespaces.awaitTakenDown(host);
    }

    @Override
    public List<Line> last() {
        round();
        Stopwatch watch = new Stopwatch(0);
        for (int i = 0; i < count; i++) {
            host.links().delete("h" + i);
            NetworkNamespace.delete("b" + i);
        }
        return List.of(new Line("detach").with("n", count).with("ops/s", watch.perSecond(count)));
    }

    @Override
    public void close() {
        host.close();
    }
}
