package io.netlink4j.core.diag;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.testkit.Command;
import io.netlink4j.testkit.NeedsCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares structures and numbers with the installed headers: the compiler checks them. */
final class DiagHeadersTest {
    private static final Map<String, Schema> STRUCTS = Map.of(
            "inet_diag_req_v2", InetRequest.SCHEMA,
            "inet_diag_msg", InetSocketAttributes.SCHEMA,
            "unix_diag_req", UnixSocketAttributes.REQUEST,
            "unix_diag_msg", UnixSocketAttributes.SCHEMA,
            "netlink_diag_req", NetlinkEndpointAttributes.REQUEST,
            "netlink_diag_msg", NetlinkEndpointAttributes.SCHEMA,
            "packet_diag_req", PacketSocketAttributes.REQUEST,
            "packet_diag_msg", PacketSocketAttributes.SCHEMA);

    @Test
    @NeedsCommand("cc")
    void structuresAndNumbersAreThoseOfTheHeaders(@TempDir Path directory) throws Exception {
        List<String> facts = new ArrayList<>();
        STRUCTS.forEach((struct, schema) -> {
            facts.add("sizeof(struct %s) == %d".formatted(struct, schema.headerLength()));
            for (Field<?> field : schema.fields()) {
                facts.add("offsetof(struct %s, %s) == %d".formatted(struct, field.name(), field.offset()));
                facts.add("sizeof(((struct %s *) 0)->%s) == %d".formatted(struct, field.name(), field.size()));
            }
            for (Attribute<?> key : schema.attributes()) {
                facts.add(key.name() + " == " + key.number());
            }
        });
        for (Transport transport : Transport.values()) {
            facts.add("IPPROTO_%s == %d".formatted(transport.name(), transport.number()));
        }
        for (SocketType type : SocketType.values()) {
            String name = type == SocketType.DATAGRAM ? "DGRAM" : type.name();
            facts.add("SOCK_%s == %d".formatted(name, type.number()));
        }
        for (SockDiagGroup group : SockDiagGroup.values()) {
            facts.add(group + " == " + group.number());
        }
        for (SocketState state : SocketState.values()) {
            if (state.number() <= SocketState.CLOSING.number()) {
                facts.add("TCP_%s == %d".formatted(state.name(), state.number()));
            }
        }
        facts.addAll(List.of(
                "SOCK_DIAG_BY_FAMILY == " + SockDiagProtocol.BY_FAMILY.number(),
                "SOCK_DESTROY == " + SockDiagProtocol.DESTROY.number(),
                "NETLINK_SOCK_DIAG == " + SockDiagProtocol.PROTOCOL.number(),
                "INET_DIAG_BC_JMP == " + FilterCondition.JMP,
                "INET_DIAG_BC_S_GE == 2 && INET_DIAG_BC_S_LE == 3 && INET_DIAG_BC_D_GE == 4 && INET_DIAG_BC_D_LE == 5",
                "INET_DIAG_BC_AUTO == 6 && INET_DIAG_BC_S_COND == 7 && INET_DIAG_BC_D_COND == 8",
                "INET_DIAG_BC_DEV_COND == 9 && INET_DIAG_BC_MARK_COND == 10 && INET_DIAG_BC_CGROUP_COND == 13",
                "INET_DIAG_BC_S_EQ == 11 && INET_DIAG_BC_D_EQ == 12",
                "offsetof(struct inet_diag_hostcond, port) == 4 && offsetof(struct inet_diag_hostcond, addr) == 8",
                "(UDIAG_SHOW_NAME | UDIAG_SHOW_VFS | UDIAG_SHOW_PEER | UDIAG_SHOW_ICONS | UDIAG_SHOW_RQLEN"
                        + " | UDIAG_SHOW_MEMINFO | UDIAG_SHOW_UID) == 0x7f",
                "(NDIAG_SHOW_MEMINFO | NDIAG_SHOW_GROUPS | NDIAG_SHOW_FLAGS) == 0xb && NDIAG_PROTO_ALL == 0xff",
                "(PACKET_SHOW_INFO | PACKET_SHOW_MCLIST | PACKET_SHOW_RING_CFG | PACKET_SHOW_FANOUT"
                        + " | PACKET_SHOW_MEMINFO | PACKET_SHOW_FILTER) == 0x3f",
                "SK_MEMINFO_RMEM_ALLOC == 0 && SK_MEMINFO_RCVBUF == 1 && SK_MEMINFO_WMEM_ALLOC == 2",
                "SK_MEMINFO_SNDBUF == 3 && SK_MEMINFO_FWD_ALLOC == 4 && SK_MEMINFO_WMEM_QUEUED == 5",
                "SK_MEMINFO_OPTMEM == 6 && SK_MEMINFO_BACKLOG == 7 && SK_MEMINFO_DROPS == 8"));
        Map.ofEntries(
                        Map.entry("rto", 8),
                        Map.entry("ato", 12),
                        Map.entry("snd_mss", 16),
                        Map.entry("rcv_mss", 20),
                        Map.entry("unacked", 24),
                        Map.entry("sacked", 28),
                        Map.entry("lost", 32),
                        Map.entry("retrans", 36),
                        Map.entry("last_data_sent", 44),
                        Map.entry("last_data_recv", 52),
                        Map.entry("last_ack_recv", 56),
                        Map.entry("pmtu", 60),
                        Map.entry("rtt", 68),
                        Map.entry("rttvar", 72),
                        Map.entry("snd_ssthresh", 76),
                        Map.entry("snd_cwnd", 80),
                        Map.entry("advmss", 84),
                        Map.entry("total_retrans", 100),
                        Map.entry("pacing_rate", 104),
                        Map.entry("bytes_acked", 120),
                        Map.entry("bytes_received", 128),
                        Map.entry("segs_out", 136),
                        Map.entry("segs_in", 140),
                        Map.entry("notsent_bytes", 144),
                        Map.entry("min_rtt", 148),
                        Map.entry("delivery_rate", 160),
                        Map.entry("busy_time", 168),
                        Map.entry("rwnd_limited", 176),
                        Map.entry("sndbuf_limited", 184),
                        Map.entry("bytes_sent", 200),
                        Map.entry("bytes_retrans", 208),
                        Map.entry("snd_wnd", 228))
                .forEach((name, offset) ->
                        facts.add("offsetof(struct tcp_info, tcpi_%s) == %d".formatted(name, offset)));
        Path source = directory.resolve("facts.c");
        Files.writeString(source, """
            #include <stddef.h>
            #include <sys/types.h>
            #include <sys/socket.h>
            #include <linux/in.h>
            #include <linux/tcp.h>
            #include <linux/netlink.h>
            #include <linux/sock_diag.h>
            #include <linux/inet_diag.h>
            #include <linux/unix_diag.h>
            #include <linux/netlink_diag.h>
            #include <linux/packet_diag.h>
            #ifndef IPPROTO_MPTCP
            #define IPPROTO_MPTCP 262
            #endif
            enum { TCP_ESTABLISHED = 1, TCP_SYN_SENT, TCP_SYN_RECV, TCP_FIN_WAIT1, TCP_FIN_WAIT2, TCP_TIME_WAIT,
                TCP_CLOSE, TCP_CLOSE_WAIT, TCP_LAST_ACK, TCP_LISTEN, TCP_CLOSING };
            """);
        for (String fact : facts) {
            Files.writeString(
                    source,
                    "_Static_assert(%s, \"%s\");%n".formatted(fact, fact),
                    java.nio.file.StandardOpenOption.APPEND);
        }
        assertThat(facts).hasSizeGreaterThan(150);
        Command.run("cc", "-fsyntax-only", source.toString()).ok();
    }
}
