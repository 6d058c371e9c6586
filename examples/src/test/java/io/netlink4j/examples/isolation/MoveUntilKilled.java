package io.netlink4j.examples.isolation;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;

/** Moves a link from one namespace to another and back, until it is killed. */
public final class MoveUntilKilled {
    private MoveUntilKilled() {}

    /** {@code arguments}: the link and the names of both namespaces. */
    public static void main(String[] arguments) {
        try (NetworkNamespace first = NetworkNamespace.open(arguments[1]);
                NetworkNamespace second = NetworkNamespace.open(arguments[2]);
                Rtnl inFirst = Rtnl.open(first);
                Rtnl inSecond = Rtnl.open(second)) {
            System.out.println("ready");
            while (true) {
                inFirst.links().move(arguments[0], second);
                inSecond.links().move(arguments[0], first);
            }
        }
    }
}
