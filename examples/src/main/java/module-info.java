import org.jspecify.annotations.NullMarked;

/** Runnable programs: the tour, a look into a container, the benchmarks, the list of keys, who listens, CNI plugins, rulesets. */
@NullMarked
@SuppressWarnings("requires-automatic") // jnr-unixsocket describes no module
module io.netlink4j.examples {
    requires io.netlink4j.nft;
    requires io.netlink4j.rtnl;
    requires java.management;
    requires jdk.httpserver;
    requires jdk.management;
    requires org.jnrproject.unixsocket;
    requires static org.jspecify;
    requires tools.jackson.databind;
}
