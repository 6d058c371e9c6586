import org.jspecify.annotations.NullMarked;

/** Links, addresses, routes and neighbours over rtnetlink. */
@NullMarked
module io.netlink4j.rtnl {
    requires transitive io.netlink4j.core;
    requires static org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports io.netlink4j.rtnl;
    exports io.netlink4j.rtnl.address;
    exports io.netlink4j.rtnl.bridge;
    exports io.netlink4j.rtnl.counters;
    exports io.netlink4j.rtnl.encap;
    exports io.netlink4j.rtnl.junit;
    exports io.netlink4j.rtnl.lab;
    exports io.netlink4j.rtnl.link;
    exports io.netlink4j.rtnl.link.kind;
    exports io.netlink4j.rtnl.neighbour;
    exports io.netlink4j.rtnl.nexthop;
    exports io.netlink4j.rtnl.nsid;
    exports io.netlink4j.rtnl.object;
    exports io.netlink4j.rtnl.route;
    exports io.netlink4j.rtnl.rule;

    // JUnit makes the extension by reflection.
    opens io.netlink4j.rtnl.junit;

    uses io.netlink4j.core.namespace.NamespaceReport;
}
