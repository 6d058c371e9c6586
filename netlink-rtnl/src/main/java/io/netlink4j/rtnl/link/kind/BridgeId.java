package io.netlink4j.rtnl.link.kind;

import io.netlink4j.core.address.MacAddress;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Codecs;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The identifier of a bridge in the spanning tree ({@code struct ifla_bridge_id} of {@code linux/if_link.h}).
 *
 * @param priority the priority; lower is preferred
 * @param address its MAC address
 */
public record BridgeId(int priority, MacAddress address) {
    private static final int LENGTH = 8;

    static final Codec<BridgeId> CODEC = Codecs.BINARY.map(BridgeId::of, BridgeId::bytes);

    private static BridgeId of(byte[] bytes) {
        if (bytes.length < LENGTH) {
            throw new IllegalArgumentException(bytes.length + " bytes are too short for a bridge id, which takes 8");
        }
        return new BridgeId(
                Byte.toUnsignedInt(bytes[0]) << 8 | Byte.toUnsignedInt(bytes[1]),
                MacAddress.of(Arrays.copyOfRange(bytes, 2, LENGTH)));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[LENGTH];
        bytes[0] = (byte) (priority >> 8);
        bytes[1] = (byte) priority;
        System.arraycopy(address.toByteArray(), 0, bytes, 2, LENGTH - 2);
        return bytes;
    }

    /** As {@code ip} shows it: {@code 8000.52:54:0:12:34:56}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(HexFormat.of().toHexDigits((short) priority)).append('.');
        byte[] mac = address.toByteArray();
        for (int i = 0; i < mac.length; i++) {
            text.append(i == 0 ? "" : ":").append(Integer.toHexString(Byte.toUnsignedInt(mac[i])));
        }
        return text.toString();
    }
}
