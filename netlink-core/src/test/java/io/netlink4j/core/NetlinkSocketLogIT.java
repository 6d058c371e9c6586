package io.netlink4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netlink4j.core.error.NetlinkException;
import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.testkit.KernelTest;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@KernelTest
@Isolated // the logger is one for all
class NetlinkSocketLogIT {
    static {
        // Tests live in the module that they test, and that one does not know logback.
        Module core = NetlinkSocketLogIT.class.getModule();
        Stream.of("ch.qos.logback.classic", "ch.qos.logback.core")
                .flatMap(name -> ModuleLayer.boot().findModule(name).stream())
                .forEach(logback -> core.addReads(logback));
    }

    @Test
    void eachRequestIsOneLine(NetworkNamespace red) {
        List<ILoggingEvent> events = logged(Level.DEBUG, red, socket -> {
            socket.execute(RouteMessages.addBridge("bridge"));
            socket.list(RouteMessages.links(), RouteMessages.NAMES);
            socket.batch(List.of(RouteMessages.addBlackhole(1), RouteMessages.addBlackhole(2)))
                    .orThrow();
            assertThatThrownBy(() -> socket.execute(RouteMessages.addBridge("bridge")))
                    .isInstanceOf(NetlinkException.class);
        });
        assertThat(events).allMatch(event -> event.getLevel() == Level.DEBUG && event.getThrowableProxy() == null);
        assertThat(events)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(4)
                .satisfiesExactly(
                        line -> assertThat(line).matches("\\Qadd link 'bridge' in " + red + "\\E: done, \\d+ us"),
                        line -> assertThat(line).matches("\\Qlist links in " + red + "\\E: done, \\d+ us"),
                        line -> assertThat(line)
                                .matches("\\Qadd route 1 in " + red + "\\E: and 1 more in a batch, \\d+ us"),
                        line -> assertThat(line).matches("\\Qadd link 'bridge' in " + red + "\\E: failed, \\d+ us"));
    }

    @Test
    void theBytesOfBothDirectionsAreShownWithTheirNames(NetworkNamespace red) {
        List<ILoggingEvent> events =
                logged(Level.TRACE, red, socket -> socket.execute(RouteMessages.addBridge("bridge")));
        assertThat(events).hasSize(3);
        assertThat(events.get(0).getLevel()).isEqualTo(Level.TRACE);
        assertThat(events.get(0).getFormattedMessage())
                .startsWith("sent in " + red + "\n")
                .containsPattern("RTM_NEWLINK len=60 flags=REQUEST\\|ACK\\|EXCL\\|CREATE seq=\\d+ pid=0\n")
                .contains("  IFLA_IFNAME \"bridge\"\n")
                .contains("    IFLA_INFO_KIND \"bridge\"\n");
        assertThat(events.get(1).getFormattedMessage())
                .startsWith("received in " + red + "\n")
                .contains("NLMSG_ERROR len=36 flags=CAPPED")
                .contains("  error=0\n");
        assertThat(events.get(2).getFormattedMessage()).contains(": done, ");
    }

    @Test
    void nothingIsLoggedAboveDebug(NetworkNamespace red) {
        assertThat(logged(Level.INFO, red, socket -> {
                    assertThatThrownBy(() -> socket.execute(RouteMessages.delete("nobody")))
                            .isInstanceOf(NetlinkException.NotFound.class);
                    assertThatThrownBy(() -> socket.batch(List.of(RouteMessages.delete("nobody")))
                                    .orThrow())
                            .isInstanceOf(NetlinkException.NotFound.class);
                }))
                .isEmpty();
    }

    private static List<ILoggingEvent> logged(Level level, NetworkNamespace namespace, Consumer<NetlinkSocket> work) {
        Logger logger = (Logger) LoggerFactory.getLogger(NetlinkSocket.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Level before = logger.getLevel();
        boolean additive = logger.isAdditive();
        try (NetlinkSocket socket = NetlinkSocket.open(RouteMessages.PROTOCOL, namespace)) {
            logger.addAppender(lines);
            logger.setAdditive(false);
            logger.setLevel(level);
            work.accept(socket);
        } finally {
            logger.setLevel(before);
            logger.setAdditive(additive);
            logger.detachAppender(lines);
        }
        return List.copyOf(lines.list);
    }
}
