package io.netlink4j.child;

import io.netlink4j.core.namespace.NetworkNamespace;

/** Works until it is killed. */
public final class UntilKilled {
    private UntilKilled() {}

    /** {@code arguments}: create or delete, what the names begin with, and how many there are. */
    public static void main(String[] arguments) throws InterruptedException {
        String base = arguments[1];
        int count = Integer.parseInt(arguments[2]);
        NetworkNamespace.createUnnamed().close(); // all code is loaded
        System.out.println("ready");
        for (int i = 0; i < count; i++) {
            if (arguments[0].equals("create")) {
                NetworkNamespace.create(base + i).close();
            } else {
                NetworkNamespace.delete(base + i);
            }
        }
        Thread.sleep(Long.MAX_VALUE);
    }
}
