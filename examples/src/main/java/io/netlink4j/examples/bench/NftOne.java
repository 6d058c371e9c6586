package io.netlink4j.examples.bench;

import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.ip;

import io.netlink4j.nft.Transaction;
import io.netlink4j.nft.object.Chain;
import java.util.List;

/** Transactions of one rule each, one after the other. */
final class NftOne extends NftBench {
    NftOne(int[] numbers) {
        super(numbers[0]);
    }

    @Override
    public List<Line> round() {
        Chain chain = TABLE.chain("c");
        nft.commit(tx -> {
            tx.add(TABLE);
            tx.add(chain);
        });
        Stopwatch watch = new Stopwatch(count);
        for (int i = 0; i < count; i++) {
            add(watch, chain, i);
        }
        return List.of(watch.line("nftone"));
    }

    /** Apart from the loop, so that the JVM compiles it. */
    private void add(Stopwatch watch, Chain chain, int number) {
        watch.lapBegins();
        nft.commit(Transaction.of(tx -> tx.add(chain.rule(ip().saddr(address(number)), counter(), accept())))
                .withoutEcho());
        watch.lapEnds();
    }
}
