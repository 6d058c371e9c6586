package io.netlink4j.core.linux;

import io.netlink4j.core.error.NetlinkException;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether this JVM can and may call Linux's libc, found out before a restricted method is touched, so that the user reads our
 * sentence instead of the JVM's warning.
 */
final class NativeAccess {
    private NativeAccess() {}

    /** Why native calls are impossible here, as a new exception for each caller; empty where they are possible. */
    static Optional<NetlinkException> obstacle() {
        Module module = NativeAccess.class.getModule();
        return obstacle(
                System.getProperty("os.name", ""),
                ValueLayout.ADDRESS.byteSize(),
                module.isNativeAccessEnabled(),
                module.isNamed() ? module.getName() : "ALL-UNNAMED");
    }

    static Optional<NetlinkException> obstacle(
            String osName, long addressBytes, boolean nativeAccessEnabled, String moduleToEnable) {
        if (!osName.toLowerCase(Locale.ROOT).startsWith("linux")) {
            return Optional.of(new NetlinkException.NotSupported(
                    "netlink4j talks to the Linux kernel, but this operating system is '" + osName + "'"));
        }
        if (addressBytes != Long.BYTES) {
            return Optional.of(new NetlinkException.NotSupported(
                    "netlink4j needs a 64-bit JVM, but this one has addresses of " + 8 * addressBytes + " bits"));
        }
        if (!nativeAccessEnabled) {
            return Optional.of(new NetlinkException.NotPermitted(
                    "netlink4j may not call native code in this JVM: start it with --enable-native-access="
                            + moduleToEnable));
        }
        return Optional.empty();
    }
}
