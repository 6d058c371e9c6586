package io.netlink4j.examples.bench;

import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.ip;

import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.nft.Chain;
import io.netlink4j.nft.NamedSet;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.SetElement;
import io.netlink4j.nft.SetKey;
import io.netlink4j.nft.Table;
import io.netlink4j.nft.Transaction;
import java.util.stream.IntStream;

/** The workloads that ask nf_tables. */
final class NftBench {
    private static final int ROUNDS = 60;

    private NftBench() {}

    static void nftset(int[] numbers) {
        try (Nft nft = Nft.open()) {
            for (int round = 0; round < ROUNDS; round++) {
                Table table = Table.ip("bench");
                NamedSet set = table.set("s", SetKey.IPV4_ADDR);
                nft.commit(tx -> {
                    tx.add(table);
                    tx.add(set);
                });
                Stopwatch in = new Stopwatch(0);
                nft.commit(Transaction.of(tx -> tx.addElements(
                                set,
                                () -> IntStream.range(0, numbers[0])
                                        .mapToObj(i -> SetElement.of(address(i)))
                                        .iterator()))
                        .withoutEcho());
                print("nftset", numbers[0], in);
                Stopwatch out = new Stopwatch(0);
                int[] count = {0};
                nft.forEachElement(set, element -> ++count[0] > 0);
                print("nftsetget", count[0], out);
                nft.commit(tx -> tx.delete(table));
            }
        }
    }

    static void nftrule(int[] numbers) {
        try (Nft nft = Nft.open()) {
            for (int round = 0; round < ROUNDS; round++) {
                Table table = Table.ip("bench");
                Chain chain = table.chain("c");
                nft.commit(tx -> {
                    tx.add(table);
                    tx.add(chain);
                });
                Stopwatch in = new Stopwatch(0);
                nft.commit(Transaction.of(tx -> {
                            for (int i = 0; i < numbers[0]; i++) {
                                tx.add(chain.rule(ip().saddr(address(i)), counter(), accept()));
                            }
                        })
                        .withoutEcho());
                print("nftrule", numbers[0], in);
                Stopwatch out = new Stopwatch(0);
                int count = nft.rules(chain).size();
                print("nftruleget", count, out);
                nft.commit(tx -> tx.delete(table));
            }
        }
    }

    private static Ipv4Address address(int number) {
        return new Ipv4Address(20 << 24 | number);
    }

    private static void print(String workload, int items, Stopwatch watch) {
        System.out.println(workload + " n=" + items + " items/s=" + watch.perSecond(items));
    }
}
