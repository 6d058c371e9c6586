package io.netlink4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.attribute.Attribute;
import io.netlink4j.core.attribute.Codecs;
import io.netlink4j.core.attribute.Content;
import io.netlink4j.core.attribute.Field;
import io.netlink4j.core.attribute.Nest;
import io.netlink4j.core.attribute.Schema;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.MessageType;
import io.netlink4j.core.message.Protocol;
import io.netlink4j.core.message.Request;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every netlink protocol can be spoken to with a description of a few lines. */
@KernelTest
class NetlinkSocketProtocolsIT {

    @Test
    void genericNetlink(NetworkNamespace red) {
        Schema.Builder keys = Schema.builder("family", "genlmsghdr", 4);
        Field<Integer> command = keys.field("cmd", 0, 1, Codecs.U8);
        Attribute<Integer> id = keys.add(1, "CTRL_ATTR_FAMILY_ID", Codecs.U16);
        Attribute<String> name = keys.add(2, "CTRL_ATTR_FAMILY_NAME", Codecs.STRING);
        Schema family = keys.build();
        Request request = new Request(
                new MessageType(16, "GENL_ID_CTRL", family),
                0,
                Nest.empty(family).with(command, 3).with(name, "nlctrl"),
                () -> "get family");
        try (NetlinkSocket socket = NetlinkSocket.open(Protocol.of(16), red)) {
            Nest found = socket.get(request, (type, flags, body) -> new Nest(family, Content.of(body)));
            assertThat(found.get(id)).contains(16);
            assertThat(found.get(name)).contains("nlctrl");
            Nest nobody = Nest.empty(family).with(command, 3).with(name, "nobody");
            assertThatThrownBy(
                            () -> socket.execute(new Request(request.type(), 0, nobody, () -> "get family 'nobody'")))
                    .isInstanceOf(NetlinkException.NotFound.class)
                    .hasMessage("cannot get family 'nobody' in " + red + ": No such file or directory (ENOENT)");
        }
    }

    @Test
    void netfilter(NetworkNamespace red) {
        Schema.Builder keys = Schema.builder("generation", "nfgenmsg", 4);
        Attribute<Long> id = keys.add(1, "NFTA_GEN_ID", Codecs.BE32);
        Schema generation = keys.build();
        Request request = new Request(
                new MessageType(10 << 8 | 16, "NFT_MSG_GETGEN", generation),
                0,
                Nest.empty(generation),
                () -> "get generation");
        try (NetlinkSocket socket = NetlinkSocket.open(Protocol.of(12), red)) {
            Nest found = socket.get(request, (type, flags, body) -> {
                assertThat(type).isEqualTo(10 << 8 | 15);
                return new Nest(generation, Content.of(body));
            });
            assertThat(found.get(id)).isPresent();
        }
    }

    /** A table that belongs to another socket. */
    @Test
    void aPresentCapabilityIsNotReportedAsMissing(NetworkNamespace red) {
        Schema.Builder keys = Schema.builder("table", "nfgenmsg", 4);
        Field<Integer> family = keys.field("nfgen_family", 0, 1, Codecs.U8);
        Field<Integer> subsystem = keys.field("res_id", 2, 2, Codecs.BE16);
        Attribute<String> name = keys.add(1, "NFTA_TABLE_NAME", Codecs.STRING);
        Attribute<Long> flags = keys.add(2, "NFTA_TABLE_FLAGS", Codecs.BE32);
        Schema schema = keys.build();
        Nest table = Nest.empty(schema).with(family, 2).with(name, "t");
        Nest batch = Nest.empty(schema).with(subsystem, 10);
        Request begin = new Request(new MessageType(16, "BEGIN", schema), 0, batch, () -> "begin");
        Request end = new Request(new MessageType(17, "END", schema), 0, batch, () -> "end");
        Request add = new Request(
                new MessageType(10 << 8, "NFT_MSG_NEWTABLE", schema), 0, table.with(flags, 2L), () -> "add table");
        Request delete =
                new Request(new MessageType(10 << 8 | 2, "NFT_MSG_DELTABLE", schema), 0, table, () -> "delete table");
        try (NetlinkSocket owner = NetlinkSocket.open(Protocol.of(12), red);
                NetlinkSocket other = NetlinkSocket.open(Protocol.of(12), red)) {
            ReplyVisitor ignore = (index, type, bits, memory, offset, limit) -> {};
            assertThat(owner.transmit(List.of(begin, add, end), 1 << 16, ignore).failures())
                    .isEmpty();
            assertThat(other.transmit(List.of(begin, delete, end), 1 << 16, ignore)
                            .failures())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.exception())
                            .isInstanceOf(NetlinkException.NotPermitted.class)
                            .hasMessageStartingWith(
                                    "cannot delete table in " + red + ": Operation not permitted (EPERM)")
                            .hasMessageNotContaining("CAP_NET_ADMIN"));
        }
    }

    @Test
    void socketDiagnosis(NetworkNamespace red) throws Exception {
        Schema.Builder keys = Schema.builder("inet socket", "inet_diag_req_v2", 56);
        Field<Integer> family = keys.field("sdiag_family", 0, 1, Codecs.U8);
        Field<Integer> protocol = keys.field("sdiag_protocol", 1, 1, Codecs.U8);
        Field<Integer> states = keys.field("idiag_states", 4, 4, Codecs.S32);
        Schema request = keys.build();
        Schema.Builder answer = Schema.builder("inet socket", "inet_diag_msg", 72);
        Field<Integer> port = answer.field("idiag_sport", 4, 2, Codecs.BE16);
        Schema found = answer.build();
        Nest body = Nest.empty(request).with(family, 2).with(protocol, 6).with(states, -1);
        try (ServerSocketChannel server = red.call(() -> {
                    ServerSocketChannel channel = ServerSocketChannel.open(java.net.StandardProtocolFamily.INET);
                    return channel.bind(new InetSocketAddress("0.0.0.0", 4711));
                });
                NetlinkSocket socket = NetlinkSocket.open(Protocol.of(4), red)) {
            List<Integer> ports = socket.list(
                    new Request(new MessageType(20, "SOCK_DIAG_BY_FAMILY", request), 0, body, () -> "list sockets"),
                    (type, flags, bytes) -> new Nest(found, Content.of(bytes)).get(port));
            assertThat(server.isOpen()).isTrue();
            assertThat(ports).containsExactly(4711);
        }
    }

    @Test
    void aProtocolThatThisKernelLacks(NetworkNamespace red) {
        assertThatThrownBy(() -> NetlinkSocket.open(Protocol.of(31), red))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessage("cannot open a netlink protocol 31 socket: Protocol not supported (EPROTONOSUPPORT)");
    }

    @Test
    void aProtocolWithoutAListener(NetworkNamespace red) {
        Request request = new Request(
                new MessageType(16, "ANYTHING", Schema.UNKNOWN), 0, Nest.empty(Schema.UNKNOWN), () -> "ask nobody");
        try (NetlinkSocket socket = NetlinkSocket.open(Protocol.of(2), red)) {
            assertThatThrownBy(() -> socket.execute(request))
                    .isInstanceOf(NetlinkException.class)
                    .hasMessage("cannot ask nobody in " + red + ": Connection refused (ECONNREFUSED)");
        }
    }
}
