package io.netlink4j.core.error;

import org.jspecify.annotations.Nullable;

/**
 * What a refusal means, where operation, object, error number and the kernel's words together say more than the number.
 *
 * @param kind the type of the exception; null for the one that the number stands for
 * @param reason a clause that completes "cannot do it: ..."; null for the kernel's words or the number's meaning
 */
public record Explanation(
        NetlinkException.@Nullable Kind kind, @Nullable String reason) {

    /** The same type as the number stands for, with a reason. */
    public static Explanation of(String reason) {
        return new Explanation(null, reason);
    }
}
