package io.netlink4j.rtnl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.address.PortRange;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.rtnl.address.Address;
import io.netlink4j.rtnl.address.AddressFilter;
import io.netlink4j.rtnl.address.AddressFlag;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.Links;
import io.netlink4j.rtnl.link.Veth;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.link.kind.LinkKind;
import io.netlink4j.rtnl.link.kind.Macvlan;
import io.netlink4j.rtnl.link.kind.MacvlanMode;
import io.netlink4j.rtnl.link.kind.Vxlan;
import io.netlink4j.rtnl.neighbour.FdbEntry;
import io.netlink4j.rtnl.neighbour.Neighbour;
import io.netlink4j.rtnl.neighbour.NeighbourFilter;
import io.netlink4j.rtnl.neighbour.NeighbourFlag;
import io.netlink4j.rtnl.neighbour.NeighbourState;
import io.netlink4j.rtnl.nexthop.NexthopMember;
import io.netlink4j.rtnl.nexthop.NexthopObject;
import io.netlink4j.rtnl.object.ObjectCollection;
import io.netlink4j.rtnl.route.NextHop;
import io.netlink4j.rtnl.route.Route;
import io.netlink4j.rtnl.route.RouteFilter;
import io.netlink4j.rtnl.route.RoutePreference;
import io.netlink4j.rtnl.route.RouteProtocol;
import io.netlink4j.rtnl.route.RouteType;
import io.netlink4j.rtnl.rule.RoutingRule;
import io.netlink4j.rtnl.rule.RuleAction;
import io.netlink4j.rtnl.rule.UidRange;
import io.netlink4j.rtnl.testkit.Draft;
import io.netlink4j.rtnl.testkit.RouteTestNamespace;
import io.netlink4j.testkit.EachIpVersion;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import io.netlink4j.testkit.VariesByKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Objects with options chosen at random: what is added here {@code ip} shows as if it had added it, and what {@code ip} added is read and
 * added here again. {@code -Dgenerated.count=1000 -Dgenerated.seed=2} tries more and others.
 */
@EachIpVersion
@KernelTest
@NeedsCommand({"ip", "bridge"})
@Timeout(300)
final class GeneratedObjectsIT {
    private static final int COUNT = Integer.getInteger("generated.count", 20);
    private static final long SEED = Long.getLong("generated.seed", 1);
    private static final int TABLE = 77;
    /** The kernel computes what is cut out later, or from what is random. */
    private static final String SHOW_LINKS = "ip -d -j link show | sed 's/},{\"ifindex\"/},\\n"
            + "{\"ifindex\"/g' | grep '\"ifname\":\"x' | sed -E"
            + " 's/\"(ifindex|operstate|bridge_id|root_id|[a-z_]*_timer)\":[^,}]*/\"\\1\":0/g'"
            // A list does not tell the name of the other end.
            + " | sed -E 's/\"link\":\"(y|veth|nk)[0-9]+\"/\"link\":peer/'";

    private final Random random = new Random(SEED);

    @Test
    void addresses(Namespaces namespaces) {
        new Round<>(
                        namespaces,
                        Rtnl::addresses,
                        rtnl -> rtnl.addresses().list(AddressFilter.all().link("d1")),
                        "ip -o -d addr show dev d1 | sort")
                .run(i -> i % 2 == 0 ? ipv4Address(i) : ipv6Address(i));
    }

    private Draft<Address> ipv4Address(int i) {
        String literal = "10.99." + i % 200 + ".1/" + (16 + random.nextInt(17));
        return new Draft<>(
                        random,
                        "ip addr add " + literal + " dev d1",
                        Address.of(literal).link("d1"))
                .maybe("label d1:x" + i, address -> address.label("d1:x" + i))
                .maybe("broadcast 10.99.9.255", address -> address.broadcast("10.99.9.255"))
                .maybe("metric", 1, 999, metric -> address -> address.metric(metric))
                .maybe("noprefixroute", address -> address.flag(AddressFlag.NOPREFIXROUTE, true));
    }

    private Draft<Address> ipv6Address(int i) {
        String literal = "fd99::" + Integer.toHexString(i + 1) + "/" + (64 + random.nextInt(65));
        return new Draft<>(
                        random,
                        "ip addr add " + literal + " dev d1 nodad",
                        Address.of(literal).link("d1").flag(AddressFlag.NODAD, true))
                .maybe("metric", 1, 999, metric -> address -> address.metric(metric))
                .maybe("home", address -> address.flag(AddressFlag.HOMEADDRESS, true))
                .maybe("noprefixroute", address -> address.flag(AddressFlag.NOPREFIXROUTE, true));
    }

    @Test
    void routes(Namespaces namespaces) {
        new Round<>(
                        namespaces,
                        Rtnl::routes,
                        rtnl -> rtnl.routes().list(RouteFilter.main().table(TABLE)),
                        "ip -d -j route show table 77; ip -6 -d -j route show table 77")
                .run(i -> i % 2 == 0 ? ipv4Route(i) : ipv6Route(i));
    }

    private Draft<Route> ipv4Route(int i) {
        String network = "10." + (100 + i % 100) + ".0.0/" + (16 + random.nextInt(17));
        Draft<Route> draft = new Draft<>(
                        random,
                        "ip route add " + network + " table 77",
                        Route.to(network).table(TABLE))
                .maybe("metric " + (i + 1), route -> route.metric(i + 1))
                .maybe("proto", 5, 200, number -> route -> route.protocol(new RouteProtocol(number)))
                .maybe("tos 0x10", route -> route.tos(0x10))
                .maybe("mtu", 600, 1500, bytes -> route -> route.mtu(bytes))
                .maybe("src 10.0.0.1", route -> route.source("10.0.0.1"));
        return draft.oneOf(
                d -> d.with("via 10.0.0.2", route -> route.via("10.0.0.2")),
                d -> d.with("dev d1", route -> route.link("d1")),
                d -> d.with(
                        "via 192.0.2.7 dev d0 onlink",
                        route -> route.via("192.0.2.7", "d0").onlink()),
                d -> d.with("via inet6 fd00::7 dev d0", route -> route.via("fd00::7", "d0")),
                d -> d.with(
                        "via 10.0.1.2 realms 3/4",
                        route -> route.via("10.0.1.2").realms(3, 4)),
                d -> d.with(
                        "nexthop via 10.0.0.2 weight 3 nexthop via 10.0.1.2 dev d1 onlink",
                        route -> route.multipath(
                                NextHop.via("10.0.0.2").weight(3),
                                NextHop.via("10.0.1.2").link("d1").onlink())));
    }

    private Draft<Route> ipv6Route(int i) {
        String network = "fd77:" + Integer.toHexString(i) + "::/" + (32 + random.nextInt(97));
        Draft<Route> draft = new Draft<>(
                        random,
                        "ip -6 route add " + network + " table 77",
                        Route.to(network).table(TABLE))
                .maybe("metric " + (i + 1), route -> route.metric(i + 1))
                .maybe("proto", 5, 200, number -> route -> route.protocol(new RouteProtocol(number)))
                .maybe("mtu", 1280, 1500, bytes -> route -> route.mtu(bytes));
        return draft.oneOf(
                d -> d.with(
                        "via fd00::2 dev d0 pref high",
                        route -> route.via("fd00::2", "d0").preference(RoutePreference.HIGH)),
                d -> d.with("dev d1 src fd01::1", route -> route.link("d1").source("fd01::1")),
                d -> d.with(
                        "from fd88::/64 dev d0",
                        route -> route.from("fd88::/64").link("d0")),
                d -> d.with(
                        "nexthop via fd00::2 dev d0 weight 5 nexthop via fd01::2 dev d1",
                        route -> route.multipath(
                                NextHop.via("fd00::2").link("d0").weight(5),
                                NextHop.via("fd01::2").link("d1"))));
    }

    @Test
    void routesThatRefuse(Namespaces namespaces) {
        RouteType[] types = {RouteType.BLACKHOLE, RouteType.UNREACHABLE, RouteType.PROHIBIT, RouteType.THROW};
        new Round<>(
                        namespaces,
                        Rtnl::routes,
                        rtnl -> rtnl.routes().list(RouteFilter.main().table(TABLE)),
                        "ip -d -j route show table 77; ip -6 -d -j route show table 77")
                .run(i -> {
                    RouteType type = types[random.nextInt(types.length)];
                    String network = i % 2 == 0 ? "10." + i % 200 + ".0.0/16" : "fd77:" + i + "::/32";
                    return new Draft<>(
                                    random,
                                    "ip route add " + type + " " + network + " table 77",
                                    Route.to(network).type(type).table(TABLE))
                            .maybe("metric " + (i + 1), route -> route.metric(i + 1))
                            .maybe("proto", 5, 200, number -> route -> route.protocol(new RouteProtocol(number)));
                });
    }

    @Test
    void rules(Namespaces namespaces) {
        new Round<>(
                        namespaces,
                        Rtnl::rules,
                        rtnl -> rtnl.rules().list().stream()
                                .filter(rule -> rule.priority() > 0 && rule.priority() < 30_000)
                                .toList(),
                        "ip -d -j rule; ip -6 -d -j rule")
                .run(this::rule);
    }

    private Draft<RoutingRule> rule(int i) {
        boolean four = i % 2 == 0;
        String network = four ? "10." + random.nextInt(250) + ".0.0/16" : "fd" + (10 + random.nextInt(80)) + "::/16";
        IpFamily family = four ? IpFamily.IPV4 : IpFamily.IPV6;
        Draft<RoutingRule> draft = new Draft<>(
                        random,
                        "ip " + (four ? "" : "-6 ") + "rule add priority " + (100 + i),
                        RoutingRule.of(family).priority(100 + i))
                .maybe("from " + network, rule -> rule.from(network))
                .maybe("to " + network, rule -> rule.to(network))
                .maybe("iif d0", rule -> rule.iif("d0"))
                .maybe("oif d1", rule -> rule.oif("d1"))
                .maybe("fwmark 0x10/0xff", rule -> rule.fwmark(0x10, 0xff))
                .maybe("tos 0x10", rule -> rule.tos(0x10))
                .maybe(
                        "ipproto 17 sport 10-20 dport 53",
                        rule -> rule.ipProtocol(17)
                                .sourcePorts(PortRange.of(10, 20))
                                .destinationPorts(PortRange.of(53)))
                .maybe("uidrange 0-0", rule -> rule.uids(new UidRange(0, 0)))
                .maybe("tun_id 7", rule -> rule.tunnelId(7))
                .maybe("protocol", 5, 200, number -> rule -> rule.protocol(new RouteProtocol(number)));
        return draft.oneOf(
                d -> d.with("table 77", rule -> rule.table(TABLE)),
                d -> d.with(
                        "table 100000 suppress_prefixlength 0",
                        rule -> rule.table(100_000).suppressPrefixLength(0)),
                d -> d.with("goto 32766", rule -> rule.gotoPriority(32_766)),
                d -> d.with("blackhole", rule -> rule.action(RuleAction.BLACKHOLE)),
                d -> d.with("prohibit", rule -> rule.action(RuleAction.PROHIBIT)));
    }

    @Test
    void neighbours(Namespaces namespaces) {
        new Round<>(
                        namespaces,
                        Rtnl::neighbours,
                        rtnl -> rtnl.neighbours().list(NeighbourFilter.all().states(NeighbourState.PERMANENT)),
                        "ip -o neigh show nud permanent | sort")
                .run(i -> {
                    String address = i % 2 == 0 ? "10.0.0." + (10 + i % 200) : "fd00::" + (10 + i);
                    String mac = "02:66:00:00:00:%02x".formatted(i % 256);
                    return new Draft<>(
                                    random,
                                    "ip neigh add " + address + " lladdr " + mac + " dev d0 nud permanent",
                                    Neighbour.of(address).at(mac).link("d0").state(NeighbourState.PERMANENT))
                            .maybe(
                                    "protocol",
                                    5,
                                    200,
                                    number -> neighbour -> neighbour.protocol(new RouteProtocol(number)))
                            .maybe("router", neighbour -> neighbour.flags(NeighbourFlag.ROUTER));
                });
    }

    @Test
    void nexthops(Namespaces namespaces) {
        new Round<>(namespaces, Rtnl::nexthops, rtnl -> rtnl.nexthops().list(), "ip -d -j nexthop").run(i -> {
            int id = 1000 + i;
            Draft<NexthopObject> draft = i < 2
                    ? nexthop(
                            id,
                            "via 10.0.0.2 dev d0",
                            NexthopObject.via("10.0.0.2").link("d0"))
                    : draftOfNexthop(id);
            return draft.maybe("proto", 5, 200, number -> hop -> hop.protocol(new RouteProtocol(number)));
        });
    }

    private Draft<NexthopObject> draftOfNexthop(int id) {
        return switch (random.nextInt(5)) {
            case 0 ->
                nexthop(id, "via 10.0.1.7 dev d1", NexthopObject.via("10.0.1.7").link("d1"));
            case 1 ->
                nexthop(id, "via fd00::7 dev d0", NexthopObject.via("fd00::7").link("d0"));
            case 2 ->
                nexthop(
                        id,
                        "via 192.0.2.7 dev d0 onlink",
                        NexthopObject.via("192.0.2.7").link("d0").onlink());
            case 3 -> nexthop(id, "dev d1", NexthopObject.out(IpFamily.IPV4, "d1"));
            default ->
                nexthop(
                        id,
                        "group 1000,3/1001,200",
                        NexthopObject.group(new NexthopMember(1000, 3), new NexthopMember(1001, 200)));
        };
    }

    private Draft<NexthopObject> nexthop(int id, String words, NexthopObject ours) {
        return new Draft<>(random, "ip nexthop add id " + id + " " + words, ours.id(id));
    }

    @Test
    void forwardingEntries(Namespaces namespaces) {
        new Round<>(
                        namespaces,
                        Rtnl::fdb,
                        rtnl -> rtnl.fdb().list().stream()
                                .filter(entry -> entry.mac().toString().startsWith("02:66"))
                                .toList(),
                        "bridge -d fdb show | grep ^02:66 | sort")
                .with(
                        // With a VLAN of its own, a port would have each entry twice.
                        "ip link add br0 type bridge vlan_default_pvid 0 || ip link add br0 type bridge",
                        "ip link set e1 master br0",
                        "ip link add vx0 type vxlan id 7 dstport 4789")
                .run(i -> {
                    String mac = "02:66:00:00:00:%02x".formatted(i % 256);
                    return random.nextBoolean()
                            ? new Draft<>(
                                            random,
                                            "bridge fdb add " + mac + " dev e1 master",
                                            FdbEntry.of(mac).link("e1").masterTable())
                                    .oneOf(
                                            d -> d.with("static", entry -> entry.state(NeighbourState.NOARP)),
                                            d -> d.with(
                                                    "static sticky",
                                                    entry -> entry.state(NeighbourState.NOARP)
                                                            .sticky()),
                                            d -> d.with("local", entry -> entry.state(NeighbourState.PERMANENT)))
                            : new Draft<>(
                                            random,
                                            "bridge fdb add " + mac + " dev vx0 self dst 192.0.2." + (1 + i % 200),
                                            FdbEntry.of(mac)
                                                    .link("vx0")
                                                    .selfTable()
                                                    .remote("192.0.2." + (1 + i % 200)))
                                    .maybe("port", 1000, 9000, port -> entry -> entry.remotePort(port))
                                    .maybe("vni", 1, 1 << 20, vni -> entry -> entry.vni(vni));
                });
    }

    @Test
    void links(Namespaces namespaces) {
        new Round<>(
                        namespaces,
                        Rtnl::links,
                        rtnl -> rtnl.links().list().stream()
                                .filter(link -> link.name().orElse("").startsWith("x"))
                                .toList(),
                        SHOW_LINKS)
                .run(this::link);
    }

    @Test
    @VariesByKernel
    void linksOfKindsThatAreModules(Namespaces namespaces) {
        GeneratedKinds kinds = new GeneratedKinds(random);
        RouteTestNamespace any = new RouteTestNamespace(namespaces);
        Links links = any.rtnl().links();
        List<String> there = kinds.all().stream()
                .filter(links::supports)
                .filter(kind -> any.runsNewerIp() || !GeneratedKinds.needsNewerIp(kind))
                .toList();
        if (there.isEmpty()) {
            abort("the kernel has no such kind");
        }
        // Each kind has its turn.
        int count = Math.max(COUNT, there.size());
        new Round<>(
                        namespaces,
                        Rtnl::links,
                        rtnl -> rtnl.links().list().stream()
                                .filter(link -> link.name().orElse("").startsWith("x"))
                                .toList(),
                        SHOW_LINKS + " | sed -E 's/,\"permaddr\":\"[^\"]*\"//'")
                .with("ip link set d1 address 02:00:00:00:00:02")
                .with(IntStream.range(0, count)
                        .mapToObj(i -> GeneratedKinds.ports(there.get(i % there.size()), i))
                        .flatMap(Optional::stream)
                        .toArray(String[]::new))
                .run(count, i -> {
                    String next = there.get(i % there.size());
                    String kind = i >= there.size() && GeneratedKinds.isSingle(next) ? there.getFirst() : next;
                    String name = "x" + i;
                    String mac = "02:66:00:00:01:%02x".formatted(i % 256);
                    int index = 1000 + i;
                    Link ours = Link.named(name).requestIndex(index);
                    String words = " name " + name + " index " + index;
                    Draft<Link> plain = GeneratedKinds.below(kind)
                            .map(below -> beginWithoutMtu(" link " + below, words, ours.link(below)))
                            .orElseGet(() -> beginWithoutMtu("", words, ours));
                    Draft<Link> draft = GeneratedKinds.takesMtu(kind) ? withMtu(plain) : plain;
                    Draft<? extends LinkKind> options = kinds.draft(kind, i);
                    return (GeneratedKinds.takesAddress(kind)
                                    ? draft.with("address " + mac, link -> link.macAddress(mac))
                                    : draft)
                            .with("type " + options.command(), link -> link.kind(options.ours()));
                });
    }

    private Draft<Link> link(int i) {
        String name = "x" + i;
        String mac = "02:66:00:00:01:%02x".formatted(i % 256);
        int index = 1000 + 2 * i;
        Link ours = Link.named(name).macAddress(mac).requestIndex(index);
        String words = " name " + name + " address " + mac + " index " + index;
        Draft<Link> draft = switch (random.nextInt(4)) {
            case 0 -> bridge(words, ours);
            case 1 -> macvlan(words, ours);
            case 2 -> vxlan(words, ours, i);
            default -> veth(words, ours, i);
        };
        return draft;
    }

    /** Options of every link precede those of its kind. */
    private Draft<Link> begin(String before, String words, Link ours) {
        return withMtu(beginWithoutMtu(before, words, ours));
    }

    private static Draft<Link> withMtu(Draft<Link> draft) {
        return draft.maybe("mtu", 1280, 1400, bytes -> link -> link.mtu(bytes));
    }

    private Draft<Link> beginWithoutMtu(String before, String words, Link ours) {
        return new Draft<>(random, "ip link add" + before + words, ours)
                .maybe("txqueuelen", 1, 5000, packets -> link -> link.transmitQueueLength(packets));
    }

    private Draft<Link> bridge(String words, Link ours) {
        Draft<Link> draft = begin("", words, ours);
        int priority = random.nextInt(65_536);
        boolean spanning = random.nextBoolean();
        int mask = random.nextInt(8) << 3;
        return draft.with(
                "type bridge priority " + priority + " stp_state " + (spanning ? 1 : 0) + " group_fwd_mask " + mask,
                link -> link.kind(Bridge.defaults()
                        .priority(priority)
                        .spanningTree(spanning)
                        .groupForwardMask(mask)));
    }

    private Draft<Link> macvlan(String words, Link ours) {
        MacvlanMode[] modes = {MacvlanMode.BRIDGE, MacvlanMode.PRIVATE, MacvlanMode.VEPA};
        MacvlanMode mode = modes[random.nextInt(modes.length)];
        return begin(" link d1", words, ours.link("d1"))
                .with("type macvlan mode " + mode.word(), link -> link.kind(Macvlan.of(mode)));
    }

    private Draft<Link> vxlan(String words, Link ours, int i) {
        int ttl = random.nextInt(256);
        int port = 1024 + random.nextInt(1000);
        boolean learning = random.nextBoolean();
        boolean checksum = random.nextBoolean();
        return begin("", words, ours)
                .with(
                        "type vxlan id " + (i + 1) + " dstport " + port + " ttl " + ttl
                                + (learning ? "" : " nolearning") + (checksum ? " udpcsum" : " noudpcsum")
                                + " local 10.0.0.1",
                        link -> link.kind(Vxlan.of(i + 1)
                                .destinationPort(port)
                                .ttl(ttl)
                                .learning(learning)
                                .udpChecksum(checksum)
                                .local(IpAddress.of("10.0.0.1"))));
    }

    private Draft<Link> veth(String words, Link ours, int i) {
        int index = 1001 + 2 * i;
        String mac = "02:66:00:00:02:%02x".formatted(i % 256);
        int mtu = 1280 + random.nextInt(100);
        return begin("", words, ours)
                .with(
                        "type veth peer name y" + i + " address " + mac + " mtu " + mtu + " index " + index,
                        link -> link.kind(Veth.to(
                                Link.named("y" + i).macAddress(mac).mtu(mtu).requestIndex(index))));
    }

    /** Adds the same objects in three namespaces: by the command, here, and here from what the command added. */
    private static final class Round<T extends NetlinkObject<T>> {
        private final RouteTestNamespace his;
        private final RouteTestNamespace mine;
        private final RouteTestNamespace again;
        private final Function<Rtnl, ObjectCollection<T, ?>> collection;
        private final Function<Rtnl, List<T>> list;
        private final String show;

        Round(
                Namespaces namespaces,
                Function<Rtnl, ObjectCollection<T, ?>> collection,
                Function<Rtnl, List<T>> list,
                String show) {
            his = new RouteTestNamespace(namespaces);
            mine = new RouteTestNamespace(namespaces);
            again = new RouteTestNamespace(namespaces);
            this.collection = collection;
            this.list = list;
            this.show = show;
            with("ip addr flush dev d1 scope link", "ip link set d0 address 02:00:00:00:00:01");
        }

        Round<T> with(String... commands) {
            for (RouteTestNamespace room : List.of(his, mine, again)) {
                room.sh("set -e; " + String.join("; ", commands));
            }
            return this;
        }

        void run(Function<Integer, Draft<T>> generator) {
            run(COUNT, generator);
        }

        void run(int count, Function<Integer, Draft<T>> generator) {
            List<Draft<T>> drafts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                drafts.add(generator.apply(i));
            }
            String commands = drafts.stream().map(Draft::command).collect(Collectors.joining("\n"));
            List<T> before = list.apply(his.rtnl());
            his.sh("set -e\n" + commands);
            for (Draft<T> draft : drafts) {
                collection.apply(mine.rtnl()).add(draft.ours());
            }
            String shown = his.sh(show);
            assertThat(mine.sh(show)).as(commands).isEqualTo(shown);

            List<T> read = new ArrayList<>(list.apply(his.rtnl()));
            read.removeAll(before);
            assertThat(read).hasSizeGreaterThanOrEqualTo(count);
            List<T> others = list.apply(again.rtnl());
            for (T object : read) {
                collection.apply(again.rtnl()).add(object);
            }
            assertThat(again.sh(show)).as(commands).isEqualTo(shown);

            // What is listed can be deleted as it is, and added again. The last goes first: others may refer to earlier
            // ones.
            List<T> listed = new ArrayList<>(list.apply(again.rtnl()));
            listed.removeAll(others);
            for (T object : listed.reversed()) {
                collection.apply(again.rtnl()).delete(object);
            }
            assertThat(list.apply(again.rtnl())).as(commands).containsExactlyInAnyOrderElementsOf(others);
            for (T object : listed) {
                collection.apply(again.rtnl()).add(object);
            }
            assertThat(again.sh(show)).as(commands).isEqualTo(shown);
        }
    }
}
