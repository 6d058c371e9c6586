package io.netlink4j.examples.bench;

import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.object.Table;
import java.util.List;
import java.util.function.IntSupplier;

/** Many objects in one transaction, then all of them read back. */
abstract class NftBench implements Workload {
    /** Where the objects of one round go. */
    static final Table TABLE = Table.ip("bench");

    final Nft nft = Nft.open();
    final int count;

    NftBench(int count) {
        this.count = count;
    }

    @Override
    public int warmUp() {
        return 40;
    }

    /** Times the way in and, with the number of objects that are seen again, the way out. */
    static List<Line> inAndOut(String name, int count, Runnable in, IntSupplier out) {
        Stopwatch watch = new Stopwatch(0);
        in.run();
        Line written = new Line(name).with("n", count).with("items/s", watch.perSecond(count));
        watch = new Stopwatch(0);
        int seen = out.getAsInt();
        return List.of(written, new Line(name + "get").with("n", seen).with("items/s", watch.perSecond(seen)));
    }

    static Ipv4Address address(int number) {
        return new Ipv4Address(20 << 24 | number);
    }

    @Override
    public void clean() {
        if (nft.table(TABLE.family(), TABLE.name()).isPresent()) {
            nft.commit(tx -> tx.delete(TABLE));
        }
    }

    @Override
    public void close() {
        nft.close();
    }
}
