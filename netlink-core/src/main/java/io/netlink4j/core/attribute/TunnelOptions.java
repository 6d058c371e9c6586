package io.netlink4j.core.attribute;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The options of a tunnel in the form that the kernel accepts ({@code ip_tun_parse_opts}, {@code nft_tunnel_obj_opts_init}). It reports nests
 * without the flag {@code NLA_F_NESTED}, which it requires; and it may report all options of GENEVE in one nest, of which it accepts one for
 * each.
 */
public final class TunnelOptions {
    private static final int HEADER = 4;
    private static final int NESTED = 0x8000;
    private static final int TYPE = 0x3fff;
    /** The first attribute of an option of GENEVE. */
    private static final int GENEVE_CLASS = 1;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private TunnelOptions() {}

    /**
     * The options as a request has them.
     *
     * @param options the options as they were built or read
     * @param geneve the number of the nest of an option of GENEVE
     */
    public static Nest accepted(Nest options, int geneve) {
        TunnelOptions out = new TunnelOptions();
        ByteBuffer in = order(ByteBuffer.wrap(options.toByteArray()));
        while (in.remaining() >= HEADER) {
            int type = in.getShort(in.position() + 2) & TYPE;
            byte[] payload = next(in);
            if (type == geneve) {
                each(new Nest(options.schema(), Content.of(payload)))
                        .forEach(option -> out.put(geneve, option.toByteArray()));
            } else {
                out.put(type, payload);
            }
        }
        return new Nest(options.schema(), Content.of(out.written.toByteArray()));
    }

    /** The options of {@code first}, then those of {@code second}, which may have the same number. */
    public static Nest both(Nest first, Nest second) {
        byte[] before = first.toByteArray();
        byte[] after = second.toByteArray();
        byte[] all = ByteBuffer.allocate(before.length + after.length)
                .put(before)
                .put(after)
                .array();
        return new Nest(first.schema(), Content.of(all));
    }

    /** Each option of GENEVE in {@code options}, a nest in which one may follow the other. */
    public static List<Nest> each(Nest options) {
        List<Nest> found = new ArrayList<>();
        ByteBuffer in = order(ByteBuffer.wrap(options.toByteArray()));
        int first = 0;
        while (in.remaining() >= HEADER) {
            int at = in.position();
            if ((in.getShort(at + 2) & TYPE) == GENEVE_CLASS && at > first) {
                found.add(part(options, first, at));
                first = at;
            }
            next(in);
        }
        found.add(part(options, first, in.limit()));
        return found;
    }

    private static Nest part(Nest options, int from, int to) {
        return new Nest(options.schema(), Content.of(Arrays.copyOfRange(options.toByteArray(), from, to)));
    }

    private void put(int type, byte[] bytes) {
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
    private static byte[] next(ByteBuffer in) {
        int at = in.position();
        int length = Math.clamp(Short.toUnsignedInt(in.getShort(at)), HEADER, in.remaining());
        in.position(Math.min(at + (length + HEADER - 1 & -HEADER), in.limit()));
        byte[] payload = new byte[length - HEADER];
        in.get(at + HEADER, payload);
        return payload;
    }

    private static ByteBuffer order(ByteBuffer bytes) {
        return bytes.order(ByteOrder.nativeOrder());
    }
}
