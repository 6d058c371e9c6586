package io.netlink4j.rtnl;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.message.Request;
import org.jspecify.annotations.Nullable;

/** What the kernel means when it refuses a request for neighbours. */
final class NeighbourRefusals {
    private NeighbourRefusals() {}

    static @Nullable String explain(Request request, Errno errno, KernelReport report) {
        if (!(request.body() instanceof Neighbour neighbour)) {
            return null;
        }
        String address = neighbour.address().map(Object::toString).orElse("it");
        return switch (errno.symbol()) {
            case "EEXIST" -> "the link has an entry for " + address + " already";
            case "ENOENT", "ESRCH" ->
                "the link has no " + (neighbour.isProxy() ? "proxy " : "") + "entry for " + address;
            case "ENODEV" -> "its link is not there";
            default -> null;
        };
    }
}
