package io.netlink4j.examples.bench;

import io.netlink4j.core.address.Ipv4Address;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.object.Table;

/** What works on one table of nftables. */
abstract class NftBench implements Workload {
    /** Where the objects of a round go. */
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
