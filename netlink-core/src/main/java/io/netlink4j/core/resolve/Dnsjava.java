package io.netlink4j.core.resolve;

/** Whether dnsjava is there: it is optional, as a dependency and as a module. This class loads without it. */
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
