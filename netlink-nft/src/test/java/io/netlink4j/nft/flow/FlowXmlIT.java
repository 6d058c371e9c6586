package io.netlink4j.nft.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.address.IpFamily;
import io.netlink4j.nft.packet.CtStatus;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each value of a flow beside that in the XML of {@code conntrack}, but for times and uses, which change meanwhile. */
@KernelTest
@NeedsCommand({"conntrack", "nft", "ping", "sysctl"})
final class FlowXmlIT {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Map<IpProtocol, String> NAMES =
            Map.of(IpProtocol.TCP, "tcp", IpProtocol.UDP, "udp", IpProtocol.ICMP, "icmp", IpProtocol.ICMPV6, "icmpv6");

    @Test
    void theValuesAreThoseOfConntrack(Namespaces namespaces) throws Exception {
        FlowNamespace net = FlowNamespace.in(namespaces);
        net.run("ping", "-c1", "-q", "127.0.0.1");
        net.run("ping", "-c1", "-q", "::1");
        net.flows()
                .add(Flow.of(FlowTuple.tcp("10.0.0.1", 40000, "10.0.0.2", 80))
                        .timeout(HOUR)
                        .zone(7)
                        .mark(0xffff_fffeL)
                        .status(CtStatus.CONFIRMED, CtStatus.SEEN_REPLY, CtStatus.ASSURED)
                        .tcpState(TcpFlowState.CLOSE_WAIT));
        net.flows()
                .add(Flow.of(FlowTuple.udp("2001:db8::1", 1, "2001:db8::2", 65535))
                        .timeout(HOUR));
        net.flows()
                .add(Flow.of(FlowTuple.of(new IpProtocol(200), IpAddress.of("10.0.0.1"), IpAddress.of("10.0.0.2")))
                        .timeout(HOUR));
        try (DatagramChannel channel = net.namespace().sockets().bind("127.0.0.1", 0);
                var server = net.namespace().sockets().listen("127.0.0.1", 8123);
                var client = net.namespace().sockets().connect("127.0.0.1", 99)) {
            channel.send(ByteBuffer.wrap(new byte[1]), new InetSocketAddress("127.0.0.1", 53));
            assertThat(net.flows().list().stream().map(FlowXmlIT::xml))
                    .hasSize(7)
                    .containsExactlyInAnyOrderElementsOf(net.run("conntrack", "-L", "-o", "xml,extended,id")
                            .lines()
                            .filter(line -> line.startsWith("<flow>"))
                            .map(line -> line.replaceAll("<(timeout|use|deltatime)>\\d+</\\1>", ""))
                            .toList());
            assertThat(server.isOpen() && client.isOpen()).isTrue();
        }
    }

    private static String xml(Flow flow) {
        return "<flow>"
                + direction("original", flow.original(), flow.originalCounters())
                + direction("reply", flow.reply(), flow.replyCounters())
                + "<meta direction=\"independent\">"
                + flow.tcpState().map(state -> element("state", state)).orElse("")
                + element("mark", flow.mark())
                + (flow.zone() == 0 ? "" : element("zone", flow.zone()))
                + element("id", flow.get(FlowAttributes.ID).orElseThrow())
                + (flow.status().contains(CtStatus.ASSURED) ? "<assured/>" : "")
                + (flow.status().contains(CtStatus.SEEN_REPLY) ? "" : "<unreplied/>")
                + "</meta></flow>";
    }

    private static String direction(String name, FlowTuple tuple, Optional<FlowCounters> counters) {
        boolean isIpv4 = tuple.family() == IpFamily.IPV4;
        return "<meta direction=\"" + name + "\"><layer3 protonum=\""
                + tuple.family().number() + "\" protoname=\""
                + (isIpv4 ? "ipv4" : "ipv6") + "\">" + element("src", tuple.source())
                + element("dst", tuple.destination()) + "</layer3><layer4 protonum=\""
                + tuple.protocol().number() + "\" protoname=\""
                + NAMES.getOrDefault(tuple.protocol(), "unknown") + "\">"
                + tuple.sourcePort().map(port -> element("sport", port)).orElse("")
                + tuple.destinationPort().map(port -> element("dport", port)).orElse("")
                + "</layer4>"
                + counters.map(count -> "<counters>" + element("packets", count.packets())
                                + element("bytes", count.bytes()) + "</counters>")
                        .orElse("")
                + "</meta>";
    }

    private static String element(String name, Object value) {
        return "<" + name + ">" + value + "</" + name + ">";
    }
}
