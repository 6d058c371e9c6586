package io.netlink4j.examples.bench;

import io.netlink4j.nft.Transaction;
import io.netlink4j.nft.set.NamedSet;
import io.netlink4j.nft.set.SetElement;
import io.netlink4j.nft.set.SetKey;
import java.util.List;
import java.util.stream.IntStream;

/** Elements of a set. */
final class NftSet extends NftInAndOut {
    NftSet(int[] numbers) {
        super(numbers[0]);
    }

    @Override
    List<Line> round(int count) {
        NamedSet set = TABLE.set("s", SetKey.IPV4_ADDR);
        nft.commit(tx -> {
            tx.add(TABLE);
            tx.add(set);
        });
        return inAndOut("nftset", count, () -> add(set, count), () -> count(set));
    }

    private void add(NamedSet set, int count) {
        nft.commit(Transaction.of(tx -> tx.addElements(
                        set,
                        () -> IntStream.range(0, count)
                                .mapToObj(i -> SetElement.of(address(i)))
                                .iterator()))
                .withoutEcho());
    }

    private int count(NamedSet set) {
        int[] seen = {0};
        nft.forEachElement(set, element -> ++seen[0] > 0);
        return seen[0];
    }
}
