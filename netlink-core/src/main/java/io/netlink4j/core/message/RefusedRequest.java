package io.netlink4j.core.message;

import io.netlink4j.core.error.Errno;
import io.netlink4j.core.error.KernelReport;

/**
 * A request that the kernel refused.
 *
 * @param object the object of the request
 * @param request the request
 * @param errno the error number
 * @param report the kernel's extended acknowledgement
 */
public record RefusedRequest<T>(T object, Request request, Errno errno, KernelReport report) {

    /** Whether the kernel's message contains {@code part}, in upper or lower case. */
    public boolean says(String part) {
        return report.message().filter(words -> contains(words, part)).isPresent();
    }

    private static boolean contains(String words, String part) {
        for (int i = 0; i + part.length() <= words.length(); i++) {
            if (words.regionMatches(true, i, part, 0, part.length())) {
                return true;
            }
        }
        return false;
    }

    /** The path of the attribute that the kernel pointed at; empty if there is none. */
    public String path() {
        return report.attribute().orElse("");
    }
}
