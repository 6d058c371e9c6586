package io.netlink4j.testkit;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.opentest4j.TestAbortedException;

/** Requirements of tests. A missing one skips the test on a user's machine, and fails it with {@code CI=true}. */
public final class Requirements {
    private Requirements() {}

    /** Whether a missing means is a failure here. */
    public static boolean areMandatory() {
        return "true".equals(System.getenv("CI"));
    }

    /** The result of a condition whose means is missing for {@code reason}. */
    public static ConditionEvaluationResult missing(String reason) {
        if (areMandatory()) {
            throw new AssertionError("CI=true, but " + reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    /** What ends a running test for which a means is missing for {@code reason}: it is skipped, or fails with {@code CI=true}. */
    static RuntimeException absent(String reason) {
        if (areMandatory()) {
            throw new AssertionError("CI=true, but " + reason);
        }
        return new TestAbortedException(reason);
    }

    /**
     * The result of a condition that cannot be met by this process, whatever is installed: a skip, also where {@code
     * CI=true}.
     */
    public static ConditionEvaluationResult outOfReach(String reason) {
        return ConditionEvaluationResult.disabled(reason);
    }
}
