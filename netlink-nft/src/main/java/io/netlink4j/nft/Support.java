package io.netlink4j.nft;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.nft.expression.RulePart;
import io.netlink4j.nft.object.Chain;
import io.netlink4j.nft.object.Table;
import io.netlink4j.nft.packet.NfFamily;
import java.util.Locale;

/** Finds out what the kernel can do, by a transaction that it checks only. */
final class Support {
    private Support() {}

    static boolean check(Nft nft, NfFamily family, RulePart... parts) {
        String name = String.format(Locale.ROOT, "netlink4j-probe-%x", System.nanoTime());
        Transaction probe = Transaction.of(nft.profile(), changes -> {
            Table table = changes.add(Table.of(family, name));
            Chain chain = changes.add(table.chain("probe"));
            changes.add(chain.rule(parts));
        });
        try {
            nft.check(probe);
            return true;
        } catch (NetlinkException.NotFound | NetlinkException.NotSupported | NetlinkException.Invalid refused) {
            return false;
        }
    }
}
