package io.netlink4j.rtnl.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.core.socket.NamespaceSockets;
import io.netlink4j.rtnl.Rtnl;
import io.netlink4j.rtnl.lab.Lab;
import io.netlink4j.rtnl.lab.LabNode;
import io.netlink4j.testkit.KernelTest;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

@KernelTest
final class NetworkTestFailuresIT {

    @Test
    void aFailureReportsTheStateOfAllNodes() {
        Throwable failure = failure(run(Failing.class));
        assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining("by intention");
        assertThat(failure.getSuppressed())
                .singleElement()
                .isInstanceOfSatisfying(
                        NetworkState.class,
                        state -> assertThat(state.getMessage())
                                .contains(
                                        "\nred:\n  links\n",
                                        "\nblue:\n",
                                        "10.0.0.1/24",
                                        "10.0.0.2/24",
                                        "10.0.0.0/24 dev")
                                .containsPattern("  links\n    .*lo"));
    }

    @Test
    void leftoversInANamespaceFailTheTest() throws IOException {
        Throwable failure = failure(run(Leaving.class));
        try (DatagramChannel left = Leaving.left) {
            assertThat(left.isOpen()).isTrue();
            assertThat(failure)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("the test left something in its namespaces: {red=[socket:[");
        }
    }

    @Test
    void aClassMayShareOneNetwork() {
        OneForAll.SEEN.clear();
        run(OneForAll.class).assertStatistics(stats -> stats.succeeded(2).failed(0));
        assertThat(OneForAll.SEEN).hasSize(1);
    }

    @Test
    void errorsInAnnotationsAreReported() {
        assertThat(failure(run(Mistaken.class)))
                .hasMessageContaining(
                        "no node has the address 10.0.0.9 of a gateway, only {10.0.0.1=red, 10.0.0.2=blue}");
    }

    @Test
    void aParameterOfAnotherTypeIsNamed() {
        assertThat(failure(run(OddParameter.class)))
                .hasMessageContaining(
                        "a parameter with @In is one of LabNode, NamespaceSockets, NetworkNamespace, Rtnl,"
                                + " ServerSocketFactory, SocketFactory, ThreadFactory, not String");
    }

    @Test
    void nodesAreNamedByMethodsAroundTheTestToo() {
        run(Child.class).assertStatistics(stats -> stats.succeeded(2).failed(0));
        run(ChildOfAClass.class).assertStatistics(stats -> stats.succeeded(1).failed(0));
    }

    private static Events run(Class<?> sample) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(sample))
                .execute()
                .testEvents();
    }

    private static Throwable failure(Events events) {
        List<Event> failed = events.failed().list();
        assertThat(failed).hasSize(1);
        return failed.getFirst()
                .getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    @NetworkTest
    @Cable(from = "red", to = "blue", network = "10.0.0.0/24")
    static final class Failing {
        @Test
        void fails(@In("red") Rtnl red) {
            assertThat(red.links().list()).as("by intention").isEmpty();
        }
    }

    @NetworkTest
    static final class Leaving {
        private static DatagramChannel left;

        @Test
        void leaves(@In("red") NamespaceSockets red) throws IOException {
            left = red.openDatagramChannel();
        }
    }

    @NetworkTest(lifetime = NetworkTest.Lifetime.CLASS)
    @Cable(from = "red", to = "blue", network = "10.0.0.0/24")
    static final class OneForAll {
        private static final Set<Object> SEEN = ConcurrentHashMap.newKeySet();

        private final NetworkNamespace green;

        OneForAll(@In("green") NetworkNamespace green) {
            this.green = green;
        }

        @Test
        void one(Lab lab) {
            SEEN.add(lab.node("red").namespace().id());
            assertThat(lab.node("green").namespace()).isSameAs(green);
        }

        @Test
        void another(@In("red") NetworkNamespace red) {
            SEEN.add(red.id());
        }
    }

    @NetworkTest
    @Cable(from = "red", to = "blue", network = "10.0.0.0/24")
    @DefaultRoute(of = "red", via = "10.0.0.9")
    static final class Mistaken {
        @Test
        void isNotRun() {}
    }

    @NetworkTest
    static final class OddParameter {
        @Test
        void isNotRun(@In("red") String red) {}
    }

    @NetworkTest
    @Cable(from = "red", to = "blue", network = "10.0.0.0/24")
    abstract static class Parent {
        private NetworkNamespace green;

        @BeforeEach
        void prepare(@In("green") NetworkNamespace node) {
            green = node;
        }

        @Test
        void inherited(Lab lab) {
            assertThat(lab.node("green").namespace()).isSameAs(green);
            assertThat(lab.node("red").addresses()).hasSize(1);
        }
    }

    static final class Child extends Parent {
        @Nested
        final class Inner {
            @Test
            void nested(Lab lab, @In("yellow") NetworkNamespace yellow) {
                assertThat(lab.nodes()).extracting(LabNode::name).contains("red", "blue", "green", "yellow");
            }
        }
    }

    @NetworkTest(lifetime = NetworkTest.Lifetime.CLASS)
    static final class ChildOfAClass extends Parent {}
}
