package io.netlink4j.examples.tour;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.Rtnl;
import java.util.OptionalInt;

/**
 * The number by which one namespace calls another ({@code RTM_GETNSID}, {@code struct rtgenmsg}, {@code NETNSA_*} of {@code
 * linux/net_namespace.h}): an example of a request that the library has no method for, made of its parts.
 */
final class NamespaceNumber extends NetlinkObject<NamespaceNumber> {
    private static final Schema.Builder KEYS = Schema.builder("namespace number", "rtgenmsg", 4);

    private static final Attribute<Integer> NSID = KEYS.add(1, "NETNSA_NSID", Codecs.S32);
    private static final Attribute<Integer> FD = KEYS.add(3, "NETNSA_FD", Codecs.S32);

    private static final Schema SCHEMA = KEYS.build();
    private static final MessageType GETNSID = new MessageType(90, "RTM_GETNSID", SCHEMA);
    private static final int NONE = -1;

    private NamespaceNumber(Content content) {
        super(content);
    }

    private NamespaceNumber(byte[] bytes) {
        super(bytes);
    }

    /** The number that {@code asked}'s namespace gave to {@code other}; empty if it never met it. */
    static OptionalInt of(NetworkNamespace other, Rtnl asked) {
        int number = other.<Integer>withFileDescriptor(fd -> {
            NamespaceNumber question = new NamespaceNumber(new byte[SCHEMA.headerLength()]).with(FD, fd);
            Request request = new Request(GETNSID, 0, question, () -> "get the number of " + other);
            return asked.socket()
                    .get(
                            request,
                            (type, flags, body) ->
                                    new NamespaceNumber(body).get(NSID).orElse(NONE));
        });
        return number == NONE ? OptionalInt.empty() : OptionalInt.of(number);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected NamespaceNumber copy(Content content) {
        return new NamespaceNumber(content);
    }
}
