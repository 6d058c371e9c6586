import org.jspecify.annotations.NullMarked;

/** Netlink sockets, the wire format, errors, addresses and network namespaces. */
@NullMarked
module io.netlink4j.core {
    requires org.slf4j;
    requires static org.dnsjava;
    requires static transitive org.jspecify;

    exports io.netlink4j.core;
    exports io.netlink4j.core.address;
    exports io.netlink4j.core.attribute;
    exports io.netlink4j.core.collection;
    exports io.netlink4j.core.diag;
    exports io.netlink4j.core.error;
    exports io.netlink4j.core.link;
    exports io.netlink4j.core.message;
    exports io.netlink4j.core.namespace;
    exports io.netlink4j.core.object;
    exports io.netlink4j.core.resolve;
    exports io.netlink4j.core.socket;
    exports io.netlink4j.core.sysctl;
    exports io.netlink4j.core.tun;
}
