package io.netlink4j.rtnl.link;

import static io.netlink4j.core.attribute.Codecs.S32;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.U8;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.NetlinkObject;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.rtnl.object.Numbered;
import java.util.Optional;

/**
 * The XDP program of a link ({@code IFLA_XDP_*} of {@code linux/if_link.h}), which sees its packets before the network stack does.
 *
 * {@snippet :
 * rtnl.links().change("eth0", link -> link.xdp(LinkXdp.program(fd).mode(LinkXdp.Mode.GENERIC)));
 * rtnl.links().change("eth0", link -> link.xdp(LinkXdp.none()));
 * }
 */
public final class LinkXdp extends NetlinkObject<LinkXdp> {
    /** {@code XDP_FLAGS_UPDATE_IF_NOEXIST}. */
    private static final long ONLY_NEW = 1;
    /** {@code XDP_FLAGS_REPLACE}. */
    private static final long REPLACE = 1 << 4;
    /** {@code XDP_FLAGS_MODES}. */
    private static final long MODES = 7 << 1;

    private static final Schema.Builder KEYS = Schema.builder("link xdp");
    static final Attribute<Integer> FD = KEYS.requested(1, "IFLA_XDP_FD", S32);
    static final Attribute<Integer> ATTACHED = KEYS.reported(2, "IFLA_XDP_ATTACHED", U8);
    static final Attribute<Long> FLAGS = KEYS.requested(3, "IFLA_XDP_FLAGS", U32);
    static final Attribute<Long> PROG_ID = KEYS.reported(4, "IFLA_XDP_PROG_ID", U32);
    /** The id of the program in the driver, if there are several. */
    public static final Attribute<Long> DRV_PROG_ID = KEYS.reported(5, "IFLA_XDP_DRV_PROG_ID", U32);
    /** The id of the generic program, if there are several. */
    public static final Attribute<Long> SKB_PROG_ID = KEYS.reported(6, "IFLA_XDP_SKB_PROG_ID", U32);
    /** The id of the program in the hardware, if there are several. */
    public static final Attribute<Long> HW_PROG_ID = KEYS.reported(7, "IFLA_XDP_HW_PROG_ID", U32);

    static final Attribute<Integer> EXPECTED_FD = KEYS.requested(8, "IFLA_XDP_EXPECTED_FD", S32);

    static final Schema SCHEMA = KEYS.build();

    LinkXdp(Content content) {
        super(content);
    }

    /**
     * A program for a link that has none, in the driver if that can, else generic ({@code XDP_FLAGS_UPDATE_IF_NOEXIST}).
     *
     * @param fd the file descriptor of a program of type {@code BPF_PROG_TYPE_XDP}, which must be open until the link is changed
     */
    public static LinkXdp program(int fd) {
        return new LinkXdp(Content.of(new byte[0])).with(FD, fd).with(FLAGS, ONLY_NEW);
    }

    /** No program; {@code xdp off} of {@code ip}. */
    public static LinkXdp none() {
        return program(-1).always();
    }

    /** A copy that also replaces a program; {@code -force} of {@code ip}. */
    public LinkXdp always() {
        return with(FLAGS, flags() & ~ONLY_NEW);
    }

    /** A copy that replaces the program with a file descriptor and no other one ({@code IFLA_XDP_EXPECTED_FD}), since Linux 5.7. */
    public LinkXdp replacing(int expected) {
        return with(FLAGS, (flags() & ~ONLY_NEW) | REPLACE).with(EXPECTED_FD, expected);
    }

    /** A copy that runs in another place. */
    public LinkXdp mode(Mode mode) {
        return with(FLAGS, (flags() & ~MODES) | mode.flag);
    }

    private long flags() {
        return get(FLAGS).orElse(0L);
    }

    /** Where the program runs ({@code IFLA_XDP_ATTACHED}); empty if there is none, or one in each of several places. */
    public Optional<Mode> attached() {
        return get(ATTACHED).flatMap(number -> Numbered.of(Mode.class, number));
    }

    /** The id of the program ({@code IFLA_XDP_PROG_ID}); empty if there is none or several. */
    public Optional<Long> programId() {
        return get(PROG_ID);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    protected LinkXdp copy(Content content) {
        return new LinkXdp(content);
    }

    /** Where a program runs ({@code XDP_ATTACHED_*} and {@code XDP_FLAGS_*_MODE}). */
    public enum Mode implements Numbered {
        /** In the driver; {@code xdpdrv} of {@code ip}. */
        DRIVER(1, 1 << 2),
        /** After the driver; every link can. {@code xdpgeneric} of {@code ip}. */
        GENERIC(2, 1 << 1),
        /** In the hardware; {@code xdpoffload} of {@code ip}. */
        HARDWARE(3, 1 << 3);

        private final int number;
        private final long flag;

        Mode(int number, long flag) {
            this.number = number;
            this.flag = flag;
        }

        @Override
        public int number() {
            return number;
        }
    }
}
