package io.netlink4j.nft;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.Namespaces;
import java.util.Arrays;
import java.util.List;

/** A namespace with a connection and an nft program, the installed one or another. */
public record NftNamespace(String namespace, Nft nft, String program) {
    /** The variable that names an nft of version 1.1 or later. */
    public static final String NEWER = "$NEWER_NFT";

    static NftNamespace in(Namespaces namespaces) {
        return in(namespaces, "nft");
    }

    static NftNamespace in(Namespaces namespaces, String program) {
        NetworkNamespace room = namespaces.named();
        return new NftNamespace(
                room.name().orElseThrow(),
                namespaces.keep(Nft.open(room)),
                Command.require(program).toString());
    }

    /** Runs nft with one argument, a line of a ruleset, and returns its output. */
    String nft(String command) {
        return Command.runIn(namespace, program, command).ok();
    }

    Command run(String... line) {
        return Command.runIn(namespace, line);
    }

    /** The lines with wrapped lines joined and words sorted, since the kernel lists elements in any order. */
    static List<String> unordered(String ruleset) {
        return ruleset.replaceAll(",\\s*\n\\s*", ", ")
                .lines()
                .map(line -> Arrays.stream(line.strip().split("[ ,]+"))
                        .sorted()
                        .toList()
                        .toString())
                .toList();
    }

    String ruleset() {
        return Command.runIn(namespace, program, "list", "ruleset").ok();
    }
}
