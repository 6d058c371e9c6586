package io.netlink4j.rtnl.internal;

import io.netlink4j.core.Decoder;
import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.object.ObjectDescriptor;

/**
 * Checks replies to requests about another namespace. Kernels that do not know the attribute ignore it and reply for their own namespace.
 */
public final class TargetReplyCheck {
    private TargetReplyCheck() {}

    /** Decodes objects that have {@code key}, and throws {@link NetlinkException.NotSupported} if one lacks it. */
    public static <T extends NetlinkObject<T>> Decoder<T> check(
            ObjectDescriptor<T> type, Attribute<Integer> key, int nsid, String where) {
        return (message, flags, body) -> {
            T found = type.decode(body);
            if (!found.has(key)) {
                throw new NetlinkException.NotSupported(
                        "cannot ask for nsid " + nsid + " in " + where + ": this kernel does not know " + key.name());
            }
            return found;
        };
    }
}
