package io.netlink4j.core.namespace;

import java.util.List;

/**
 * Reports a part of the state of a namespace, for a test that failed. Modules provide it as a service ({@link java.util.ServiceLoader}).
 * Implementations are thread-safe.
 */
public interface NamespaceReport {
    /** The title of the part: {@code nftables}. */
    String subject();

    /** The state, line by line; empty if there is none. */
    List<String> lines(NetworkNamespace namespace);
}
