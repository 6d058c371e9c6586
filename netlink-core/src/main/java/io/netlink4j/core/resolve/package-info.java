/**
 * Resolves names inside a namespace as glibc does: {@code nsswitch.conf}, {@code hosts}, {@code resolv.conf} and DNS. {@link
 * io.netlink4j.core.resolve.NamespaceResolver} is the entry.
 *
 * <p>dnsjava reads and writes the DNS messages. It is optional, and only {@code DnsQuery} uses it.
 */
package io.netlink4j.core.resolve;
