package io.netlink4j.examples.bench;

import static io.netlink4j.nft.statement.Lookups.concat;
import static io.netlink4j.nft.statement.Lookups.element;
import static io.netlink4j.nft.statement.Lookups.tuple;
import static io.netlink4j.nft.statement.Lookups.vmap;
import static io.netlink4j.nft.statement.Statements.dnatTo;
import static io.netlink4j.nft.statement.Statements.goTo;
import static io.netlink4j.nft.statement.Statements.ip;
import static io.netlink4j.nft.statement.Statements.meta;
import static io.netlink4j.nft.statement.Statements.th;

import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.nft.Transaction;
import io.netlink4j.nft.TransactionBuilder;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Hook;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The addresses of services as a proxy of nodes keeps them: a verdict map of address, protocol and port, which leads to a chain for each
 * service. All of them are made with one transaction, then ten are exchanged again and again.
 */
final class ServiceMap extends NftBench {
    private static final int CHANGED = 10;
    private static final int LAPS = 200;
    private static final SetKey KEY = SetKey.concat(SetKey.IPV4_ADDR, SetKey.INET_PROTO, SetKey.INET_SERVICE);
    private static final NamedSet SERVICES = TABLE.map("services", KEY, SetKey.VERDICT);

    ServiceMap(int[] numbers) {
        super(numbers[0]);
    }

    @Override
    public int warmUp() {
        return 10;
    }

    @Override
    public List<Line> round() {
        return List.of(make(), change());
    }

    /** What is held is measured once, when all has run: what else is thrown away meanwhile would count. */
    @Override
    public List<Line> last() {
        clean();
        long before = usedHeap();
        Transaction all = Transaction.of(this::addAll).withoutEcho();
        long held = usedHeap() - before;
        nft.commit(all);
        return List.of(new Line("transaction").with("n", count).with("held", held / count + "B/service"));
    }

    private Line make() {
        Stopwatch watch = new Stopwatch(0);
        Transaction all = Transaction.of(this::addAll).withoutEcho();
        long built = watch.millis();
        long allocated = watch.allocatedBytes();
        watch = new Stopwatch(0);
        nft.commit(all);
        return new Line("services")
                .with("n", count)
                .with("build", built + "ms")
                .with("send", watch.millis() + "ms")
                .with("allocated", allocated / count + "B/service");
    }

    /** What objects take that are still in use. */
    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private void addAll(TransactionBuilder tx) {
        tx.add(TABLE);
        tx.add(SERVICES);
        add(tx, 0, count);
        Chain pre = tx.add(TABLE.chain("prerouting").nat(Hook.PREROUTING));
        tx.add(pre.rule(vmap(concat(ip().daddr(), meta().l4proto(), th().dport()), SERVICES)));
    }

    /** Exchanges ten services for ten new ones, each time in one transaction. */
    private Line change() {
        Stopwatch watch = new Stopwatch(LAPS);
        for (int lap = 0; lap < LAPS; lap++) {
            exchange(watch, lap);
        }
        return watch.line("services10");
    }

    private void exchange(Stopwatch watch, int lap) {
        int old = lap * CHANGED;
        watch.lapBegins();
        nft.commit(Transaction.of(tx -> {
                    List<Chain> gone = IntStream.range(old, old + CHANGED)
                            .mapToObj(ServiceMap::chain)
                            .toList();
                    tx.deleteElements(
                            SERVICES,
                            IntStream.range(old, old + CHANGED)
                                    .mapToObj(ServiceMap::service)
                                    .toList());
                    gone.forEach(tx::delete);
                    add(tx, count + lap * CHANGED, CHANGED);
                })
                .withoutEcho());
        watch.lapEnds();
    }

    private static void add(TransactionBuilder tx, int first, int many) {
        List<SetElement> elements = new ArrayList<>();
        for (int i = first; i < first + many; i++) {
            Chain chain = tx.add(chain(i));
            tx.add(chain.rule(meta().l4proto(IpProtocol.TCP), dnatTo(address(i), 8080)));
            elements.add(service(i));
        }
        tx.addElements(SERVICES, elements);
    }

    private static Chain chain(int number) {
        return TABLE.chain("service_" + number);
    }

    private static SetElement service(int number) {
        Ipv4Address address = new Ipv4Address(10 << 24 | number);
        return element(SERVICES, tuple(address, IpProtocol.TCP, 80), goTo(chain(number)));
    }
}
