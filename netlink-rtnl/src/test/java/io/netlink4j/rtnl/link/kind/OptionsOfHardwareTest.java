package io.netlink4j.rtnl.link.kind;

import static io.netlink4j.rtnl.link.kind.HardwareOptions.IPOIB_MODE;
import static io.netlink4j.rtnl.link.kind.HardwareOptions.IPOIB_PKEY;
import static io.netlink4j.rtnl.link.kind.HardwareOptions.IPOIB_UMCAST;
import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.link.LinkReference;
import io.netlink4j.rtnl.link.UnknownKind;
import io.netlink4j.rtnl.testkit.GoldenBytes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The options of kinds that need hardware, programs or modules, against the bytes that {@code ip link} of iproute2 6.1 sends in {@code
 * IFLA_INFO_DATA}; those that it does not know, against bytes made by hand from {@code linux/if_link.h}.
 */
final class OptionsOfHardwareTest {
    private static final UnknownKind CAN = UnknownKind.of("can");
    private static final String ZEROS = "00".repeat(28);

    /** As {@code struct can_bittiming} has them: the kernel computes all but the bit rate and the sample point. */
    private static List<Integer> timing(int bitrate, int samplePoint) {
        return List.of(bitrate, samplePoint, 0, 0, 0, 0, 0, 0);
    }

    static Stream<Arguments> options() {
        return Stream.of(
                Arguments.of(
                        "can bitrate 500000 sample-point 0.875 restart-ms 100",
                        CAN.with(CanOptions.RESTART_MS, 100L).with(CanOptions.BITTIMING, timing(500_000, 875)),
                        "08000600 64000000 24000100 20a10700 6b030000" + "00".repeat(24)),
                Arguments.of(
                        "can bitrate 500000 dbitrate 2000000 fd on listen-only on berr-reporting off",
                        CAN.with(CanOptions.BITTIMING, timing(500_000, 0))
                                .with(CanOptions.DATA_BITTIMING, timing(2_000_000, 0))
                                .with(CanOptions.CTRLMODE, List.of(0x32, 0x22)),
                        "24000100 20a10700" + ZEROS + "24000900 80841e00" + ZEROS + "0c000500 32000000 22000000"),
                Arguments.of("can termination 120", CAN.with(CanOptions.TERMINATION, 120), "06000b00 78000000"),
                Arguments.of("can restart", CAN.with(CanOptions.RESTART, 1L), "08000700 01000000"),
                Arguments.of(
                        "can tdcv 7 tdco 8 tdcf 9",
                        CAN.with(
                                CanOptions.TDC,
                                CanOptions.tdc()
                                        .with(CanOptions.TDCV, 7L)
                                        .with(CanOptions.TDCO, 8L)
                                        .with(CanOptions.TDCF, 9L)),
                        "1c001080 08000700 07000000 08000800 08000000 08000900 09000000"),
                Arguments.of(
                        "by hand: CAN XL",
                        CAN.with(CanOptions.XL_DATA_BITTIMING, timing(8_000_000, 0))
                                .with(CanOptions.XL_TDC, CanOptions.tdc().with(CanOptions.TDCO, 8L))
                                .with(
                                        CanOptions.XL_PWM,
                                        CanOptions.pwm()
                                                .with(CanOptions.PWMS, 2L)
                                                .with(CanOptions.PWML, 4L)
                                                .with(CanOptions.PWMO, 1L)),
                        "24001200 00127a00" + ZEROS + "0c001580 08000800 08000000"
                                + " 1c001680 08000700 02000000 08000800 04000000 08000900 01000000"),
                Arguments.of(
                        "ipoib pkey 0x8001 mode connected umcast 1",
                        UnknownKind.of("ipoib")
                                .with(IPOIB_PKEY, 0x8001)
                                .with(IPOIB_MODE, 1)
                                .with(IPOIB_UMCAST, 1),
                        "06000100 01800000 06000200 01000000 06000300 01000000"),
                Arguments.of(
                        "rmnet mux_id 5",
                        UnknownKind.of("rmnet").with(HardwareOptions.RMNET_MUX_ID, 5),
                        "06000100 05000000"),
                Arguments.of(
                        "by hand: rmnet flags",
                        UnknownKind.of("rmnet").with(HardwareOptions.RMNET_FLAGS, List.of(1, 5)),
                        "0c000200 01000000 05000000"),
                Arguments.of(
                        "dsa conduit lo",
                        UnknownKind.of("dsa").with(HardwareOptions.DSA_CONDUIT, LinkReference.of(1)),
                        "08000100 01000000"),
                Arguments.of(
                        "by hand: ovpn of several peers",
                        UnknownKind.of("ovpn").with(HardwareOptions.OVPN_MODE, 1),
                        "05000100 01000000"),
                Arguments.of(
                        "by hand: ppp", UnknownKind.of("ppp").with(HardwareOptions.PPP_DEV_FD, 7), "08000100 07000000"),
                Arguments.of(
                        "bareudp dstport 6635 ethertype ipv4 srcportmin 5000 multiproto",
                        Bareudp.of(6635, 0x0800).lowestSourcePort(5000).multiprotocol(true),
                        "06000100 19eb0000 06000200 08000000 06000300 88130000 04000400"),
                Arguments.of("bridge fdb_flush", Bridge.defaults().with(BridgeAttributes.FDB_FLUSH, true), "04001500"),
                Arguments.of(
                        "by hand: gtp with sockets of a program",
                        Gtp.TYPE.defaults().with(Gtp.FD0, 7L).with(Gtp.FD1, 8L),
                        "08000100 07000000 08000200 08000000"),
                Arguments.of(
                        "by hand: gtp on one address",
                        Gtp.TYPE.defaults().local(IpAddress.of("192.0.2.1")),
                        "08000700 c0000201"),
                Arguments.of(
                        "by hand: gtp on one address of IPv6",
                        Gtp.TYPE.defaults().local(IpAddress.of("2001:db8::1")),
                        "14000800 20010db8 00000000 00000000 00000001"),
                Arguments.of(
                        "by hand: vxlan that routes multicasts",
                        Vxlan.of(5).with(VxlanAttributes.MC_ROUTE, true),
                        "08000100 05000000 05002200 01000000"),
                Arguments.of(
                        "by hand: vxlan with remote checksums of the whole packet",
                        Vxlan.of(5).with(VxlanAttributes.REMCSUM_NOPARTIAL, true),
                        "08000100 05000000 04001800"));
    }

    @ParameterizedTest
    @MethodSource("options")
    void bytesAreThoseOfIp(String line, LinkKind kind, String hex) {
        GoldenBytes.assertSent(kind.data(), hex);
        assertThat(kind.kind()).isEqualTo(line.startsWith("by hand") ? kind.kind() : line.split(" ")[0]);
    }

    @Test
    void reportsOfControllersAreRead() {
        GoldenBytes.assertRead(
                UnknownKind.of("can", GoldenBytes.bytes("""
                    34000200 | IFLA_CAN_BITTIMING_CONST
                    64756d6d79000000 0000000000000000 01000000 10000000 01000000 08000000 04000000 01000000 00010000 01000000
                    08000300 00127a00 | IFLA_CAN_CLOCK
                    08000400 01000000 | IFLA_CAN_STATE
                    08000800 03000500 | IFLA_CAN_BERR_COUNTER
                    08000a00 64756d6d | IFLA_CAN_DATA_BITTIMING_CONST
                    08000c00 00007800 | IFLA_CAN_TERMINATION_CONST
                    0c000d00 20a10700 40420f00 | IFLA_CAN_BITRATE_CONST
                    08000e00 80841e00 | IFLA_CAN_DATA_BITRATE_CONST
                    08000f00 00127a00 | IFLA_CAN_BITRATE_MAX
                    34001080 | IFLA_CAN_TDC
                     08000100 01000000 08000200 7f000000
                     08000300 00000000 08000400 7f000000
                     08000500 00000000 08000600 7f000000
                    0c001180 08000100 b2040000 | IFLA_CAN_CTRLMODE_EXT
                    08001300 64756d6d | IFLA_CAN_XL_DATA_BITTIMING_CONST
                    08001400 00127a00 | IFLA_CAN_XL_DATA_BITRATE_CONST
                    34001680 | IFLA_CAN_XL_PWM
                     08000100 01000000 08000200 08000000
                     08000300 02000000 08000400 18000000
                     08000500 00000000 08000600 10000000
                    """)).data(),
                "IFLA_CAN_CLOCK 8000000",
                "IFLA_CAN_STATE 1",
                "IFLA_CAN_BERR_COUNTER [3, 5]",
                "IFLA_CAN_TERMINATION_CONST [0, 120]",
                "IFLA_CAN_BITRATE_CONST [500000, 1000000]",
                "IFLA_CAN_DATA_BITRATE_CONST [2000000]",
                "IFLA_CAN_BITRATE_MAX 8000000",
                "IFLA_CAN_TDC_TDCV_MIN 1",
                "IFLA_CAN_TDC_TDCO_MIN 0",
                "IFLA_CAN_TDC_TDCF_MIN 0",
                "IFLA_CAN_CTRLMODE_SUPPORTED 1202",
                "IFLA_CAN_XL_DATA_BITRATE_CONST [8000000]",
                "IFLA_CAN_PWM_PWMS_MIN 1",
                "IFLA_CAN_PWM_PWML_MIN 2",
                "IFLA_CAN_PWM_PWMO_MIN 0");
    }
}
