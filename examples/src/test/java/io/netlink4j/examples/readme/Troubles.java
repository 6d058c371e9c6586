package io.netlink4j.examples.readme;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.nft.Nft;
import io.netlink4j.nft.object.Table;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.UnknownKind;
import io.netlink4j.rtnl.link.kind.Bridge;
import java.io.IOException;

/** A program that tries what the README's section on troubleshooting is about, and prints each message on a line. */
public final class Troubles {
    private Troubles() {}

    private interface Attempt {
        void make() throws IOException;
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        attempt(() -> {
            try (Rtnl rtnl = Rtnl.open()) {
                rtnl.links().add(Link.named("br0").kind(Bridge.defaults()));
            }
        });
        attempt(() -> {
            try (Rtnl rtnl = Rtnl.open()) {
                rtnl.links().add(Link.named("new0").kind(UnknownKind.of("nosuchkind")));
            }
        });
        attempt(() -> {
            try (Nft nft = Nft.open()) {
                nft.commit(tx -> tx.add(Table.ip("nat")));
            }
        });
        attempt(() -> NetworkNamespace.createUnnamed().close());
        attempt(() -> NetworkNamespace.create("red").close());
        attempt(() -> {
            try (NetworkNamespace here = NetworkNamespace.current()) {
                here.sysctl().ipv4Forwarding(true);
            }
        });
        attempt(() -> {
            try (NetworkNamespace here = NetworkNamespace.current()) {
                here.sockets().connect("2001:db8::1", 80).close();
            }
        });
        attempt(() -> {
            try (NetworkNamespace here = NetworkNamespace.current()) {
                here.sockets().connect("db.internal", 80).close();
            }
        });
        attempt(() -> {
            try (NetworkNamespace here = NetworkNamespace.current()) {
                here.resolver().resolve("db.internal");
            }
        });
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.make();
        } catch (NetlinkException | IllegalArgumentException | IOException e) {
            System.out.println(e.getMessage());
        }
    }
}
