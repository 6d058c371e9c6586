package io.netlink4j.core;

import io.netlink4j.core.error.NetlinkException;
import java.util.List;
import java.util.Optional;

/**
 * The result of each request of a batch, in their order.
 *
 * @param outcomes the refusal of each request; empty if the request succeeded
 */
public record BatchResult(List<Optional<NetlinkException>> outcomes) {

    /** The refusals, in the order of the requests. */
    public List<NetlinkException> failures() {
        return outcomes.stream().flatMap(Optional::stream).toList();
    }

    /**
     * Throws if a request was refused.
     *
     * @throws NetlinkException the first refusal; its message says how many more there are, and up to 100 of them are
     *     suppressed in it
     */
    public void orThrow() {
        List<NetlinkException> failures = failures();
        if (!failures.isEmpty()) {
            throw failures.getFirst().alongWith(failures.subList(1, failures.size()));
        }
    }
}
