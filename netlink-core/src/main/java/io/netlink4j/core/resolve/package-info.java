/**
 * Name resolution inside a namespace as glibc does it: {@code nsswitch.conf}, {@code hosts}, {@code resolv.conf} and DNS. Not
 * exported. DNS messages are read and written by dnsjava, which is optional: only {@link io.netlink4j.core.resolve.DnsQuery} uses it.
 */
package io.netlink4j.core.resolve;
