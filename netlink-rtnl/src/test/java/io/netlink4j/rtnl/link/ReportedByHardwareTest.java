package io.netlink4j.rtnl.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.rtnl.testkit.GoldenBytes;
import org.junit.jupiter.api.Test;

/** What only hardware and some drivers report of a link, in bytes made by hand from {@code linux/if_link.h}. */
final class ReportedByHardwareTest {
    private static final String REPORTED = """
        0000010003000000 4310000000000000 | struct ifinfomsg
        0800080001000000 | IFLA_COST
        0800090002000000 | IFLA_PRIORITY
        08000b0003000000 | IFLA_WIRELESS
        0800150002000000 | IFLA_NUM_VF
        c4001680c000018028000100010000000200000000070000000000000000000000000000000000000000000000000000 | IFLA_VFINFO_LIST
        24000d00ffffffffffff00000000000000000000000000000000000000000000000000000c0003000100000032000000
        640008800c00000001000000000000000c00010002000000000000000c00020003000000000000000c00030004000000
        000000000c00040005000000000000000c00050006000000000000000c00070008000000000000000c00080009000000
        00000000
        5c00188058000180080001000300000008000200776562000c0003000100000203000000140004000001020304050607 | IFLA_VF_PORTS
        08090a0b0c0d0e0f14000500101112131415161718191a1b1c1d1e1f05000600010000000600070000000000
        1400198008000200776562000500060002000000 | IFLA_PORT_SELF
        0a0022000200000000010000 | IFLA_PHYS_PORT_ID
        0800240000112233 | IFLA_PHYS_SWITCH_ID
        0700260070300000 | IFLA_PHYS_PORT_NAME
        2c002b8005000200040000000800040009000000080005000a000000080006000b000000080007000c000000 | IFLA_XDP
        18001a8014000a8008000400010000000800090078050000 | IFLA_AF_SPEC
        280012800800010063616e001c000300000000000000000000000000000000000000000000000000 | IFLA_LINKINFO
        11003800303030303a30303a30332e3000000000 | IFLA_PARENT_DEV_NAME
        0800390070636900 | IFLA_PARENT_DEV_BUS_NAME
        """;

    @Test
    void everythingIsRead() {
        Link link = Link.DESCRIPTOR.decode(GoldenBytes.bytes(REPORTED));
        GoldenBytes.assertRead(
                link,
                "IFLA_NUM_VF 2",
                "IFLA_VF_STATS_RX_PACKETS 1",
                "IFLA_VF_STATS_TX_PACKETS 2",
                "IFLA_VF_STATS_RX_BYTES 3",
                "IFLA_VF_STATS_TX_BYTES 4",
                "IFLA_VF_STATS_BROADCAST 5",
                "IFLA_VF_STATS_MULTICAST 6",
                "IFLA_VF_STATS_RX_DROPPED 8",
                "IFLA_VF_STATS_TX_DROPPED 9",
                "IFLA_PORT_VF 3",
                "IFLA_PORT_PROFILE \"web\"",
                "IFLA_PORT_REQUEST 1",
                "IFLA_PORT_RESPONSE 0",
                "IFLA_PORT_REQUEST 2",
                "IFLA_PHYS_PORT_NAME \"p0\"",
                "IFLA_XDP_ATTACHED 4",
                "IFLA_XDP_PROG_ID 9",
                "IFLA_XDP_DRV_PROG_ID 10",
                "IFLA_XDP_SKB_PROG_ID 11",
                "IFLA_XDP_HW_PROG_ID 12",
                "IFLA_INET6_RA_MTU 1400",
                "IFLA_PARENT_DEV_NAME \"0000:00:03.0\"",
                "IFLA_PARENT_DEV_BUS_NAME \"pci\"");
        assertThat(link.virtualFunctions()).singleElement().satisfies(function -> {
            assertThat(function.number()).isEqualTo(1);
            assertThat(function.macAddress().orElseThrow()).hasToString("02:00:00:00:00:07");
        });
    }

    /** The kernel reports them when its state machine has run, which takes a time of its own. */
    @Test
    void theStateOfLacpIsRead() {
        String header = "0000010003000000 4310000000000000";
        Link bond = Link.DESCRIPTOR.decode(
                GoldenBytes.bytes(
                        header
                                + "4400128009000100626f6e6400000000340002003000170006000100010000000600020002000000060003000f00000006000400100000000a0005000200000000090000"));
        GoldenBytes.assertRead(
                bond,
                "IFLA_BOND_AD_INFO_AGGREGATOR 1",
                "IFLA_BOND_AD_INFO_NUM_PORTS 2",
                "IFLA_BOND_AD_INFO_ACTOR_KEY 15",
                "IFLA_BOND_AD_INFO_PARTNER_KEY 16",
                "IFLA_BOND_AD_INFO_PARTNER_MAC 02:00:00:00:00:09");
        Link port = Link.DESCRIPTOR.decode(
                GoldenBytes.bytes(
                        header
                                + "4400128009000400626f6e6400000000340005000600060001000000050007003d000000060008003f00000006000a00ff00000005000b000200000005000c0003000000"));
        GoldenBytes.assertRead(
                port,
                "IFLA_BOND_SLAVE_AD_AGGREGATOR_ID 1",
                "IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE 61",
                "IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE 63",
                "IFLA_BOND_SLAVE_ACTOR_PORT_PRIO 255",
                "IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE 2",
                "IFLA_BOND_SLAVE_AD_CHURN_PARTNER_STATE 3");
        assertThat(port.bondPort().orElseThrow().actorPortPriority()).hasValue(255);
    }
}
