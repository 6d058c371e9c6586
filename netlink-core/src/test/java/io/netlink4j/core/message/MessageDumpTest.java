package io.netlink4j.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageDumpTest {

    @Test
    void aRequestAndItsAttributes() {
        assertThat(SampleProtocol.dump("""
            2c000000 1000 0506 2a000000 00000000
            02000000 05000000
            0a000e00 76657468 30000000
            08001300 c0a80f01
            """)).isEqualTo("""
                2c 00 00 00 10 00 05 06 2a 00 00 00 00 00 00 00  TOY_NEWTHING len=44 flags=REQUEST|ACK|EXCL|CREATE seq=42 pid=0
                02 00 00 00 05 00 00 00                          thing_family=2 thing_flags=0 thing_index=5
                0a 00 0e 00 76 65 74 68 30 00 00 00              THING_STRING "veth0"
                08 00 13 00 c0 a8 0f 01                          THING_ADDRESS 192.168.15.1
                """);
    }

    @Test
    void aReplyOfSeveralMessages() {
        assertThat(SampleProtocol.dump("""
            20000000 1000 3200 2a000000 39300000
            02000000 05000000 05000100 07000000
            14000000 0300 1200 2a000000 39300000
            00000000
            """)).isEqualTo("""
                20 00 00 00 10 00 32 00 2a 00 00 00 39 30 00 00  TOY_NEWTHING len=32 flags=MULTI|DUMP_INTR|DUMP_FILTERED seq=42 pid=12345
                02 00 00 00 05 00 00 00                          thing_family=2 thing_flags=0 thing_index=5
                05 00 01 00 07 00 00 00                          THING_U8 7
                14 00 00 00 03 00 12 00 2a 00 00 00 39 30 00 00  NLMSG_DONE len=20 flags=MULTI|DUMP_INTR seq=42 pid=12345
                00 00 00 00                                      error=0
                """);
    }

    @Test
    void aRefusalWithTheKernelsMessage() {
        assertThat(SampleProtocol.dump("""
            44000000 0200 0003 2a000000 39300000
            eaffffff
            2c000000 1000 0506 2a000000 39300000
            08000100 6e6f7065 08000200 18000000
            10000480 08000100 02000000 04000000
            """)).isEqualTo("""
                44 00 00 00 02 00 00 03 2a 00 00 00 39 30 00 00  NLMSG_ERROR len=68 flags=CAPPED|ACK_TLVS seq=42 pid=12345
                ea ff ff ff                                      error=-22
                2c 00 00 00 10 00 05 06 2a 00 00 00 39 30 00 00  of TOY_NEWTHING seq=42
                08 00 01 00 6e 6f 70 65                          NLMSGERR_ATTR_MSG "nope"
                08 00 02 00 18 00 00 00                          NLMSGERR_ATTR_OFFS 24
                10 00 04 80                                      NLMSGERR_ATTR_POLICY
                08 00 01 00 02 00 00 00                            NL_POLICY_TYPE_ATTR_TYPE 2
                04 00 00 00                                        #0 0x
                """);
    }

    @Test
    void aRefusalThatRepeatsTheRequest() {
        assertThat(SampleProtocol.dump("""
            3c000000 0200 0000 2a000000 39300000
            efffffff
            20000000 1000 0506 2a000000 39300000
            02000000 05000000 05000100 07000000
            05000100 00000000
            """)).isEqualTo("""
                3c 00 00 00 02 00 00 00 2a 00 00 00 39 30 00 00  NLMSG_ERROR len=60 flags=0 seq=42 pid=12345
                ef ff ff ff                                      error=-17
                20 00 00 00 10 00 05 06 2a 00 00 00 39 30 00 00  of TOY_NEWTHING seq=42
                02 00 00 00 05 00 00 00                          thing_family=2 thing_flags=0 thing_index=5
                05 00 01 00 07 00 00 00                          THING_U8 7
                05 00 01 00 00 00 00 00                          #1 0x00
                """);
    }

    @Test
    void flagsDependOnTheClassOfTheMessage() {
        assertThat(flags("1000", "0003")).isEqualTo("REPLACE|EXCL");
        assertThat(flags("1000", "090c")).isEqualTo("REQUEST|ECHO|CREATE|APPEND");
        assertThat(flags("1100", "0503")).isEqualTo("REQUEST|ACK|NONREC|BULK");
        assertThat(flags("1200", "0103")).isEqualTo("REQUEST|DUMP");
        assertThat(flags("1200", "0105")).isEqualTo("REQUEST|ROOT|ATOMIC");
        assertThat(flags("6300", "c1f7")).isEqualTo("REQUEST|0x40|0x80|0x100|0x200|0x400|0xf000");
        assertThat(flags("0200", "0001")).isEqualTo("CAPPED");
        assertThat(flags("1000", "0000")).isEqualTo("0");
    }

    private static String flags(String type, String flags) {
        String dump = SampleProtocol.dump("10000000" + type + flags + "00000000 00000000");
        return dump.replaceAll("(?s).*flags=(\\S+) seq=.*", "$1");
    }

    @Test
    void messagesOfUnknownTypesAndBytesThatAreNone() {
        assertThat(SampleProtocol.dump("""
            18000000 6300 0000 01000000 ffffffff 08000700 01020304
            10000000 0100 0000 00000000 00000000
            ff000000 1000 0000
            """)).isEqualTo("""
                18 00 00 00 63 00 00 00 01 00 00 00 ff ff ff ff  message 99 len=24 flags=0 seq=1 pid=4294967295
                08 00 07 00 01 02 03 04                          #7 0x01020304
                10 00 00 00 01 00 00 00 00 00 00 00 00 00 00 00  NLMSG_NOOP len=16 flags=0 seq=0 pid=0
                ff 00 00 00 10 00 00 00  (no message)
                """);
        assertThat(SampleProtocol.dump("")).isEmpty();
        assertThat(Protocol.of(3)).hasToString("netlink protocol 3");
        assertThat(SampleProtocol.PROTOCOL).hasToString("NETLINK_TOY");
        assertThat(SampleProtocol.NEW).hasToString("TOY_NEWTHING");
    }

    @Test
    void theSchemasOfAProtocolAreKnown() {
        assertThat(SampleProtocol.PROTOCOL.schemas())
                .containsExactlyInAnyOrder(
                        io.netlink4j.core.attribute.SampleObject.SCHEMA, io.netlink4j.core.attribute.SampleObject.PART);
        assertThat(SampleProtocol.PROTOCOL.type(16)).contains(SampleProtocol.NEW);
        assertThat(SampleProtocol.PROTOCOL.type(99)).isEmpty();
    }
}
