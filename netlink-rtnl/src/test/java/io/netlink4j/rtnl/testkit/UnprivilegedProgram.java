package io.netlink4j.rtnl.testkit;

import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.link.Link;
import io.netlink4j.rtnl.link.kind.Bridge;
import io.netlink4j.rtnl.route.RouteFilter;

/** Attempts operations that need a capability in a process without capabilities, and prints each result. */
public final class UnprivilegedProgram {
    private UnprivilegedProgram() {}

    /** One line for each attempt. */
    public static void main(String[] arguments) {
        try (Rtnl rtnl = Rtnl.open()) {
            attempt("list", () -> rtnl.links().list());
            attempt("create", () -> rtnl.links().add(Link.named("br0").kind(Bridge.defaults())));
            attempt("up", () -> rtnl.links().up("lo"));
            attempt("add", () -> rtnl.addresses().add("lo", "127.0.0.9/8"));
            attempt("flush addresses", () -> rtnl.addresses().flush("lo"));
            attempt("flush routes", () -> rtnl.routes().flush(RouteFilter.allTables()));
            attempt("subscribe", () -> rtnl.subscribeAllNamespaces().close());
        }
    }

    private static void attempt(String what, Runnable action) {
        try {
            action.run();
            System.out.println(what + ": done");
        } catch (NetlinkException e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
