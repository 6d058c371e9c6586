import org.jspecify.annotations.NullMarked;

/** Tables, chains, rules and sets of nftables, in transactions; tracked connections. */
@NullMarked
module io.netlink4j.nft {
    requires transitive io.netlink4j.core;
    requires static transitive org.jspecify;

    exports io.netlink4j.nft;
    exports io.netlink4j.nft.compile;
    exports io.netlink4j.nft.expression;
    exports io.netlink4j.nft.flow;
    exports io.netlink4j.nft.object;
    exports io.netlink4j.nft.packet;
    exports io.netlink4j.nft.set;
    exports io.netlink4j.nft.statement;
    exports io.netlink4j.nft.statement.action;
    exports io.netlink4j.nft.statement.field;

    uses io.netlink4j.nft.analysis.RuleDecoder;

    provides io.netlink4j.nft.analysis.RuleDecoder with
            io.netlink4j.nft.statement.action.ActionDecoder;
    provides io.netlink4j.core.namespace.NamespaceReport with
            io.netlink4j.nft.report.NftReport;
}
