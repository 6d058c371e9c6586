package io.netlink4j.nft.object;

import static io.netlink4j.core.attribute.Codecs.BE_COUNT;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.Printable;
import io.netlink4j.nft.expression.ObjectType;
import io.netlink4j.nft.internal.TimeoutStates;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.nft.packet.NfFamily;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes the objects of connection tracking: helpers, timeouts and expectations. */
final class ConntrackObjects {
    /** {@code NF_CT_HELPER_NAME_LEN} without the NUL byte. */
    private static final int LONGEST_HELPER = 15;

    private static final int HIGHEST_PORT = 0xffff;
    private static final int HIGHEST_SIZE = 0xff;

    private ConntrackObjects() {}

    private static Nest data(Schema schema) {
        return new Nest(schema, Content.of(new byte[0]));
    }

    static NamedObject helper(Table table, String name, String helper, IpProtocol protocol, NfFamily l3proto) {
        int length = helper.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > LONGEST_HELPER) {
            throw new IllegalArgumentException("The name of a helper has 1 to " + LONGEST_HELPER
                    + " bytes, as \"ftp\" has, not '" + Printable.of(helper) + "'.");
        }
        return NamedObject.of(
                table,
                name,
                ObjectType.CT_HELPER,
                data(ObjectData.CT_HELPER)
                        .with(ObjectData.HELPER_NAME, helper)
                        .with(ObjectData.HELPER_L3PROTO, l3proto.number())
                        .with(ObjectData.HELPER_L4PROTO, protocol.number()));
    }

    static NamedObject timeouts(
            Table table, String name, IpProtocol protocol, Map<String, Duration> policy, NfFamily l3proto) {
        List<String> states = states(protocol);
        Nest timeouts = data(Schema.UNKNOWN);
        for (Map.Entry<String, Duration> entry : policy.entrySet()) {
            int index = states.indexOf(entry.getKey());
            if (index < 0) {
                throw new IllegalArgumentException("'" + Printable.of(entry.getKey()) + "' is no state of " + protocol
                        + ", whose states are " + states + ".");
            }
            timeouts = timeouts.with(
                    Attribute.of(index + 1, "CTA_TIMEOUT", BE_COUNT), seconds(entry.getValue(), entry.getKey()));
        }
        return NamedObject.of(
                table,
                name,
                ObjectType.CT_TIMEOUT,
                data(ObjectData.CT_TIMEOUT)
                        .with(ObjectData.TIMEOUT_L3PROTO, l3proto.number())
                        .with(ObjectData.TIMEOUT_L4PROTO, protocol.number())
                        .with(ObjectData.TIMEOUT_DATA, timeouts));
    }

    private static List<String> states(IpProtocol protocol) {
        List<String> states = TimeoutStates.of(protocol.number());
        if (states.isEmpty()) {
            throw new IllegalArgumentException("Timeouts are for tcp and udp, not for " + protocol + ".");
        }
        return states;
    }

    private static int seconds(Duration time, String what) {
        if (time.isNegative() || time.toNanosPart() != 0 || time.toSeconds() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "The timeout of '" + what + "' is a whole number of seconds, not " + time + ".");
        }
        return (int) time.toSeconds();
    }

    static NamedObject expectation(
            Table table, String name, IpProtocol protocol, int port, Duration timeout, int size, NfFamily l3proto) {
        if (l3proto == NfFamily.INET) {
            throw new IllegalArgumentException(
                    "An expectation is for one IP version, so in " + table + " it needs an IpFamily.");
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("a port is between 0 and 65535, not " + port);
        }
        if (size < 1 || size > HIGHEST_SIZE) {
            throw new IllegalArgumentException("There can be 1 to 255 expectations at once, not " + size + ".");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("An expectation lasts 1 millisecond or more, not " + timeout + ".");
        }
        return NamedObject.of(
                table,
                name,
                ObjectType.CT_EXPECTATION,
                data(ObjectData.CT_EXPECTATION)
                        .with(ObjectData.EXPECT_L3PROTO, l3proto.number())
                        .with(ObjectData.EXPECT_L4PROTO, protocol.number())
                        .with(ObjectData.EXPECT_DPORT, port)
                        .with(ObjectData.EXPECT_TIMEOUT, timeout.toMillis())
                        .with(ObjectData.EXPECT_SIZE, size));
    }
}
