package io.netlink4j.nft;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Namespaces;

/** A namespace with a connection of ours and the installed nft. */
record House(String namespace, Nft nft) {

    static House in(Namespaces namespaces) {
        NetworkNamespace room = namespaces.named();
        return new House(room.name().orElseThrow(), namespaces.keep(Nft.open(room)));
    }

    /** What nft writes; the command is one argument, as a line of a ruleset. */
    String nft(String command) {
        return Command.runIn(namespace, "nft", command).ok();
    }

    String ruleset() {
        return Command.runIn(namespace, "nft", "list", "ruleset").ok();
    }
}
