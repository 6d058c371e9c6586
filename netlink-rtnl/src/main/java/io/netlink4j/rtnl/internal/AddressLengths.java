package io.netlink4j.rtnl.internal;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.NetlinkException;
import java.util.function.Supplier;

/** Compares link-layer addresses with the length that a link wants. The kernel cuts longer ones without an error. */
public final class AddressLengths {
    private AddressLengths() {}

    /**
     * Checks an address for a link whose addresses have {@code length} bytes.
     *
     * @param operation what is refused and where, to be read after "cannot"
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
