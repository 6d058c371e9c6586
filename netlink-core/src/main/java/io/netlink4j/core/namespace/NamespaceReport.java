package io.netlink4j.core.namespace;

import java.util.List;

/**
 * What a module can tell about the state of a namespace, for reports of failures. Modules provide it as a service ({@link
 * java.util.ServiceLoader}). Implementations may be used by any thread.
 */
public interface NamespaceReport {
    /** What it tells about, as a title: {@code nftables}. */
    String subject();

    /** The state, line by line. Empty if there is nothing. */
    List<String> lines(NetworkNamespace namespace);
}
