package io.netlink4j.rtnl.internal;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import java.util.function.Supplier;

/** Checks that link-layer addresses have the length of those of the link. The kernel truncates longer ones without an error. */
public final class AddressLengths {
    private AddressLengths() {}

    /**
     * Checks an address for a link whose addresses have {@code length} bytes.
     *
     * @param operation the operation and its namespace, as text that follows "cannot"
     */
    public static void check(MacAddress address, int length, Supplier<String> operation) {
        if (address.length() == length) {
            return;
        }
        String reason = length == 0
                ? "the link has no link-layer address, and cannot get " + address
                : address + " has " + address.length() + " bytes, and addresses of the link have " + length
                        + ": the MAC address is too " + (address.length() < length ? "short" : "long")
                        + " for the link";
        throw NetlinkException.refused(operation.get(), Errno.EINVAL, reason);
    }
}
