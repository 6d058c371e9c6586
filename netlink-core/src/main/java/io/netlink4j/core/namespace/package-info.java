/**
 * Network namespaces: made, named and found as {@code ip netns} does it, with sockets, sysctls and code inside them.
 */
package io.netlink4j.core.namespace;
