import org.jspecify.annotations.NullMarked;

/** Runnable programs: the tour, the benchmarks, the list of keys. */
@NullMarked
module io.netlink4j.examples {
    requires io.netlink4j.nft;
    requires io.netlink4j.rtnl;
    requires java.management;
    requires jdk.httpserver;
    requires jdk.management;
    requires static org.jspecify;
}
