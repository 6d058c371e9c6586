package io.netlink4j.examples.bench;

import static io.netlink4j.nft.statement.Statements.accept;
import static io.netlink4j.nft.statement.Statements.counter;
import static io.netlink4j.nft.statement.Statements.ip;

import io.netlink4j.nft.Transaction;
import io.netlink4j.nft.object.Chain;
import java.util.List;

/** Rules of a chain. */
final class NftRule extends NftInAndOut {
    NftRule(int[] numbers) {
        super(numbers[0]);
    }

    @Override
    List<Line> round(int count) {
        Chain chain = TABLE.chain("c");
        nft.commit(tx -> {
            tx.add(TABLE);
            tx.add(chain);
        });
        return inAndOut(
                "nftrule",
                count,
                () -> add(chain, count),
                () -> nft.rules().list(chain).size());
    }

    private void add(Chain chain, int count) {
        nft.commit(Transaction.of(tx -> {
                    for (int i = 0; i < count; i++) {
                        tx.add(chain.rule(ip().saddr(address(i)), counter(), accept()));
                    }
                })
                .withoutEcho());
    }
}
