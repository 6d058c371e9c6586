package io.netlink4j.core.resolve;

/** Tells whether dnsjava is present. It is an optional dependency and module, and this class loads without it. */
final class Dnsjava {
    private Dnsjava() {}

    static boolean isThere() {
        try {
            Class<?> message = Class.forName("org.xbill.DNS.Message", false, Dnsjava.class.getClassLoader());
            return Dnsjava.class.getModule().canRead(message.getModule());
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
