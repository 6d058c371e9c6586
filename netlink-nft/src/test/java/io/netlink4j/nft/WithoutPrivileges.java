package io.netlink4j.nft;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.set.SetKey;

/** Tries operations that need a capability in a process without capabilities, and prints the result of each attempt. */
public final class WithoutPrivileges {
    private WithoutPrivileges() {}

    /** One line for each attempt. */
    public static void main(String[] arguments) {
        try (Nft nft = Nft.open()) {
            attempt(nft.tables()::list);
            attempt(() -> nft.rules().list(Table.ip("t")));
            attempt(() -> nft.chain(Table.ip("t"), "c"));
            attempt(() -> nft.elements(Table.ip("t").set("s", SetKey.MARK)));
            attempt(nft::generation);
            attempt(nft::ruleset);
            attempt(() -> nft.commit(tx -> tx.add(Table.ip("t"))));
            attempt(() -> nft.check(Transaction.of(tx -> tx.delete(Table.ip("t")))));
        }
    }

    private static void attempt(Runnable action) {
        try {
            action.run();
            System.out.println("done");
        } catch (NetlinkException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
