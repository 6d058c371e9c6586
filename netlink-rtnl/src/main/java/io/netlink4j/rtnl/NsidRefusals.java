package io.netlink4j.rtnl;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.KernelReport;
import io.netlink4j.core.message.Request;
import org.jspecify.annotations.Nullable;

/** What a refusal means for a request about an nsid. */
final class NsidRefusals {
    static final String NO_SUCH_NUMBER = "there is no such number, or its namespace is gone";

    private NsidRefusals() {}

    static @Nullable String explain(Request request, Errno errno, KernelReport report) {
        if (!(request.body() instanceof Nsid nsid)) {
            return null;
        }
        return switch (errno.symbol()) {
            case "EEXIST" ->
                report.message().filter(words -> words.contains("specified")).isPresent()
                        ? "that number is taken"
                        : "it has one already, or that number is taken";
            case "ESRCH" ->
                nsid.get(Nsid.PID).map(pid -> "there is no such process").orElse(null);
            case "ENOENT" -> nsid.get(Nsid.NSID).map(number -> NO_SUCH_NUMBER).orElse(null);
            case "EINVAL" ->
                nsid.get(Nsid.TARGET_NSID).map(number -> NO_SUCH_NUMBER).orElse(null);
            default -> null;
        };
    }
}
