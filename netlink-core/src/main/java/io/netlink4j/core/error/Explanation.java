package io.netlink4j.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The meaning of a refusal, derived from operation, object, error number and the kernel's message together.
 *
 * @param kind the type of the exception; null for the default type of the error number
 * @param reason a clause that completes "cannot do it: ..."; null for the kernel's message or the meaning of the number
 */
public record Explanation(
        NetlinkException.@Nullable Kind kind, @Nullable String reason) {

    /** The default type of the error number, with a reason. */
    public static Explanation of(String reason) {
        return new Explanation(null, reason);
    }
}
