package io.netlink4j.rtnl;

import io.netlink4j.core.address.IpFamily;
import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.message.Request;
import org.jspecify.annotations.Nullable;

/** What a refusal means for a request about an address. */
final class AddressRefusals {
    private AddressRefusals() {}

    static @Nullable String explain(Request request, Errno errno, KernelReport report) {
        if (!(request.body() instanceof Address address)) {
            return null;
        }
        if (request.type().equals(RtnlProtocol.GETADDR)) {
            return errno.equals(Errno.EINVAL) && address.has(Address.TARGET_NETNSID)
                    ? NsidRefusals.NO_SUCH_NUMBER
                    : null;
        }
        boolean adding = request.type().equals(RtnlProtocol.NEWADDR);
        return switch (errno.symbol()) {
            case "EEXIST" -> "the link has this address already";
            case "EADDRNOTAVAIL" -> adding ? null : "the link does not have this address";
            case "ENODEV" -> "there is no link with the index " + address.get(Address.INDEX);
            case "EACCES" -> address.family() == IpFamily.IPV6 ? "IPv6 is disabled on the link" : null;
            default -> null;
        };
    }
}
