package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.core.attribute.Codecs.BINARY;
import static io.netlink4j.core.attribute.Codecs.COUNT;
import static io.netlink4j.core.attribute.Codecs.U16;
import static io.netlink4j.core.attribute.Codecs.U32;
import static io.netlink4j.core.attribute.Codecs.array;
import static io.netlink4j.core.attribute.Codecs.nest;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codec;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import java.util.List;

/**
 * The keys of the kind {@code can}, the controllers of CAN buses ({@code IFLA_CAN_*} of {@code linux/can/netlink.h}). They have no type of
 * their own: a list yields an {@code UnknownKind}, whose {@code get} and {@code with} take them.
 *
 * {@snippet :
 * rtnl.links().change(Link.named("can0").kind(UnknownKind.of("can").with(CanOptions.RESTART_MS, 100L)));
 * }
 */
public final class CanOptions {
    private static final Codec<List<Integer>> NUMBERS = array(COUNT, Integer.BYTES);
    private static final Codec<List<Integer>> SHORT_NUMBERS = array(U16, Short.BYTES);

    private static final Schema.Builder TDC_KEYS = Schema.builder("can tdc");
    private static final Schema.Builder PWM_KEYS = Schema.builder("can pwm");
    private static final Schema.Builder MODE_KEYS = Schema.builder("can control mode");

    /** The value of the transmitter delay compensation, in clock periods. */
    public static final Attribute<Long> TDCV = TDC_KEYS.add(7, "IFLA_CAN_TDC_TDCV", U32);
    /** The offset of the transmitter delay compensation, in clock periods. */
    public static final Attribute<Long> TDCO = TDC_KEYS.add(8, "IFLA_CAN_TDC_TDCO", U32);
    /** The filter window of the transmitter delay compensation, in clock periods. */
    public static final Attribute<Long> TDCF = TDC_KEYS.add(9, "IFLA_CAN_TDC_TDCF", U32);
    /** The length of a short pulse, in clock periods. */
    public static final Attribute<Long> PWMS = PWM_KEYS.add(7, "IFLA_CAN_PWM_PWMS", U32);
    /** The length of a long pulse, in clock periods. */
    public static final Attribute<Long> PWML = PWM_KEYS.add(8, "IFLA_CAN_PWM_PWML", U32);
    /** The offset of the pulses, in clock periods. */
    public static final Attribute<Long> PWMO = PWM_KEYS.add(9, "IFLA_CAN_PWM_PWMO", U32);
    /** The modes that the controller can have, as bits. */
    public static final Attribute<Long> CTRLMODE_SUPPORTED = MODE_KEYS.reported(1, "IFLA_CAN_CTRLMODE_SUPPORTED", U32);

    private static final Schema TDC_SCHEMA = limits(TDC_KEYS, "IFLA_CAN_TDC_", "TDCV", "TDCO", "TDCF");
    private static final Schema PWM_SCHEMA = limits(PWM_KEYS, "IFLA_CAN_PWM_", "PWMS", "PWML", "PWMO");
    private static final Schema MODE_SCHEMA = MODE_KEYS.build();

    private static final Schema.Builder KEYS = Schema.builder("can");
    /** {@code struct can_bittiming}: bit rate, sample point in thousandths, time quantum in ns, the segments, SJW, prescaler. */
    public static final Attribute<List<Integer>> BITTIMING = KEYS.add(1, "IFLA_CAN_BITTIMING", NUMBERS);
    /** {@code struct can_bittiming_const}: the limits of {@link #BITTIMING}. */
    public static final Attribute<byte[]> BITTIMING_CONST = KEYS.reported(2, "IFLA_CAN_BITTIMING_CONST", BINARY);
    /** The frequency of the controller's clock, in Hz. */
    public static final Attribute<Long> CLOCK = KEYS.reported(3, "IFLA_CAN_CLOCK", U32);
    /** The state ({@code enum can_state}): 0 active, 1 warning, 2 passive, 3 bus off, 4 stopped, 5 sleeping. */
    public static final Attribute<Long> STATE = KEYS.reported(4, "IFLA_CAN_STATE", U32);
    /** {@code struct can_ctrlmode}: a mask of {@code CAN_CTRLMODE_*} and the values of those bits. */
    public static final Attribute<List<Integer>> CTRLMODE = KEYS.add(5, "IFLA_CAN_CTRLMODE", NUMBERS);
    /** How long the controller stays off the bus after errors, in milliseconds; 0 for ever. */
    public static final Attribute<Long> RESTART_MS = KEYS.add(6, "IFLA_CAN_RESTART_MS", U32);
    /** Restarts the controller at once. */
    public static final Attribute<Long> RESTART = KEYS.requested(7, "IFLA_CAN_RESTART", U32);
    /** The counters of errors: sent, received. */
    public static final Attribute<List<Integer>> BERR_COUNTER =
            KEYS.reported(8, "IFLA_CAN_BERR_COUNTER", SHORT_NUMBERS);
    /** As {@link #BITTIMING}, for the data of CAN FD. */
    public static final Attribute<List<Integer>> DATA_BITTIMING = KEYS.add(9, "IFLA_CAN_DATA_BITTIMING", NUMBERS);
    /** As {@link #BITTIMING_CONST}, for the data of CAN FD. */
    public static final Attribute<byte[]> DATA_BITTIMING_CONST =
            KEYS.reported(10, "IFLA_CAN_DATA_BITTIMING_CONST", BINARY);
    /** The resistor that ends the bus, in ohms; 0 for none. */
    public static final Attribute<Integer> TERMINATION = KEYS.add(11, "IFLA_CAN_TERMINATION", U16);
    /** The values that {@link #TERMINATION} can have. */
    public static final Attribute<List<Integer>> TERMINATION_CONST =
            KEYS.reported(12, "IFLA_CAN_TERMINATION_CONST", SHORT_NUMBERS);
    /** The bit rates that the controller can have. */
    public static final Attribute<List<Integer>> BITRATE_CONST = KEYS.reported(13, "IFLA_CAN_BITRATE_CONST", NUMBERS);
    /** As {@link #BITRATE_CONST}, for the data of CAN FD. */
    public static final Attribute<List<Integer>> DATA_BITRATE_CONST =
            KEYS.reported(14, "IFLA_CAN_DATA_BITRATE_CONST", NUMBERS);
    /** The highest bit rate that the transceiver can have. */
    public static final Attribute<Long> BITRATE_MAX = KEYS.reported(15, "IFLA_CAN_BITRATE_MAX", U32);
    /** The transmitter delay compensation of CAN FD. */
    public static final Attribute<Nest> TDC = KEYS.add(16, "IFLA_CAN_TDC", nest(() -> TDC_SCHEMA));
    /** What the controller can do. */
    public static final Attribute<Nest> CTRLMODE_EXT =
            KEYS.reported(17, "IFLA_CAN_CTRLMODE_EXT", nest(() -> MODE_SCHEMA));
    /** As {@link #BITTIMING}, for the data of CAN XL. */
    public static final Attribute<List<Integer>> XL_DATA_BITTIMING =
            KEYS.add(18, "IFLA_CAN_XL_DATA_BITTIMING", NUMBERS);
    /** As {@link #BITTIMING_CONST}, for the data of CAN XL. */
    public static final Attribute<byte[]> XL_DATA_BITTIMING_CONST =
            KEYS.reported(19, "IFLA_CAN_XL_DATA_BITTIMING_CONST", BINARY);
    /** As {@link #BITRATE_CONST}, for the data of CAN XL. */
    public static final Attribute<List<Integer>> XL_DATA_BITRATE_CONST =
            KEYS.reported(20, "IFLA_CAN_XL_DATA_BITRATE_CONST", NUMBERS);
    /** The transmitter delay compensation of CAN XL. */
    public static final Attribute<Nest> XL_TDC = KEYS.add(21, "IFLA_CAN_XL_TDC", nest(() -> TDC_SCHEMA));
    /** The pulse width modulation of CAN XL. */
    public static final Attribute<Nest> XL_PWM = KEYS.add(22, "IFLA_CAN_XL_PWM", nest(() -> PWM_SCHEMA));

    /** The schema of the kind. */
    public static final Schema SCHEMA = KEYS.build();

    private CanOptions() {}

    /** The lowest and the highest value of each of three numbers. */
    private static Schema limits(Schema.Builder keys, String prefix, String... names) {
        for (int i = 0; i < names.length; i++) {
            keys.reported(2 * i + 1, prefix + names[i] + "_MIN", U32);
            keys.reported(2 * i + 2, prefix + names[i] + "_MAX", U32);
        }
        return keys.build();
    }

    /** An empty {@link #TDC} or {@link #XL_TDC}. */
    public static Nest tdc() {
        return Nest.empty(TDC_SCHEMA);
    }

    /** An empty {@link #XL_PWM}. */
    public static Nest pwm() {
        return Nest.empty(PWM_SCHEMA);
    }
}
