package io.netlink4j.rtnl.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.netlink4j.core.namespace.NetworkNamespace;
import io.netlink4j.rtnl.junit.In;
import io.netlink4j.rtnl.junit.NetworkTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs a {@link NetworkTest} and prints its result, in a process without capabilities. */
public final class NetworkTestWithoutPrivilege {
    private NetworkTestWithoutPrivilege() {}

    /** Prints the status of the test and the message of the exception that ended it. */
    public static void main(String[] arguments) {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Sample.class))
                .execute()
                .testEvents()
                .finished()
                .stream()
                .map(NetworkTestWithoutPrivilege::result)
                .forEach(System.out::println);
    }

    private static String result(Event event) {
        TestExecutionResult result = event.getRequiredPayload(TestExecutionResult.class);
        return result.getStatus() + " "
                + result.getThrowable().map(Throwable::getMessage).orElse("");
    }

    /** A test that needs a namespace. */
    @NetworkTest
    static final class Sample {
        @Test
        void getsANamespace(@In("red") NetworkNamespace red) {}
    }
}
