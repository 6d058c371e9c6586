package io.netlink4j.nft.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netlink4j.core.Event;
import io.netlink4j.core.Subscription;
import io.netlink4j.core.address.IpAddress;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.message.MessageHeader;
import io.netlink4j.core.message.Request;
import io.netlink4j.nft.packet.CtStatus;
import io.netlink4j.nft.packet.IpProtocol;
import io.netlink4j.testkit.KernelTest;
import io.netlink4j.testkit.Namespaces;
import io.netlink4j.testkit.NeedsCommand;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Flows of packets and of requests, beside what {@code conntrack} shows. */
@KernelTest
@NeedsCommand({"conntrack", "nft", "ping", "sysctl"})
final class FlowsIT {
    private static final FlowTuple MADE = FlowTuple.tcp("10.0.0.1", 40000, "10.0.0.2", 80);
    private static final Duration HOUR = Duration.ofHours(1);

    private FlowNamespace net;
    private Flows flows;

    @BeforeEach
    void open(Namespaces namespaces) {
        net = FlowNamespace.in(namespaces);
        flows = net.flows();
    }

    /** One datagram to a port of lo, and the port that it came from. */
    private int send(int port) throws Exception {
        try (DatagramChannel channel = net.namespace().sockets().bind("127.0.0.1", 0)) {
            channel.send(ByteBuffer.wrap(new byte[1]), new InetSocketAddress("127.0.0.1", port));
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        }
    }

    @Test
    void theListIsThatOfConntrack() throws Exception {
        send(53);
        send(54);
        net.run("ping", "-c1", "-q", "127.0.0.1");
        net.run("ping", "-c1", "-q", "::1");
        try (var server = net.namespace().sockets().listen("127.0.0.1", 8123);
                var client = net.namespace().sockets().connect("127.0.0.1", 99)) {
            flows.add(Flow.of(MADE).timeout(HOUR).zone(7).mark(5).tcpState(TcpFlowState.ESTABLISHED));
            flows.add(Flow.of(FlowTuple.of(new IpProtocol(200), IpAddress.of("10.0.0.1"), IpAddress.of("10.0.0.2")))
                    .timeout(HOUR));
            List<Flow> ours = flows.list();
            assertThat(ours.stream()
                            .map(flow -> FlowNamespace.withoutTimeout(flow.toString()) + " id="
                                    + flow.get(FlowAttributes.ID).orElseThrow()))
                    .hasSize(7)
                    .containsExactlyInAnyOrderElementsOf(net.conntrack("-L", "-o", "id"));
            assertThat(server.isOpen() && client.isOpen()).isTrue();
        }
    }

    @Test
    void theTranslationOfADestinationIsSeen() throws Exception {
        try (var server = net.namespace().sockets().listen("127.0.0.1", 8123);
                var client = net.namespace().sockets().connect("127.0.0.1", 99)) {
            Flow flow = flows.list(FlowFilter.all().protocol(IpProtocol.TCP).translated())
                    .getFirst();
            assertThat(flow.status()).contains(CtStatus.DNAT, CtStatus.ASSURED, CtStatus.SEEN_REPLY);
            assertThat(flow.isDestinationTranslated()).isTrue();
            assertThat(flow.isSourceTranslated()).isFalse();
            assertThat(flow.tcpState()).contains(TcpFlowState.ESTABLISHED);
            assertThat(flow.original().destinationPort()).contains(99);
            assertThat(flow.translated().destinationPort()).contains(8123);
            assertThat(flow.originalCounters().orElseThrow().packets()).isEqualTo(2);
            assertThat(flow.start().orElseThrow()).isBetween(Instant.now().minusSeconds(60), Instant.now());
            assertThat(server.isOpen() && client.isOpen()).isTrue();
        }
    }

    @Test
    void aPlainFlowIsNotTranslated() throws Exception {
        send(54);
        Flow flow = flows.list().getFirst();
        assertThat(flow.isSourceTranslated() || flow.isDestinationTranslated()).isFalse();
        assertThat(flow.translated()).isEqualTo(flow.original());
        assertThat(flow.originalCounters()).contains(new FlowCounters(1, 29));
    }

    @Test
    void whoIsBehindATranslatedSourceIsFound() throws Exception {
        int port = send(53);
        Flow flow =
                flows.behind(FlowTuple.udp("127.0.0.9", port, "127.0.0.1", 53)).orElseThrow();
        assertThat(flow.isSourceTranslated()).isTrue();
        assertThat(flow.client()).hasToString("127.0.0.1");
        assertThat(flow.translated().source()).hasToString("127.0.0.9");
        assertThat(flows.find(FlowTuple.udp("127.0.0.1", port, "127.0.0.1", 53)))
                .isPresent();
        assertThat(flows.find(FlowTuple.udp("127.0.0.1", 1, "127.0.0.1", 53))).isEmpty();
    }

    @Test
    void filtersSelectInTheKernelWhatTheySay() throws Exception {
        send(53);
        send(54);
        net.run("ping", "-c1", "-q", "::1");
        for (int i = 1; i < 6; i++) {
            flows.add(Flow.of(FlowTuple.tcp("10.0.0." + i, 40000 + i, "10.0.1.1", 80 + i % 2))
                    .timeout(HOUR)
                    .mark(i)
                    .zone(i % 3 == 0 ? 3 : 0));
        }
        Map<FlowFilter, List<String>> filters = Map.of(
                FlowFilter.all().mark(2), List.of("-m", "2"),
                FlowFilter.all().mark(1, 1), List.of("-m", "1/1"),
                FlowFilter.all().zone(3), List.of("-w", "3"),
                FlowFilter.all().protocol(IpProtocol.UDP), List.of("-p", "udp"),
                FlowFilter.all().protocol(IpProtocol.TCP).destinationPort(81), List.of("-p", "tcp", "--dport", "81"),
                FlowFilter.all().source("10.0.0.4/32"), List.of("-s", "10.0.0.4"),
                FlowFilter.all().destination("10.0.1.1/32").status(CtStatus.CONFIRMED), List.of("-d", "10.0.1.1"),
                FlowFilter.all().destination("::1/128"), List.of("-f", "ipv6", "-d", "::1"),
                FlowFilter.all().status(CtStatus.SNAT), List.of("--src-nat"));
        List<Flow> all = flows.list();
        filters.forEach((filter, options) -> {
            List<String> ours = FlowNamespace.lines(flows.list(filter));
            List<String> theirs = net.conntrack(
                    Stream.concat(Stream.of("-L"), options.stream()).toArray(String[]::new));
            assertThat(ours).as(options.toString()).isNotEmpty().containsExactlyInAnyOrderElementsOf(theirs);
            assertThat(selectedByKernel(filter))
                    .as(options.toString())
                    .isEqualTo(ids(all.stream().filter(filter::test).toList()));
        });
        FlowFilter network = FlowFilter.all().source("10.0.0.4/30").destinationPort(81);
        assertThat(flows.list(network))
                .singleElement()
                .satisfies(flow -> assertThat(flow.mark()).isEqualTo(5));
    }

    private Set<Long> selectedByKernel(FlowFilter filter) {
        return filter.requests().stream()
                .map(body -> new Request(FlowMessages.CT_GET, MessageHeader.NLM_F_DUMP, body, () -> "list flows"))
                .flatMap(request -> ids(flows.socket().list(request, Flow.DESCRIPTOR::decodeCreated)).stream())
                .collect(Collectors.toSet());
    }

    private static Set<Long> ids(List<Flow> of) {
        return of.stream()
                .map(flow -> flow.get(FlowAttributes.ID).orElseThrow())
                .collect(Collectors.toSet());
    }

    @Test
    void aFlowIsAddedChangedAndDeleted() {
        flows.add(Flow.of(MADE).timeout(HOUR).mark(0x2a).tcpState(TcpFlowState.ESTABLISHED));
        assertThat(net.conntrack("-L"))
                .singleElement()
                .asString()
                .startsWith("tcp 6 ESTABLISHED src=10.0.0.1 dst=10.0.0.2 sport=40000 dport=80")
                .contains("mark=42");
        assertThatThrownBy(() -> flows.add(Flow.of(MADE).timeout(HOUR)))
                .isInstanceOf(NetlinkException.AlreadyExists.class)
                .hasMessage("cannot add the flow tcp src=10.0.0.1 dst=10.0.0.2 sport=40000 dport=80 in "
                        + net.namespace() + ": there is such a flow already (EEXIST)");
        Flow flow = flows.find(MADE).orElseThrow();
        flows.update(flow.reference().mark(0x1100, 0xff00));
        assertThat(flows.get(flow).mark()).isEqualTo(0x112a);
        flows.update(flow.reference().timeout(Duration.ofMinutes(2)));
        assertThat(flows.get(flow).timeout().orElseThrow()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
        assertThat(flows.get(flow).mark()).isEqualTo(0x112a);
        flows.update(flow.reference().status(CtStatus.CONFIRMED, CtStatus.SEEN_REPLY, CtStatus.ASSURED));
        assertThat(net.conntrack("-L")).singleElement().asString().contains("[ASSURED]");
        assertThatThrownBy(() -> flows.update(flow.reference().with(FlowAttributes.STATUS, 0L)))
                .isInstanceOf(NetlinkException.Busy.class)
                .hasMessageContaining("the kernel does not let such a status be set or cleared");
        BitSet labels = new BitSet();
        labels.set(5);
        labels.set(127);
        flows.update(flow.reference().labels(labels));
        assertThat(flows.get(flow).labels()).isEqualTo(labels);
        flows.delete(flow);
        assertThat(net.conntrack("-L")).isEmpty();
        assertThat(flows.deleteIfExists(flow)).isFalse();
        assertThatThrownBy(() -> flows.update(flow.reference().mark(1))).isInstanceOf(NetlinkException.NotFound.class);
        assertThatThrownBy(() -> flows.add(Flow.of(MADE)))
                .isInstanceOf(NetlinkException.Invalid.class)
                .hasMessageContaining("a new flow needs a timeout");
    }

    @Test
    void anotherFlowWithTheSameAddressesIsLeftAlone() {
        flows.add(Flow.of(MADE).timeout(HOUR));
        Flow earlier = flows.find(MADE).orElseThrow();
        flows.delete(earlier);
        flows.add(Flow.of(MADE).timeout(HOUR).mark(1));
        Optional<Long> id = flows.find(MADE).orElseThrow().get(FlowAttributes.ID);
        if (!id.equals(earlier.get(FlowAttributes.ID))) { // the kernel may use the memory of the first again
            assertThat(flows.find(earlier)).isEmpty();
            assertThat(flows.deleteIfExists(earlier)).isFalse();
            assertThatThrownBy(() -> flows.update(earlier.reference().mark(9)))
                    .isInstanceOf(NetlinkException.NotFound.class);
        }
        Flow wrong = flows.find(MADE).orElseThrow().reference().with(FlowAttributes.ID, 4711L);
        assertThat(flows.deleteIfExists(wrong)).isFalse();
        assertThat(flows.find(wrong)).isEmpty();
        assertThat(flows.list()).hasSize(1);
    }

    @Test
    void onlySelectedFlowsAreDeletedAndNeverAllByAccident() {
        for (int i = 1; i < 6; i++) {
            flows.add(Flow.of(FlowTuple.tcp("10.0.0." + i, 40000, "10.0.1.1", 80))
                    .timeout(HOUR)
                    .mark(i % 2));
        }
        assertThat(flows.deleteAll(FlowFilter.all().mark(1))).isEqualTo(3);
        assertThat(flows.deleteAll(FlowFilter.all().mark(1))).isZero();
        assertThat(net.conntrack("-L")).hasSize(2);
        assertThatThrownBy(() -> flows.deleteAll(FlowFilter.all())).isInstanceOf(IllegalArgumentException.class);
        assertThat(flows.count()).isEqualTo(2);
        flows.deleteEverything();
        assertThat(flows.count()).isZero();
    }

    @Test
    void eventsTellOfNewChangedAndEndedFlows() throws Exception {
        try (Subscription<Flow> events = flows.subscribe()) {
            int port = send(54);
            Event<Flow> first = events.next(Duration.ofSeconds(10)).orElseThrow();
            assertThat(first).isInstanceOfSatisfying(Event.Changed.class, event -> {
                assertThat(event.flags() & MessageHeader.NLM_F_CREATE).isNotZero();
                assertThat(((Flow) event.object()).original())
                        .isEqualTo(FlowTuple.udp("127.0.0.1", port, "127.0.0.1", 54));
            });
            Flow flow = flows.list().getFirst();
            flows.update(flow.reference().mark(3));
            assertThat(events.next(Duration.ofSeconds(10)).orElseThrow())
                    .isInstanceOfSatisfying(Event.Changed.class, event -> {
                        assertThat(event.flags() & MessageHeader.NLM_F_CREATE).isZero();
                        assertThat(((Flow) event.object()).mark()).isEqualTo(3);
                    });
            flows.delete(flow);
            assertThat(events.next(Duration.ofSeconds(10)).orElseThrow())
                    .isInstanceOfSatisfying(Event.Deleted.class, event -> {
                        Flow gone = (Flow) event.object();
                        assertThat(gone.originalCounters()).contains(new FlowCounters(1, 29));
                        assertThat(gone.stop()).isPresent();
                    });
        }
    }

    @Test
    void countersAreReadAndReset() throws Exception {
        send(54);
        assertThat(flows.listAndResetCounters(FlowFilter.all()).getFirst().originalCounters())
                .contains(new FlowCounters(1, 29));
        assertThat(flows.list().getFirst().originalCounters()).contains(new FlowCounters(0, 0));
    }

    @Test
    void statisticsAreThoseOfConntrack() {
        flows.add(Flow.of(MADE).timeout(HOUR));
        assertThat(net.run("conntrack", "-C").strip()).isEqualTo(String.valueOf(flows.count()));
        List<String> ours = flows.statistics().stream()
                .map(cpu ->
                        "cpu=%d found=%d invalid=%d insert=%d insert_failed=%d drop=%d early_drop=%d error=%d search_restart=%d"
                                .formatted(
                                        cpu.cpu(),
                                        cpu.found(),
                                        cpu.invalid(),
                                        cpu.insert(),
                                        cpu.insertFailed(),
                                        cpu.drop(),
                                        cpu.earlyDrop(),
                                        cpu.error(),
                                        cpu.searchRestart()))
                .toList();
        assertThat(ours)
                .isEqualTo(net.run("conntrack", "-S")
                        .lines()
                        .map(line -> line.strip().replaceAll("\\s+", " ").replaceFirst(" clash_resolve.*", ""))
                        .toList());
    }

    @Test
    void expectationsNeedAHelperAndAreThoseOfConntrack() throws Exception {
        Duration minutes = Duration.ofMinutes(5);
        FlowTuple expected = FlowTuple.tcp("127.0.0.1", 0, "127.0.0.1", 2020);
        FlowTuple mask = FlowTuple.tcp("255.255.255.255", 0, "255.255.255.255", 65535);
        assertThatThrownBy(() -> flows.add(Expectation.of(MADE, expected, mask, minutes)))
                .isInstanceOf(NetlinkException.NotFound.class)
                .hasMessageContaining("there is no flow that could announce it");
        flows.add(Flow.of(MADE).timeout(HOUR));
        assertThatThrownBy(() -> flows.add(Expectation.of(MADE, expected, mask, minutes)))
                .isInstanceOf(NetlinkException.NotSupported.class)
                .hasMessageContaining("has no helper");
        try (var server = net.namespace().sockets().listen("127.0.0.1", 21);
                var client = net.namespace().sockets().connect("127.0.0.1", 21)) {
            Flow control = flows.list(FlowFilter.all().protocol(IpProtocol.TCP).destinationPort(21))
                    .getFirst();
            assertThat(control.helper()).contains("ftp");
            flows.add(Expectation.of(control.original(), expected, mask, minutes));
            assertThat(flows.expectations()).singleElement().satisfies(found -> {
                assertThat(found.tuple()).isEqualTo(expected);
                assertThat(found.master().destinationPort()).contains(21);
                assertThat(net.run("conntrack", "-L", "expect"))
                        .contains("proto=6 " + found.tuple())
                        .contains("helper=ftp");
                flows.delete(found);
            });
            assertThat(flows.expectations()).isEmpty();
            assertThat(server.isOpen() && client.isOpen()).isTrue();
        }
    }
}
