package io.netlink4j.nft.object;

import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Nest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The options of a tunnel in the form that the kernel accepts ({@code nft_tunnel_obj_opts_init}). It reports nests without the flag {@code
 * NLA_F_NESTED}, which it requires; and some kernels report all options of GENEVE in one nest, of which they accept one for each.
 */
final class TunnelOptions {
    private static final int HEADER = 4;
    private static final int NESTED = 0x8000;
    private static final int TYPE = 0x3fff;
    private static final int GENEVE = 3;
    /** The first attribute of an option of GENEVE. */
    private static final int GENEVE_CLASS = 1;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private TunnelOptions() {}

    /** The options as a request has them. */
    static Nest accepted(Nest options) {
        TunnelOptions out = new TunnelOptions();
        ByteBuffer in = order(ByteBuffer.wrap(options.toByteArray()));
        while (in.remaining() >= HEADER) {
            int type = in.getShort(in.position() + 2) & TYPE;
            ByteBuffer payload = next(in);
            if (type == GENEVE) {
                out.putEach(payload);
            } else {
                out.put(type, payload);
            }
        }
        return new Nest(options.schema(), Content.of(out.written.toByteArray()));
    }

    /** Writes a nest for each option. */
    private void putEach(ByteBuffer options) {
        int first = options.position();
        while (options.remaining() >= HEADER) {
            int at = options.position();
            if ((options.getShort(at + 2) & TYPE) == GENEVE_CLASS && at > first) {
                put(GENEVE, order(options.slice(first, at - first)));
                first = at;
            }
            next(options);
        }
        put(GENEVE, order(options.slice(first, options.limit() - first)));
    }

    private void put(int type, ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        written.writeBytes(order(ByteBuffer.allocate(HEADER))
                .putShort((short) (HEADER + bytes.length))
                .putShort((short) (type | NESTED))
                .array());
        written.writeBytes(bytes);
        while (written.size() % HEADER != 0) {
            written.write(0);
        }
    }

    /** The payload of the attribute at the position of {@code in}, which is behind it afterwards. */
    private static ByteBuffer next(ByteBuffer in) {
        int at = in.position();
        int length = Math.clamp(Short.toUnsignedInt(in.getShort(at)), HEADER, in.remaining());
        in.position(Math.min(at + (length + HEADER - 1 & -HEADER), in.limit()));
        return order(in.slice(at + HEADER, length - HEADER));
    }

    private static ByteBuffer order(ByteBuffer bytes) {
        return bytes.order(ByteOrder.nativeOrder());
    }
}
