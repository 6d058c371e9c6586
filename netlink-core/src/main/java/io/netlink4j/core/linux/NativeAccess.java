package io.netlink4j.core.linux;

import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells whether this JVM can and may call the C library.
 *
 * <p>The JVM decides. Modules named by {@code --enable-native-access} may always. For others, JDK 24 and later follow
 * {@code --illegal-native-access}: {@code allow}, {@code warn} (the default up to now) or {@code deny}. JDK 22 and 23
 * refuse if {@code --enable-native-access} names other modules only, and warn if the option is missing.
 */
final class NativeAccess {
    private static final int FIRST_WITH_DENY = 24;

    private NativeAccess() {}

    /** Why native calls are impossible, as a new exception for each call; empty if they are possible. */
    static Optional<NetlinkException> obstacle() {
        Module module = NativeAccess.class.getModule();
        return obstacle(
                System.getProperty("os.name", ""),
                ValueLayout.ADDRESS.byteSize(),
                module.isNativeAccessEnabled() || Downcalls.areAllowed(),
                module.isNamed() ? module.getName() : "ALL-UNNAMED");
    }

    static Optional<NetlinkException> obstacle(
            String osName, long addressBytes, boolean nativeAccessAllowed, String moduleToEnable) {
        if (!osName.toLowerCase(Locale.ROOT).startsWith("linux")) {
            return Optional.of(new NetlinkException.NotSupported(
                    "netlink4j talks to the Linux kernel, but this operating system is '" + osName + "'"));
        }
        if (addressBytes != Long.BYTES) {
            return Optional.of(new NetlinkException.NotSupported(
                    "netlink4j needs a 64-bit JVM, but this one has addresses of " + 8 * addressBytes + " bits"));
        }
        if (!nativeAccessAllowed) {
            String why = Runtime.version().feature() < FIRST_WITH_DENY
                    ? "whose --enable-native-access names other modules only"
                    : "which was started with --illegal-native-access=deny";
            return Optional.of(new NetlinkException.NotPermitted("netlink4j may not call native code in this JVM, "
                    + why + ": start it with --enable-native-access=" + moduleToEnable));
        }
        return Optional.empty();
    }
}
